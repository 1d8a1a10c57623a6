"""What a proof does not know about a client: the answers, one unknown for each question."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from iopkit.model.criterion import Relation
from iopkit.prove.encoding.answers import CLOCK, moments
from iopkit.prove.encoding.solver import FALSE, TRUE, all_of, any_of, compared, negated, reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.model.assessment import Value
    from iopkit.prove.encoding.solver import Amount, Formula, Solver


@attrs.frozen(eq=False)
class AnswerVariable:
    """An answer that is not known.

    Parameters
    ----------
    name
        The name of the fact, or ``completed LEVEL``.
    options
        The answers that criteria tell apart, each with the formula that it is this one; of a fact
        of the clock, those tried first.
    amount
        The number itself, of a fact of the clock; else None.
    beyond
        Of one that is chosen from its options, that it is none of the first so many; from none of
        them, which always holds, to all of them, which never does. (n_options + 1,)
    """

    name: str
    options: tuple[tuple[Value, Formula], ...]
    amount: Amount | None = None
    beyond: tuple[Formula, ...] = ()

    def among(self, holds: Sequence[bool]) -> Formula:
        """Return that the answer is one of some options, of which most stand side by side."""
        sides = [False, *holds, False]
        turns = [place for place, (one, other) in enumerate(pairwise(sides)) if one is not other]
        runs = zip(turns[::2], turns[1::2], strict=True)
        return any_of(all_of([self.beyond[a], negated(self.beyond[b])]) for a, b in runs)


def chosen(name: str, values: Iterable[Value], solver: Solver) -> AnswerVariable:
    """Return an unknown that is exactly one of some values.

    What is unknown is how far down the list it is, so that a thousand values need a thousand
    formulas, and a limit of a number is one of these.
    """
    answers = list(values)
    beyond = [TRUE, *(solver.flag() for _ in answers[1:]), FALSE]
    for before, after in pairwise(beyond[1:-1]):
        solver.require(any_of([negated(after), before]))
    flags = [all_of([before, negated(after)]) for before, after in pairwise(beyond)]
    return AnswerVariable(name, tuple(zip(answers, flags, strict=True)), beyond=tuple(beyond))


def running(name: str, values: Iterable[float], solver: Solver) -> AnswerVariable:
    """Return an unknown number of days, 0 or more, that is not one of some values only."""
    amount = solver.amount()
    solver.require(compared(amount, Relation.AT_LEAST, 0))
    options = ((value, compared(amount, Relation.EQUAL, value)) for value in values)
    return AnswerVariable(name, tuple(options), amount)


def clock(
    days: Iterable[float], solver: Solver, *, after: AnswerVariable | None = None
) -> list[AnswerVariable]:
    """Return the days at this level and those in care, of which there are at least as many.

    Parameters
    ----------
    days
        Where criteria change their mind. [days]
    solver
        What the unknowns are for.
    after
        The days in care before this stay; None when nothing is said about them.
    """
    tried = list(moments(days))
    here, care = (running(name, tried, solver) for name in CLOCK)
    parts = [each.amount for each in (here, after) if each is not None and each.amount is not None]
    if care.amount is not None:
        solver.require(reaches(care.amount, parts))
    return [here, care]
