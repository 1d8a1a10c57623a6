"""From the parts that a file gives to a pathway without contradictions, or complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from iopkit.errors import IntegrityError
from iopkit.files.complaint import Complaint
from iopkit.files.node import Entries
from iopkit.model.pathway import Pathway

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iopkit.files.node import Node
    from iopkit.files.reading import Reading
    from iopkit.model.problem import Problem

_ABOUT_SHARES: Final = frozenset({"shares", "share-without-stay", "stay-without-share"})
_NAMING: Final = (
    "extends",
    "sources",
    "assessment",
    "levels",
    "outcomes",
    "programs",
    "groups",
)
"""Keys that bring the names which the rest of the file mentions."""


def assemble(parts: Mapping[str, object], reading: Reading) -> Pathway | None:
    """Return the pathway of these parts; None, with complaints, when they contradict each other.

    What could not be read is left out of the parts. A contradiction that is there only because
    of that is not complained about: the reader of the message would look for it in vain.
    """
    root = reading.root.without(reading.dropped)
    origins = {path: node.mark.origin() for path, node in root.walk()}
    build = cast("Callable[..., Pathway]", Pathway)
    try:
        return build(**parts, origins=origins)
    except IntegrityError as error:
        for problem in error.problems:
            if not _follows(problem, root, reading):
                reading.complaints.append(_placed(problem, root))
    return None


def _placed(problem: Problem, root: Node) -> Complaint:
    node = root.at(problem.path)
    whole = isinstance(node.value, Entries | tuple)
    mark = node.head if whole else node.mark
    if problem.span is not None and isinstance(node.value, str):
        mark = node.span(*problem.span)
    return Complaint.at(mark, problem.code, problem.message, problem.hint)


def _follows(problem: Problem, root: Node, reading: Reading) -> bool:
    """Whether a problem is there only because something else could not be read."""
    if problem.code == "wrong-kind":
        return any(path[:1] == ("levels",) and path[-1] == "rank" for path in reading.dropped)
    if problem.code in _ABOUT_SHARES:
        return _shares_dropped(root.at(problem.path[:2]), reading)
    if not problem.code.startswith("unknown-"):
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


def _shares_dropped(edge: Node, reading: Reading) -> bool:
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
