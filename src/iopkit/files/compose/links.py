"""From the parts that a file gives to a pathway without contradictions, or complaints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, cast

import attrs

from iopkit.diagnostics.catalogue.names import (
    UNKNOWN_FACT,
    UNKNOWN_GROUP,
    UNKNOWN_LEVEL,
    UNKNOWN_LEVEL_OR_OUTCOME,
    UNKNOWN_OPTION,
    UNKNOWN_PROGRAM,
    UNKNOWN_SOURCE,
    UNKNOWN_THERAPY,
)
from iopkit.diagnostics.catalogue.other_files import STILL_NAMED
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.kind import DiagnosticCode, Severity
from iopkit.errors import IntegrityError
from iopkit.files.compose.accepted_names import (
    AcceptableNames,
    idle_entries,
    problems_with_accepted,
)
from iopkit.files.yaml.node import Entries
from iopkit.model.assessment import Assessment
from iopkit.model.outcome import with_community
from iopkit.model.pathway import Pathway

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.level import Level
    from iopkit.model.outcome import Outcome

_ABOUT_SHARES: Final = frozenset({"shares", "share-without-stay", "stay-without-share"})
_SECTIONS: Final[dict[DiagnosticCode, tuple[str, ...]]] = {
    UNKNOWN_SOURCE: ("sources",),
    UNKNOWN_FACT: ("assessment",),
    UNKNOWN_OPTION: (),
    UNKNOWN_LEVEL: ("levels",),
    UNKNOWN_PROGRAM: ("programs",),
    UNKNOWN_GROUP: ("groups",),
    UNKNOWN_LEVEL_OR_OUTCOME: ("levels", "outcomes"),
}
"""Where what is unknown would stand."""
_NAMING: Final = (
    "extends",
    "uses",
    "sources",
    "assessment",
    "levels",
    "outcomes",
    "programs",
    "groups",
)
"""Keys that bring the names which the rest of the file mentions."""


def assemble(parts: Mapping[str, object], reading: ReadingContext) -> Pathway | None:
    """Return the pathway of these parts; None, with complaints, when they contradict each other.

    What could not be read is left out of the parts. A contradiction that is there only because
    of that is not complained about: the reader of the message would look for it in vain.
    """
    parts, root = _without_idle(parts, reading.root.without(reading.dropped))
    origins = {path: node.origin() for path, node in root.walk()}
    build = cast("Callable[..., Pathway]", Pathway)
    try:
        pathway = build(**parts, origins=origins)
    except IntegrityError as error:
        used: dict[tuple[str, str], list[str]] = {}
        for problem in error.problems:
            if _follows(problem, root, reading):
                continue
            gone = _removed(problem, root, reading)
            if gone is None:
                reading.complaints.append(_placed(_own_share(problem, root), root))
            else:
                used.setdefault(gone, []).append(_use(problem, root))
        reading.complaints.extend(_still_used(gone, uses, reading) for gone, uses in used.items())
        return None
    for problem in problems_with_accepted(pathway):
        if not _follows(problem, root, reading):  # an entry that fits no finding does no harm
            complaint = attrs.evolve(_placed(problem, root), severity=Severity.WARNING)
            reading.complaints.append(complaint)
    return pathway


def _without_idle(parts: Mapping[str, object], root: Node) -> tuple[Mapping[str, object], Node]:
    """Return parts and tree without what an extended file means about things that are gone."""
    accepted = cast("tuple[AcceptedFinding, ...]", parts.get("accepted", ()))
    levels = [level.id for level in cast("tuple[Level, ...]", parts.get("levels", ()))]
    outcomes = with_community(cast("tuple[Outcome, ...]", parts.get("outcomes", ())))
    assessment = cast("Assessment", parts.get("assessment", Assessment()))
    names = AcceptableNames(levels, [*levels, *(outcome.id for outcome in outcomes)], assessment)
    idle = idle_entries(accepted, names, root)
    if not idle:
        return parts, root
    kept = tuple(entry for n, entry in enumerate(accepted) if ("accepted", n) not in idle)
    return {**parts, "accepted": kept}, root.without(idle)


def _removed(problem: Diagnostic, root: Node, reading: ReadingContext) -> tuple[str, str] | None:
    """Return what the file has removed, when an extended file still names it."""
    sections = _SECTIONS.get(problem.kind.code, ())
    node = root.at(problem.path)
    text = str(node.value) if not isinstance(node.value, Entries | tuple) else ""
    if problem.span is not None:
        text = text[slice(*problem.span)]
    found = {*_words(text), problem.path[-1]}
    for section in sections:
        for name in found:
            remove = reading.removed.get((section, str(name)))
            if remove is not None and node.layer < remove.layer:
                return section, str(name)
    return None


def _use(problem: Diagnostic, root: Node) -> str:
    """Return in what sort of place a name is used; the id as well, when there is one."""
    section, item = str(problem.path[0]), problem.path[1]
    if isinstance(item, str):
        return f"{section if section == 'arrivals' else section.removesuffix('s')} {item}"
    if section == "transitions" and problem.path[-1] in {"from", "to"}:
        return f"transitions {problem.path[-1]} '{root.at(problem.path).value}'"
    return section


def _still_used(gone: tuple[str, str], uses: list[str], reading: ReadingContext) -> Diagnostic:
    listed = ", ".join(
        use if times == 1 and " " in use and "'" not in use else f"{use} ({times})"
        for use, times in Counter(uses).items()
    )
    times = "1 entry still names" if len(uses) == 1 else f"{len(uses)} entries still name"
    shares = "; then see that the shares add up again" if gone[0] in {"levels", "outcomes"} else ""
    return Diagnostic.at(
        reading.removed[gone].mark,
        STILL_NAMED(name=gone[1], times=times, listed=listed, shares=shares),
    )


def _own_share(problem: Diagnostic, root: Node) -> Diagnostic:
    """Return a problem with shares, at the last share that the file itself gives, if any."""
    listed = root.child("transitions")
    start = root.at((*problem.path[:2], "from")).value
    if problem.code != "shares" or listed is None or not isinstance(listed.value, tuple):
        return problem
    mine = [
        place
        for place, edge in enumerate(listed.value)
        if (share := edge.child("share")) and share.layer == 0
        if (beginning := edge.child("from")) and beginning.value == start
    ]
    return attrs.evolve(problem, path=("transitions", mine[-1], "share")) if mine else problem


def _placed(problem: Diagnostic, root: Node) -> Diagnostic:
    node = root.at(problem.path)
    whole = isinstance(node.value, Entries | tuple)
    mark = node.head if whole else node.mark
    if problem.span is not None and isinstance(node.value, str):
        mark = node.span(*problem.span)
    fix = problem.fix and attrs.evolve(problem.fix, place=mark)
    if fix and fix.start(mark.text) is None:  # the name is only a part of what stands there
        fix = None
    return attrs.evolve(problem, place=mark, fix=fix)


def _follows(problem: Diagnostic, root: Node, reading: ReadingContext) -> bool:
    """Whether a problem is there only because something else could not be read."""
    if problem.code == "wrong-kind":
        return any(path[:1] == ("levels",) and path[-1] == "rank" for path in reading.dropped)
    if problem.code in _ABOUT_SHARES:
        return ("extends",) in reading.dropped or _shares_dropped(
            root.at(problem.path[:2]), reading
        )
    if problem.kind.code == UNKNOWN_THERAPY:  # another service of the program may be the one
        return any(path[:3] == problem.path[:3] for path in reading.dropped)
    if problem.kind.code not in _SECTIONS:
        return False
    if any((section,) in reading.dropped for section in _NAMING):
        return True
    names = {path[1] for path in reading.dropped if len(path) == 2}  # noqa: PLR2004  section, id
    node = root.at(problem.path)
    text = str(node.value)
    if problem.span is not None:
        text = text[slice(*problem.span)]
    return any(str(name) in {text, *_words(text)} for name in names) or problem.path[-1] in names


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _shares_dropped(edge: Node, reading: ReadingContext) -> bool:
    """Whether a transition from the same start, or its share or stay, could not be read."""
    start = edge.child("from")
    listed = reading.root.child("transitions")
    for path in reading.dropped:
        if path[:1] != ("transitions",) or listed is None or len(path) == 1:
            continue
        other = listed.child(path[1])
        beginning = other.child("from") if other else None
        if beginning is None or start is None or beginning.value == start.value:
            return True
    return False
