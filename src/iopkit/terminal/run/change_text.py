"""What changes between two scenarios, in sentences that can be read aloud."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.wording import brief, listed
from iopkit.draw.picture.short_names import spoken_level as as_spoken
from iopkit.model.simulation.measure import AT_LEAST, AT_MOST, MeasuredOver, MeasureSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.simulate.measures.measure_names import MeasureName
    from iopkit.simulate.study.paired_difference import PairedDifference


_FIVE_DIGITS: Final = 10_000
_THREE_DIGITS: Final = 100
_TWO_DIGITS: Final = (0.005, 0.1)


def is_spoken_of(name: MeasureName) -> bool:
    """Whether sentences speak of a figure; the rest is in the table of all figures only."""
    of_a_level = name.declared.over is MeasuredOver.MONEY and name.level
    return name.declared.subject is not None and not of_a_level


def is_listed(name: MeasureName) -> bool:
    """Whether lists of what does not change name a figure."""
    subject = name.declared.subject
    return is_spoken_of(name) and subject is not None and subject.listed


def sentence(of: PairedDifference, pathway: Pathway, replications: int) -> str:
    """Return what changes as one sentence, with its interval and both ends.

    A change that only some replications can show says how many.
    """
    found, base, value = of.difference, of.baseline, of.value
    words = of.measure.subject
    if found is None or base is None or value is None or words is None:
        return ""
    scale = 100 if of.measure.is_share else 1
    way = "rises" if found.mean > 0 else "falls"
    change = abs(found.mean) * scale
    ends = ""
    if found.ci_low is not None and found.ci_high is not None:
        least, most = sorted((abs(found.ci_low), abs(found.ci_high)))
        low, high = (number(each * scale, like=change) for each in (least, most))
        ends = f" (95 %: {low} to {high})"
    start, end = (number(each.mean * scale) for each in (base, value))
    some = f", in the {of.n_pairs} of {replications} replications where both have one"
    told = some if of.n_pairs < replications else ""
    subject = _capital(subject_of([of.name], pathway))
    by = f"{way} by {number(change)}{words.unit}{ends}"
    return f"{subject} {by}, from {start} to {end}{words.sign}{told}."


def subjects(names: Sequence[MeasureName], pathway: Pathway) -> str:
    """Return what some figures are about, those of one kind together."""
    kinds: dict[str, list[MeasureName]] = {}
    for name in names:
        # Both ends of a range are spoken of as one.
        whole = name.declared.name
        both = {attrs.evolve(name, measure=f"{whole}{end}") for end in (AT_LEAST, AT_MOST)}
        told = attrs.evolve(name, measure=whole) if both <= set(names) else name
        if told not in kinds.setdefault(told.measure, []):
            kinds[told.measure].append(told)
    return "; ".join(subject_of(some, pathway) for some in kinds.values())


def subject_of(names: Sequence[MeasureName], pathway: Pathway) -> str:
    """Return what one figure is about, at one level or at several."""
    measure = names[0].declared
    subject = measure.subject or MeasureSubject(before=f"{measure.title} of")
    about = [spoken_level(each.level, pathway) if each.level else _moving(each) for each in names]
    told = listed([each.replace("_", " ") for each in about if each])
    return f"{subject.before} {told}".rstrip() + subject.after


def _moving(name: MeasureName) -> str:
    """Return what a figure of all care is about: an outcome, who leads, or a kind of money."""
    if name.declared.over is not MeasuredOver.MONEY:
        return name.about
    currency, year, perspective = name.about.split(maxsplit=2)
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
