"""A criterion and a client make a verdict.

`iopkit.criteria.logic.explain` gives the same verdict with its reasons.
"""

from __future__ import annotations

from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Final

from iopkit.criteria.language.resolve import encode, resolved
from iopkit.criteria.logic.verdict import Verdict, all_of, any_of, negated, verdict_of
from iopkit.errors import CriterionError
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, YesNo
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    IsKnown,
    IsTrue,
    Membership,
    Not,
    Or,
    Relation,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.model.assessment import Assessment, Fact, Value
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion

HOLDS: Final[dict[Relation, Callable[[float, float], bool]]] = {
    Relation.LESS: lt,
    Relation.AT_MOST: le,
    Relation.MORE: gt,
    Relation.AT_LEAST: ge,
    Relation.EQUAL: eq,
    Relation.DIFFERENT: ne,
}
"""What each comparison asks of two numbers, the fact's first."""


def evaluate(criterion: Criterion, client: Client, assessment: Assessment) -> Verdict:
    """Return whether a client meets a criterion; unknown when the answers do not decide it.

    Every criterion in which `iopkit.model.check.criteria.problems` finds nothing has a verdict for
    every
    client in whom `iopkit.model.check.answers.refusals` finds nothing.

    Raises
    ------
    UnknownNameError
        When the criterion names a fact that is not asked.
    CriterionError
        When the criterion makes no sense for the assessment.
    AnswerError
        When a recorded answer does not suit its question.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> from iopkit.model.client import Client
    >>> four_weeks = parse("days_in_level >= 4 weeks")
    >>> evaluate(four_weeks, Client(days_in_level=30), Assessment())
    <Verdict.MET: 'met'>
    >>> evaluate(four_weeks, Client(), Assessment())
    <Verdict.UNKNOWN: 'unknown'>
    """
    match criterion:
        case And(parts):
            return all_of([evaluate(part, client, assessment) for part in parts])
        case Or(parts):
            return any_of([evaluate(part, client, assessment) for part in parts])
        case Not(part):
            return negated(evaluate(part, client, assessment))
        case Constant(truth):
            return verdict_of(truth)
        case Completed(level):
            return verdict_of(client.has_completed(level))
        case IsKnown(name):
            return verdict_of(recorded(client, assessment.fact(name).id) is not None)
        case IsTrue() | Compare() | Membership():
            fact = assessment.fact(criterion.fact)
            value = recorded(client, fact.id)
            known = None if value is None else encode(value, fact)
            return verdict_of(_holds(criterion, fact, known))


def recorded(client: Client, fact: str) -> Value | None:
    """Return what is recorded for a fact, asked or known from the clock; None for nothing.

    >>> from iopkit.model.client import Client
    >>> recorded(Client(days_in_care=40), "days_in_care"), recorded(Client(), "cravings")
    (40, None)
    """
    match fact:
        case _ if fact == DAYS_IN_LEVEL:
            return client.days_in_level
        case _ if fact == DAYS_IN_CARE:
            return client.days_in_care
        case _:
            return client.facts.get(fact)


def _holds(leaf: IsTrue | Compare | Membership, fact: Fact, known: float | None) -> bool | None:
    match leaf:
        case IsTrue():
            if not isinstance(fact.type, YesNo):
                start, end = leaf.span
                message = f"'{fact.id}' is not answered by yes or no"
                raise CriterionError(message, start=start, end=end, hint="compare it")
            return None if known is None else known == 1
        case Compare(_, comparison, literal):
            wanted = resolved(literal, fact)
            return None if known is None else HOLDS[comparison](known, wanted)
        case Membership(_, literals):
            listed = [resolved(literal, fact) for literal in literals]
            return None if known is None else known in listed
