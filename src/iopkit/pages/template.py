"""The templates of pages: the only module that knows jinja2."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f")
"""What scripts and emoji are joined and kept apart with, though it cannot be seen."""

_COMMENT: Final = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)

_UNBROKEN: Final = frozenset("\u00a0\u202f")
"""Blanks at which no line ends, as in "15 %"."""


def filled(name: str, **values: object) -> Markup:
    """Return a template filled with values; whatever is no `Markup` comes out as text.

    Parameters
    ----------
    name
        The file's name in `iopkit/pages/templates`, such as ``shell.html``.
    values
        What the template names; a name that it asks for and nobody gives is an error.

    >>> print(filled("note.html", text="<b>5 < 6</b>"))
    <p class="note">&lt;b&gt;5 &lt; 6&lt;/b&gt;</p>
    """
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704  it escapes


def part(name: str) -> str:
    """Return a file beside the templates, a style or a script, without indentation and comments.

    Comments are lines of their own there, and no text goes over several lines.
    """
    text = (files(__package__) / "templates" / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def seen(value: object) -> str:
    r"""Return a value as it may stand in a page: no character hides or reverses what follows.

    >>> seen("Crest\x00 View"), seen(Markup("<b>")), seen(36), seen("9\u00a0%") == "9\u00a0%"
    ('Crest  View', Markup('<b>'), '36', True)
    """
    if isinstance(value, Markup):
        return value
    return "".join(
        c if c.isprintable() or c in JOINERS or c in _UNBROKEN else " " for c in str(value)
    )


def typeset(text: str) -> Markup:
    """Return a sentence; a percent sign stays by its number.

    >>> typeset("At most 95 % in <file>")
    Markup('At most 95&nbsp;% in &lt;file&gt;')
    """
    return Markup(str(escape(seen(text))).replace(" %", "&nbsp;%"))  # noqa: S704  it is escaped


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        finalize=seen,
        loader=PackageLoader("iopkit.pages"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
