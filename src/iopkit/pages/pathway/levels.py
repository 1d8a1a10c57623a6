"""Every level on the page: who belongs there, what clients do, where they go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from iopkit.describe.wording import days, listed
from iopkit.model.level import Supervision
from iopkit.model.simulation.flow import are_places_hidden, places_in_force
from iopkit.pages.pathway.criterion_phrase import phrase, titles
from iopkit.pages.pathway.programs import ProgramView, ServiceLine, shown
from iopkit.pages.pathway.transitions import TransitionLine, came_from, ways
from iopkit.pages.template import filled
from iopkit.terminal.run.queues import about_waiting, changes, first_in_queue
from iopkit.terminal.staircase import places, where_and_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import Rule
    from iopkit.model.support import Support
    from iopkit.pages.pathway.citation_marks import Marks
    from iopkit.pages.pathway.criterion_phrase import Titles


@attrs.frozen(kw_only=True)
class LevelView:
    """A level as the page shows it: each list is left out of the page when it is empty.

    Parameters
    ----------
    id, title, short
        The level, and the most important of it in a few words.
    facts
        What is stated of it, each with its name.
    asked, preferred, floors
        Whom it admits; whom it prefers; for whom nothing less will do.
    waiting
        How clients wait for it, and who goes first.
    programs
        What clients do there.
    beside
        What there is beside it.
    progress
        What changes at each review.
    moves, ends
        Where clients go from there, and how care ends there.
    before
        The levels from which clients come: id and title.
    """

    id: str
    title: str
    short: str
    facts: tuple[tuple[str, ServiceLine], ...] = attrs.field(
        converter=tuple["tuple[str, ServiceLine]", ...]
    )
    asked: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    preferred: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    floors: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    waiting: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    programs: tuple[ProgramView, ...] = attrs.field(converter=tuple[ProgramView, ...])
    beside: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    progress: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    moves: tuple[TransitionLine, ...] = attrs.field(converter=tuple[TransitionLine, ...])
    ends: tuple[TransitionLine, ...] = attrs.field(converter=tuple[TransitionLine, ...])
    before: tuple[tuple[str, str], ...] = attrs.field(converter=tuple["tuple[str, str]", ...])


def levels_html(pathway: Pathway, marks: Marks) -> Markup:
    """Return every level of a pathway, most intensive first, each folded below its title.

    What stands in a fold has the id ``level-ID``, so that a link to it unfolds it.
    """
    named = titles(pathway)
    steps = [
        _step(level, pathway, named, marks)
        for level in sorted(pathway.levels, key=lambda each: -each.rank)
    ]
    return filled("levels.html", steps=steps)


def _step(level: Level, pathway: Pathway, named: Titles, marks: Marks) -> LevelView:
    setting = [level.setting.value] if level.setting else []
    night = ["overnight"] if level.overnight else []
    asked = [rule for rule in level.admit if not rule.prefer]
    leaving = pathway.leaving(level.id)
    onward = [move for move in leaving if pathway.is_level(move.to)]
    ending = [move for move in leaving if not pathway.is_level(move.to)]
    # What comes up first gets the first mark, so the order is that of the page.
    return LevelView(
        id=level.id,
        title=level.title,
        short=", ".join([places(level), *setting, *night]),
        facts=list(_facts(level, marks)),
        asked=_rules(asked, named, marks),
        preferred=_rules((rule for rule in level.admit if rule.prefer), named, marks),
        floors=[
            ServiceLine(text="", marks=marks.of(floor.basis), phrase=phrase(floor.criterion, named))
            for floor in pathway.floors
            if floor.level == level.id
        ],
        waiting=list(_waiting(level, marks)),
        programs=[shown(pathway.program(name), pathway, named, marks) for name in level.programs],
        beside=list(_beside(pathway.supports, level.id, marks)),
        progress=[ServiceLine(text=text, marks=marks.of(basis)) for text, basis in changes(level)],
        moves=ways(pathway, onward, named, marks),
        ends=ways(pathway, ending, named, marks),
        before=came_from(pathway, level.id, named),
    )


def _rules(rules: Iterable[Rule], named: Titles, marks: Marks) -> list[ServiceLine]:
    """Return rules: the sentence of each, where it has one, else its criterion in words."""
    return [
        ServiceLine(
            text=rule.title,
            marks=marks.of(rule.basis),
            phrase=None if rule.title else phrase(rule.criterion, named),
        )
        for rule in rules
    ]


def _facts(level: Level, marks: Marks) -> Iterator[tuple[str, ServiceLine]]:
    limit = None if level.places is None or are_places_hidden(level) else level.places.basis
    yield "Places", ServiceLine(text=_without_noun(level), marks=marks.of(limit))
    where = [level.setting.value] if level.setting else []
    night = "clients stay overnight" if level.overnight else "clients sleep elsewhere"
    board = {None: [], True: ["with room and board"], False: ["without room and board"]}
    text = ", ".join([*where, night, *board[level.room_and_board]])
    yield "Setting", ServiceLine(text=text, marks=Markup())
    if level.supervision is not None:
        words = {Supervision.DAYTIME: "in the daytime"}
        text = words.get(level.supervision, level.supervision.value)
        yield "Supervision", ServiceLine(text=text, marks=Markup())
    if level.on_site:
        yield "On site", ServiceLine(text=listed(level.on_site), marks=Markup())
    if level.review:
        text = f"progress is looked at every {days(level.review.value).removeprefix('1 ')}"
        yield "Review", ServiceLine(text=text, marks=marks.of(level.review.basis))
    for cost in level.costs:
        text = (
            f"{cost.amount} {cost.currency} of {cost.year} per {cost.per}, borne by the "
            f"{cost.perspective}"
        )
        yield "Costs", ServiceLine(text=text, marks=marks.of(cost.amount.basis))
    if level.codes:
        yield "Called elsewhere", ServiceLine(text="; ".join(map(str, level.codes)), marks=Markup())


def _without_noun(level: Level) -> str:
    at_first = places_in_force(level)[0]
    return "no limit" if at_first is None else f"{at_first}"


def _waiting(level: Level, marks: Marks) -> Iterator[ServiceLine]:
    patience = level.queue.patience if level.queue else None
    parts = [each.basis for each in (level.calendar, level.intake, patience) if each is not None]
    for text in about_waiting(level):
        # The terminal has no marks, so there the basis stands in brackets behind the text.
        known = [basis for basis in parts if basis is not None and text.endswith(f" [{basis}]")]
        bare = text.removesuffix(f" [{known[0]}]") if known else text
        yield ServiceLine(text=bare, marks=marks.of(*known[:1]))
    for text, basis in first_in_queue(level):
        yield ServiceLine(text=f"Of those who wait, first goes: {text}", marks=marks.of(basis))


def _beside(supports: Iterable[Support], level: str, marks: Marks) -> Iterator[ServiceLine]:
    """Yield the supports that apply during a level, or follow it."""
    for each in supports:
        during = each.is_during(level)
        if during or level in each.after:
            after = [] if during else ["afterwards"]
            words = ", ".join([each.strength.value, *after, *where_and_after(each, but=level)])
            yield ServiceLine(text=f"{each.title}: {words}", marks=marks.of(each.basis))
