"""From answers to codes: one byte that says in which cell of its question an answer lies.

`iopkit.criteria.logic.answer_classes` cuts the answers to a question into cells. A word on a scale
is its own
code; a number gets one by a comparison for each limit at which some criterion changes its mind.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
import numpy as np

from iopkit.columns.answers import small_type
from iopkit.criteria.logic.answer_classes import NOWHERE
from iopkit.model.assessment import NumberFact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from iopkit.columns.answers import Answers, Small
    from iopkit.criteria.logic.answer_classes import AnswerPartition

    Limit: TypeAlias = tuple[float, bool]
    """A number, and whether it lies beyond its own limit: ``>= 80`` is (80, True)."""

_FEW: Final = 24
"""Up to so many limits, comparing with each is quicker than searching among them."""


@attrs.frozen(eq=False)
class Coding:
    """How answers to one question become codes.

    Parameters
    ----------
    question
        The question and its cells.
    limits
        For numbers, the limits between the codes, the least first; None for words.
    cells
        The cell of each code; `NOWHERE` for none. (n_codes,)
    dtype
        The type of a code; its largest value stands for nothing recorded.
    """

    question: AnswerPartition
    limits: tuple[Limit, ...] | None
    cells: tuple[int, ...]
    dtype: type[np.uint8 | np.uint16]

    @classmethod
    def of(cls, question: AnswerPartition) -> Coding:
        """Return how answers to a question become codes.

        >>> from iopkit.criteria.logic.answer_classes import questions
        >>> from iopkit.criteria.language.parse import parse
        >>> from iopkit.model.assessment import Assessment
        >>> asked = questions([parse("days_in_care >= 28")], Assessment())
        >>> coding = Coding.of(asked["days_in_care"])
        >>> coding.limits, coding.cells
        (((28.0, True),), (0, 1))
        >>> coding.codes(np.array([30.0, np.nan, 2.0]))
        array([  1, 255,   0], dtype=uint8)
        """
        if question.fact is None or not isinstance(question.fact.type, NumberFact):
            cells = question.elements[1::2]
            return cls(question, None, cells, small_type(len(cells)))
        runs = list(_runs(question))
        limits = tuple(limit for limit, _ in runs[1:])
        return cls(question, limits, tuple(cell for _, cell in runs), small_type(len(runs)))

    @property
    def missing(self) -> int:
        """The code of nothing recorded."""
        return int(np.iinfo(self.dtype).max)

    def codes(self, answers: Answers) -> Small:
        """Return the codes of some answers."""
        if self.limits is None:
            return answers  # type: ignore[return-value]  # a word is its own code
        codes: Small = np.zeros(len(answers), dtype=self.dtype)
        if len(self.limits) <= _FEW:
            for limit, included in self.limits:
                beyond = answers >= limit if included else answers > limit
                codes += beyond.view(np.uint8)
        else:
            codes += self._searched(answers).astype(self.dtype)
        gone = answers != answers  # noqa: PLR0124  only NaN differs from itself
        codes |= np.negative(gone.astype(self.dtype))  # all ones where nothing is recorded
        return codes

    def _searched(self, answers: Answers) -> NDArray[np.intp]:
        limits = self.limits or ()
        at_least = np.array([limit for limit, included in limits if included])
        more = np.array([limit for limit, included in limits if not included])
        return np.searchsorted(at_least, answers, side="right") + np.searchsorted(more, answers)


def _runs(question: AnswerPartition) -> Iterator[tuple[Limit, int]]:
    """Yield where each run of equal cells begins, and its cell; no answer lies between runs."""
    points, elements = question.points, question.elements
    known = [(place, cell) for place, cell in enumerate(elements) if cell != NOWHERE]
    yield (-np.inf, True), known[0][1]
    for (_, before), (place, cell) in pairwise(known):
        if cell != before:
            is_point = place % 2 == 1
            yield (points[place // 2 if is_point else place // 2 - 1], is_point), cell
