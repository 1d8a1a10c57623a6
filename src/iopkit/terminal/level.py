"""One level in detail: every rule, service and move, each with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write
from iopkit.describe.wording import based, days, listed, named, percent, stay
from iopkit.model.level import Supervision
from iopkit.model.provenance.citation_walk import cited
from iopkit.model.simulation.flow import are_places_hidden
from iopkit.terminal.program import program_in_detail
from iopkit.terminal.run.queues import about_waiting, changes
from iopkit.terminal.run.queues import first_in_queue as first
from iopkit.terminal.staircase import places, where_and_after
from iopkit.terminal.style import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.basis import Basis, Source
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.support import Support
    from iopkit.model.transition import Transition
    from iopkit.terminal.style import DisplayStyle

__all__ = ["based", "detail", "stay"]


def detail(pathway: Pathway, name: str, look: DisplayStyle) -> str:
    """Return everything that a pathway says about a level.

    Raises
    ------
    UnknownNameError
        When there is no such level; names the nearest.
    """
    level = pathway.level(name)
    lines = [look.strong(plain(named(level.title, level.id))), *_facts(level, look)]
    lines += _rules(
        "Of those who wait, first goes whoever meets the earliest of", first(level), look
    )
    asked = [rule for rule in level.admit if not rule.prefer]
    lines += _rules(
        "Admits a client when all of these hold",
        [(rule.title or write(rule.criterion), rule.basis) for rule in asked],
        look,
    )
    lines += _rules(
        "Preferred, but never a reason to refuse",
        [(rule.title or write(rule.criterion), rule.basis) for rule in level.admit if rule.prefer],
        look,
    )
    floors = [floor for floor in pathway.floors if floor.level == name]
    needing = [(write(floor.criterion), floor.basis) for floor in floors]
    lines += _rules("Nothing less will do when one of these holds", needing, look)
    lines += _rules("Changes at each review", changes(level), look)
    programs = [pathway.program(program) for program in level.programs]
    for program in programs:
        lines += ["", *program_in_detail(program, pathway, look)]
    supports = [each for each in pathway.supports if each.is_during(name) or name in each.after]
    lines += _beside(supports, level, look)
    leaving = pathway.leaving(name)
    lines += _moves(f"Moves from {level.id}", leaving, look, end="to")
    into = [move for move in pathway.transitions if move.to == name]
    lines += _moves(f"Moves to {level.id}", into, look, end="from")
    used = {service.therapy for program in programs for service in program.services}
    therapies = [therapy for therapy in pathway.therapies if therapy.id in used]
    shown = (level, floors, programs, therapies, supports, leaving)
    return "\n".join([*lines, *_sources(cited(pathway.sources, *shown), look)])


def _facts(level: Level, look: DisplayStyle) -> Iterator[str]:
    basis = None if level.places is None or are_places_hidden(level) else level.places.basis
    yield look.wrapped(based(places(level), basis))
    for text in about_waiting(level):
        yield look.wrapped(text)
    setting = [f"setting: {level.setting.value}"] if level.setting else []
    night = ["overnight"] if level.overnight else ["clients sleep elsewhere"]
    review = [f"reviewed every {days(level.review.value)}"] if level.review else []
    yield look.wrapped(", ".join([f"Rank {level.rank:g}", *setting, *night, *review]))
    there = [f"on site: {listed(level.on_site)}"] if level.on_site else []
    stated = [*_supervision(level), *_living(level), *there]
    if stated:
        yield look.wrapped(_sentence(", ".join(stated)))
    if level.codes:
        yield look.wrapped(f"Called elsewhere: {'; '.join(map(str, level.codes))}")
    for cost in level.costs:
        money = f"{cost.amount} {cost.currency} of {cost.year} per {cost.per}, {cost.perspective}"
        yield look.wrapped(based(f"Costs {money}", cost.amount.basis))


def _supervision(level: Level) -> list[str]:
    if level.supervision is None:
        return []
    if level.supervision is Supervision.NONE:
        return ["no supervision"]
    when = {Supervision.DAYTIME: "in the daytime"}
    return [f"supervision {when.get(level.supervision, level.supervision.value)}"]


def _living(level: Level) -> list[str]:
    if level.room_and_board is None:
        return []
    return ["with room and board" if level.room_and_board else "without room and board"]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rules(
    title: str, rules: Sequence[tuple[str, Basis | None]], look: DisplayStyle
) -> Iterator[str]:
    if rules:
        yield ""
        yield look.strong(title)
        for text, basis in rules:
            yield look.wrapped(based(text, basis), first="  ", rest="      ")


def _beside(supports: Sequence[Support], level: Level, look: DisplayStyle) -> Iterator[str]:
    """Yield the supports that apply during a level, or follow it."""
    if supports:
        yield ""
        yield look.strong("Beside this level")
    for each in supports:
        during = [] if each.is_during(level.id) else ["afterwards"]
        said = ", ".join([each.strength.value, *during, *where_and_after(each, but=level.id)])
        yield look.wrapped(based(f"{each.title}: {said}", each.basis), first="  ", rest="      ")


def _moves(
    title: str, moves: Sequence[Transition], look: DisplayStyle, *, end: str
) -> Iterator[str]:
    if not moves:
        return
    yield ""
    yield look.strong(title)
    for move in moves:
        other = move.to if end == "to" else move.start
        head = f"{move.kind} {end} {other}: {', '.join(_how(move))}"
        when = [f"when {write(move.when)}"] if move.when else []
        bases = [move.share.basis if move.share else None, move.stay.basis if move.stay else None]
        shown = [str(b) for b in dict.fromkeys([move.basis, *bases]) if b is not None]
        *above, last = [head, *when]
        if shown and end == "to":
            last += f" [{'; '.join(shown)}]"
        for place, text in enumerate([*above, last]):
            yield look.wrapped(text, first="      " if place else "  ", rest="      ")


def _how(move: Transition) -> Iterator[str]:
    """Yield how often a move is made, when, and what becomes of the old place."""
    if move.at_review:
        yield "at a review"
    else:
        yield percent(move.share.value) if move.share else "not simulated"
    if move.stay:
        yield f"after {stay(move.stay)}"
    if move.hold:
        yield "keeping the place until there is one"


def _sources(sources: Sequence[Source], look: DisplayStyle) -> Iterator[str]:
    """Yield the sources that the level cites."""
    if sources:
        yield ""
        yield look.strong("Sources")
    for source in sources:
        who = ", ".join(part for part in (source.by, str(source.year or "")) if part)
        where = f". {source.where}" if source.where else ""
        text = f"{source.id}: {source.title}{f' ({who})' if who else ''}{where}"
        yield look.wrapped(text, first="  ", rest="      ")
