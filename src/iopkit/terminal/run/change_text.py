"""What changes between two scenarios, in sentences that can be read aloud."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.wording import brief, listed
from iopkit.draw.picture.short_names import spoken_level as as_spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.simulate.measures.measure_names import MeasureName
    from iopkit.simulate.study.paired_difference import PairedDifference


@attrs.frozen
class _Words:
    """How a figure is spoken of.

    Parameters
    ----------
    subject
        What rises or falls, before the name of the level or outcome.
    after
        What follows the name.
    unit
        What follows an amount.
    scale
        By what its numbers are multiplied.
    sign
        What follows the figure itself, where that is not said otherwise.
    """

    subject: str
    after: str = ""
    unit: str = ""
    scale: float = 1
    sign: str = ""


_WORDS: Final = {
    "wait_mean": _Words("the mean wait for", unit=" days"),
    "queue": _Words("the number of clients waiting for"),
    "census": _Words("the number of clients in"),
    "blocked": _Words("the number of clients who hold a place in", after=" and wait for the next"),
    "occupancy": _Words("the share of places used in", unit=" points", scale=100, sign=" %"),
    "admissions": _Words("the number of admissions to", after=" a year"),
    "gave_up": _Words("the number of clients who give up waiting for", after=" a year"),
    "displaced": _Words("the number of clients whose place is cut in", after=" a year"),
    "outcomes": _Words("the number of clients whose care ends as", after=" a year"),
    "returns": _Words("the number of clients who come back a year"),
    "cost": _Words("the yearly cost of care in"),
    "cost_low": _Words("the low estimate of the yearly cost of care in"),
    "cost_high": _Words("the high estimate of the yearly cost of care in"),
    "staff_hours": _Words("the number of weekly staff hours of"),
    "staff_hours_low": _Words("the low estimate of the weekly staff hours of"),
    "staff_hours_high": _Words("the high estimate of the weekly staff hours of"),
    "unplaced": _Words("the number of clients whom no level takes, in the whole run"),
    "stuck": _Words("the number of stays that cannot end, in the whole run"),
}

_OF_ALL_CARE: Final = frozenset({"cost", "cost_low", "cost_high"})
"""The figures of which sentences know only the sum over the levels."""

_FOLLOWING: Final = frozenset({"queue", "census", "admissions"})
"""The figures that lists leave out: they follow from the wait and from the places used."""

_ENDS: Final = ("_low", "_high")
"""What follows the name of a figure that is known as a range, of which it is one end."""

_FIVE_DIGITS: Final = 10_000
_THREE_DIGITS: Final = 100
_TWO_DIGITS: Final = (0.005, 0.1)


def is_spoken_of(name: MeasureName) -> bool:
    """Whether sentences speak of a figure; the rest is in the table of all figures only."""
    return name.figure in _WORDS and not (name.figure in _OF_ALL_CARE and name.level)


def is_listed(name: MeasureName) -> bool:
    """Whether lists of what does not change name a figure."""
    return is_spoken_of(name) and name.figure not in _FOLLOWING


def sentence(of: PairedDifference, pathway: Pathway, replications: int) -> str:
    """Return what changes as one sentence, with its interval and both ends.

    A change that only some replications can show says how many.
    """
    found, base, value = of.difference, of.base, of.value
    words = _WORDS[of.name.figure]
    if found is None or base is None or value is None:
        return ""
    way = "rises" if found.mean > 0 else "falls"
    change = abs(found.mean) * words.scale
    ends = ""
    if found.low is not None and found.high is not None:
        least, most = sorted((abs(found.low), abs(found.high)))
        low, high = (number(each * words.scale, like=change) for each in (least, most))
        ends = f" (95 %: {low} to {high})"
    start, end = (number(each.mean * words.scale) for each in (base, value))
    some = f", in the {of.pairs} of {replications} replications where both have one"
    told = some if of.pairs < replications else ""
    subject = _capital(subject_of([of.name], pathway))
    by = f"{way} by {number(change)}{words.unit}{ends}"
    return f"{subject} {by}, from {start} to {end}{words.sign}{told}."


def subjects(names: Sequence[MeasureName], pathway: Pathway) -> str:
    """Return what some figures are about, those of one kind together."""
    kinds: dict[str, list[MeasureName]] = {}
    for name in names:
        # Both ends of a range are spoken of as one.
        whole = name.figure.removesuffix(_ENDS[0]).removesuffix(_ENDS[1])
        both = {attrs.evolve(name, figure=f"{whole}{end}") for end in _ENDS}
        told = attrs.evolve(name, figure=whole) if both <= set(names) else name
        if told not in kinds.setdefault(told.figure, []):
            kinds[told.figure].append(told)
    return "; ".join(subject_of(some, pathway) for some in kinds.values())


def subject_of(names: Sequence[MeasureName], pathway: Pathway) -> str:
    """Return what one figure is about, at one level or at several."""
    from iopkit.simulate.measures.measure_info import meaning  # numba, for which no --help waits

    figure = names[0].figure
    words = _WORDS.get(figure) or _Words(f"{meaning(figure).title} of")
    about = [spoken_level(each.level, pathway) if each.level else _moving(each) for each in names]
    told = listed([each.replace("_", " ") for each in about if each])
    return f"{words.subject} {told}".rstrip() + words.after


def _moving(name: MeasureName) -> str:
    """Return what a figure of all care is about: an outcome, who leads, or a kind of money."""
    if name.figure not in _OF_ALL_CARE:
        return name.move
    currency, year, perspective = name.move.split(maxsplit=2)
    return f"{currency} of {year} ({perspective})"


def spoken_level(level: str, pathway: Pathway) -> str:
    """Return a level as somebody speaks of it: IOP, residential.

    >>> from iopkit.files.compose.load import load
    >>> spoken_level("iop", load("standard")), spoken_level("detox", load("standard"))
    ('IOP', 'detox')
    """
    return brief(as_spoken(level, pathway))


def number(value: float, *, like: float | None = None) -> str:
    """Return a number with as many digits as anybody reads.

    Parameters
    ----------
    value
        The number.
    like
        Another one that stands beside it and says how many digits; None for the number itself.

    >>> number(9.12), number(128.4), number(132474.3), number(0.034), number(0.0001)
    ('9.1', '128', '132,000', '0.03', '0.0')
    """
    size = abs(value if like is None else like)
    if size >= _FIVE_DIGITS:
        return f"{round(value, 2 - math.floor(math.log10(size))):,.0f}"
    digits = 0 if size >= _THREE_DIGITS else 2 if _TWO_DIGITS[0] <= size < _TWO_DIGITS[1] else 1
    return f"{value:.{digits}f}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
