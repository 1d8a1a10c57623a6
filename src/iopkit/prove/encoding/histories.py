"""Which levels a client may have completed: what some way through the pathway leads to.

Who comes for the first time has completed nothing. From there on every way is followed: clients
come to any level whose rules of admission their history does not break, to any that an arrival
stream names, and from level to level by the moves whose criteria it does not break. Whatever else a
rule asks is taken to hold, or not, as it suits, and everybody may leave at any time and come again.
So no history is left out that some client could have; one may be there that nobody has.

The histories at a place are a decision diagram over the questions ``completed LEVEL``: a ladder of
many steps has few of them, and a diagram holds many that have something in common.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.answer_classes import questions
from iopkit.criteria.logic.decision_diagram import NO, YES, DecisionDiagram
from iopkit.model.assessment import Assessment
from iopkit.model.criterion import And, Completed, Constant, Not, Or
from iopkit.model.transition import TransitionKind
from iopkit.prove.encoding.solver import FALSE, TRUE, all_of, any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iopkit.criteria.logic.decision_diagram import Node
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition
    from iopkit.prove.encoding.solver import Formula
    from iopkit.prove.encoding.variables import AnswerVariable

OUTSIDE: Final = ""
"""Where clients are who are at no level: before they come, and when they have left."""


class Histories:
    """The histories that clients may have at each level, and outside of care.

    Parameters
    ----------
    pathway
        Its levels and its ways.
    heed
        Called before each piece of work; raises what stops it.

    Raises
    ------
    TooLargeError
        When there are too many, in too many ways.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.rule import Rule
    >>> from iopkit.model.transition import TransitionKind, Transition
    >>> after = [Rule(criterion=parse("completed one"))]
    >>> one = Level(id="one", title="One", rank=2)
    >>> two = Level(id="two", title="Two", rank=1, admit=after)
    >>> down = Transition(start="one", to="two", kind=TransitionKind.STEP_DOWN)
    >>> histories = Histories(Pathway(id="p", title="P", levels=[one, two], transitions=[down]))
    >>> [histories.may_be("two", {"one"}), histories.may_be("two", set())]
    [True, False]
    """

    def __init__(self, pathway: Pathway, heed: Callable[[], None] = lambda: None) -> None:
        self._pathway, self._heed = pathway, heed
        names = [Completed(level.id) for level in pathway.levels]
        self._diagram = DecisionDiagram(list(questions(names, Assessment()).values()))
        self._place = {level.id: place for place, level in enumerate(pathway.levels)}
        self._leaving: defaultdict[str, list[Transition]] = defaultdict(list)
        for move in pathway.transitions:
            self._leaving[move.start if pathway.is_level(move.start) else OUTSIDE].append(move)
        self._at: dict[str, Node] = {OUTSIDE: NO, **dict.fromkeys(self._place, NO)}
        self._formulas: dict[Node, Formula] = {NO: FALSE, YES: TRUE}
        self._follow()

    def may_be(self, place: str, completed: set[str]) -> bool:
        """Whether a client at a level, or `OUTSIDE`, may have completed just these levels."""
        node = self._at[place]
        for level, where in self._place.items():
            node = self._diagram.given(node, where, int(level in completed))
        return node == YES

    def always(self, place: str) -> list[str]:
        """Return the levels that everybody at a level has completed."""
        here = self._at[place]
        return [
            level for level, at in self._place.items() if self._diagram.given(here, at, 0) == NO
        ]

    def formula(self, place: str, unknowns: Mapping[str, AnswerVariable]) -> Formula:
        """Return that a client at a level, or `OUTSIDE`, has a history that is possible there."""
        for node in self._diagram.below(self._at[place]):
            if node not in self._formulas:
                asked = unknowns[self._diagram.questions[self._diagram.place(node)].name]
                ways = zip(asked.options, self._diagram.ways(node), strict=True)
                self._formulas[node] = any_of(
                    all_of([flag, self._formulas[way]]) for (_, flag), way in ways
                )
        return self._formulas[self._at[place]]

    def _follow(self) -> None:
        """Follow all ways until no history is new at any place."""
        nothing = self._diagram.all_of(self._done(level, done=False) for level in self._place)
        open_ = dict.fromkeys([OUTSIDE, *self._named()])
        for place in open_:
            self._at[place] = nothing
        while open_:
            self._heed()
            place = next(iter(open_))
            del open_[place]
            for to, histories in self._onward(place):
                known = self._at[to]
                self._at[to] = self._diagram.either(known, histories)
                if self._at[to] != known:
                    open_[to] = None

    def _onward(self, place: str) -> Iterator[tuple[str, Node]]:
        """Yield where clients go from a place, and with which histories."""
        here = self._at[place]
        for move in self._leaving[place]:
            could = here if move.when is None else self._diagram.both(here, self._could(move.when))
            to = move.to if move.to in self._place else OUTSIDE
            yield to, self._completed(place, could) if self._completes(move) else could
        if place == OUTSIDE:
            for level in self._pathway.levels:
                yield level.id, self._diagram.both(here, self._admitted(level))
            return
        yield OUTSIDE, here
        if not self._leaving[place]:  # how stays end there is not stated
            yield OUTSIDE, self._completed(place, here)
        for to in self._led_away(self._pathway.level(place)):
            yield to, here

    def _named(self) -> Iterator[str]:
        """Yield the levels to which arrival streams lead, whatever these ask."""
        return (each.to for each in self._pathway.arrivals if each.to in self._place)

    def _led_away(self, level: Level) -> Iterator[str]:
        """Yield the levels to which clients go who gave up waiting, or lost their place."""
        ends = (
            level.queue.gives_up if level.queue is not None else "",
            level.calendar.displaced_to if level.calendar is not None else "",
        )
        return (to for to in ends if to in self._place)

    def _completes(self, move: Transition) -> bool:
        outcome = next((each for each in self._pathway.outcomes if each.id == move.to), None)
        if move.start not in self._place:
            return False
        return move.kind is TransitionKind.STEP_DOWN or (outcome is not None and outcome.completes)

    def _admitted(self, level: Level) -> Node:
        """Return the histories that the rules of a level, preferences left out, do not refuse."""
        rules = (rule.criterion for rule in level.admit if not rule.prefer)
        return self._diagram.all_of(map(self._could, rules))

    def _completed(self, level: str, histories: Node) -> Node:
        """Return some histories with a level completed besides."""
        place = self._place[level]
        other = (self._diagram.given(histories, place, cell) for cell in (0, 1))
        return self._diagram.both(self._diagram.any_of(other), self._done(level))

    def _could(self, criterion: Criterion, *, hold: bool = True) -> Node:
        """Return the histories with which a criterion could hold, or could not; whatever else."""
        match criterion:
            case And(parts) | Or(parts):
                nodes = (self._could(part, hold=hold) for part in parts)
                joins = isinstance(criterion, And) is hold
                return self._diagram.all_of(nodes) if joins else self._diagram.any_of(nodes)
            case Not(part):
                return self._could(part, hold=not hold)
            case Constant(value):
                return YES if value is hold else NO
            case Completed(level) if level in self._place:
                return self._done(level, done=hold)
            case _:
                return YES

    def _done(self, level: str, *, done: bool = True) -> Node:
        return self._diagram.ask(self._place[level], (NO, YES) if done else (YES, NO))
