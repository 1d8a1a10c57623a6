"""What came of a run, as a document: sentences first, then tables, then what all that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
from iopkit.describe.inline import CodeText, Inlines, joined
from iopkit.describe.simulation.cautions import cautions
from iopkit.describe.simulation.certainty import BEYOND, reaches_beyond
from iopkit.describe.simulation.conditions import asked, particulars
from iopkit.describe.simulation.costs import costs, staff
from iopkit.describe.simulation.estimates import (
    cells,
    columns,
    estimate,
    level_table,
    numbers,
    places,
)
from iopkit.describe.simulation.headline import answers
from iopkit.describe.wording import brief, counted, days, listed
from iopkit.draw.picture.departure_names import WAYS
from iopkit.model.provenance.inventory import contents
from iopkit.model.simulation.flow import places_in_force
from iopkit.model.simulation.measure import MeasureTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.summary import LevelSummary, Summary
    from iopkit.simulate.run import Run

_ABANDONED: Final = "Their waits are not among those above."
_BLOCKED: Final = (
    "Their stay is over, and they keep the place until the next level has one. Places used count "
    "them too."
)
_INTERVALS: Final = (
    "In brackets: 95 % intervals over the replications; none where they are narrower than the last "
    "digit."
)


def describe_run(run: Run, notes: Sequence[str] = ()) -> Document:
    """Return what a run says: levels, waits, outcomes, stays, and what all that rests on.

    Whatever makes the tables mislead is said before them.

    Parameters
    ----------
    run
        The run.
    notes
        What else to say of how it was simulated, in sentences.
    """
    scenario = run.scenario
    title = f"{brief(scenario.pathway.title)}, simulated for {days(scenario.days)}"
    return Document(
        title=title,
        blocks=[
            Paragraph(line=asked(run)),
            *(Items(items=[Item(line=each)]) for each in particulars(scenario)),
            Items(items=[Item(line=answer) for _, answer in answers(run)], bulleted=True),
            *(Note(line=each, severity=NoteSeverity.CAUTION) for each in cautions(run)),
            *run_tables(run),
            Paragraph(line=_rests(run)),
            *(Paragraph(line=each) for each in notes),
        ],
    )


def run_tables(run: Run) -> Iterator[DocumentSection]:
    """Yield the tables of a run, each with what has to be known to read it."""
    scenario, summary = run.scenario, run.summary()
    yield _levels(run)
    waited = [level for level in summary.levels if level.is_waited_for]
    if waited:
        table = level_table(MeasureTable.WAITS, _named(waited, None))
        yield DocumentSection(title=MeasureTable.WAITS, blocks=[table])
    yield from abandonments(summary)
    yield from blocked(summary)
    yield _clients(run)
    yield from costs(summary, scenario)
    yield from staff(summary)
    yield from _stays(summary)


def abandonments(summary: Summary, pathway: Pathway | None = None) -> Iterator[DocumentSection]:
    """Yield who gave up, what share, after how long, at each level where anybody did.

    With a pathway levels have their titles, which a page has room for.
    """
    levels = [each for each in summary.levels if each.abandonments and each.abandonments.mean > 0]
    if levels:
        table = level_table(MeasureTable.ABANDONMENTS, _named(levels, pathway))
        yield DocumentSection(
            title=MeasureTable.ABANDONMENTS, blocks=[table, Paragraph(line=_ABANDONED)]
        )


def blocked(summary: Summary, pathway: Pathway | None = None) -> Iterator[DocumentSection]:
    """Yield who was held up in the old place, where anybody was; levels as in `abandonments`."""
    levels = [each for each in summary.levels if each.blocked and each.blocked.mean > 0]
    if levels:
        table = level_table(MeasureTable.BLOCKED, _named(levels, pathway))
        yield DocumentSection(title=MeasureTable.BLOCKED, blocks=[table, Paragraph(line=_BLOCKED)])


def _named(
    levels: Sequence[LevelSummary], pathway: Pathway | None
) -> Iterator[tuple[str, LevelSummary]]:
    return ((pathway.level(of.level).title if pathway else of.level, of) for of in levels)


def intervals(scenario: Scenario, *, is_beyond: bool) -> str:
    """Return what the brackets behind numbers are, and whether some say little."""
    if scenario.replications == 1:
        return "One replication has no intervals; --replications 20 gives them."
    return f"{_INTERVALS} {BEYOND}" if is_beyond else _INTERVALS


def _levels(run: Run) -> DocumentSection:
    scenario, summary = run.scenario, run.summary()
    head = [TableColumn(name="level"), *numbers(["places"]), *columns(MeasureTable.LEVELS)]
    rows = [
        TableRow(
            cells=[
                TableCell(level.level),
                TableCell(places(level.capacity)),
                *cells(MeasureTable.LEVELS, level),
            ]
        )
        for level in summary.levels
    ]
    changing = [
        each.level
        for each in summary.levels
        if each.level not in scenario.places
        and (level := scenario.pathway.level(each.level)).calendar is not None
        and each.capacity != places_in_force(level)[0]
    ]
    told = f"The places of {listed(changing)} change by calendar; here is their mean over time."
    return DocumentSection(
        title=MeasureTable.LEVELS,
        blocks=[
            Table(columns=head, rows=rows),
            *(Paragraph(line=each) for each in [told] if changing),
        ],
    )


def _clients(run: Run) -> DocumentSection:
    summary, pathway = run.summary(), run.scenario.pathway
    counts = [
        ("come for the first time", summary.new_arrivals),
        ("come back", summary.readmissions),
        *(
            (f"leave: {pathway.outcome(name).title} ({name})", each)
            for name, each in summary.outcomes
            if each.mean
        ),
    ]
    rows = [TableRow(cells=[TableCell(who), TableCell(estimate(each))]) for who, each in counts]
    table = Table(columns=[TableColumn(name="who"), *numbers(["clients"])], rows=rows)
    return DocumentSection(title="Clients a year", blocks=[table])


def _stays(summary: Summary) -> Iterator[DocumentSection]:
    rows = [
        TableRow(
            cells=[
                TableCell(level.level),
                TableCell(f"{WAYS.get(stay.departure_kind, '')}{stay.to}"),
                *cells(MeasureTable.STAYS, stay),
            ]
        )
        for level in summary.levels
        for stay in level.stays
    ]
    if rows:
        head = [TableColumn(name="from"), TableColumn(name="and to"), *columns(MeasureTable.STAYS)]
        yield DocumentSection(title=MeasureTable.STAYS, blocks=[Table(columns=head, rows=rows)])


def _rests(run: Run) -> Inlines:
    pathway = run.scenario.pathway
    assumed = dict(contents(pathway))["assumption"]
    sources = [source.id for source in pathway.sources]
    return joined(
        [
            intervals(run.scenario, is_beyond=reaches_beyond(run.summary())),
            [
                f"Rests on {counted(assumed, 'assumption')}; ",
                CodeText("iopkit sources"),
                " lists them with every number.",
            ],
            f"Sources: {listed(sources)}." if sources else "",
        ],
        between=" ",
    )
