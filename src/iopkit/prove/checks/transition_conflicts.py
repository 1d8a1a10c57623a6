"""Moves that contradict each other: up and down at once, down and straight up again."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from iopkit.criteria.language.question_names import completed_question
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.transition import TransitionKind
from iopkit.prove.encoding.answers import CLOCK, client
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.witness import Answers, WitnessQuery, witness
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from iopkit.model.client import Client
    from iopkit.model.transition import Transition
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.rule_statements import RuleStatement

    Move: TypeAlias = tuple[Transition, RuleStatement]


def flapping(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each step up and each step down from a level whether one client may do both."""
    ups, downs = _steps(case, TransitionKind.STEP_UP), _steps(case, TransitionKind.STEP_DOWN)
    for level in case.pathway.levels:
        for up, down in product(ups[level.id], downs[level.id]):
            about = (level.id, up[0].to, down[0].to)
            yield SolverAnswer(about, partial(_both, case, about, up, down))


def round_trip(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each step down and each step up from there whether one client may make both."""
    ups, downs = _steps(case, TransitionKind.STEP_UP), _steps(case, TransitionKind.STEP_DOWN)
    for level in case.pathway.levels:
        for down in downs[level.id]:
            for up in ups[down[0].to]:
                if case.rank[up[0].to] >= level.rank:
                    about = (level.id, down[0].to, up[0].to)
                    yield SolverAnswer(about, partial(_back, case, about, down, up))


def after(answers: Answers, move: Transition) -> Client:
    """Return the client after a move: the clock as it is said, the level completed by a step down.

    What the clock says afterwards is in ``answers.then``; what is not there is not recorded.
    """
    now = {name: value for name, value in answers.now.items() if name not in CLOCK}
    given = {**now, **answers.then}
    if move.kind is TransitionKind.STEP_DOWN and client(now).history is not None:
        given[completed_question(move.start)] = True
    return client(given, move.to)


def _steps(case: EncodingCase, kind: TransitionKind) -> defaultdict[str, list[Move]]:
    """Return the steps of a kind by the level that they leave."""
    found: defaultdict[str, list[Move]] = defaultdict(list)
    for move, stated in case.book.moves():
        if move.kind is kind:
            found[move.start].append((move, stated))
    return found


def _both(case: EncodingCase, about: tuple[str, ...], up: Move, down: Move) -> Finding | None:
    level, higher, lower = about
    both = [up[1].criterion, down[1].criterion]

    def shows(answers: Answers) -> bool:
        one = client(answers.now, level)
        return all(case.meets(criterion, one) for criterion in both)

    conditions = [case.could_be(level), *(case.now.met(criterion) for criterion in both)]
    sought = WitnessQuery(
        conditions=conditions,
        now=case.relevant(both),
        shows=shows,
        rather=partial(case.admitted, level),
    )
    found = witness(case.solver, sought)
    if found is None:
        return None
    return Finding(
        kind=FindingKind.FLAPPING,
        about=about,
        args={"level": level, "lower": lower, "higher": higher},
        clauses=[up[1].clause(), down[1].clause()],
        witness=client(found.now, level),
    )


def _back(case: EncodingCase, about: tuple[str, ...], down: Move, up: Move) -> Finding | None:
    level, lower, back = about
    leaves, returns = down[1].criterion, up[1].criterion
    moment = case.now.but({**case.later, completed_question(level): True})

    def shows(answers: Answers) -> bool:
        one = client(answers.now, level)
        return case.meets(leaves, one) and case.meets(returns, after(answers, down[0]))

    asked = {each.name for each in case.relevant([returns])}
    sought = WitnessQuery(
        conditions=[case.could_be(level), case.now.met(leaves), moment.met(returns)],
        now=case.relevant([leaves, returns]),
        then=[case.later[name] for name in (DAYS_IN_LEVEL, DAYS_IN_CARE) if name in asked],
        shows=shows,
        rather=partial(case.admitted, level),
    )
    found = witness(case.solver, sought)
    if found is None:
        return None
    return Finding(
        kind=FindingKind.ROUND_TRIP,
        about=about,
        args={"level": level, "lower": lower, "back": back},
        clauses=[down[1].clause(), up[1].clause()],
        witness=client(found.now, level),
        then=after(found, down[0]),
    )
