"""How wide a report is, and which characters and colours it may use."""

from __future__ import annotations

import re
import textwrap
from typing import Final

import attrs

from iopkit.criteria.logic.verdict import Verdict

_SIGNS: Final = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
_PLAIN_SIGNS: Final = {Verdict.MET: "+", Verdict.NOT_MET: "-", Verdict.UNKNOWN: "?"}
_COLOURS: Final = {Verdict.MET: 32, Verdict.NOT_MET: 31, Verdict.UNKNOWN: 33}
_STRONG, _FAINT = 1, 2
_SET_IN: Final = 4
"""How far lines are set in that go on. [characters]"""
_PAINT: Final = re.compile(
    rf"\x1b\[(?:0|{'|'.join(map(str, (_STRONG, _FAINT, *_COLOURS.values())))})m"
)


@attrs.frozen(kw_only=True)
class DisplayStyle:
    """How a report is written.

    Parameters
    ----------
    width
        The longest line. [characters]
    unicode
        Whether lines and signs beyond ASCII can be shown.
    colour
        Whether colours are wanted; no report needs them to be understood.
    """

    width: int = 80
    unicode: bool = True
    colour: bool = False

    def strong(self, text: str) -> str:
        """Return a text that stands out."""
        return self._painted(text, _STRONG)

    def faint(self, text: str) -> str:
        """Return a text that stands back."""
        return self._painted(text, _FAINT)

    def sign(self, verdict: Verdict) -> str:
        """Return the sign of a verdict.

        >>> DisplayStyle().sign(Verdict.MET), DisplayStyle(unicode=False).sign(Verdict.NOT_MET)
        ('✓', '-')
        """
        signs = _SIGNS if self.unicode else _PLAIN_SIGNS
        return self._painted(signs[verdict], _COLOURS[verdict])

    @property
    def bar(self) -> str:
        """The line that leads down a staircase or a tree."""
        return "│" if self.unicode else "|"

    @property
    def step(self) -> str:
        """The corner at which the next step begins."""
        return "└─" if self.unicode else "`-"

    def wrapped(self, text: str, *, first: str = "", rest: str | None = None) -> str:
        """Return a text in lines that fit, the first after `first`, the others after `rest`.

        Parameters
        ----------
        text
            What is written; nothing in it is taken for formatting.
        first, rest
            What each line begins with; `rest` is blank and as long as `first` when not given.

        >>> narrow = DisplayStyle(width=24)
        >>> print(narrow.wrapped("attendance >= 80% and not relapsed", first="when  "))
        when  attendance >= 80%
              and not relapsed
        """
        blank = " " * printed_length(first)
        lines = textwrap.wrap(
            plain(text),
            # Colours take no room.
            width=max(self.width - printed_length(first), 20),
            break_long_words=False,
            break_on_hyphens=False,
        )
        head, *tail = lines or [""]
        after = blank if rest is None else rest
        return "\n".join([f"{first}{head}".rstrip(), *(f"{after}{line}" for line in tail)])

    def hanging(self, text: str, *, first: str) -> str:
        """Return a text in lines that fit, those after the first set in.

        >>> print(DisplayStyle(width=26).hanging("At least 9 hours a week, always", first="- "))
        - At least 9 hours a
              week, always
        """
        narrower = attrs.evolve(self, width=self.width - _SET_IN)
        return narrower.wrapped(text, first=first, rest=" " * (printed_length(first) + _SET_IN))

    def _painted(self, text: str, code: int) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def plain(text: str) -> str:
    r"""Return a text from a file as it can be shown: no character moves the cursor or hides.

    >>> plain("Crest\x1b[2J View")
    'Crest [2J View'
    """
    return "".join(char if char.isprintable() else " " for char in text)


def printed_length(text: str) -> int:
    """Return how many characters of a line are seen."""
    return len(_PAINT.sub("", text))


def harmless(text: str, *, colour: bool = False) -> str:
    r"""Return a report without any control characters but the ends of lines and our own colours.

    The last guard before a terminal, whatever a file managed to put into a title.

    Parameters
    ----------
    text
        The report.
    colour
        Whether it may be coloured; only the colours of a `DisplayStyle` are kept.

    >>> harmless("one\ntwo\x1b]0;title\x07")
    'one\ntwo ]0;title '
    """
    kept = _PAINT.findall(text) if colour else []
    parts = _PAINT.split(text) if colour else [text]
    safe = ["\n".join(plain(line) for line in part.split("\n")) for part in parts]
    return "".join(a + b for a, b in zip(safe, [*kept, ""], strict=True))
