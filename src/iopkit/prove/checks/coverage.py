"""Clients whom no level takes, and levels at which nobody is placed."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from iopkit.criteria.placement.place import place
from iopkit.model.finding_catalogue import FindingKind
from iopkit.prove.encoding.answers import client
from iopkit.prove.encoding.conditions import smallest
from iopkit.prove.encoding.eligibility import hard
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.solver import negated
from iopkit.prove.encoding.witness import Answers, WitnessQuery, witness
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.client import Client
    from iopkit.model.level import Level
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.rule_statements import RuleStatement
    from iopkit.prove.finding import Clause


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

    sought = WitnessQuery(
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
        kind=FindingKind.NO_LEVEL,
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
        (form, others), clauses = _instead(case, level), []
    else:
        form, others, clauses = "excluded", (), _no_fit(case, level)
    return Finding(
        kind=FindingKind.NEVER_PLACED,
        about=(level.id,),
        form=form,
        args={"level": level.id, "others": others},
        clauses=clauses,
    )


def _instead(case: EncodingCase, level: Level) -> tuple[str, tuple[str, ...]]:
    """Return in which way others always come first, and which they are."""
    fits = case.fits_anybody
    # Those of the same rank are the first to be left out: a floor helps against the others.
    others = [other for other in case.pathway.by_rank() if other.rank <= level.rank]
    others.remove(level)
    others.sort(key=lambda other: other.rank < level.rank)

    def suffice(some: list[Level]) -> bool:
        return not case.is_possible(fits.fit(level), *(negated(fits.fit(each)) for each in some))

    if not suffice(others):
        return "after-equals", ()
    chosen = smallest(others, suffice)
    by_equals = any(each.rank == level.rank for each in chosen)
    form = "dominated-by-equals" if by_equals else "dominated"
    return form, tuple(each.id for each in chosen)


def _no_fit(case: EncodingCase, level: Level) -> list[Clause]:
    rules = case.book.admission(level)
    floors = case.book.above(level)
    pairs = [
        *((floor, negated(case.anybody.met(floor.criterion))) for floor in floors),
        *((rule, case.anybody.met(rule.criterion)) for rule in rules),
    ]
    chosen = smallest(pairs, lambda some: not case.is_possible(*(formula for _, formula in some)))
    return [stated.clause() for stated, _ in chosen]
