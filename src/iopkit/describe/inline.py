"""Inlines: what a line of a document consists of; a number stays a number until it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.draw.picture.amounts import days

if TYPE_CHECKING:
    from iopkit.criteria.logic.verdict import Verdict
    from iopkit.model.basis import Basis

NO_VALUE: Final = "-"
"""What stands where there is no number."""

SHARE: Final = "share"
"""The unit of a number from 0 to 1 that people read in percent."""

_HARDLY, _FEW = 0.0005, 0.0095
"""Below the first, a share is told as less than 0.1 %; below the second, with a decimal."""


@attrs.frozen
class Text:
    """Plain words."""

    text: str


@attrs.frozen
class Emphasis:
    """Words that stand out."""

    text: str


@attrs.frozen
class CodeText:
    """What is typed as it stands: a command, a key, a name in a file."""

    text: str


@attrs.frozen(kw_only=True)
class Quantity:
    """A number with its unit, and with its confidence interval where it has one.

    Parameters
    ----------
    value
        The number; None where there is none.
    unit
        What it counts, in the singular: ``day``, ``hour a week``, ``client``; `SHARE` for a number
        from 0 to 1; empty for a bare number.
    ci_low, ci_high
        The ends of its 95 % confidence interval, in the same unit; None where there is none.
    decimals
        How many are written; None for as many as it needs.
    signed
        Whether a plus is written too, for a difference.

    >>> str(Quantity(value=31, unit="place")), str(Quantity(value=0.127, unit=SHARE))
    ('31 places', '13 %')
    >>> str(Quantity(value=9.5, unit="hour a week")), str(Quantity(value=1, unit="hour a week"))
    ('9.5 hours a week', '1 hour a week')
    >>> str(Quantity(value=58.12, unit="day", ci_low=57.6, ci_high=58.64, decimals=1))
    '58.1 days (57.6 to 58.6)'
    """

    value: float | None
    unit: str = ""
    ci_low: float | None = None
    ci_high: float | None = None
    decimals: int | None = None
    signed: bool = False

    @property
    def number(self) -> str:
        """The number and its interval without the unit, for a column that names it."""
        return self._told("")

    def __str__(self) -> str:
        if self.unit == "day" and self.decimals is None and not self.signed and self.value:
            return f"{days(self.value)}{self._interval()}"
        unit = "%" if self.unit == SHARE else units(self.unit, self.value or 0)
        return self._told(f" {unit}" if unit else "")

    def _told(self, unit: str) -> str:
        if self.value is None:
            return NO_VALUE
        if self.unit == SHARE and 0 < self.value < _HARDLY and not self.signed:
            return f"<0.1{unit}"  # what is not nobody is never 0 %
        return f"{self._digits(self.value)}{unit}{self._interval()}"

    def _interval(self) -> str:
        if self.ci_low is None or self.ci_high is None or self.value is None:
            return ""
        low, high = self._digits(self.ci_low), self._digits(self.ci_high)
        # An interval narrower than the last digit says nothing.
        return "" if low == self._digits(self.value) == high else f" ({low} to {high})"

    def _digits(self, value: float) -> str:
        shown = 100 * value if self.unit == SHARE else value
        sign = "+" if self.signed else ""
        decimals = self.decimals
        if decimals is None and self.unit == SHARE:
            decimals = int(0 < (self.value or 0) < _FEW)  # below that, 0 % would say never
        if decimals is None:
            return f"{shown:{sign},.0f}" if float(shown).is_integer() else f"{shown:{sign},.4g}"
        rounded = round(shown, decimals) + 0.0  # never -0.0
        return f"{rounded:{sign if rounded else ''},.{max(decimals, 0)}f}"


@attrs.frozen(kw_only=True)
class QuantityRange:
    """A number that is known within bounds.

    Parameters
    ----------
    at_least, at_most
        The bounds; None for one that nobody knows. Equal for a number that is known.
    unit, decimals
        As of a `Quantity`.

    >>> str(QuantityRange(at_least=9, at_most=19, unit="hour a week"))
    '9 to 19 hours a week'
    >>> QuantityRange(at_least=64_950, at_most=81_020, decimals=-2).number
    '65,000 to 81,000'
    >>> str(QuantityRange(at_least=None, at_most=90, unit="day")), str(QuantityRange())
    ('up to 90 days', 'not stated')
    """

    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""
    decimals: int | None = None

    @property
    def number(self) -> str:
        """The bounds without the unit, for a column that names it; nothing where none is known."""
        low, high = map(self._digits, (self.at_least, self.at_most))
        match low, high:
            case None, None:
                return ""
            case None, _:
                return f"up to {high}"
            case _, None:
                return f"at least {low}"
            case _:
                return f"{low}" if low == high else f"{low} to {high}"

    def __str__(self) -> str:
        ends = [end for end in (self.at_least, self.at_most) if end is not None]
        if not ends:
            return "not stated"
        return f"{self.number} {units(self.unit, ends[-1])}".rstrip()

    def _digits(self, end: float | None) -> str | None:
        if end is None or self.decimals is None:
            return None if end is None else f"{end:g}"
        return f"{round(end, self.decimals):,.{max(self.decimals, 0)}f}"


@attrs.frozen
class Reference:
    """What the words before it rest on; several in a row are set as one.

    >>> from iopkit.model.basis import Basis
    >>> str(Reference(Basis(source="teds-d-2004", locator="Table 2.5")))
    'teds-d-2004, Table 2.5'
    """

    basis: Basis

    def __str__(self) -> str:
        return str(self.basis)


@attrs.frozen
class Term:
    """A word of the glossary.

    Parameters
    ----------
    text
        The word as it stands in the sentence.
    entry
        The entry of the glossary that explains it; the word itself when empty.
    """

    text: str
    entry: str = ""


@attrs.frozen(kw_only=True)
class Link:
    """Something that the document, or its file, tells more of elsewhere.

    Parameters
    ----------
    text
        What people call it.
    name
        What the file and commands call it: an output beside which commands are typed shows this.
    target
        The id of the section that tells more; empty when there is none.
    """

    text: str
    name: str
    target: str = ""


@attrs.frozen(kw_only=True)
class Condition:
    """A criterion, as the file says it and in plain words.

    Parameters
    ----------
    expression
        The criterion in the language of files: an output beside which files are edited shows this.
    text
        The same in plain words, as they stand within a sentence; where there are parts, what is
        said of them: "any of these".
    parts
        What it is about, each apart; empty when the words say all.
    """

    expression: str
    text: str
    parts: tuple[Condition, ...] = attrs.field(default=(), converter=tuple["Condition", ...])

    @property
    def flat(self) -> str:
        """The plain words on one line.

        >>> low = Condition(expression="stable", text="stable")
        >>> Condition(expression="stable and x", text="all of these", parts=[low]).flat
        'all of these: stable'
        """
        told = "; ".join(part.flat for part in self.parts)
        return f"{self.text}: {told}" if told else self.text


@attrs.frozen
class VerdictText:
    """A verdict in words; outputs put its sign before them."""

    verdict: Verdict
    text: str


Inline: TypeAlias = (
    Text
    | Emphasis
    | CodeText
    | Quantity
    | QuantityRange
    | Reference
    | Term
    | Link
    | Condition
    | VerdictText
)
"""A piece of a line; the union is closed, so that no output can forget one."""

Inlines: TypeAlias = tuple[Inline, ...]

Written: TypeAlias = "str | Inline | Iterable[str | Inline]"
"""What a line can be given as."""


def inlines(written: Written) -> Inlines:
    """Return a line; bare strings in it are plain words, and empty ones are left out.

    >>> inlines("up to ")
    (Text(text='up to '),)
    >>> inlines(["up to ", Quantity(value=8, unit="client")])[1].value
    8
    """
    if isinstance(written, str):
        return (Text(written),) if written else ()
    pieces = written if isinstance(written, Iterable) else (written,)
    return tuple(Text(each) if isinstance(each, str) else each for each in pieces if each != "")


def joined(parts: Iterable[Written], between: str = ", ", last: str = "") -> Inlines:
    """Return several lines as one.

    Parameters
    ----------
    parts
        The lines; empty ones are left out.
    between
        What stands between two of them.
    last
        What stands before the last one instead, such as " and "; empty for the same.

    >>> [each.text for each in joined(["a", "b", "c"], last=" or ")]
    ['a', ', ', 'b', ' or ', 'c']
    """
    lines = [line for line in map(inlines, parts) if line]
    found: list[Inline] = []
    for place, line in enumerate(lines):
        if place:
            found.append(Text(last if last and place == len(lines) - 1 else between))
        found += line
    return tuple(found)


def reference(*bases: Basis | None) -> Inlines:
    """Return references to what something rests on, none twice; nothing for what has no basis."""
    return tuple(Reference(each) for each in dict.fromkeys(bases) if each is not None)


def units(unit: str, number: float) -> str:
    """Return a unit as it stands behind a number.

    >>> units("hour a week", 1), units("hour a week", 9), units("USD of 2001", 9), units(SHARE, 1)
    ('hour a week', 'hours a week', 'USD of 2001', '%')
    """
    if unit == SHARE:
        return "%"
    first, space, rest = unit.partition(" ")
    if number == 1 or not (first.isalpha() and first.islower()):
        return unit
    return f"{_MANY.get(first, f'{first}s')}{space}{rest}"


_MANY: Final = {"person": "people"}
