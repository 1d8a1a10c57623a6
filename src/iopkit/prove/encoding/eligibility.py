"""The rules of docs/explanation/placing.md as formulas, for a client with all answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.prove.encoding.solver import all_of, any_of, at_least, negated

if TYPE_CHECKING:
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.prove.encoding.criterion import Moment
    from iopkit.prove.encoding.solver import Formula


class EligibilityFormulas:
    """Which levels take a client, and at which of them the client is placed.

    Parameters
    ----------
    pathway
        The levels, their rules of admission, and the floors.
    moment
        The client.
    """

    def __init__(self, pathway: Pathway, moment: Moment) -> None:
        self._pathway = pathway
        self._moment = moment
        self._floors = [(pathway.level(f.level).rank, f.criterion) for f in pathway.floors]
        self._fits = {level.id: self._fit(level) for level in pathway.levels}

    def fit(self, level: Level) -> Formula:
        """Return that a level fits: no floor asks for more, and its rules are met."""
        return self._fits[level.id]

    def within(self, rank: float) -> Formula:
        """Return that a level of at most this rank fits."""
        return any_of(self.fit(level) for level in self._pathway.levels if level.rank <= rank)

    def somewhere(self) -> Formula:
        """Return that some level fits, so that the client is placed."""
        return any_of(self._fits.values())

    def placed(self, level: Level) -> Formula:
        """Return that a level is the placement."""
        levels = self._pathway.levels
        less = [other for other in levels if other.rank < level.rank]
        equal = [other for other in levels if other.rank == level.rank]
        place = equal.index(level)
        first = [
            any_of([negated(self.fit(other)), self._preferred(level, other, ties=place < i)])
            for i, other in enumerate(equal)
            if i != place
        ]
        return all_of([self.fit(level), *(negated(self.fit(other)) for other in less), *first])

    def _fit(self, level: Level) -> Formula:
        floors = [criterion for rank, criterion in self._floors if rank > level.rank]
        rules = [self._moment.met(criterion) for criterion in hard(level)]
        return all_of([*(negated(self._moment.met(each)) for each in floors), *rules])

    def _preferred(self, level: Level, other: Level, *, ties: bool) -> Formula:
        """Return that a level has more preferences met than another; with `ties`, as many."""
        mine = [self._moment.met(rule.criterion) for rule in level.admit if rule.prefer]
        theirs = [self._moment.met(rule.criterion) for rule in other.admit if rule.prefer]
        # As many as theirs or more: mine that are met and theirs that are not make up their number.
        missed = [negated(formula) for formula in theirs]
        return at_least(len(theirs) + (not ties), [*mine, *missed])


def hard(level: Level) -> tuple[Criterion, ...]:
    """Return the rules of admission that exclude, preferences left out."""
    return tuple(rule.criterion for rule in level.admit if not rule.prefer)


def placing(pathway: Pathway) -> tuple[Criterion, ...]:
    """Return all criteria that a placement rests on."""
    floors = (floor.criterion for floor in pathway.floors)
    return (*floors, *(rule.criterion for level in pathway.levels for rule in level.admit))
