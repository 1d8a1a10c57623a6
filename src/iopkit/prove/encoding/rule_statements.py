"""The rules of a pathway as a proof speaks of them: what each does, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.write import write
from iopkit.model.provenance.source_paths import criteria, rules
from iopkit.model.rule import About
from iopkit.prove.finding import Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.basis import Path, SourceLocation
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import Floor
    from iopkit.model.transition import Transition


@attrs.frozen
class RuleStatement:
    """A criterion in its place.

    Parameters
    ----------
    what
        What the rule does: "iop admits", "at least residential", "iop to outpatient".
    criterion
        What it asks.
    origin
        Where it is written; None for a pathway that no file holds.
    """

    what: str
    criterion: Criterion
    origin: SourceLocation | None = None

    @property
    def text(self) -> str:
        """The criterion in words of the file."""
        return write(self.criterion)

    def clause(self) -> Clause:
        """Return the whole rule."""
        return Clause(text=self.text, what=self.what, origin=self.origin)

    def part(self, node: Criterion) -> Clause:
        """Return a part of the rule, with its own place in the line where that is known."""
        origin = None if self.origin is None else self.origin.part(node.span[0])
        return Clause(text=write(node), what=self.what, origin=origin)


class RuleIndex:
    """Everything that a pathway states, each rule found by what it belongs to."""

    def __init__(self, pathway: Pathway) -> None:
        self._pathway = pathway
        self._by_path = {
            _plain(path): RuleStatement(_what(pathway, path), criterion, pathway.origins.get(path))
            for path, criterion in _criteria(pathway)
        }

    def all(self) -> tuple[RuleStatement, ...]:
        """Return every criterion about clients, in the order of the file."""
        return tuple(self._by_path.values())

    def admission(self, level: Level) -> tuple[RuleStatement, ...]:
        """Return the rules of a level that exclude, preferences left out."""
        return tuple(
            self._by_path["levels", level.id, "admit", place]
            for place, rule in enumerate(level.admit)
            if not rule.prefer
        )

    def floors(self) -> tuple[tuple[Floor, RuleStatement], ...]:
        """Return the floors."""
        return tuple(
            (floor, self._by_path["floors", place, "when"])
            for place, floor in enumerate(self._pathway.floors)
        )

    def above(self, level: Level) -> tuple[RuleStatement, ...]:
        """Return the floors that ask for more than a level."""
        rank = {each.id: each.rank for each in self._pathway.levels}
        return tuple(stated for floor, stated in self.floors() if rank[floor.level] > level.rank)

    def moves(self) -> tuple[tuple[Transition, RuleStatement], ...]:
        """Return the transitions that state a criterion."""
        return tuple(
            (move, self._by_path["transitions", place, "when"])
            for place, move in enumerate(self._pathway.transitions)
            if move.when is not None
        )


def _criteria(pathway: Pathway) -> Iterator[tuple[Path, Criterion]]:
    yield from criteria(pathway)
    for rule_set in pathway.rule_sets:
        if rule_set.about is About.CLIENT:
            for path, rule in rules(pathway, rule_set.id, rule_set.rules):
                yield path, rule.criterion


def _plain(path: Path) -> Path:
    return path[:-1] if path[-1] == "if" else path


def _what(pathway: Pathway, path: Path) -> str:
    match path:
        case ("levels", str(level), "admit", int(place), *_):
            prefers = pathway.level(level).admit[place].prefer
            return f"{level} {'prefers' if prefers else 'admits'}"
        case ("floors", int(place), *_):
            return f"at least {pathway.floors[place].level}"
        case ("transitions", int(place), *_):
            move = pathway.transitions[place]
            return f"{move.start} to {move.to}"
        case ("programs", str(program), "services", int(place), *_):
            service = pathway.program(program).services[place]
            return f"{service.therapy} in the program {program} is for"
        case ("programs", str(program), "lengths", int(), *_):
            return f"another length of the program {program} is for"
        case ("groups", str(group), *_):
            return f"the group {group} is for"
        case ("rule_sets", str(rule_set), *_):
            return f"the rule set {rule_set} asks"
        case _:
            raise AssertionError(path)
