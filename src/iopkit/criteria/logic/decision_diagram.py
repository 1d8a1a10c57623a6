"""Decision diagrams: a yes/no question, or a placement, as a graph over cells.

Each inner node asks one question and has one way on for each of its cells; each end holds what it
comes to. Questions are asked in one order, and nodes that lead the same ways are one node, so two
criteria that mean the same are the same number, and a question that stands on no node cannot
matter. (Bryant 1986, doi 10.1109/TC.1986.1676819, here with more than two ways from a node.)

For criteria that people write the graphs are small. They need not be: `TooLargeError` is raised
when making one takes more than `MOST_STEPS` steps, one for each way on from a node that is looked
at: a number that is compared with a thousand others has a thousand ways on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.criteria.language.question_names import known_question
from iopkit.criteria.logic.answer_classes import AnswerPartition, asked_by
from iopkit.model.criterion import And, Constant, IsKnown, Not, Or

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from iopkit.criteria.logic.answer_classes import Leaf
    from iopkit.model.criterion import Criterion

Node: TypeAlias = int
End: TypeAlias = "bool | int | str | tuple[str, int]"
"""What an end may hold."""

NO: Final[Node] = 0
YES: Final[Node] = 1
MOST_STEPS: Final = 600_000
MOST_QUESTIONS: Final = 200


class TooLargeError(Exception):
    """A diagram takes too many steps to make, or asks too many questions."""


@attrs.define
class DecisionDiagram:
    """Many diagrams over the same questions, with all that they have in common held once.

    Parameters
    ----------
    questions
        What is asked, in the order in which the nodes ask it.
    fixed
        The cells of questions whose answers are recorded, by the place of the question.

    >>> from iopkit.criteria.logic.answer_classes import questions
    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> late, finished = parse("days_in_level >= 28"), parse("completed iop")
    >>> diagram = DecisionDiagram(list(questions([late, finished], Assessment()).values()))
    >>> node = diagram.either(diagram.of(late), diagram.of(finished))
    >>> [diagram.questions[place].name for place in diagram.asked(node)]
    ['days_in_level', 'completed iop']
    >>> diagram.given(node, 0, 1) == YES
    True
    """

    questions: Sequence[AnswerPartition]
    fixed: Mapping[int, int] = attrs.field(factory=dict)
    _place: list[int] = attrs.field(init=False)
    _ways: list[tuple[Node, ...]] = attrs.field(init=False)
    _ends: dict[Node, End] = attrs.field(init=False)
    _nodes: dict[object, Node] = attrs.field(init=False)
    _memo: dict[tuple[object, ...], Node] = attrs.field(factory=dict, init=False)
    _asked: dict[Node, frozenset[int]] = attrs.field(factory=dict, init=False)
    _reached: dict[Node, frozenset[End]] = attrs.field(factory=dict, init=False)
    _order: dict[str, int] = attrs.field(init=False)
    _steps: int = attrs.field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with the two ends of a yes/no question."""
        if len(self.questions) - len(self.fixed) > MOST_QUESTIONS:
            raise TooLargeError
        self._place, self._ways, self._ends, self._nodes = [], [], {}, {}
        self._order = {question.name: place for place, question in enumerate(self.questions)}
        self.end(value=False)
        self.end(value=True)

    def end(self, value: End) -> Node:
        """Return the end that holds a value."""
        key = (type(value), value)
        if key not in self._nodes:
            self._nodes[key] = self._add(len(self.questions), ())
            self._ends[self._nodes[key]] = value
        return self._nodes[key]

    def place(self, node: Node) -> int:
        """Return the place of the question that a node asks; that of no question at an end."""
        return self._place[node]

    def ways(self, node: Node) -> tuple[Node, ...]:
        """Return where a node leads, cell by cell; nowhere from an end."""
        return self._ways[node]

    def value(self, node: Node) -> End:
        """Return what an end holds."""
        return self._ends[node]

    def ask(self, place: int, ways: tuple[Node, ...]) -> Node:
        """Return the node that asks a question and goes on cell by cell."""
        if place in self.fixed:
            return ways[self.fixed[place]]
        if all(way == ways[0] for way in ways):
            return ways[0]
        key = (place, *ways)
        if key not in self._nodes:
            self._nodes[key] = self._add(place, ways)
        return self._nodes[key]

    def of(self, criterion: Criterion) -> Node:
        """Return the diagram of a criterion, as it is for clients of whom everything is recorded.

        ``FACT is known`` is a question of its own, named so, with the cells no and yes.
        """
        match criterion:
            case Constant(truth):
                return YES if truth else NO
            case Not(part):
                return self.no(self.of(part))
            case And(parts):
                return self.all_of(self.of(part) for part in parts)
            case Or(parts):
                return self.any_of(self.of(part) for part in parts)
            case IsKnown(fact):
                return self.ask(self._order[known_question(fact)], (NO, YES))
            case leaf:
                return self._leaf(leaf)

    def no(self, node: Node) -> Node:
        """Return the opposite of a yes/no diagram."""
        return self.choose(node, NO, YES)

    def both(self, one: Node, other: Node) -> Node:
        """Return whether two yes/no diagrams hold at once."""
        return self.choose(one, other, NO)

    def either(self, one: Node, other: Node) -> Node:
        """Return whether at least one of two yes/no diagrams holds."""
        return self.choose(one, YES, other)

    def all_of(self, nodes: Iterable[Node]) -> Node:
        """Return whether all of some yes/no diagrams hold; yes for none."""
        found = YES
        for node in nodes:
            found = self.both(found, node)
        return found

    def any_of(self, nodes: Iterable[Node]) -> Node:
        """Return whether one of some yes/no diagrams holds; no for none."""
        found = NO
        for node in nodes:
            found = self.either(found, node)
        return found

    def choose(self, condition: Node, then: Node, other: Node) -> Node:
        """Return a diagram that goes on as one of two, by a yes/no diagram."""
        if condition in {YES, NO}:
            return then if condition == YES else other
        if then == other:
            return then
        if then == YES and other == NO:
            return condition
        key = ("choose", condition, then, other)
        if key not in self._memo:
            self._memo[key] = self._split(self.choose, condition, then, other)
        return self._memo[key]

    def combine(self, values: Callable[[End, End], End], one: Node, other: Node) -> Node:
        """Return the diagram whose ends hold what a function makes of those of two diagrams."""
        key = (values, one, other)
        if key not in self._memo:
            ends = self._ends
            self._memo[key] = (
                self.end(values(ends[one], ends[other]))
                if one in ends and other in ends
                else self._split(lambda a, b: self.combine(values, a, b), one, other)
            )
        return self._memo[key]

    def given(self, node: Node, place: int, cell: int) -> Node:
        """Return what is left of a diagram once a question is answered."""
        if self._place[node] > place:
            return node
        if self._place[node] == place:
            return self._ways[node][cell]
        key = ("given", node, place, cell)
        if key not in self._memo:
            self._count(self._place[node])
            ways = tuple(self.given(way, place, cell) for way in self._ways[node])
            self._memo[key] = self.ask(self._place[node], ways)
        return self._memo[key]

    def asked(self, node: Node) -> list[int]:
        """Return the places of the questions that can matter to a diagram, in their order.

        Every one of them can: for each there are answers to the others with which it decides.
        """
        return sorted(self._in(node))

    def ends(self, node: Node) -> frozenset[End]:
        """Return everything that a diagram can come to."""
        if node not in self._reached:
            reached = (
                frozenset([self._ends[node]])
                if node in self._ends
                else frozenset().union(*(self.ends(way) for way in self._ways[node]))
            )
            self._reached[node] = reached
        return self._reached[node]

    def below(self, node: Node) -> list[Node]:
        """Return the nodes of a diagram, each after all that it leads to; the node itself last."""
        found: dict[Node, None] = {}

        def visit(at: Node) -> None:
            if at not in found:
                for way in self._ways[at]:
                    visit(way)
                found[at] = None

        visit(node)
        return list(found)

    def _in(self, node: Node) -> frozenset[int]:
        if node not in self._asked:
            own = frozenset() if node in self._ends else frozenset([self._place[node]])
            self._asked[node] = own.union(*(self._in(way) for way in self._ways[node]))
        return self._asked[node]

    def _leaf(self, leaf: Leaf) -> Node:
        place = self._order[asked_by(leaf)]
        self._count(place)
        return self.ask(
            place, tuple(YES if holds else NO for holds in self.questions[place].where(leaf))
        )

    def _split(self, go_on: Callable[..., Node], *nodes: Node) -> Node:
        """Ask the first question that any of the nodes asks, and go on cell by cell."""
        place = min(self._place[node] for node in nodes)
        self._count(place)
        ways = tuple(
            go_on(*(self._ways[n][cell] if self._place[n] == place else n for n in nodes))
            for cell in range(len(self.questions[place].cells))
        )
        return self.ask(place, ways)

    def _count(self, place: int) -> None:
        """Count the steps to all cells of a question, and stop when they are too many."""
        self._steps += len(self.questions[place].cells)
        if self._steps > MOST_STEPS:
            raise TooLargeError

    def _add(self, place: int, ways: tuple[Node, ...]) -> Node:
        self._place.append(place)
        self._ways.append(ways)
        return len(self._place) - 1
