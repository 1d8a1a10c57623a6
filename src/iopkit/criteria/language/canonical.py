"""One way to write criteria that differ only in the order of what they join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write, write_literal
from iopkit.model.criterion import And, Membership, Not, Or

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.criterion import Criterion


def canonical(criterion: Criterion) -> Criterion:
    """Return a criterion with its parts in order and none of them twice.

    Criteria that are the same here have the same verdict for every client. The opposite does not
    hold: that takes a proof.

    >>> from iopkit.criteria.language.parse import parse
    >>> canonical(parse("b and (a or c)")) == canonical(parse("(c or a) and b and b"))
    True
    """
    match criterion:
        case And(parts):
            inner = _sorted(_within(And, map(canonical, parts)))
            return inner[0] if len(inner) == 1 else And(inner)
        case Or(parts):
            inner = _sorted(_within(Or, map(canonical, parts)))
            return inner[0] if len(inner) == 1 else Or(inner)
        case Not(part):
            within = canonical(part)
            return within.part if isinstance(within, Not) else Not(within)
        case Membership(fact, literals):
            return Membership(fact, sorted(set(literals), key=write_literal))
        case leaf:
            return leaf


def _within(joined: type[And | Or], parts: Iterable[Criterion]) -> Iterator[Criterion]:
    """Yield the parts, and in place of one that joins in the same way its own."""
    for part in parts:
        yield from part.parts if isinstance(part, joined) else (part,)


def _sorted(parts: Iterable[Criterion]) -> list[Criterion]:
    return sorted(dict.fromkeys(parts), key=write)
