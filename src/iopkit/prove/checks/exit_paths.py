"""The ways out of the levels of a pathway, for all clients at once and for one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.question_names import completed_level, completed_question
from iopkit.criteria.logic.answer_classes import questions
from iopkit.criteria.logic.evaluate import HOLDS
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.criterion import Constant
from iopkit.model.transition import TransitionKind
from iopkit.prove.encoding.ageing import AgeingFact, amounts, grows
from iopkit.prove.encoding.answers import names_in
from iopkit.prove.encoding.conditions import smallest
from iopkit.prove.encoding.solver import (
    FALSE,
    Amount,
    Formula,
    SolverUndecidedError,
    all_of,
    any_of,
    beyond,
    compared,
    negated,
)
from iopkit.prove.encoding.time_intervals import (
    TimeInterval,
    at_a_later_level,
    decided,
    from_now_on,
    stretches,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.model.assessment import Value
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.transition import Transition
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.time_intervals import Limit, Stretch

MOST_PLACES: Final = 2000
"""How many places a way may lead through; beyond that nothing is decided. [1]"""


@attrs.frozen
class LevelState:
    """Where a client is on a way.

    Parameters
    ----------
    level
        Id of the level.
    done
        The levels completed on the way, of those that some move asks for.
    begins
        Whether the way begins here: the client may have been at the level for some days.
    """

    level: str
    done: frozenset[str] = frozenset()
    begins: bool = False


@attrs.frozen
class OpenCondition:
    """One way in which a move may be open: what must hold of the answers, and of the days.

    Parameters
    ----------
    criterion
        What must hold of the answers.
    limits
        What must hold of the clock.
    grown
        The amounts of time to which answers must have grown meanwhile.
    """

    criterion: Criterion
    limits: tuple[Limit, ...]
    grown: tuple[AgeingFact, ...] = ()


@attrs.frozen
class TimeThreshold:
    """What the criterion of a move asks of time: where it changes its mind.

    Parameters
    ----------
    clock
        The stretches of the days at the level, and of those in care.
    grown
        For each answer that is an amount of time, each that the criterion tells apart, as it would
        be recorded.
    """

    clock: tuple[tuple[Stretch, ...], tuple[Stretch, ...]]
    grown: tuple[tuple[tuple[AgeingFact, Value], ...], ...]


class ExitPaths:
    """Which moves are open from which place on.

    Parameters
    ----------
    case
        The proof.
    """

    def __init__(self, case: EncodingCase) -> None:
        self._case = case
        self._moves = {
            level.id: moves
            for level in case.pathway.levels
            if (moves := case.pathway.leaving(level.id))
        }
        self._asked_for = {
            about for name in names_in(self.criteria()) if (about := completed_level(name))
        }
        self._asks = {
            id(move): frozenset(
                about for name in names_in([move.when]) if (about := completed_level(name))
            )
            for moves in self._moves.values()
            for move in moves
            if move.when is not None
        }
        self._held: dict[LevelState, Formula] = {}
        self._closed: dict[LevelState, Formula] = {}
        self._known_open: dict[tuple[int, LevelState], Formula] = {}
        self._known_chances: dict[tuple[int, LevelState], list[OpenCondition]] = {}
        self._known_asking: dict[int, TimeThreshold] = {}

    def criteria(self) -> list[Criterion]:
        """Return the criteria of all moves that leave levels."""
        moves = (move for moves in self._moves.values() for move in moves)
        return [move.when for move in moves if move.when is not None]

    def none_from(self, level: str) -> Formula:
        """Return that there is no way out for a client at a level.

        There are then some places, this one among them, that no open move leads out of.
        """
        start = LevelState(level, begins=True)
        return all_of([self._leads_nowhere(place) for place in self._within_reach(start)])

    def _leads_nowhere(self, place: LevelState) -> Formula:
        """Return that a place, if it is one of those, is left by no open move to others."""
        if place not in self._closed:
            closed: list[Formula] = []
            for move in self._moves[place.level]:
                self._case.solver.heed_the_time()
                there = self._next(move, place)
                stays = FALSE if there is None else self._holds(there)
                here = [] if place.begins else [negated(self._holds(place))]
                closed.append(any_of([*here, negated(self._open(move, place)), stays]))
            self._closed[place] = all_of(closed)
        return self._closed[place]

    def shut(self, level: str, one: Client) -> list[Transition] | None:
        """Return the moves that keep a client in, none too many; None if there may be a way."""
        known: dict[tuple[int, LevelState], bool] = {}

        def is_shut(move: Transition, place: LevelState) -> bool:
            key = self._as_asked(move, place)
            if key not in known:
                known[key] = self._never(move, place, one)
            return known[key]

        def gets_out(heeded: Collection[int] | None) -> bool:
            start = LevelState(level, begins=True)
            seen, left = {start}, [start]
            while left:
                self._case.solver.heed_the_time()
                place = left.pop()
                for move in self._moves[place.level]:
                    if (heeded is None or id(move) in heeded) and is_shut(move, place):
                        continue
                    there = self._next(move, place)
                    if there is None:
                        return True
                    if there not in seen:
                        seen.add(there)
                        left.append(there)
            return False

        if gets_out(None):
            return None
        shut = [
            move
            for moves in self._moves.values()
            for move in moves
            if any(found and key == id(move) for (key, _), found in known.items())
        ]
        return smallest(shut, lambda some: not gets_out({id(move) for move in some}))

    def _next(self, move: Transition, place: LevelState) -> LevelState | None:
        """Return where a move leads; None for out."""
        if move.to not in self._moves:
            return None
        done = place.done
        if move.kind is TransitionKind.STEP_DOWN and move.start in self._asked_for:
            done |= {move.start}
        return LevelState(move.to, done)

    def _within_reach(self, start: LevelState) -> Iterator[LevelState]:
        seen, left = {start}, [start]
        while left:
            self._case.solver.heed_the_time()
            place = left.pop()
            yield place
            for move in self._moves[place.level]:
                there = self._next(move, place)
                if there is not None and there not in seen:
                    seen.add(there)
                    left.append(there)
            if len(seen) > MOST_PLACES:
                raise SolverUndecidedError

    def _holds(self, place: LevelState) -> Formula:
        if place not in self._held:
            self._held[place] = self._case.solver.flag()
        return self._held[place]

    def _open(self, move: Transition, place: LevelState) -> Formula:
        key = self._as_asked(move, place)
        if key not in self._known_open:
            self._known_open[key] = any_of(
                all_of(
                    [
                        self._case.now.met(chance.criterion),
                        *map(self._within, chance.limits),
                        *map(self._not_over, chance.grown),
                    ]
                )
                for chance in self._chances(move, place)
            )
        return self._known_open[key]

    def _as_asked(self, move: Transition, place: LevelState) -> tuple[int, LevelState]:
        """Return a move and what matters to it of a place: places alike are looked at once."""
        done = place.done & self._asks.get(id(move), frozenset())
        return id(move), LevelState("", done, place.begins)

    def _within(self, limit: Limit) -> Formula:
        span, comparison, days = limit
        here, care = (self._amount(name) for name in (DAYS_IN_LEVEL, DAYS_IN_CARE))
        of = {
            TimeInterval.HERE: here,
            TimeInterval.CARE: care,
            TimeInterval.BEFORE: beyond(care, here),
        }
        return compared(of[span], comparison, days)

    def _not_over(self, grown: AgeingFact) -> Formula:
        """Return that an answer can still grow to an amount, for it is no more."""
        unknown = self._case.unknowns[grown.name]
        return unknown.among([grown.is_ahead(value) for value, _ in unknown.options])

    def _amount(self, name: str) -> Amount:
        amount = self._case.unknowns[name].amount
        if amount is None:
            raise AssertionError(name)  # the clock has amounts
        return amount

    def _never(self, move: Transition, place: LevelState, one: Client) -> bool:
        """Whether a move is open to a client at no time, whatever is missing."""
        here, care = (
            None if days is None else Fraction(days)
            for days in (one.days_in_level, one.days_in_care)
        )
        before = None if here is None or care is None else care - here
        known = {TimeInterval.HERE: here, TimeInterval.CARE: care, TimeInterval.BEFORE: before}

        def in_time(limit: Limit) -> bool:
            span, comparison, days = limit
            value = known[span]
            return value is None or HOLDS[comparison](value, days)  # type: ignore[arg-type]

        def can_grow(grown: AgeingFact) -> bool:
            value = one.facts.get(grown.name)
            return value is None or grown.is_ahead(value)

        return all(
            not all(map(in_time, chance.limits))
            or not all(map(can_grow, chance.grown))
            or self._case.fails(chance.criterion, one)
            for chance in self._chances(move, place)
        )

    def _chances(self, move: Transition, place: LevelState) -> list[OpenCondition]:
        """Return when a move is open from a place on; none of them for never."""
        key = self._as_asked(move, place)
        if key not in self._known_chances:
            self._known_chances[key] = list(dict.fromkeys(self._found(move, place)))
        return self._known_chances[key]

    def _found(self, move: Transition, place: LevelState) -> Iterator[OpenCondition]:
        if move.when is None:
            yield OpenCondition(Constant(value=True), ())
            return
        assessment = self._case.pathway.assessment
        asking = self._asking(move.when, id(move))
        done: dict[str, Value] = {completed_question(level): True for level in place.done}
        for (at, since), grown in product(product(*asking.clock), product(*asking.grown)):
            self._case.solver.heed_the_time()
            limits = from_now_on(at, since) if place.begins else at_a_later_level(at, since)
            if limits is None:
                continue
            clock = {DAYS_IN_LEVEL: at.day, DAYS_IN_CARE: since.day}
            told = {each.name: value for each, value in grown}
            left = decided(move.when, {**done, **clock, **told}, assessment)
            if left != Constant(value=False):
                yield OpenCondition(left, limits, tuple(each for each, _ in grown))

    def _asking(self, criterion: Criterion, move: int) -> TimeThreshold:
        """Return what a criterion asks of time, which is the same at every place."""
        if move not in self._known_asking:
            asked = questions([criterion], self._case.pathway.assessment)
            here, care = (
                tuple(stretches(asked[name].points if name in asked else ()))
                for name in (DAYS_IN_LEVEL, DAYS_IN_CARE)
            )
            grown = tuple(tuple(amounts(each)) for each in asked.values() if grows(each))
            self._known_asking[move] = TimeThreshold((here, care), grown)
        return self._known_asking[move]
