"""Whether every name in a pathway is used once and leads somewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iopkit.diagnostics.catalogue.names import (
    ID_NEARLY_TWICE,
    ID_TWICE,
    NAME_RESERVED,
    OUTCOME_IS_LEVEL,
    SOURCES_OF_RULE_SET,
    UNKNOWN,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.fix import closest_fix
from iopkit.model.assessment import CLOCK_FACTS
from iopkit.model.check.criteria import KEYWORDS, choices
from iopkit.model.finding_catalogue import SubjectKind
from iopkit.model.outcome import COMMUNITY
from iopkit.model.provenance.source_paths import bases, set_by
from iopkit.model.simulation.arrivals import PLACED
from iopkit.model.validators import alike

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway


def problems_with_names(pathway: Pathway) -> Iterator[Diagnostic]:
    """Yield the ids that are used twice or reserved, and the names that lead nowhere."""
    yield from _twice(pathway)
    yield from _reserved(pathway)
    yield from _nowhere(pathway)
    yield from _sources(pathway)


def unknown(kind: str, name: str, known: Collection[str], path: Path) -> Diagnostic:
    """Return the problem that a name leads nowhere.

    >>> print(unknown("level", "ipo", ["iop", "php"], ("floors", 0, "at_least")))
    floors[0].at_least: no level named 'ipo' (did you mean 'iop'?)
    """
    fix = closest_fix(name, known)
    return Diagnostic.of(path, UNKNOWN[kind](name=name), choices(name, known), fix=fix)


def _ids(pathway: Pathway) -> Iterator[tuple[str, list[str]]]:
    yield "sources", [source.id for source in pathway.sources]
    yield "assessment", [fact.id for fact in pathway.assessment.facts]
    yield "levels", [level.id for level in pathway.levels]
    yield "outcomes", [outcome.id for outcome in pathway.outcomes]
    yield "therapies", [therapy.id for therapy in pathway.therapies]
    yield "programs", [program.id for program in pathway.programs]
    yield "groups", [group.id for group in pathway.groups]
    yield "supports", [support.id for support in pathway.supports]
    yield "rule_sets", [rule_set.id for rule_set in pathway.rule_sets]
    yield "arrivals", [stream.id for stream in pathway.arrivals]


def _twice(pathway: Pathway) -> Iterator[Diagnostic]:
    lists: list[tuple[Path, list[str]]] = [
        *(((section,), ids) for section, ids in _ids(pathway)),
        *(
            (("programs", p.id, "tracks"), [track.id for track in p.tracks])
            for p in pathway.programs
        ),
        *(
            (("levels", level.id, "progress"), [change.fact for change in level.progress])
            for level in pathway.levels
        ),
        *((("arrivals", s.id, "facts"), [a.fact for a in s.answers]) for s in pathway.arrivals),
    ]
    if pathway.week is not None:
        lists.append((("week", "rooms"), [room.id for room in pathway.week.rooms]))
        lists.append((("week", "staff"), [staff.id for staff in pathway.week.staff]))
    for path, ids in lists:
        for name, times in Counter(ids).items():
            if times > 1:
                yield Diagnostic.of((*path, name), ID_TWICE(name=name, times=times))
        yield from _alike(path, ids)
    for outcome in pathway.outcomes:
        if pathway.is_level(outcome.id):
            yield Diagnostic.of(("outcomes", outcome.id), OUTCOME_IS_LEVEL(outcome=outcome.id))


def _alike(path: Path, ids: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the names that nobody could tell apart, and no file could hold side by side."""
    seen: dict[str, str] = {}
    for name in dict.fromkeys(ids):
        first = seen.setdefault(alike(name), name)
        if first != name:
            at = (*path, name)
            yield Diagnostic.of(at, ID_NEARLY_TWICE(name=name, first=first))


def _reserved(pathway: Pathway) -> Iterator[Diagnostic]:
    clock = {fact.id for fact in CLOCK_FACTS}
    graph = {"arrivals": "where clients come from in the graph"}
    taken: list[tuple[str, list[str], dict[str, str]]] = [
        (
            "assessment",
            [fact.id for fact in pathway.assessment.facts],
            dict.fromkeys(KEYWORDS, "a word of the criteria language")
            | dict.fromkeys(clock, "known from the clock and not asked"),
        ),
        (
            "levels",
            [level.id for level in pathway.levels],
            dict.fromkeys(KEYWORDS, "a word of the criteria language")
            | {PLACED: "where clients go whom the rules place", COMMUNITY: "always an outcome"}
            | graph,
        ),
        ("outcomes", [outcome.id for outcome in pathway.outcomes], graph),
    ]
    for section, ids, why in taken:
        for name in ids:
            if name in why:
                path = (section, name)
                yield Diagnostic.of(path, NAME_RESERVED(name=name, reason=why[name]))


def _nowhere(pathway: Pathway) -> Iterator[Diagnostic]:
    ids = dict(_ids(pathway))
    known = {
        "fact": list(pathway.assessment.names),
        "level": ids["levels"],
        "program": ids["programs"],
        "group": ids["groups"],
        "level or outcome": ids["levels"] + ids["outcomes"],
    }
    there = {kind: frozenset(names) for kind, names in known.items()}
    mentioned = (*_mentioned_in_care(pathway), *_mentioned_in_moves(pathway), *_meant(pathway))
    for kind, name, path in mentioned:
        if name not in there[kind]:
            yield unknown(kind, name, known[kind], path)
    for program in pathway.programs:
        usual = [service.therapy for service in program.services if not service.instead_of]
        for place, service in enumerate(program.services):
            if service.instead_of and service.instead_of not in usual:
                path = ("programs", program.id, "services", place, "instead_of")
                yield unknown("therapy", service.instead_of, usual, path)


def _mentioned_in_care(pathway: Pathway) -> Iterator[tuple[str, str, Path]]:
    for level in pathway.levels:
        for place, name in enumerate(level.programs):
            # One program is written as a text, several as a list.
            several = (place,) if len(level.programs) > 1 else ()
            yield "program", name, ("levels", level.id, "program", *several)
    for program in pathway.programs:
        for place, service in enumerate(program.services):
            if service.group:
                yield "group", service.group, ("programs", program.id, "services", place, "group")
    for path, name in set_by(pathway):
        yield "fact", name, path
    for support in pathway.supports:
        for place, name in enumerate(support.levels):
            yield "level", name, ("supports", support.id, "levels", place)
        for place, name in enumerate(support.after):
            yield "level or outcome", name, ("supports", support.id, "after", place)


def _mentioned_in_moves(pathway: Pathway) -> Iterator[tuple[str, str, Path]]:
    for level in pathway.levels:
        if level.queue is not None and level.queue.gives_up:
            path: Path = ("levels", level.id, "queue", "gives_up")
            yield "level or outcome", level.queue.gives_up, path
        if level.calendar is not None and level.calendar.displaced_to:
            path = ("levels", level.id, "calendar", "displaced_to")
            yield "level or outcome", level.calendar.displaced_to, path
    for place, floor in enumerate(pathway.floors):
        yield "level", floor.level, ("floors", place, "at_least")
    for place, move in enumerate(pathway.transitions):
        yield "level or outcome", move.start, ("transitions", place, "from")
        yield "level or outcome", move.to, ("transitions", place, "to")
    for stream in pathway.arrivals:
        if stream.to != PLACED:
            yield "level", stream.to, ("arrivals", stream.id, "to")


def _meant(pathway: Pathway) -> Iterator[tuple[str, str, Path]]:
    for entry, meant in enumerate(pathway.accepted):
        for place, (sort, name) in enumerate(meant.names):
            if sort in {SubjectKind.LEVEL, SubjectKind.END, SubjectKind.FACT}:
                yield sort, name, ("accepted", entry, "about", place)


def _sources(pathway: Pathway) -> Iterator[Diagnostic]:
    known = {source.id for source in pathway.sources}
    wrong = dict.fromkeys(
        (_written_at(holder, pathway), basis.source)
        for holder, basis in bases(pathway)
        if basis.source and basis.source not in known
    )
    for path, name in wrong:
        yield unknown("source", name, sorted(known), path)
    for rule_set in pathway.rule_sets:
        if rule_set.sources:
            at = ("rule_sets", rule_set.id, "sources")
            yield Diagnostic.of(at, SOURCES_OF_RULE_SET())


def _written_at(holder: Path, pathway: Pathway) -> Path:
    """Return where a basis is written: at its item, or at the nearest one that encloses it."""
    for length in range(len(holder), 0, -1):
        path: Path = (*holder[:length], "source")
        if path in pathway.origins:
            return path
    return (*holder, "source")
