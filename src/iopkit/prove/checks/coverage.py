"""Clients whom no level takes, and levels at which nobody is placed."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

from iopkit.criteria.placement.place import place
from iopkit.model.accepted_findings import Fault
from iopkit.prove.encoding.answers import client
from iopkit.prove.encoding.conditions import smallest
from iopkit.prove.encoding.eligibility import hard
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.solver import negated
from iopkit.prove.encoding.witness import Answers, Sought, witness
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.client import Client
    from iopkit.model.level import Level
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.rule_statements import RuleStatement
    from iopkit.prove.finding import Clause

_LOOSEN: Final = (
    "Change one of its rules of admission, or one of the floors; or take a floor out that should "
    "ask for this level, not for more."
)
_AMONG_EQUALS: Final = (
    "Among levels of the same rank the one with more preferences met comes first, then the one "
    "that is written first. Give this level a preference, give the other one a rule that refuses "
    "such clients, or change one of the ranks."
)


def no_level(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield whether some client is taken by no level."""
    if case.pathway.levels:
        yield SolverAnswer((), partial(_nowhere, case))


def never_placed(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each level whether nobody is placed there, though its rules can be met."""
    for level in case.pathway.levels:
        closed = partial(case.is_never, *hard(level))
        yield SolverAnswer((level.id,), partial(_never_at, case, level), unless=closed)


def _nowhere(case: EncodingCase) -> Finding | None:
    levels = case.pathway.by_rank()

    def shows(answers: Answers) -> bool:
        one = client(answers.now)
        # A reason for each level, which `place` shows too, not only that none is left.
        return place(case.pathway, one).possible == () and all(
            _refusal(case, level, one) is not None for level in levels
        )

    sought = Sought(
        conditions=[case.could_be(), negated(case.fits.somewhere())],
        now=case.placing(),
        shows=shows,
        shows_quickly=lambda answers: case.rank_for(client(answers.now)) == math.inf,
    )
    found = witness(case.solver, sought)
    if found is None:
        return None
    one = client(found.now)
    refusals = (_refusal(case, level, one) for level in levels)
    return Finding(
        fault=Fault.NO_LEVEL,
        message="there is a client whom no level takes",
        clauses=dict.fromkeys(each.clause() for each in refusals if each is not None),
        witness=one,
    )


def _refusal(case: EncodingCase, level: Level, one: Client) -> RuleStatement | None:
    """Return the first rule that keeps a client from a level."""
    floors = (each for each in case.book.above(level) if case.meets(each.criterion, one))
    rules = (each for each in case.book.admission(level) if case.fails(each.criterion, one))
    return next(floors, None) or next(rules, None)


def _never_at(case: EncodingCase, level: Level) -> Finding | None:
    if case.is_possible(case.fits_anybody.placed(level)):
        return None
    if case.is_possible(case.fits_anybody.fit(level)):
        (why, remedy), clauses = _instead(case, level), []
    else:
        why, remedy = "its rules of admission and the floors exclude each other", _LOOSEN
        clauses = _no_fit(case, level)
    return Finding(
        fault=Fault.NEVER_PLACED,
        about=(level.id,),
        message=f"nobody is ever placed at {level.id}: {why}",
        clauses=clauses,
        remedy=remedy,
    )


def _instead(case: EncodingCase, level: Level) -> tuple[str, str]:
    """Return why another level always comes first, and what to do about it; empty for the usual."""
    fits = case.fits_anybody
    # Those of the same rank are the first to be left out: a floor helps against the others.
    others = [other for other in case.pathway.by_rank() if other.rank <= level.rank]
    others.remove(level)
    others.sort(key=lambda other: other.rank < level.rank)

    def suffice(some: list[Level]) -> bool:
        return not case.is_possible(fits.fit(level), *(negated(fits.fit(each)) for each in some))

    if not suffice(others):
        return "another level of the same rank always comes first", _AMONG_EQUALS
    chosen = smallest(others, suffice)
    names = " or ".join(each.id for each in chosen)
    equal = any(each.rank == level.rank for each in chosen)
    return f"whenever it fits, {names} fits too and comes first", _AMONG_EQUALS if equal else ""


def _no_fit(case: EncodingCase, level: Level) -> list[Clause]:
    rules = case.book.admission(level)
    floors = case.book.above(level)
    pairs = [
        *((floor, negated(case.anybody.met(floor.criterion))) for floor in floors),
        *((rule, case.anybody.met(rule.criterion)) for rule in rules),
    ]
    chosen = smallest(pairs, lambda some: not case.is_possible(*(formula for _, formula in some)))
    return [stated.clause() for stated, _ in chosen]
