"""Several cells of a question in one wording, and an answer for a question that needs any."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from iopkit.criteria.logic.answer_classes import NOWHERE, questions
from iopkit.model.assessment import Assessment, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.criterion import And, Compare, Literal, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.model.assessment import Fact, FactType, Value


def words(question: AnswerPartition, cells: Sequence[int]) -> str:
    """Return the answers in some cells of a question in words, as if they were one cell.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> weeks = parse("days_in_level >= 2 weeks and not days_in_level > 4 weeks")
    >>> asked = questions([weeks], Assessment())["days_in_level"]
    >>> [cell.text for cell in asked.cells]
    ['under 14 days', '14 to 28 days', 'over 28 days']
    >>> words(asked, [1, 2]), words(asked, [0, 2])
    ('14 days or more', 'under 14 days or over 28 days')
    """
    fact = question.fact
    if fact is None or not isinstance(fact.type, NumberFact):
        return " or ".join(_options(question, cells))
    return " or ".join(_run(question, fact, run) for run in _runs(question, cells))


def some_answer(kind: FactType) -> Value:
    """Return any answer to a question, the least where there is one.

    >>> some_answer(OrdinalFact(("none", "weak"))), some_answer(NumberFact(high=-3))
    ('none', -3)
    """
    match kind:
        case YesNo():
            return False
        case OrdinalFact(options) | Choice(options):
            return options[0]
        case NumberFact(low=low, high=high):
            # A range may hold no 0, and its least number may not be a whole one.
            least = [] if low is None else [math.ceil(low), low]
            most = [] if high is None else [math.floor(high), high]
            ends: list[float] = [0, *least, *most]
            return next(end for end in ends if not kind.refuses(end))


def _options(question: AnswerPartition, cells: Sequence[int]) -> Iterator[str]:
    for element, cell in enumerate(question.elements):
        if cell in cells:
            kind = YesNo() if question.fact is None else question.fact.type
            place = element // 2
            match kind:
                case OrdinalFact(options) | Choice(options):
                    yield options[place] or "''"
                case _:
                    yield "yes" if place else "no"


def _runs(question: AnswerPartition, cells: Sequence[int]) -> list[list[int]]:
    """Return the elements of some cells, those together that no other answer parts."""
    runs: list[list[int]] = []
    parted = True
    for element, cell in enumerate(question.elements):
        if cell == NOWHERE:
            continue
        if cell in cells:
            if parted:
                runs.append([])
            runs[-1].append(element)
        parted = cell not in cells
    return runs


def _run(question: AnswerPartition, fact: Fact, run: Sequence[int]) -> str:
    """Return one stretch of numbers in words: those of a criterion that holds just there."""
    places = [place for place, cell in enumerate(question.elements) if cell != NOWHERE]
    first, last = run[0], run[-1]
    parts: list[Compare] = []
    if first != places[0]:
        sign, place = (
            (Relation.AT_LEAST, first // 2) if first % 2 else (Relation.MORE, first // 2 - 1)
        )
        parts.append(Compare(fact.id, sign, Literal(question.points[place])))
    if last != places[-1]:
        sign = Relation.AT_MOST if last % 2 else Relation.LESS
        parts.append(Compare(fact.id, sign, Literal(question.points[last // 2])))
    if not parts:
        return "any"
    there = questions([And(parts)], Assessment([fact]))[fact.id]
    inside = [all(each) for each in zip(*map(there.where, parts), strict=True)]
    return there.cells[inside.index(True)].text
