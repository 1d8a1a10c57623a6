"""Clients who are placed at less because an answer is more severe."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from iopkit.criteria.placement.place import place
from iopkit.model.assessment import Worse
from iopkit.model.finding_catalogue import FindingKind
from iopkit.prove.encoding.answers import client
from iopkit.prove.encoding.eligibility import EligibilityFormulas
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.solver import all_of, any_of, negated
from iopkit.prove.encoding.witness import Answers, WitnessQuery, witness
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.model.assessment import Fact, Value
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.solver import Formula
    from iopkit.prove.encoding.variables import AnswerVariable


def lower_when_worse(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each fact whose answers have a severity whether more of it can mean less care."""
    for fact in case.pathway.assessment.facts:
        if fact.worse is not None:
            yield SolverAnswer((fact.id,), partial(_lower, case, fact))


def _lower(case: EncodingCase, fact: Fact) -> Finding | None:
    placing = case.placing()
    if all(each.name != fact.id for each in placing):
        return None  # no rule of placing asks it
    worse = case.again(fact.id)
    after = EligibilityFormulas(case.pathway, case.now.but({fact.id: worse}))
    order = _more_severe(fact, case.unknowns[fact.id], worse)
    ranks = sorted({level.rank for level in case.pathway.levels})
    falls = any_of(all_of([negated(case.fits.within(rank)), after.within(rank)]) for rank in ranks)

    def level(given: Mapping[str, Value]) -> str:
        return place(case.pathway, client(given)).level

    def shows(answers: Answers) -> bool:
        if not (fact.id in answers.now and fact.id in answers.then):
            return False
        first = level(answers.now)
        second = level({**answers.now, **answers.then}) if first else ""
        return bool(second) and case.rank[second] < case.rank[first]

    def shows_quickly(answers: Answers) -> bool:
        if not (fact.id in answers.now and fact.id in answers.then):
            return False
        before = case.rank_for(client(answers.now))
        later = case.rank_for(client({**answers.now, **answers.then}))
        return before is not None and later is not None and later < before < math.inf

    sought = WitnessQuery(
        conditions=[case.could_be(), case.fits.somewhere(), falls, order],
        now=placing,
        then=[worse],
        shows=shows,
        shows_quickly=shows_quickly,
    )
    found = witness(case.solver, sought)
    if found is None:
        return None
    first, second = level(found.now), level({**found.now, **found.then})
    return Finding(
        kind=FindingKind.LOWER_WHEN_WORSE,
        about=(fact.id,),
        args={"fact": fact.id, "now": first, "then": second},
        witness=client(found.now),
        then=client({**found.now, **found.then}),
    )


def _more_severe(fact: Fact, one: AnswerVariable, other: AnswerVariable) -> Formula:
    """Return that the other answer is more severe; both have the same options, in their order."""
    falls = fact.worse is Worse.LOWER
    return any_of(
        all_of([flag, negated(other.beyond[place]) if falls else other.beyond[place + 1]])
        for place, (_, flag) in enumerate(one.options)
    )
