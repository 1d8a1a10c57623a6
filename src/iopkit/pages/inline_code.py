"""Sentences of the terminal in a page: what stands between backticks there is code here."""

from __future__ import annotations

from markupsafe import Markup, escape

from iopkit.pages.template import seen


def coded(text: str) -> Markup:
    """Return a sentence whose commands and keys are set as code, and whose % stays by its number.

    >>> coded("See `arrivals` in <file>.")
    Markup('See <code>arrivals</code> in &lt;file&gt;.')
    """
    shown = str(seen(text))
    pieces = [str(escape(each)) for each in shown.split("`")]
    if len(pieces) % 2 == 0:  # one of them belongs to a name
        pieces = [str(escape(shown))]
    told = "".join(
        f"<code>{each}</code>" if place % 2 else each for place, each in enumerate(pieces)
    )
    return Markup(told.replace(" %", "&nbsp;%"))  # noqa: S704  every piece of it is escaped
