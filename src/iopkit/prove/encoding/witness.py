"""One client of whom something holds, with no answer more than it takes.

First a client with all answers is fixed question by question, in the order of the assessment, each
time to the first answer with which it still holds: so the client does not depend on what the
solver happens to come up with. Then answers are left out, one after another, as long as the
evaluator shows the same for what remains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.question_names import COMPLETED, completed_level
from iopkit.model.criterion import Relation
from iopkit.prove.encoding.solver import SolverUndecidedError, compared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from iopkit.model.assessment import Value
    from iopkit.prove.encoding.solver import Formula, SatisfyingModel, Solver
    from iopkit.prove.encoding.variables import AnswerVariable


@attrs.frozen
class Answers:
    """Answers to some questions: now, and afterwards where they differ."""

    now: Mapping[str, Value]
    then: Mapping[str, Value] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class WitnessQuery:
    """What a client is looked for.

    Parameters
    ----------
    conditions
        What must hold.
    now, then
        The questions that matter, at the two moments.
    shows
        Whether the evaluator shows the same for answers of which some are missing.
    shows_quickly
        The same, at less work and not always when it could; None for nothing of the kind.
    rather
        Returns what holds of the client besides, as far as it can: so that nobody is made up who
        is stranger than it takes.
    """

    conditions: Sequence[Formula]
    now: Iterable[AnswerVariable]
    then: Iterable[AnswerVariable] = ()
    shows: Callable[[Answers], bool]
    shows_quickly: Callable[[Answers], bool] | None = None
    rather: Callable[[], Sequence[Formula]] = tuple


def witness(solver: Solver, sought: WitnessQuery) -> Answers | None:
    """Return the least answers for which some conditions hold together; None when none do.

    Raises
    ------
    UndecidedError
        When the time is over, or the evaluator cannot confirm what the solver found. When it ends
        while answers are left out, those that are still there stay.
    """
    model = solver.ask(sought.conditions)
    if model is None:
        return None
    fixed, model = _rather(solver, list(sought.conditions), sought.rather(), model)
    found: list[dict[str, Value]] = []
    for unknowns in (sought.now, sought.then):
        listed = list(unknowns)
        values, model = _fixed(solver, fixed, listed, model)
        found.append({each.name: value for each, value in zip(listed, values, strict=True)})
    complete = Answers(*found)
    if not sought.shows(complete):
        raise SolverUndecidedError
    if sought.shows_quickly is not None:
        fewer = _fewest(complete, sought.shows_quickly, solver)
        complete = fewer if sought.shows(fewer) else complete
    return _fewest(complete, sought.shows, solver)


def _rather(
    solver: Solver, fixed: list[Formula], wishes: Sequence[Formula], model: SatisfyingModel
) -> tuple[list[Formula], SatisfyingModel]:
    """Return conditions with as many wishes as can hold besides, and a model of them."""
    found = solver.ask([*fixed, *wishes])
    if found is not None:
        return [*fixed, *wishes], found
    for wish in wishes:
        found = solver.ask([*fixed, wish])
        if found is not None:
            fixed, model = [*fixed, wish], found
    return fixed, model


def _fewest(answers: Answers, shows: Callable[[Answers], bool], solver: Solver) -> Answers:
    """Return answers without those that it does not take, the last asked left out first."""
    units = [(0, _together(name)) for name in answers.now]
    units += [(1, _together(name)) for name in answers.then]
    for moment, name in reversed(list(dict.fromkeys(units))):
        if solver.is_over:
            break
        fewer = (
            attrs.evolve(answers, then=_without(answers.then, name))
            if moment
            else attrs.evolve(answers, now=_without(answers.now, name))
        )
        if shows(fewer):
            answers = fewer
    return answers


def _together(name: str) -> str:
    """Return what is left out as one: the history is recorded, or it is not."""
    return COMPLETED if completed_level(name) else name


def _without(answers: Mapping[str, Value], name: str) -> dict[str, Value]:
    return {each: value for each, value in answers.items() if _together(each) != name}


def _fixed(
    solver: Solver, fixed: list[Formula], unknowns: Sequence[AnswerVariable], model: SatisfyingModel
) -> tuple[list[Value], SatisfyingModel]:
    """Fix unknowns one after another to their first possible answers; return these and a model.

    Often all of them can have their first answer, which is asked at once; else for each half.
    """
    if len(unknowns) == 1:
        value, model = _least(solver, fixed, unknowns[0], model)
        return [value], model
    firsts = [unknown.options[0] for unknown in unknowns]
    flags = [flag for _, flag in firsts]
    found = model if all(map(model.holds, flags)) else solver.ask([*fixed, *flags])
    if found is not None:
        fixed.extend(flags)
        return [value for value, _ in firsts], found
    half = len(unknowns) // 2
    first, model = _fixed(solver, fixed, unknowns[:half], model)
    second, model = _fixed(solver, fixed, unknowns[half:], model)
    return [*first, *second], model


def _least(
    solver: Solver, fixed: list[Formula], unknown: AnswerVariable, model: SatisfyingModel
) -> tuple[Value, SatisfyingModel]:
    """Fix an unknown to its first answer that is possible; return that and a model with it."""
    for value, flag in unknown.options:
        found = model if model.holds(flag) else solver.ask([*fixed, flag])
        if found is not None:
            fixed.append(flag)
            return value, found
    return _any_amount(solver, fixed, unknown, model)


def _any_amount(
    solver: Solver, fixed: list[Formula], unknown: AnswerVariable, model: SatisfyingModel
) -> tuple[Value, SatisfyingModel]:
    """Fix an amount that must lie between the times tried first; a whole number if possible."""
    if unknown.amount is None:
        raise AssertionError(unknown.name)  # one of the options holds, or the solver errs
    exact = model.number(unknown.amount)
    for number in (exact.numerator // exact.denominator + 1, exact):
        flag = compared(unknown.amount, Relation.EQUAL, number)
        found = solver.ask([*fixed, flag])
        if found is not None:
            fixed.append(flag)
            return float(number), found
    raise SolverUndecidedError
