"""The shell of every page: one self-contained HTML document that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from iopkit.draw.picture.palette import DARK, LIGHT, rules, variables
from iopkit.errors import InvalidValueError
from iopkit.pages.template import filled, part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENDS_EARLY: Final = re.compile(r"</(style|script)|<!--|\r|\x00", re.IGNORECASE)
"""What would end a style or a script too early, or be read as something else than it is."""


def html_document(  # noqa: PLR0913  what a document consists of
    *,
    title: str,
    body: Markup,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    language: str = "en",
    connect: bool = False,
    foot: str = "",
) -> str:
    """Return a whole HTML document that holds everything it needs.

    The browser is told to run nothing but the script that stands in it, and to fetch nothing from
    anywhere. So neither styles nor scripts may stand in attributes of elements. Same values,
    same bytes.

    Parameters
    ----------
    title
        What the tab of the browser shows.
    body
        What stands in ``<main>``; its first heading is a ``<h1>``.
    styles
        What is added to the style of the shell, in this order. Its colours are those of
        `iopkit.draw.picture.palette`, as variables: ``var(--faint)``.
    scripts
        What runs when all of the body is there, in this order, after the script of the shell.
    language
        The language of the text, for screen readers.
    connect
        Whether the script may ask the server that the document came from; for the live form.
    foot
        What stands below the main part, text or `Markup`; empty for nothing.

    Raises
    ------
    ValueError
        When a style or a script holds what would end it too early.
    """
    style = _joined([_colours(), part("shell.css"), *styles])
    script = _joined([part("shell.js"), *scripts])
    whole = filled(
        "shell.html",
        body=body,
        foot=foot,
        iopkit=version("iopkit"),
        language=language,
        policy=_policy(style, script, connect=connect),
        script=Markup(script),  # noqa: S704  ours, and looked through above
        style=Markup(style),  # noqa: S704  the same
        title=title,
    )
    return str(whole)


def _colours() -> str:
    """Return the colours of the page, and those of the pictures in it. Paper is always light."""
    light, dark = variables(LIGHT), variables(DARK)
    night = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    return f":root {{ {light} }}\n{night}\n{rules()}"


def _joined(parts: Iterable[str]) -> str:
    whole = "\n".join(each.strip("\n") for each in parts)
    found = _ENDS_EARLY.search(whole)
    if found is not None:
        msg = f"a style or a script of a page must not hold {found[0]!r}"
        raise InvalidValueError(msg)
    return whole


def _policy(style: str, script: str, *, connect: bool) -> str:
    rules = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "img-src data:",
        *(["connect-src 'self'"] if connect else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def _hash(text: str) -> str:
    """Return by what a browser recognises a style or a script: not a letter of it may change."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
