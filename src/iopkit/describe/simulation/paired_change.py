"""What changes between two scenarios, in sentences that can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.describe.inline import Inlines, inlines
from iopkit.describe.simulation.estimates import rounded
from iopkit.describe.wording import brief, listed
from iopkit.draw.picture.short_names import spoken_level as as_spoken
from iopkit.model.simulation.measure import AT_LEAST, AT_MOST, MeasuredOver, MeasureSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.describe.inline import Quantity
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.measures.measure_names import MeasureName
    from iopkit.simulate.study.paired_difference import PairedDifference


def is_spoken_of(name: MeasureName) -> bool:
    """Whether sentences speak of a figure; the rest is in the table of all figures only."""
    of_a_level = name.declared.over is MeasuredOver.MONEY and name.level
    return name.declared.subject is not None and not of_a_level


def is_listed(name: MeasureName) -> bool:
    """Whether lists of what does not change name a figure."""
    subject = name.declared.subject
    return is_spoken_of(name) and subject is not None and subject.listed


def sentence(of: PairedDifference, pathway: Pathway, replications: int) -> Inlines:
    """Return what changes as one sentence, with its interval and both ends.

    A change that only some replications can show says how many.
    """
    found, start, end = of.difference, of.baseline, of.value
    words = of.measure.subject
    if found is None or start is None or end is None or words is None:
        return ()
    scale = 100 if of.measure.is_share else 1
    change = abs(found.mean) * scale
    by: list[str | Quantity] = [rounded(change), words.unit]
    if found.ci_low is not None and found.ci_high is not None:
        least, most = sorted((abs(found.ci_low), abs(found.ci_high)))
        low, high = (rounded(each * scale, like=change) for each in (least, most))
        by += [" (95 %: ", low, " to ", high, ")"]
    some = f", in the {of.n_pairs} of {replications} replications where both have one"
    return inlines(
        [
            f"{_capital(subject_of([of.name], pathway))} ",
            "rises by " if found.mean > 0 else "falls by ",
            *by,
            ", from ",
            rounded(start.mean * scale),
            " to ",
            rounded(end.mean * scale),
            f"{words.sign}{some if of.n_pairs < replications else ''}.",
        ]
    )


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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
