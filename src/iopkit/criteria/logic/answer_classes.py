"""Cells: the finitely many answers that criteria can tell apart.

A criterion that asks ``attendance >= 80%`` splits all percentages into two cells, under 80 and 80
or more; nothing else about the number matters to it. So whatever holds for one answer of each cell
holds for all answers, and questions about every possible client become finite: which levels are
still possible, what to ask next, a table of a million clients at one byte for each answer.

Answers are numbers here, as `iopkit.criteria.language.resolve` encodes them. The points at which
some
criterion changes its mind cut the number line into *elements*, in turn an interval and a point::

    element    0      1      2      3      4
            ------- [ 80 ] ------ [ 100 ] ------
                     1st            2nd point

The element of a number is ``bisect_left(points, x) + bisect_right(points, x)``; elements in which
every criterion says the same make one cell.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import xor
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.criteria.language.question_names import completed_question, known_question
from iopkit.criteria.language.resolve import resolved
from iopkit.criteria.language.write import write_number
from iopkit.criteria.logic.evaluate import HOLDS
from iopkit.errors import UnknownNameError
from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo
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
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.assessment import Assessment, Fact, FactType, Value
    from iopkit.model.criterion import Criterion

Leaf: TypeAlias = IsTrue | Compare | Membership | Completed
"""A condition that one answer decides."""

NOWHERE: Final = -1
"""The cell of a number that cannot be an answer."""


@attrs.frozen
class AnswerClass:
    """Answers to one question that no criterion tells apart.

    Parameters
    ----------
    value
        One of them, as it would be recorded.
    number
        The same, encoded.
    low, high
        The least and the largest of them, encoded; either end may be just outside. Infinite when
        there is no limit.
    text
        All of them in words: "moderate or severe", "80 % or more".
    """

    value: Value
    number: float
    low: float
    high: float
    text: str


@attrs.frozen
class AnswerPartition:
    """A question that some criteria ask, with the answers that they tell apart.

    Parameters
    ----------
    name
        The name of the fact, or ``completed LEVEL``.
    fact
        The fact; None where the question is whether a level was completed.
    points
        Where some criterion changes its mind, encoded, in order. (n_points,)
    elements
        The cell of each element, `NOWHERE` for none. (2 n_points + 1,)
    cells
        The cells, in the order of their least answers.
    """

    name: str
    fact: Fact | None
    points: tuple[float, ...]
    elements: tuple[int, ...]
    cells: tuple[AnswerClass, ...]

    def cell(self, number: float) -> int:
        """Return the place of the cell that holds an encoded answer; `NOWHERE` for none."""
        return self.elements[bisect_left(self.points, number) + bisect_right(self.points, number)]

    def where(self, leaf: Leaf) -> tuple[bool, ...]:
        """Return for each cell whether a condition about this question holds. (n_cells,)"""
        return tuple(_holds(leaf, self.fact, cell.number) for cell in self.cells)


def questions(criteria: Iterable[Criterion], assessment: Assessment) -> dict[str, AnswerPartition]:
    """Return what some criteria ask, in the order of the assessment, completed levels last.

    What only stands in ``is known`` is not among it: no answer decides that.

    Raises
    ------
    UnknownNameError, CriterionError
        When a criterion makes no sense for the assessment.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> asked = questions([parse("days_in_level >= 28 and completed detox")], Assessment())
    >>> [(name, [cell.text for cell in question.cells]) for name, question in asked.items()]
    [('days_in_level', ['under 28 days', '28 days or more']), ('completed detox', ['no', 'yes'])]
    """
    leaves: dict[str, list[Leaf]] = {}
    for criterion in criteria:
        for leaf in leaves_in(criterion):
            leaves.setdefault(asked_by(leaf), []).append(leaf)
    found: dict[str, AnswerPartition] = {}
    for name in assessment.names:
        if name in leaves:
            found[name] = _question(name, assessment.fact(name), leaves.pop(name))
    for name, about in leaves.items():
        if not isinstance(about[0], Completed):
            raise UnknownNameError("fact", name, assessment.names)
        found[name] = _question(name, None, about)
    return found


def is_known(fact: str) -> AnswerPartition:
    """Return the question whether anything is recorded for a fact, which the record answers.

    >>> is_known("cravings").name
    'cravings is known'
    """
    return _question(known_question(fact), None, [])


def conditions(criterion: Criterion) -> Iterator[Leaf | IsKnown]:
    """Yield the conditions that a criterion joins, in the order of its text."""
    match criterion:
        case And(parts) | Or(parts):
            for part in parts:
                yield from conditions(part)
        case Not(part):
            yield from conditions(part)
        case Constant():
            pass
        case leaf:
            yield leaf


def leaves_in(criterion: Criterion) -> Iterator[Leaf]:
    """Yield the conditions of a criterion that an answer decides."""
    return (each for each in conditions(criterion) if not isinstance(each, IsKnown))


def asked_by(condition: Leaf | IsKnown) -> str:
    """Return the name of the question that decides a condition.

    >>> asked_by(Completed("iop")), asked_by(IsTrue("stable")), asked_by(IsKnown("stable"))
    ('completed iop', 'stable', 'stable is known')
    """
    match condition:
        case Completed(level):
            return completed_question(level)
        case IsKnown(fact):
            return known_question(fact)
        case leaf:
            return leaf.fact


def _holds(leaf: Leaf, fact: Fact | None, number: float) -> bool:
    match leaf:
        case IsTrue() | Completed():
            return number == 1
        case Compare(_, comparison, literal) if fact is not None:
            return HOLDS[comparison](number, resolved(literal, fact))
        case Membership(_, literals) if fact is not None:
            return any(number == resolved(literal, fact) for literal in literals)
        case _:
            raise AssertionError(leaf)


def _question(name: str, fact: Fact | None, leaves: list[Leaf]) -> AnswerPartition:
    kind = YesNo() if fact is None else fact.type
    points = tuple(sorted(_points(kind, leaves, fact)))
    says = _signatures(kind, list(dict.fromkeys(leaves)), fact, points)
    said: dict[object, int] = {}
    members: list[list[tuple[int, float]]] = []
    elements: list[int] = []
    for element in range(2 * len(points) + 1):
        number = _stand_in(kind, points, element)
        if number is None:
            elements.append(NOWHERE)
            continue
        place = said.setdefault(says[element] if leaves else number, len(said))
        elements.append(place)
        if place == len(members):
            members.append([])
        members[place].append((element, number))
    cut = {limit for leaf in leaves for limit in _limits(leaf, fact)}
    cells = tuple(_cell(kind, points, cell, cut) for cell in members)
    return AnswerPartition(name, fact, points, tuple(elements), cells)


def _signatures(
    kind: FactType, leaves: list[Leaf], fact: Fact | None, points: tuple[float, ...]
) -> list[int]:
    """Return for each element which conditions hold there, one bit for each condition.

    Between its own limits a condition about a number says the same: it is asked only at these, so
    that a thousand limits take a thousand questions and not a million.
    """
    if not isinstance(kind, NumberFact):
        held = [sum(_holds(leaf, fact, p) << i for i, leaf in enumerate(leaves)) for p in points]
        return [0, *(each for bits in held for each in (bits, 0))]  # only points are answers
    turns = [0] * (2 * len(points) + 1)
    for i, leaf in enumerate(leaves):
        for element in _turns(leaf, fact, points):
            turns[element] ^= 1 << i
    return list(accumulate(turns, xor))


def _turns(leaf: Leaf, fact: Fact | None, points: tuple[float, ...]) -> Iterator[int]:
    """Yield the elements from which on a condition about a number says something else."""
    said = False
    if _holds(leaf, fact, -math.inf):
        said = True
        yield 0
    for limit in sorted(set(_limits(leaf, fact))):
        element = 2 * bisect_left(points, limit) + 1
        for at, number in ((element, limit), (element + 1, math.nextafter(limit, math.inf))):
            if _holds(leaf, fact, number) is not said:
                said = not said
                yield at


def _points(kind: FactType, leaves: list[Leaf], fact: Fact | None) -> set[float]:
    match kind:
        case YesNo():
            return {0.0, 1.0}
        case OrdinalFact(options) | Choice(options):
            return {float(place) for place in range(len(options))}
        case NumberFact(low=low, high=high):
            ends = {float(end) for end in (low, high) if end is not None}
            return ends | {limit for leaf in leaves for limit in _limits(leaf, fact)}


def _limits(leaf: Leaf, fact: Fact | None) -> Iterator[float]:
    match leaf:
        case Compare(_, _, literal) if fact is not None:
            yield resolved(literal, fact)
        case Membership(_, literals) if fact is not None:
            yield from (resolved(literal, fact) for literal in literals)
        case _:
            pass


def _stand_in(kind: FactType, points: tuple[float, ...], element: int) -> float | None:
    """Return an answer in an element, a round one where there is one; None when it holds none."""
    is_point, place = element % 2 == 1, element // 2
    if is_point:
        number = points[place]
        return number if not isinstance(kind, NumberFact) or _allows(kind, number) else None
    if not isinstance(kind, NumberFact):
        return None
    low = points[place - 1] if place else -math.inf
    high = points[place] if place < len(points) else math.inf
    number = _between(low, high)
    if kind.whole and not number.is_integer():
        return None
    return number if low < number < high and _allows(kind, number) else None


def _allows(kind: NumberFact, number: float) -> bool:
    return not kind.refuses(number)


def _between(low: float, high: float) -> float:
    """Return a number between two others: a whole one near the middle, if there is any."""
    if low == -math.inf:
        return 0.0 if high > 0 else float(math.ceil(high)) - max(1.0, float(math.floor(-high)))
    if high == math.inf:
        return float(math.floor(low)) + max(1.0, float(math.floor(abs(low))))
    middle = low / 2 + high / 2
    for number in (float(math.floor(middle)), float(math.ceil(middle))):
        if low < number < high:
            return number
    return middle


def _cell(
    kind: FactType,
    points: tuple[float, ...],
    members: list[tuple[int, float]],
    cut: set[float],
) -> AnswerClass:
    """Return the cell of some elements, each with an answer in it.

    The answer that stands for all is one at which a criterion changes its mind, where the cell has
    such a one: nobody doubts that 80 is "80 or more".
    """
    numbers = [number for element, number in members if element % 2]
    number = next((each for each in numbers if each in cut), members[0][1])
    if isinstance(kind, NumberFact) and number not in cut:
        inside = [each for element, each in members if element % 2 == 0]
        number = inside[0] if inside else number
    first, last = members[0][0], members[-1][0]
    return AnswerClass(
        value=_value(kind, number),
        number=number,
        low=_end(points, first, -1),
        high=_end(points, last, 1),
        text=_in_words(kind, points, [element for element, _ in members]),
    )


def _end(points: tuple[float, ...], element: int, side: int) -> float:
    """Return the end of an element on its lower side (-1) or its upper one (1)."""
    if element % 2:
        return points[element // 2]
    place = element // 2 - (side < 0)
    return points[place] if 0 <= place < len(points) else side * math.inf


def _value(kind: FactType, number: float) -> Value:
    match kind:
        case YesNo():
            return number == 1
        case OrdinalFact(options) | Choice(options):
            return options[int(number)]
        case NumberFact():
            return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _in_words(kind: FactType, points: tuple[float, ...], elements: list[int]) -> str:
    match kind:
        case YesNo():
            return " or ".join("yes" if points[element // 2] else "no" for element in elements)
        case OrdinalFact(options) | Choice(options):
            return " or ".join(options[element // 2] or "''" for element in elements)
        case NumberFact() as number:
            runs: list[list[int]] = []
            for element in elements:
                if runs and runs[-1][-1] == element - 1:
                    runs[-1].append(element)
                else:
                    runs.append([element])
            gap = " " if number.unit not in {"", "%"} else ""
            unit = f"{gap}{number.unit}"
            return " or ".join(_run(number, points, run, unit) for run in runs)


def _run(kind: NumberFact, points: tuple[float, ...], run: list[int], unit: str) -> str:
    """Return neighbouring elements in words; a limit that every answer keeps is not said."""
    low, high = _end(points, run[0], -1), _end(points, run[-1], 1)
    from_low, to_high = run[0] % 2 == 1, run[-1] % 2 == 1
    if kind.whole:  # 5 or more, not over 4
        low, from_low = (
            (low, True) if from_low else (math.floor(low) + 1 if low > -math.inf else low, True)
        )
        high, to_high = (
            (high, True) if to_high else (math.ceil(high) - 1 if high < math.inf else high, True)
        )
    least = low == -math.inf or (low == kind.low and from_low)
    most = high == math.inf or (high == kind.high and to_high)
    if low == high:
        return f"{write_number(low)}{unit}"
    if least and most:
        return "any"
    if most:
        return (
            f"{write_number(low)}{unit} or more" if from_low else f"over {write_number(low)}{unit}"
        )
    if least:
        return (
            f"{write_number(high)}{unit} or less"
            if to_high
            else f"under {write_number(high)}{unit}"
        )
    start = write_number(low) if from_low else f"over {write_number(low)}"
    end = write_number(high) if to_high else f"under {write_number(high)}"
    return f"{start} to {end}{unit}"
