"""The conditions that a criterion is made of, and which of them a conflict takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from iopkit.model.criterion import And, Not, Or
from iopkit.prove.encoding.solver import TRUE, SolverUndecidedError, all_of, any_of, negated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from itertools import count

    from iopkit.model.criterion import Criterion
    from iopkit.prove.encoding.criterion import Moment
    from iopkit.prove.encoding.solver import Formula

Item = TypeVar("Item")


def parts(criterion: Criterion) -> Iterator[Criterion]:
    """Yield the conditions of a criterion, each with the ``not`` that stands before it.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.criteria.language.write import write
    >>> [write(part) for part in parts(parse("stable and not (cravings > 3 or not employed)"))]
    ['stable', 'cravings > 3', 'not employed']
    """
    match criterion:
        case And(inner) | Or(inner):
            for part in inner:
                yield from parts(part)
        case Not(And() | Or() | Not() as part):
            yield from parts(part)
        case _:
            yield criterion


def kept(
    criterion: Criterion,
    keep: Collection[int],
    moment: Moment,
    number: count[int],
    *,
    holds: bool = True,
) -> Formula:
    """Return that a criterion holds (or does not), with only some of its parts heeded.

    Parts that are not heeded turn out however it suits: the fewer are heeded, the more clients
    there are.

    Parameters
    ----------
    criterion
        The criterion.
    keep
        The places of the parts to heed, as `parts` yields them.
    moment
        The client.
    number
        Counts the parts.
    holds
        Whether the criterion is to hold, or not to.
    """
    match criterion:
        case And(inner) | Or(inner):
            formulas = [kept(part, keep, moment, number, holds=holds) for part in inner]
            return all_of(formulas) if isinstance(criterion, And) == holds else any_of(formulas)
        case Not(And() | Or() | Not() as part):
            return kept(part, keep, moment, number, holds=not holds)
        case _ if next(number) not in keep:
            return TRUE
        case _:
            met = moment.met(criterion)
            return met if holds else negated(met)


def smallest(items: Sequence[Item], suffice: Callable[[list[Item]], bool]) -> list[Item]:
    """Return some of the items that suffice, so that none of them can be left out.

    When the time ends meanwhile, those that were not yet tried stay.

    >>> smallest([1, 2, 3, 4], lambda numbers: sum(numbers) >= 5)
    [3, 4]
    """
    left = list(enumerate(items))
    for place in range(len(items)):
        fewer = [pair for pair in left if pair[0] != place]
        try:
            if suffice([item for _, item in fewer]):
                left = fewer
        except SolverUndecidedError:
            break
    return [item for _, item in left]
