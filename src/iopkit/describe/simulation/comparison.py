"""What some scenarios change, first in sentences, then as a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.blocks import (
    Document,
    DocumentSection,
    Item,
    Items,
    Note,
    NoteSeverity,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.inline import NO_VALUE, inlines
from iopkit.describe.simulation.cautions import beyond_places, is_overrun, not_taken
from iopkit.describe.simulation.conditions import beginning, simulated_how
from iopkit.describe.simulation.estimates import measure_column, numbers, places, rounded, unit_of
from iopkit.describe.simulation.paired_change import (
    is_listed,
    is_spoken_of,
    sentence,
    spoken_level,
    subjects,
)
from iopkit.describe.wording import brief, days, listed
from iopkit.model.simulation.measure_catalogue import measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.describe.blocks import Block
    from iopkit.describe.inline import Quantity
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.run import Run
    from iopkit.simulate.study.comparison import ScenarioComparison
    from iopkit.simulate.study.paired_difference import PairedDifference

_MOST_REPLICATIONS: Final = 100_000
"""More replications than that are no advice."""

_LITTLE: Final = 0.25
"""The share of what counts in practice below which the table leaves a level out. [1]"""

_CHANCE: Final = 20
"""Of so many intervals, one does not hold what is true."""

_COLUMNS: Final = ("wait_mean", "queue_length", "census", "admissions")
"""The measures of the table of levels."""

_OPTIONAL: Final = frozenset({"queue_length", "admissions"})
"""Those that a page may do without that is too narrow."""


def describe_comparison(comparison: ScenarioComparison, notes: Sequence[str] = ()) -> Document:
    """Return what each scenario changes against the baseline.

    A sentence is written only for a difference whose interval leaves out 0 and that counts in
    practice, the largest first; what was not seen, and what cannot be said, follow.

    Parameters
    ----------
    comparison
        What was compared.
    notes
        What else to say, in sentences.
    """
    scenario, (base, *others) = comparison.baseline.scenario, comparison.names
    how = (
        f"{days(scenario.days)}, {simulated_how(scenario)}. The same clients come in every "
        "scenario, with the same luck, so that what differs comes from the change. "
        f"{beginning(scenario)}"
    )
    sections = (
        DocumentSection(
            title=f"{brief(name)}, against {brief(base)}",
            blocks=[*changes(comparison, name), *_cautions(overrun(run, name))],
        )
        for name, run in zip(others, comparison.runs[1:], strict=True)
    )
    return Document(
        title=f"{brief(scenario.pathway.title)}: what would change",
        blocks=[
            Paragraph(line=how.rstrip()),
            *_cautions(not_begun(comparison.baseline, base)),
            *_cautions(overrun(comparison.baseline, base)),
            *sections,
            *_levels(comparison),
            *(Paragraph(line=each) for each in (*notes, *caveats(comparison))),
        ],
    )


def changes(comparison: ScenarioComparison, scenario: str) -> Iterator[Block]:
    """Yield what one scenario changes: what is known, then what a reader must be warned of."""
    baseline = comparison.baseline.scenario
    same = next(
        run for run, name in zip(comparison.runs, comparison.names, strict=True) if name == scenario
    )
    known = [Item(line=text) for text in not_begun(same, scenario)]
    if same.scenario == baseline:
        told = "This is the same scenario: what was changed is what stands there already."
        yield Items(items=[*known, Item(line=told)], bulleted=True)
        return
    if baseline.replications == 1:
        if known:
            yield Items(items=known, bulleted=True)
        yield Paragraph(
            line="One replication cannot tell a change from chance, so nothing is said about it; "
            "--replications 20 can."
        )
        return
    spoken = [each for each in comparison.of(scenario) if is_spoken_of(each.name)]
    seen = sorted((each for each in spoken if each.is_seen), key=lambda each: -each.weight)
    large = [each for each in seen if each.weight >= 1]
    small = [each for each in seen if each.weight < 1]
    unclear = [each for each in spoken if each.is_open]
    none = [each for each in spoken if _is_compared(each) and not each.is_seen and not each.is_open]
    pathway = baseline.pathway
    known += [Item(line=sentence(each, pathway, baseline.replications)) for each in large]
    if not large:
        known.append(Item(line="Nothing changes that would count in practice."))
    for words, few in (("Changed too little to count", small), ("No difference seen in", none)):
        main = [each.name for each in few if is_listed(each.name)]
        if main:
            known.append(Item(line=f"{words}: {subjects(main, pathway)}."))
    yield Items(items=known, bulleted=True)
    if unclear:
        about = subjects([each.name for each in unclear], pathway)
        told = f"Too uncertain to say anything about: {about}. {_advice(unclear)}"
        yield Note(line=told, severity=NoteSeverity.CAUTION)


def _cautions(texts: Iterator[str]) -> Iterator[Note]:
    return (Note(line=inlines(text), severity=NoteSeverity.CAUTION) for text in texts)


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


def _levels(comparison: ScenarioComparison) -> Iterator[DocumentSection]:
    """Yield the levels at which anything changes, scenario by scenario."""
    pathway = comparison.baseline.scenario.pathway
    rows: list[TableRow] = []
    still: list[str] = []
    for level in pathway.levels:
        here = [each for each in comparison.differences if each.name.level == level.id]
        capacities = [_capacity(run, level.id) for run in comparison.runs]
        if len(set(capacities)) == 1 and all(each.weight < _LITTLE for each in here):
            still.append(spoken_level(level.id, pathway))
            continue
        for i, name in enumerate(comparison.names):
            figures = [_mean(comparison, i, figure, level.id) for figure in _COLUMNS]
            cells = [level.id, name, capacities[i], *figures]
            rows.append(TableRow(cells=list(map(TableCell, cells))))
    if not rows:
        return
    head = [TableColumn(name="level"), TableColumn(name="scenario"), *numbers(["places"])]
    columns = [measure_column(measure(name), optional=name in _OPTIONAL) for name in _COLUMNS]
    blocks: list[Block] = [Table(columns=[*head, *columns], rows=rows)]
    if still:
        blocks.append(Paragraph(line=f"Hardly or not at all changed: {listed(still)}."))
    yield DocumentSection(title="Level by level", blocks=blocks)


def _capacity(run: Run, level: str) -> str | Quantity:
    """Return the places of a level, where they change by calendar their mean over time."""
    found = [each.capacity for each in run.summary().levels if each.level == level]
    return places(found[0]) if found else NO_VALUE


def _mean(comparison: ScenarioComparison, scenario: int, figure: str, level: str) -> str | Quantity:
    for each in comparison.differences:
        if (each.name.measure, each.name.level, each.name.about) != (figure, level, ""):
            continue
        if scenario == 0 or each.scenario == comparison.names[scenario]:
            found = each.baseline if scenario == 0 else each.value
            unit = unit_of(each.measure)
            return NO_VALUE if found is None else attrs.evolve(rounded(found.mean), unit=unit)
    return NO_VALUE


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
