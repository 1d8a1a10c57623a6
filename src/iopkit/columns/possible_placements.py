"""What placements can still be, exactly, for many clients at once.

The rules of a pathway are one decision diagram, as in
`iopkit.criteria.placement.possible_placements`. Here it is walked
from its ends up, and at each node stands, for each client, the set of ends that can still be
reached: a number with one bit for each level. Where an answer is recorded one way is open, where
none is all ways are. A node then costs two operations on bytes for each of its ways, so that what
is exact for one client stays exact for a million.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
import numpy as np

from iopkit.columns.answer_codes import Coding
from iopkit.columns.answers import missing_in
from iopkit.criteria.language.question_names import known_fact
from iopkit.criteria.logic.decision_diagram import DecisionDiagram, TooLargeError
from iopkit.criteria.placement.possible_placements import (
    IMPOSSIBLE,
    clock,
    placing_diagram,
    placing_questions,
)
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from iopkit.columns.answers import Small
    from iopkit.columns.batch import Batch
    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.criteria.logic.decision_diagram import Node
    from iopkit.model.pathway import Pathway

    Sets: TypeAlias = NDArray[np.unsignedinteger]
    Rows: TypeAlias = NDArray[np.intp]

_IS_KNOWN: Final = " is known"

_SETS_AT_ONCE: Final = 16_000_000
"""The most sets that are held at once: nodes of the diagram times clients."""


@attrs.define(eq=False)
class ExactPlacements:
    """The placement as a diagram, walked for many clients.

    Parameters
    ----------
    levels
        Ids of the levels, the least intensive first: the bits of a set. The bit after them
        stands for no level.
    """

    levels: tuple[str, ...]
    _diagram: DecisionDiagram
    _whole: Node
    _codings: Mapping[str, Coding]
    _clocks: dict[int, Node] = attrs.field(factory=dict)

    @classmethod
    def of(cls, pathway: Pathway) -> ExactPlacements | None:
        """Return the placement by a pathway; None when its rules are too entangled."""
        asked = placing_questions(pathway)
        levels = tuple(level.id for level in pathway.by_rank())
        codings = {
            question.name: Coding.of(question) for question in asked if not _known_fact(question)
        }
        try:
            diagram = DecisionDiagram(asked)
            return cls(levels, diagram, placing_diagram(pathway, diagram), codings)
        except TooLargeError:
            return None

    def sets(self, batch: Batch, codes: Mapping[str, Small]) -> NDArray[np.uint64] | None:
        """Return what each placement can still be, as bits; None when it is too entangled. (n,)

        Parameters
        ----------
        batch
            The clients.
        codes
            What `Coding.codes` says of their answers, by the question.
        """
        found = np.zeros(batch.size, dtype=np.uint64)
        try:
            for node, rows in self._by_clock(batch):
                below = self._diagram.below(node)
                at_once = max(256, _SETS_AT_ONCE // len(below))
                for start in range(0, len(rows), at_once):
                    some = rows[start : start + at_once]
                    here = {name: column[some] for name, column in codes.items()}
                    found[some] = self._walk(below, batch.pick(some), here)
        except TooLargeError:
            return None
        return found

    def _by_clock(self, batch: Batch) -> Iterator[tuple[Node, Rows]]:
        """Yield the diagrams that hold for some clients, and these clients.

        Nobody is longer at a level than in care. Where rules ask for one of the two and the other
        is recorded, that leaves out answers; which ones depends on what is recorded.
        """
        everybody = np.arange(batch.size)
        asked = {DAYS_IN_LEVEL, DAYS_IN_CARE} & {each.name for each in self._diagram.questions}
        other = DAYS_IN_CARE if asked == {DAYS_IN_LEVEL} else DAYS_IN_LEVEL
        if len(asked) != 1 or other not in batch.answers:
            yield self._possible(-1, Client()), everybody
            return
        question = next(each for each in self._diagram.questions if each.name in asked)
        days = batch.answers[other].astype(np.float64)
        points = np.array(question.points)
        elements = np.searchsorted(points, days) + np.searchsorted(points, days, side="right")
        elements[np.isnan(days)] = -1
        for element in np.unique(elements).tolist():
            rows = everybody[elements == element]
            if element < 0:
                client = Client()
            elif other == DAYS_IN_CARE:
                client = Client(days_in_care=float(days[rows[0]]))
            else:
                client = Client(days_in_level=float(days[rows[0]]))
            yield self._possible(element, client), rows

    def _possible(self, key: int, client: Client) -> Node:
        if key not in self._clocks:
            diagram = self._diagram
            self._clocks[key] = diagram.choose(
                clock(diagram, client), self._whole, diagram.end(IMPOSSIBLE)
            )
        return self._clocks[key]

    def _walk(self, below: list[Node], batch: Batch, codes: Mapping[str, Small]) -> Sets:
        kind = _set_type(len(self.levels))
        at = {name: place for place, name in enumerate([*self.levels, ""])}
        allowed: dict[int, list[Sets]] = {}
        sets: dict[Node, Sets] = {}
        for node in below:
            ways = self._diagram.ways(node)
            if not ways:
                place = at.get(str(self._diagram.value(node)))
                sets[node] = np.full(batch.size, 0 if place is None else 1 << place, dtype=kind)
                continue
            asked = self._diagram.place(node)
            if asked not in allowed:
                question = self._diagram.questions[asked]
                allowed[asked] = [
                    _all_ones(each, kind) for each in self._open(question, batch, codes)
                ]
            whole = allowed[asked][0] & sets[ways[0]]
            for cell, way in enumerate(ways[1:], start=1):
                whole |= allowed[asked][cell] & sets[way]
            sets[node] = whole
        return sets[below[-1]]

    def _open(
        self, question: AnswerPartition, batch: Batch, codes: Mapping[str, Small]
    ) -> Iterator[NDArray[np.bool]]:
        """Yield for each cell of a question whether a client's answer can lie in it."""
        if name := _known_fact(question):
            column = batch.answers.get(name)
            gone = np.ones(batch.size, dtype=np.bool) if column is None else missing_in(column)
            yield gone
            yield ~gone
            return
        coding, column = self._codings[question.name], codes.get(question.name)
        for cell in range(len(question.cells)):
            if column is None:
                yield np.ones(batch.size, dtype=np.bool)
                continue
            can = column == coding.missing
            for code, lies_in in enumerate(coding.cells):
                if lies_in == cell:
                    can |= column == code
            yield can


def _known_fact(question: AnswerPartition) -> str:
    """Return the fact of which is asked whether anything is recorded; else empty."""
    return known_fact(question.name) if question.fact is None else ""


def _set_type(n_levels: int) -> type[np.uint8 | np.uint16 | np.uint32 | np.uint64]:
    """Return the smallest type with a bit for each level, and one for none."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if n_levels + 1 <= np.iinfo(kind).bits:
            return kind
    return np.uint64


def _all_ones(can: NDArray[np.bool], kind: type) -> Sets:
    """Return all bits where something can be, and none where it cannot."""
    return np.negative(can.astype(kind))
