"""What some scenarios change, first in sentences, then as a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief, counted, days, listed
from iopkit.terminal.run.change_text import (
    is_listed,
    is_spoken_of,
    number,
    sentence,
    spoken_level,
    subjects,
)
from iopkit.terminal.run.headline import beyond_places, not_taken
from iopkit.terminal.run.run import beginning, is_overrun
from iopkit.terminal.style import plain
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.simulate import Run
    from iopkit.simulate.study.comparison import ScenarioComparison
    from iopkit.simulate.study.paired_difference import PairedDifference
    from iopkit.terminal.style import DisplayStyle

_MOST_REPLICATIONS: Final = 100_000
"""More replications than that are no advice."""

_LITTLE: Final = 0.25
"""The share of what counts in practice below which the table leaves a level out. [1]"""

_CHANCE: Final = 20
"""Of so many intervals, one does not hold what is true."""


def compared(comparison: ScenarioComparison, look: DisplayStyle, notes: Sequence[str] = ()) -> str:
    """Return what each scenario changes against the base.

    A sentence is written only for a difference whose interval leaves out 0 and that counts in
    practice, the largest first; what was not seen, and what cannot be said, follow.

    Parameters
    ----------
    comparison
        What was compared.
    look
        How wide it may be.
    notes
        What else to say, in sentences.
    """
    first = [
        look.wrapped(text, first="! ")
        for text in not_begun(comparison.baseline, comparison.names[0])
    ]
    pages = ["\n".join([*_head(comparison, look), *first, *_overrun(comparison, 0, look)])]
    for i, name in enumerate(comparison.names[1:], 1):
        lines = [*_changes(comparison, name, look), *_overrun(comparison, i, look)]
        pages.append("\n".join(lines))
    pages += [_levels(comparison, look), "\n".join(_foot(comparison, look, notes))]
    return "\n\n".join(page for page in pages if page)


def _head(comparison: ScenarioComparison, look: DisplayStyle) -> Iterator[str]:
    scenario = comparison.baseline.scenario
    title = f"{brief(scenario.pathway.title)}: what would change"
    yield look.strong(plain(title))
    warm_up = f", {days(scenario.warm_up)} of warm-up not counted" if scenario.warm_up else ""
    yield look.wrapped(
        f"{days(scenario.days)}, {counted(scenario.replications, 'replication')}, "
        f"seed {scenario.seed}{warm_up}. The same clients come in every scenario, with the same "
        "luck, so that what differs comes from the change."
    )
    told = beginning(scenario)
    if told:
        yield look.wrapped(told)


def _changes(comparison: ScenarioComparison, scenario: str, look: DisplayStyle) -> Iterator[str]:
    """Yield what one scenario changes."""
    yield look.strong(plain(f"{brief(scenario)}, against {brief(comparison.names[0])}"))
    for first, text in changes(comparison, scenario):
        yield look.wrapped(text, first=first)


def changes(comparison: ScenarioComparison, scenario: str) -> Iterator[tuple[str, str]]:
    """Yield what one scenario changes, sentence by sentence.

    Each comes with the sign that it begins with in a terminal: ``- `` for what is known, ``! `` for
    what a reader must be warned of, nothing for what can not be said at all.
    """
    pathway = comparison.baseline.scenario.pathway
    replications = comparison.baseline.scenario.replications
    spoken = [each for each in comparison.of(scenario) if is_spoken_of(each.name)]
    seen = sorted((each for each in spoken if each.is_seen), key=lambda each: -each.weight)
    large = [each for each in seen if each.weight >= 1]
    small = [each for each in seen if each.weight < 1]
    unclear = [each for each in spoken if each.is_open]
    none = [each for each in spoken if _is_compared(each) and not each.is_seen and not each.is_open]
    same = next(run for run, name in _named_runs(comparison) if name == scenario)
    for text in not_begun(same, scenario):
        yield "- ", text
    if same.scenario == comparison.baseline.scenario:
        yield "- ", "This is the same scenario: what was changed is what stands there already."
        return
    if replications == 1:
        told = (
            "One replication cannot tell a change from chance, so nothing is said about it; "
            "--replications 20 can."
        )
        yield "", told
        return
    for each in large:
        yield "- ", sentence(each, pathway, replications)
    if not large:
        yield "- ", "Nothing changes that would count in practice."
    for words, few in (("Changed too little to count", small), ("No difference seen in", none)):
        main = [each.name for each in few if is_listed(each.name)]
        if main:
            yield "- ", f"{words}: {subjects(main, pathway)}."
    if unclear:
        about = subjects([each.name for each in unclear], pathway)
        yield "! ", f"Too uncertain to say anything about: {about}. {_advice(unclear)}"


def _named_runs(comparison: ScenarioComparison) -> Iterator[tuple[Run, str]]:
    return zip(comparison.runs, comparison.names, strict=True)


def _is_compared(each: PairedDifference) -> bool:
    """Whether there is anything to compare: not nobody in both scenarios."""
    ends = [end.mean for end in (each.baseline, each.value) if end is not None]
    return each.difference is not None and any(ends)


def _advice(unclear: Sequence[PairedDifference]) -> str:
    """Return how many replications might settle what is open."""
    needed = [each.pairs_needed() for each in unclear]
    known = [each for each in needed if each is not None]
    if not known or max(known) > _MOST_REPLICATIONS:
        return "More replications alone will hardly tell; a longer time might."
    digits = max(len(str(max(known))) - 2, 0)
    rounded = math.ceil(max(known) / 10**digits) * 10**digits
    return f"About {rounded} replications might tell: --replications {rounded}."


def _levels(comparison: ScenarioComparison, look: DisplayStyle) -> str:
    """Return the levels at which anything changes, scenario by scenario."""
    pathway = comparison.baseline.scenario.pathway
    rows: list[tuple[str, ...]] = []
    still: list[str] = []
    for level in pathway.levels:
        here = [each for each in comparison.differences if each.name.level == level.id]
        places = [_places(comparison, i, level.id) for i in range(len(comparison.names))]
        if len(set(places)) == 1 and all(each.weight < _LITTLE for each in here):
            still.append(spoken_level(level.id, pathway))
            continue
        for i, name in enumerate(comparison.names):
            figures = [_mean(comparison, i, figure, level.id) for figure in _COLUMNS]
            rows.append((level.id if i == 0 else "", name, places[i], *figures))
    if not rows:
        return ""
    head = (
        *("level", "scenario", "places", "mean wait\n[days]", "clients\nwaiting"),
        *("clients\nat a time", "admissions\na year"),
    )
    body = table(head, rows, look, numbers=(2, 3, 4, 5, 6), spare=(6, 4))
    page = f"{look.strong('Level by level')}\n{body}"
    if still:
        told = f"Hardly or not at all changed: {listed(still)}."
        page += f"\n{look.wrapped(told)}"
    return page


_COLUMNS: Final = ("wait_mean", "queue_length", "census", "admissions")


def _places(comparison: ScenarioComparison, scenario: int, level: str) -> str:
    """Return the places of a level, where they change by calendar their mean over time."""
    for each in comparison.runs[scenario].summary().levels:
        if each.level == level:
            return "no limit" if each.capacity is None else f"{round(each.capacity, 1):g}"
    return "-"


def _mean(comparison: ScenarioComparison, scenario: int, figure: str, level: str) -> str:
    for each in comparison.differences:
        if (each.name.measure, each.name.level, each.name.about) != (figure, level, ""):
            continue
        if scenario == 0 or each.scenario == comparison.names[scenario]:
            found = each.baseline if scenario == 0 else each.value
            return "-" if found is None else number(found.mean)
    return "-"


def _overrun(comparison: ScenarioComparison, scenario: int, look: DisplayStyle) -> Iterator[str]:
    for text in overrun(comparison.runs[scenario], comparison.names[scenario]):
        yield look.wrapped(text, first="! ")


def not_begun(run: Run, name: str) -> Iterator[str]:
    """Yield in which levels nobody begins: what comes first, for their waits are missing."""
    for text in not_taken(run):
        yield f"In {brief(name)} {text}"


def overrun(run: Run, name: str) -> Iterator[str]:
    """Yield which levels are full and have waits that only say how long was simulated.

    After them come those in which clients stay without places.
    """
    for level in run.summary().levels:
        if is_overrun(level):
            of = spoken_level(level.level, run.scenario.pathway)
            yield (
                f"In {brief(name)} {of} cannot keep up: its queue grows for the whole run, so its "
                "wait depends on how long was simulated."
            )
    for text in beyond_places(run):
        yield f"In {brief(name)}, {text}"


def _foot(
    comparison: ScenarioComparison, look: DisplayStyle, notes: Sequence[str]
) -> Iterator[str]:
    for text in (*notes, *caveats(comparison)):
        yield look.wrapped(text)


def unshared_levels(pathways: Sequence[tuple[str, Pathway]]) -> list[str]:
    """Return what to say about levels that the base or another scenario alone has.

    Parameters
    ----------
    pathways
        What is compared, each with its name, the base first.
    """
    (base, first), *others = pathways
    notes: list[str] = []
    for name, other in others:
        sides = {
            base: [level.id for level in first.levels if not other.is_level(level.id)],
            name: [level.id for level in other.levels if not first.is_level(level.id)],
        }
        told = [f"{listed(levels)} in {side}" for side, levels in sides.items() if levels]
        if told:
            notes.append(f"Not compared, for only one of the two has it: {'; '.join(told)}.")
    return notes


def caveats(comparison: ScenarioComparison) -> Iterator[str]:
    """Yield what a reader must know about the numbers of a comparison."""
    if comparison.baseline.scenario.replications > 1:
        asked = [
            each
            for each in comparison.differences
            if is_spoken_of(each.name) and each.difference and not each.is_same
        ]
        chance = round(len(asked) / _CHANCE)
        may = f" Of {len(asked)} figures, about {chance} may seem to differ by chance alone."
        yield (
            "95 %: the interval of the difference, over pairs of replications. Every number is "
            f"rounded by itself.{may if chance else ''}"
        )
        yield (
            "What counts in practice: 1 day of wait, 1 client at a time, 12 clients a year, or "
            "5 % of the figure if that is more; 5 points of the places used."
        )
    yield "A simulation shows what follows from the file; no facility was asked whether it is so."
