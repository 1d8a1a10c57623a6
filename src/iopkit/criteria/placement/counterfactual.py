"""The one answer that would have to be another for a criterion to be met."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.question_names import completed_level
from iopkit.criteria.language.resolve import encode
from iopkit.criteria.logic.answer_classes import asked_by, conditions, leaves_in, questions
from iopkit.criteria.logic.answer_wording import some_answer, words
from iopkit.criteria.logic.evaluate import evaluate, recorded
from iopkit.criteria.logic.evidence import Evidence, Missing
from iopkit.criteria.logic.explain import leaf_verdict
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.additional_answer import answered
from iopkit.criteria.placement.time_until_met import CLOCKS
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.criterion import IsKnown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.model.assessment import Value
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway


@attrs.frozen(kw_only=True)
class Counterfactual:
    """One answer that, were it another, would meet a criterion. All others stay as they are.

    Parameters
    ----------
    name
        The name of the fact, or ``completed LEVEL``.
    evidence
        What is known of it.
    to
        What it would have to be, in words: "80% or more". Empty where any answer will do.
    """

    name: str
    evidence: Evidence
    to: str

    @property
    def recorded(self) -> str:
        """What is recorded, in a sentence: "attendance is 60%"."""
        return str(self.evidence)

    @property
    def is_recorded(self) -> bool:
        """Whether anything is."""
        return self.evidence.missing is None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client."""
        return {**self.evidence.to_dict(), "fact": self.name, "opens_at": self.to or None}


def changes(criterion: Criterion, client: Client, pathway: Pathway) -> tuple[Counterfactual, ...]:
    """Return each single answer that would meet a criterion that is not met yet.

    A recorded time is no such answer, since it only moves forward: see
    `iopkit.criteria.placement.time_until_met`.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.files.compose.load import load
    >>> from iopkit.model.client import Client
    >>> ready = parse("attendance >= 80% and not relapsed")
    >>> client = Client(facts={"attendance": 60, "relapsed": False})
    >>> for change in changes(ready, client, load("standard")):
    ...     print(change.recorded, "->", change.to)
    attendance is 60% -> 80% or more
    """
    if evaluate(criterion, client, pathway.assessment) is Verdict.MET:
        return ()
    asked = questions([criterion], pathway.assessment)
    found: dict[str, Counterfactual] = {}
    for leaf in leaves_in(criterion):
        name = asked_by(leaf)
        if name in found or (name in CLOCKS and recorded(client, name) is not None):
            continue
        if cells := _opening(criterion, asked[name], client, pathway):
            found[name] = Counterfactual(
                name=name,
                evidence=leaf_verdict(leaf, client, pathway.assessment)[1],
                to="" if len(cells) == len(asked[name].cells) else words(asked[name], cells),
            )
    for name in _only_to_be_known(criterion, client):
        if name not in asked and _meets_with(criterion, name, client, pathway):
            now = Evidence(fact=name, missing=Missing.NOT_RECORDED)
            found[name] = Counterfactual(name=name, evidence=now, to="")
    return tuple(found.values())


def _opening(
    criterion: Criterion, question: AnswerPartition, client: Client, pathway: Pathway
) -> list[int]:
    """Return the cells of a question whose answers would meet a criterion."""
    levels = [level.id for level in pathway.levels]
    return [
        place
        for place in range(len(question.cells))
        if place != _now(question, client)
        and (value := _in_cell(question, place, client)) is not None
        and evaluate(criterion, answered(client, question.name, value, levels), pathway.assessment)
        is Verdict.MET
    ]


def _in_cell(question: AnswerPartition, place: int, client: Client) -> Value | None:
    """Return an answer in a cell that the clocks allow; None when there is none."""
    moments = _moments(question.name, client, question.points)
    if moments is None:
        return question.cells[place].value
    return next((each for each in moments if question.cell(each) == place), None)


def _moments(name: str, client: Client, points: Iterable[float]) -> list[float] | None:
    """Return times that are never in care for less than at the level; None when any will do.

    Points, and a time between each two of them, so that no cell is passed over.
    """
    here, care = client.days_in_level, client.days_in_care
    if name == DAYS_IN_CARE and here is not None:
        marks = sorted({here, *(point for point in points if point > here)})
        marks.append(marks[-1] + 1)
    elif name == DAYS_IN_LEVEL and care is not None:
        marks = sorted({0.0, care, *(point for point in points if 0 < point < care)})
    else:
        return None
    return [*marks, *((one + next_) / 2 for one, next_ in pairwise(marks))]


def _now(question: AnswerPartition, client: Client) -> int | None:
    """Return the cell of what is recorded; None for nothing."""
    if question.fact is None:
        completed = client.has_completed(completed_level(question.name))
        return None if completed is None else question.cell(float(completed))
    value = recorded(client, question.fact.id)
    return None if value is None else question.cell(encode(value, question.fact))


def _only_to_be_known(criterion: Criterion, client: Client) -> Iterator[str]:
    for condition in conditions(criterion):
        if isinstance(condition, IsKnown) and recorded(client, condition.fact) is None:
            yield condition.fact


def _meets_with(criterion: Criterion, name: str, client: Client, pathway: Pathway) -> bool:
    """Whether any answer to a question would meet a criterion that only asks for one."""
    moments = _moments(name, client, ())
    value = moments[0] if moments else some_answer(pathway.assessment.fact(name).type)
    other = answered(client, name, value, ())
    return evaluate(criterion, other, pathway.assessment) is Verdict.MET
