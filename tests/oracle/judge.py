"""Whether a client meets a criterion at a moment."""

import attrs
from oracle.people import Person

from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.model.assessment import Assessment, Fact, NumberFact
from iopkit.model.criterion import Criterion
from iopkit.model.pathway import Pathway


class Judge:
    """Asks the criteria of a pathway of one client at a time.

    A number is taken as it was drawn, so the ranges of the facts refuse nothing here.
    """

    def __init__(self, pathway: Pathway) -> None:
        """Forget the ranges."""
        assessment = Assessment(tuple(_without_range(fact) for fact in pathway.assessment.facts))
        self._pathway = attrs.evolve(pathway, assessment=assessment)

    def holds(
        self,
        criterion: Criterion | None,
        person: Person,
        *,
        in_level: float,
        in_care: float,
        waiting: float | None = None,
    ) -> bool:
        """Whether a criterion holds; none always does. [days]"""
        if criterion is None:
            return True
        client = person.as_client(in_level, in_care, waiting)
        verdict = evaluate(criterion, client, self._pathway.assessment)
        assert verdict is not Verdict.UNKNOWN
        return verdict is Verdict.MET

    def place(self, person: Person) -> str:
        """Return the level that takes who arrives; nothing when none does."""
        placement = place(self._pathway, person.as_client(0.0, 0.0))
        assert placement.is_settled
        return placement.level


def _without_range(fact: Fact) -> Fact:
    if not isinstance(fact.type, NumberFact):
        return fact
    return attrs.evolve(fact, type=NumberFact(unit=fact.type.unit))
