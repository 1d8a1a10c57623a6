"""Moves to a level whose own rules refuse the client, or that is less than a floor asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iopkit.criteria.language.question_names import completed_question
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.transition import TransitionKind
from iopkit.prove.checks.transition_conflicts import after
from iopkit.prove.encoding.answers import client
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.solver import any_of, negated
from iopkit.prove.encoding.witness import Answers, WitnessQuery, witness
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopkit.model.assessment import Value
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.transition import Transition
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.criterion import Moment
    from iopkit.prove.encoding.rule_statements import RuleStatement
    from iopkit.prove.encoding.solver import Formula


def refused(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each move with a criterion whether the level it leads to refuses some client."""
    yield from _each(case, FindingKind.REFUSED)


def below_need(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each move with a criterion whether a floor asks for more than it leads to."""
    yield from _each(case, FindingKind.BELOW_NEED)


def _each(case: EncodingCase, kind: FindingKind) -> Iterator[SolverAnswer]:
    for move, stated in case.book.moves():
        if case.pathway.is_level(move.to):
            find = partial(_find, case, move, stated, kind)
            yield SolverAnswer((move.start, move.to), find)


def _find(
    case: EncodingCase, move: Transition, stated: RuleStatement, kind: FindingKind
) -> Finding | None:
    start = move.start if case.pathway.is_level(move.start) else ""
    entered = _entered(case, move)
    rules, stands = _against(case, move, kind)
    leaves = [case.could_be(start), case.now.met(stated.criterion)]

    def holds(rule: RuleStatement) -> Formula:
        """Return that a rule is in the way."""
        met = entered.met(rule.criterion)
        return negated(met) if kind is FindingKind.REFUSED else met

    if not case.is_possible(*leaves, any_of(map(holds, rules))):
        return None
    always = [rule for rule in rules if not case.is_possible(*leaves, negated(holds(rule)))]
    rules = tuple(always[:1]) or rules

    def then(answers: Answers) -> Client:
        care = {name: value for name, value in answers.now.items() if name == DAYS_IN_CARE}
        return after(Answers(answers.now, {**care, **_clock(move)}), move)

    def in_the_way(answers: Answers) -> RuleStatement | None:
        if not case.meets(stated.criterion, client(answers.now, start)):
            return None
        moved = then(answers)
        return next((rule for rule in rules if stands(rule.criterion, moved)), None)

    sought = WitnessQuery(
        conditions=[*leaves, any_of(map(holds, rules))],
        now=case.relevant([stated.criterion, *(rule.criterion for rule in rules)]),
        shows=lambda answers: in_the_way(answers) is not None,
        rather=partial(case.admitted, start),
    )
    found = witness(case.solver, sought)
    rule = in_the_way(found) if found is not None else None
    if found is None or rule is None:
        return None
    return Finding(
        kind=kind,
        about=(move.start, move.to),
        form="always" if always else "sometimes",
        args={"start": move.start, "to": move.to, "rule": rule.text, "floor": rule.what},
        clauses=[stated.clause(), rule.clause()],
        witness=client(found.now, start),
        then=then(found),
    )


def _against(
    case: EncodingCase, move: Transition, kind: FindingKind
) -> tuple[tuple[RuleStatement, ...], Callable[[Criterion, Client], bool]]:
    """Return the rules that may stand in the way of a move, and when one does for certain."""
    target = case.pathway.level(move.to)
    if kind is FindingKind.REFUSED:
        return case.book.admission(target), case.fails
    return case.book.above(target), case.meets


def _entered(case: EncodingCase, move: Transition) -> Moment:
    """Return the client on the day of the move: the clock of the stay begins anew."""
    completed: dict[str, Value] = {}
    if move.kind is TransitionKind.STEP_DOWN:
        completed[completed_question(move.start)] = True
    return case.now.but({**_clock(move), **completed})


def _clock(move: Transition) -> dict[str, Value]:
    """Return what the clock says after a move; who returns begins a new time in care."""
    anew: dict[str, Value] = {DAYS_IN_LEVEL: 0.0}
    return {**anew, DAYS_IN_CARE: 0.0} if move.kind is TransitionKind.RETURN else anew
