"""A condition over what a program says.

A program states ranges, so a condition is *met* where it holds at every point of the range, *not
met* where it holds at none, and *unknown* in between: "9 to 19 hours" meets a floor of 9 and not
one of 20, and leaves one of 12 open.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.criteria.language.resolve import resolved
from iopkit.criteria.logic.evaluate import HOLDS
from iopkit.criteria.logic.evidence import Evidence, Missing
from iopkit.criteria.logic.verdict import verdict_of
from iopkit.errors import CriterionError, UnknownNameError
from iopkit.model.assessment import Assessment
from iopkit.model.criterion import Compare, Completed, IsKnown, IsTrue, Membership, Relation
from iopkit.model.program_facts import PROGRAM_FACTS
from iopkit.model.range import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iopkit.criteria.logic.explain import Leaf
    from iopkit.criteria.logic.verdict import Verdict
    from iopkit.model.criterion import Literal
    from iopkit.model.program_facts import Answer

_FACTS: Final = Assessment(PROGRAM_FACTS)


def program_evidence(leaf: Leaf, answers: Mapping[str, Answer]) -> tuple[Verdict, Evidence]:
    """Return whether a program meets a condition, and what it says to it.

    Raises
    ------
    UnknownNameError, CriterionError
        When the condition makes no sense for programs.

    >>> from iopkit.criteria.language.parse import parse
    >>> answers = {"hours_per_week": Range(9, 19)}
    >>> verdict, evidence = program_evidence(parse("hours_per_week >= 9"), answers)
    >>> print(verdict, evidence, sep=": ")
    met: hours_per_week is 9 to 19
    """
    if isinstance(leaf, Completed):
        start, end = leaf.span
        message = "a rule about programs cannot ask what a client completed"
        raise CriterionError(message, start=start, end=end)
    fact = _FACTS.fact(leaf.fact)
    if fact.id not in answers:  # the clock's facts are those of clients
        raise UnknownNameError("fact", leaf.fact, answers)
    answer = answers[fact.id]
    evidence = stated(fact.id, answer)
    match leaf:
        case IsKnown():
            return verdict_of(evidence.missing is None), evidence
        case IsTrue():
            if isinstance(answer, Range):
                start, end = leaf.span
                message = f"'{fact.id}' is not answered by yes or no"
                raise CriterionError(message, start=start, end=end, hint="compare it")
            return verdict_of(answer), evidence
        case Compare() | Membership():
            truth = _holds(leaf, _ends(answer), lambda literal: resolved(literal, fact))
            return verdict_of(truth), evidence


def _holds(
    leaf: Compare | Membership, ends: tuple[float, float], number: Callable[[Literal], float]
) -> bool | None:
    """Return whether a condition holds for all numbers between two ends; None for only some."""
    low, high = ends
    match leaf:
        case Membership(_, literals):
            listed = [number(literal) for literal in literals]
            if low == high:
                return low in listed
            return None if any(low <= each <= high for each in listed) else False
        case Compare(_, comparison, literal):
            wanted = number(literal)
            at_ends = {HOLDS[comparison](end, wanted) for end in ends}
            one_sided = comparison not in {Relation.EQUAL, Relation.DIFFERENT}
            if low == high or (one_sided and len(at_ends) == 1):
                return at_ends.pop()
            if one_sided or low <= wanted <= high:
                return None
            return comparison is Relation.DIFFERENT


def _ends(answer: Answer) -> tuple[float, float]:
    match answer:
        case Range(low, high):
            return -math.inf if low is None else low, math.inf if high is None else high
        case None:
            return 0.0, 1.0
        case truth:
            return float(truth), float(truth)


def stated(fact: str, answer: Answer) -> Evidence:
    """Return what a program says to a fact.

    >>> print(stated("days_per_week", Range(3, 5)), stated("offers_family", None), sep="; ")
    days_per_week is 3 to 5; offers_family is not stated
    """
    if answer is None or (isinstance(answer, Range) and not answer.is_known):
        return Evidence(fact=fact, missing=Missing.NOT_STATED)
    return Evidence(fact=fact, value=answer)
