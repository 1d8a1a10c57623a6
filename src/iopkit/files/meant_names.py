"""Whether what stands under ``meant`` names things that are there.

Only a file's own entries are looked at: who extends a pathway and removes a level has nothing to
put right in what the extended file means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.parse import parse
from iopkit.errors import CriterionError
from iopkit.files.code import Code
from iopkit.model import sense
from iopkit.model.meant import Fault
from iopkit.model.names import unknown
from iopkit.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.files.node import Node
    from iopkit.model.meant import Meant
    from iopkit.model.origin import Path
    from iopkit.model.pathway import Pathway

_LEVEL, _END, _FACT, _RULE, _EITHER = (
    "level",
    "level or outcome",
    "fact",
    "criterion",
    "level or criterion",
)
_NAMES: Final[dict[Fault, tuple[str, ...]]] = {
    Fault.NEVER_MET: (_EITHER,),
    Fault.ALWAYS_MET: (_RULE,),
    Fault.NO_LEVEL: (),
    Fault.NEVER_PLACED: (_LEVEL,),
    Fault.FLAPPING: (_LEVEL, _LEVEL, _LEVEL),
    Fault.ROUND_TRIP: (_LEVEL, _LEVEL, _LEVEL),
    Fault.REFUSED: (_END, _LEVEL),
    Fault.BELOW_NEED: (_END, _LEVEL),
    Fault.NO_WAY_OUT: (_LEVEL,),
    Fault.OVERRIDDEN: (_LEVEL, _RULE),
    Fault.LOWER_WHEN_WORSE: (_FACT,),
}
"""What each kind of finding is about, in the order of ``about``."""


def problems_with_meant(pathway: Pathway, root: Node) -> Iterator[Problem]:
    """Yield what the file's own entries of ``meant`` name and is not there."""
    for place, entry in enumerate(pathway.meant):
        if root.at(("meant", place)).layer == 0:
            yield from _entry(pathway, entry, ("meant", place))


def _entry(pathway: Pathway, entry: Meant, path: Path) -> Iterator[Problem]:
    names = _NAMES[entry.finding]
    if len(names) != len(entry.about):
        form = ", ".join(name.upper() for name in names)
        yield Problem(
            code=Code.BAD_VALUE,
            path=(*path, "about"),
            message=f"this does not tell which '{entry.finding}' is meant",
            hint=f"write about: [{form}]" if names else "leave 'about' out",
        )
        return
    levels = [level.id for level in pathway.levels]
    known = {
        _LEVEL: levels,
        _END: [*levels, *(outcome.id for outcome in pathway.outcomes)],
        _FACT: [fact.id for fact in pathway.assessment.facts],
    }
    for place, (name, text) in enumerate(zip(names, entry.about, strict=True)):
        at = (*path, "about", place)
        if name not in known:
            if name == _RULE or text not in levels:
                yield from _criterion(pathway, text, at)
        elif text not in known[name]:
            yield unknown(name, text, known[name], at)


def _criterion(pathway: Pathway, text: str, path: Path) -> Iterator[Problem]:
    try:
        criterion = parse(text)
    except CriterionError as error:
        yield Problem(
            code=Code.CRITERION,
            path=path,
            span=(error.start, error.end),
            message=error.message,
            hint=error.hint,
        )
        return
    levels = [level.id for level in pathway.levels]
    yield from sense.problems(criterion, pathway.assessment, levels, path=path)
