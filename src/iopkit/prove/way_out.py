"""Levels that some client can never leave by any way to an outcome."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.cells import questions
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.meant import Fault
from iopkit.prove._solver import FALSE, TRUE, all_of, any_of, negated
from iopkit.prove.answers import CLOCK, client, moments
from iopkit.prove.asked import ask
from iopkit.prove.finding import Finding
from iopkit.prove.parts import smallest
from iopkit.prove.witness import Answers, Sought, witness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.transition import Transition
    from iopkit.prove._solver import Formula
    from iopkit.prove.asked import Asked
    from iopkit.prove.case import Case
    from iopkit.prove.stated import Stated


def no_way_out(case: Case) -> Iterator[Asked]:
    """Yield for each level that something leaves whether some client can never get out of care.

    Answers and history stay as they are, the clock runs: a move is open to a client when its
    criterion holds at some time of the stay. A level that nothing leaves counts as an end; that is
    what `iopkit check` warns about without any proof.
    """
    ways = _Ways(case)
    for level in case.pathway.levels:
        if case.pathway.leaving(level.id):
            yield from ask(Fault.NO_WAY_OUT, (level.id,), partial(_stuck, case, ways, level.id))


class _Ways:
    """Which moves are open, for all clients and for one."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._levels = [level.id for level in case.pathway.levels if self._leaving(level.id)]
        self._out: dict[str, Formula] = {}
        self._known_times: dict[int, list[tuple[float, float]]] = {}

    def out(self, level: str) -> Formula:
        """Return that there is a way from a level to an outcome."""
        if not self._out:
            moves = [move for name in self._levels for move in self._leaving(name)]
            is_open = [self._open(move) for move in moves]
            reached = dict.fromkeys(self._levels, FALSE)
            for _ in self._levels:  # no way without a detour is longer than there are levels
                ways: dict[str, list[Formula]] = {name: [] for name in self._levels}
                for move, opened in zip(moves, is_open, strict=True):
                    ways[move.start].append(all_of([opened, reached.get(move.to, TRUE)]))
                reached = {name: any_of(some) for name, some in ways.items()}
            self._out = reached
        return self._out[level]

    def closed(self, level: str, one: Client) -> list[Transition] | None:
        """Return the moves that keep a client in, none too many; None if there may be a way."""
        shut: list[Transition] = []
        seen, left = {level}, [level]
        while left:
            for move in self._leaving(left.pop()):
                if move.when is not None and self._never(move, move.when, one):
                    shut.append(move)
                elif move.to not in self._levels:
                    return None
                elif move.to not in seen:
                    seen.add(move.to)
                    left.append(move.to)
        return smallest(shut, lambda some: not self._gets_out(level, some))

    def criteria(self) -> list[Criterion]:
        """Return the criteria of all moves that leave levels."""
        return [
            move.when
            for name in self._levels
            for move in self._leaving(name)
            if move.when is not None
        ]

    def stated(self, moves: Collection[Transition]) -> list[Stated]:
        return [stated for move, stated in self._case.book.moves() if any(move is m for m in moves)]

    def _leaving(self, level: str) -> tuple[Transition, ...]:
        return self._case.pathway.leaving(level)

    def _open(self, move: Transition) -> Formula:
        if move.when is None:
            return TRUE
        return any_of(
            self._case.now.but({DAYS_IN_LEVEL: here, DAYS_IN_CARE: care}).met(move.when)
            for here, care in self._times(move, move.when)
        )

    def _times(self, move: Transition, criterion: Criterion) -> list[tuple[float, float]]:
        """Return times at a level and in care that stand for all, as far as it can tell."""
        if id(move) not in self._known_times:
            asked = questions([criterion], self._case.pathway.assessment)
            days = [point for name in CLOCK if name in asked for point in asked[name].points]
            times = list(moments(days)) if days else [0.0]
            self._known_times[id(move)] = [(a, b) for a in times for b in times if a <= b]
        return self._known_times[id(move)]

    def _never(self, move: Transition, criterion: Criterion, one: Client) -> bool:
        return all(
            self._case.fails(criterion, attrs.evolve(one, days_in_level=here, days_in_care=care))
            for here, care in self._times(move, criterion)
        )

    def _gets_out(self, level: str, shut: Collection[Transition]) -> bool:
        seen, left = {level}, [level]
        while left:
            for move in self._leaving(left.pop()):
                if any(move is each for each in shut):
                    continue
                if move.to not in self._levels:
                    return True
                if move.to not in seen:
                    seen.add(move.to)
                    left.append(move.to)
        return False


def _stuck(case: Case, ways: _Ways, level: str) -> Finding | None:
    def shows(answers: Answers) -> bool:
        return ways.closed(level, client(answers.now, level)) is not None

    unknowns = [each for each in case.relevant(ways.criteria()) if each.name not in CLOCK]
    sought = Sought(conditions=[negated(ways.out(level))], now=unknowns, shows=shows)
    found = witness(case.solver, sought)
    if found is None:
        return None
    one = client(found.now, level)
    return Finding(
        fault=Fault.NO_WAY_OUT,
        about=(level,),
        message=f"a client at {level} can never reach an outcome, however long the client stays",
        clauses=[each.clause() for each in ways.stated(ways.closed(level, one) or ())],
        witness=one,
    )
