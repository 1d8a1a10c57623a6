"""What the placement of a client can still be, exactly, and which questions are open.

The reasons of `iopkit.criteria.placement.place` look at each rule by itself. Here the rules of the
whole
pathway are one decision diagram, so that what they say together is seen: that ``a or not a`` is
certain, or that two rules wait for the same answer.

A rule with ``is known`` speaks of the record as it is, which an answer changes. It counts here as
it stands now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import attrs

from iopkit.criteria.language.question_names import completed_level, known_fact
from iopkit.criteria.language.resolve import encode
from iopkit.criteria.logic.answer_classes import (
    AnswerPartition,
    asked_by,
    conditions,
    is_known,
    questions,
)
from iopkit.criteria.logic.decision_diagram import (
    NO,
    YES,
    DecisionDiagram,
    End,
    Node,
    TooLargeError,
)
from iopkit.criteria.logic.evaluate import recorded
from iopkit.criteria.placement.placement import OpenQuestion
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, NumberFact
from iopkit.model.criterion import IsKnown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.criteria.logic.answer_classes import AnswerClass
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway

NOBODY: Final = ("", -1)
IMPOSSIBLE: Final = "no such client"


@attrs.frozen(kw_only=True)
class PossiblePlacements:
    """What a placement can still be.

    Parameters
    ----------
    levels
        Ids of the levels, the least intensive first.
    nowhere
        Whether it can be that no level takes the client.
    asking
        The questions that can matter, the best next one first. Each can decide, and none beside
        them can, so they are the smallest set that settles the placement whatever is answered.
    """

    levels: tuple[str, ...]
    nowhere: bool
    asking: tuple[OpenQuestion, ...]


def placing_criteria(pathway: Pathway) -> Iterator[Criterion]:
    """Yield every criterion that can decide a placement."""
    ranks = [level.rank for level in pathway.levels]
    for floor in pathway.floors:
        yield floor.criterion
    for level in pathway.by_rank():
        # Preferences decide nothing but between levels of equal rank.
        tied = ranks.count(level.rank) > 1
        yield from (rule.criterion for rule in level.admit if tied or not rule.prefer)


def placing_questions(pathway: Pathway) -> list[AnswerPartition]:
    """Return every question that can decide a placement, in the order in which rules ask it.

    Questions that stand near each other in the rules stand near each other here, which keeps
    diagrams small.
    """
    criteria = list(placing_criteria(pathway))
    cells = questions(criteria, pathway.assessment)
    asked = {asked_by(each): each for criterion in criteria for each in conditions(criterion)}
    return [
        is_known(each.fact) if isinstance(each, IsKnown) else cells[name]
        for name, each in asked.items()
    ]


def placing_diagram(pathway: Pathway, diagram: DecisionDiagram) -> Node:
    """Return the placement as a diagram whose ends are ids of levels; "" for none.

    Raises
    ------
    TooLargeError
        When the rules are too entangled.
    """
    floors = [
        (pathway.level(floor.level).rank, diagram.of(floor.criterion)) for floor in pathway.floors
    ]
    found = diagram.end("")
    for rank in sorted({level.rank for level in pathway.levels}, reverse=True):
        above = diagram.any_of(node for at, node in floors if at > rank)
        levels = [level for level in pathway.levels if level.rank == rank]
        found = diagram.choose(above, found, _among(levels, diagram, found))
    return found


def outlook(pathway: Pathway, client: Client) -> PossiblePlacements | None:
    """Return what the placement of a client can still be; None when the rules are too entangled.

    The client suits the assessment: `iopkit.model.check.answers.refusals` finds nothing.

    >>> from iopkit.files.compose.load import load
    >>> from iopkit.model.client import Client
    >>> facts = {"physically_stable": True, "withdrawal_risk": "none", "self_harm_risk": True}
    >>> outlook(load("standard"), Client(facts=facts, history=())).levels
    ('residential',)
    """
    asked = placing_questions(pathway)
    fixed = {
        place: cell
        for place, question in enumerate(asked)
        if (cell := _answered(question, client)) is not None
    }
    try:
        diagram = DecisionDiagram(asked, fixed)
        node = placing_diagram(pathway, diagram)
        ends = diagram.ends(diagram.choose(clock(diagram, client), node, diagram.end(IMPOSSIBLE)))
        levels = tuple(level.id for level in pathway.by_rank() if level.id in ends)
        asking = _asking(pathway, diagram, node) if len(ends - {IMPOSSIBLE}) > 1 else ()
    except TooLargeError:
        return None
    return PossiblePlacements(levels=levels, nowhere="" in ends, asking=asking)


def _answered(question: AnswerPartition, client: Client) -> int | None:
    """Return the cell of what is recorded for a question; None for nothing."""
    if question.fact is not None:
        value = recorded(client, question.fact.id)
        return None if value is None else question.cell(encode(value, question.fact))
    if fact := known_fact(question.name):
        return int(recorded(client, fact) is not None)
    completed = client.has_completed(completed_level(question.name))
    return None if completed is None else int(completed)


def _among(levels: Sequence[Level], diagram: DecisionDiagram, otherwise: Node) -> Node:
    """Return the placement among levels of equal rank, and what else if none of them admits."""
    admits = [
        diagram.all_of(diagram.of(rule.criterion) for rule in level.admit if not rule.prefer)
        for level in levels
    ]
    if len(levels) == 1:
        return diagram.choose(admits[0], diagram.end(levels[0].id), otherwise)
    best = diagram.end(NOBODY)
    for level, admit in zip(levels, admits, strict=True):
        met = diagram.end((level.id, 0))
        for rule in level.admit:
            if rule.prefer:
                one_more = diagram.combine(_one_more, met, met)
                met = diagram.choose(diagram.of(rule.criterion), one_more, met)
        best = diagram.combine(_better, best, diagram.choose(admit, met, diagram.end(NOBODY)))
    return diagram.combine(_or_else, best, otherwise)


def _one_more(one: End, _same: End) -> End:
    level, met = cast("tuple[str, int]", one)
    return level, met + 1


def _better(one: End, other: End) -> End:
    """Return the level with more preferences met; the first among equals."""
    (_, met), (_, others) = cast("tuple[str, int]", one), cast("tuple[str, int]", other)
    return other if others > met else one


def _or_else(best: End, otherwise: End) -> End:
    level, _ = cast("tuple[str, int]", best)
    return level or otherwise


def clock(diagram: DecisionDiagram, client: Client) -> Node:
    """Return whether nobody is longer at a level than in care."""
    places = {question.name: place for place, question in enumerate(diagram.questions)}
    here, care = places.get(DAYS_IN_LEVEL), places.get(DAYS_IN_CARE)
    if here is not None and care is not None:
        question = diagram.questions[here]
        return diagram.any_of(
            diagram.both(
                diagram.ask(here, tuple(YES if c == cell else NO for c in question.cells)),
                _care(diagram, care, cell.low, included=question.cell(cell.low) == which),
            )
            for which, cell in enumerate(question.cells)
        )
    if care is not None and client.days_in_level is not None:
        return _care(diagram, care, client.days_in_level, included=True)
    if here is not None and client.days_in_care is not None:
        return _stay(diagram, here, client.days_in_care)
    return YES


def _care(diagram: DecisionDiagram, care: int, least: float, *, included: bool) -> Node:
    """Return whether the days in care can be at least some number, or more than it."""
    question = diagram.questions[care]
    return diagram.ask(
        care,
        tuple(
            YES if least < cell.high or (included and question.cell(least) == which) else NO
            for which, cell in enumerate(question.cells)
        ),
    )


def _stay(diagram: DecisionDiagram, here: int, most: float) -> Node:
    """Return whether the days at the level can be at most some number."""
    question = diagram.questions[here]
    return diagram.ask(
        here,
        tuple(
            YES if cell.low < most or question.cell(most) == which else NO
            for which, cell in enumerate(question.cells)
        ),
    )


def _asking(pathway: Pathway, diagram: DecisionDiagram, node: Node) -> tuple[OpenQuestion, ...]:
    """Return the open questions, the one first that leaves the fewest open on average.

    Every answer counts as equally likely: nobody published how clients answer.
    """
    order = [level.id for level in pathway.by_rank()]
    names = list(pathway.assessment.names)
    found: list[tuple[float, float, int, OpenQuestion]] = []
    for place in diagram.asked(node):
        question = diagram.questions[place]
        left = [diagram.given(node, place, cell) for cell in range(len(question.cells))]
        weights = [_answers(question, cell) for cell in question.cells]
        to_ask = _mean([len(diagram.asked(way)) for way in left], weights)
        open_levels = _mean([len(diagram.ends(way)) for way in left], weights)
        texts: dict[tuple[str, ...], list[str]] = {}
        for cell, way in zip(question.cells, left, strict=True):
            ends = diagram.ends(way)
            levels = tuple(level for level in (*order, "") if level in ends)
            texts.setdefault(levels, []).append(cell.text)
        answers = [(" or ".join(words), levels) for levels, words in texts.items()]
        rank = names.index(question.name) if question.name in names else len(names)
        found.append((to_ask, open_levels, rank, OpenQuestion(name=question.name, answers=answers)))
    return tuple(asking for *_, asking in sorted(found, key=lambda each: each[:3]))


def _answers(question: AnswerPartition, cell: AnswerClass) -> int:
    """Return how many answers a cell stands for: words are counted, a stretch of numbers is one."""
    if question.fact is None or isinstance(question.fact.type, NumberFact):
        return 1
    which = question.cells.index(cell)
    return sum(each == which for each in question.elements)


def _mean(values: list[int], weights: list[int]) -> float:
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return total / sum(weights)
