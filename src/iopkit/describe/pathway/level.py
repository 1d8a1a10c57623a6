"""A level: who belongs there, what clients do, where they go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.bibliography import cited_sources
from iopkit.describe.blocks import (
    Document,
    DocumentSection,
    Facts,
    Item,
    Items,
    NamedValue,
    Paragraph,
)
from iopkit.describe.criterion import called
from iopkit.describe.inline import (
    SHARE,
    Inlines,
    Link,
    Quantity,
    Text,
    inlines,
    joined,
    reference,
)
from iopkit.describe.names import PathwayNames, level_target
from iopkit.describe.pathway.program import program_section
from iopkit.describe.pathway.support import supports_section
from iopkit.describe.pathway.transition import endings_table, moves_from, moves_to
from iopkit.describe.statement import statements
from iopkit.describe.value import rule_line, stay_line
from iopkit.describe.wording import capital, named
from iopkit.files.format.levels import LEVEL
from iopkit.model.provenance.citations import described
from iopkit.model.simulation.capacity_schedule import Displaces
from iopkit.model.simulation.distribution import DistributionFamily
from iopkit.model.simulation.flow import are_places_hidden, places_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.describe.blocks import Block
    from iopkit.describe.inline import Written
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import Rule
    from iopkit.model.simulation.distribution import Distribution
    from iopkit.model.simulation.fact_change import FactChange

_SAID_APART: Final = (
    *("title", "places", "setting", "overnight", "room_and_board", "calendar", "queue", "intake"),
    *("admit", "progress", "program", "codes", "costs"),
)

_WHO: Final = {Displaces.LAST: "who began last", Displaces.FIRST: "who began first"}


def describe_level(pathway: Pathway, name: str) -> Document:
    """Return everything that a pathway says about a level, with the sources of it.

    Raises
    ------
    UnknownNameError
        When there is no such level; names the nearest.
    """
    level = pathway.level(name)
    blocks = level_section(level, pathway, PathwayNames.of(pathway)).blocks
    sources = cited_sources(blocks, pathway.sources)
    return Document(title=level_title(level), blocks=[*blocks, *sources])


def level_section(level: Level, pathway: Pathway, names: PathwayNames) -> DocumentSection:
    """Return everything that a pathway says about a level."""
    return DocumentSection(
        title=level_title(level),
        id=level_target(level.id),
        blocks=list(_blocks(level, pathway, names)),
        foldable=True,
        summary=brief_setting(level),
        role="level",
    )


def level_title(level: Level, target: str = "") -> Link:
    """Return what a level is called, with its id where commands are typed."""
    return Link(text=level.title, name=named(level.title, level.id), target=target)


def brief_setting(level: Level) -> str:
    """Return the places of a level and where it is, in a few words."""
    setting = [level.setting.value] if level.setting else []
    night = ["overnight"] if level.overnight else []
    return ", ".join([str(places(level)), *setting, *night])


def places(level: Level) -> Quantity | str:
    """Return the places that a level has at the start."""
    at_first = places_in_force(level)[0]
    return "no limit of places" if at_first is None else Quantity(value=at_first, unit="place")


def _blocks(level: Level, pathway: Pathway, names: PathwayNames) -> Iterator[Block]:
    yield Facts(facts=[NamedValue(name, line) for name, line in _facts(level, names)])
    asked = [rule for rule in level.admit if not rule.prefer]
    if not asked:
        yield Paragraph(line="Admits everybody: no rule keeps a client out.")
    yield from _rules("Admits a client when all of these hold", asked, names)
    preferred = [rule for rule in level.admit if rule.prefer]
    yield from _rules("Preferred, but never a reason to refuse", preferred, names)
    floors = [
        [names.condition(floor.criterion), *reference(floor.basis)]
        for floor in pathway.floors
        if floor.level == level.id
    ]
    yield from _section("Nothing less will do when one of these holds", floors, "rules")
    yield from _section("While clients wait", list(_waiting(level, names)))
    first = level.queue.first if level.queue else ()
    yield from _rules("Of those who wait, first goes whoever meets the earliest of", first, names)
    changes = [[*_change(each), *reference(each.basis)] for each in level.progress]
    yield from _section("Changes at each review", changes)
    for program in level.programs:
        yield program_section(pathway.program(program), pathway, names)
    yield from supports_section(pathway.supports, level.id, names)
    yield from _moves(level, pathway, names)


def _moves(level: Level, pathway: Pathway, names: PathwayNames) -> Iterator[Block]:
    leaving = pathway.leaving(level.id)
    onward = [move for move in leaving if pathway.is_level(move.to)]
    if onward:
        title = [Link(text="Where clients go from here", name=f"Moves from {level.id}")]
        yield DocumentSection(title=title, blocks=[moves_from(pathway, onward, names)])
    ending = [move for move in leaving if not pathway.is_level(move.to)]
    if ending:
        yield DocumentSection(
            title="How care ends here", blocks=[endings_table(pathway, ending, names)]
        )
    into = [move for move in pathway.transitions if move.to == level.id]
    if into:
        title = [Link(text="Where clients come from", name=f"Moves to {level.id}")]
        moves = moves_to(pathway, into, names)
        yield DocumentSection(title=title, blocks=[moves], foldable=True, folded=True, role="fold")


def _facts(level: Level, names: PathwayNames) -> Iterator[tuple[str, Inlines]]:
    limit = None if level.places is None or are_places_hidden(level) else level.places.basis
    yield "Places", inlines([_bare_places(level), *reference(limit)])
    where = [level.setting.value] if level.setting else []
    night = "clients stay overnight" if level.overnight else "clients sleep elsewhere"
    board = {None: [], True: ["with room and board"], False: ["without room and board"]}
    yield "Setting", inlines(", ".join([*where, night, *board[level.room_and_board]]))
    for key, line in statements(LEVEL, level, names, but=_SAID_APART):
        yield capital(key.called), line
    if level.codes:
        yield "Called elsewhere", inlines("; ".join(map(str, level.codes)))
    for cost in level.costs:
        per = f" {cost.currency} of {cost.year} per {cost.per}, borne by the {cost.perspective}"
        amount = Quantity(value=cost.amount.value)
        yield "Costs", inlines([amount, per, *reference(cost.amount.basis)])


def _bare_places(level: Level) -> Quantity | str:
    at_first = places_in_force(level)[0]
    return "no limit" if at_first is None else Quantity(value=at_first)


def _rules(title: str, rules: Iterable[Rule], names: PathwayNames) -> Iterator[Block]:
    yield from _section(title, [rule_line(rule, names) for rule in rules], "rules")


def _section(title: str, lines: Sequence[Written], role: str = "") -> Iterator[Block]:
    if lines:
        items = Items(items=[Item(line=line) for line in lines], role=role)
        yield DocumentSection(title=title, blocks=[items])


def _waiting(level: Level, names: PathwayNames) -> Iterator[Inlines]:
    """Yield when places change, when clients begin, and when they give up."""
    if level.calendar is not None:
        calendar = level.calendar
        cut: list[Written] = [f"Places change: {calendar}; when they get fewer, "]
        if calendar.displaces is None:
            cut.append("nobody has to leave")
        else:
            cut += [f"{_WHO[calendar.displaces]} leaves for ", names.link(calendar.displaced_to)]
        yield joined([*cut, *reference(calendar.basis)], between="")
    if level.intake is not None:
        yield inlines([f"Clients begin {level.intake}", *reference(level.intake.basis)])
    queue = level.queue
    if queue is not None and queue.patience is not None:
        yield inlines(
            [
                "Who waits gives up after ",
                *stay_line(queue.patience),
                ", for ",
                names.link(queue.gives_up),
                *reference(queue.patience.basis),
            ]
        )


def _change(change: FactChange) -> Inlines:
    fact = Link(text=called(change.fact), name=change.fact)
    if change.by is not None:
        return (fact, Text(f" changes by {_amount(change.by)}"))
    words = {True: "yes", False: "no"}
    becomes = [
        inlines(
            [
                f"{words[answer] if isinstance(answer, bool) else answer} for ",
                Quantity(value=share, unit=SHARE),
            ]
        )
        for answer, share in change.becomes
    ]
    return (fact, Text(" becomes "), *joined(becomes, last=" and "))


def _amount(of: Distribution) -> str:
    given = dict(of.given)
    match of.shape:
        case DistributionFamily.FIXED:
            return f"{given['value']:g}"
        case DistributionFamily.UNIFORM:
            return f"{given['low']:g} to {given['high']:g}"
        case _:
            return described(of)
