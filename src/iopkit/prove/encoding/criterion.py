"""From criteria to formulas: whether a client meets them, for all clients at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.resolve import resolved
from iopkit.criteria.logic.answer_classes import asked_by
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.model.criterion import And, Compare, Constant, IsKnown, Membership, Not, Or, Relation
from iopkit.prove.encoding.answers import client
from iopkit.prove.encoding.solver import TRUE, all_of, any_of, compared, negated, truth
from iopkit.prove.encoding.variables import AnswerVariable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iopkit.criteria.logic.answer_classes import Leaf
    from iopkit.model.assessment import Assessment, Value
    from iopkit.model.criterion import Criterion
    from iopkit.prove.encoding.solver import Amount, Formula


class Moment:
    """A client at one moment, with answers that are unknown or given.

    Parameters
    ----------
    assessment
        The facts.
    answers
        For each question an unknown, or the answer.
    known
        Whether each fact is recorded; a fact that is missing here is.
    heed
        Called before each piece of work; raises what stops it.
    """

    def __init__(
        self,
        assessment: Assessment,
        answers: Mapping[str, AnswerVariable | Value],
        known: Mapping[str, Formula] | None = None,
        *,
        heed: Callable[[], None] = lambda: None,
    ) -> None:
        self._heed = heed
        self._assessment = assessment
        self._answers = answers
        self._known = known or {}
        self._met: dict[Criterion, Formula] = {}

    def met(self, criterion: Criterion) -> Formula:
        """Return the formula that the client meets a criterion."""
        if criterion not in self._met:
            self._heed()
            self._met[criterion] = self._encode(criterion)
        return self._met[criterion]

    def but(self, answers: Mapping[str, AnswerVariable | Value]) -> Moment:
        """Return the same client with other answers to some questions."""
        return Moment(self._assessment, {**self._answers, **answers}, self._known, heed=self._heed)

    def _encode(self, criterion: Criterion) -> Formula:
        match criterion:
            case And(parts):
                return all_of([self.met(part) for part in parts])
            case Or(parts):
                return any_of([self.met(part) for part in parts])
            case Not(part):
                return negated(self.met(part))
            case Constant(value):
                return truth(value)
            case IsKnown(fact):
                return self._known.get(fact, TRUE)
            case leaf:
                return self._leaf(leaf)

    def _leaf(self, leaf: Leaf) -> Formula:
        answer = self._answers[asked_by(leaf)]
        if not isinstance(answer, AnswerVariable):
            return truth(self._meets(leaf, answer))
        if answer.amount is not None:
            return self._days(leaf, answer.amount)
        return answer.among([self._meets(leaf, value) for value, _ in answer.options])

    def _meets(self, leaf: Leaf, answer: Value) -> bool:
        # The evaluator itself says what an answer comes to: proofs cannot disagree with it.
        alone = client({asked_by(leaf): answer})
        return evaluate(leaf, alone, self._assessment) is Verdict.MET

    def _days(self, leaf: Leaf, amount: Amount) -> Formula:
        match leaf:
            case Compare(name, comparison, literal):
                return compared(amount, comparison, resolved(literal, self._assessment.fact(name)))
            case Membership(name, literals):
                fact = self._assessment.fact(name)
                return any_of(_equal(amount, resolved(each, fact)) for each in literals)
            case _:
                raise AssertionError(leaf)


def _equal(amount: Amount, number: float) -> Formula:
    return compared(amount, Relation.EQUAL, number)
