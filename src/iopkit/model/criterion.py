"""The tree of a criterion: a yes/no expression over facts, as data.

A closed union of small frozen classes, so that the same tree can be evaluated, explained, proved
about, exported and compiled. Text becomes a tree in `iopkit.criteria.language.parse`, a tree
becomes text in
`iopkit.criteria.language.write`. Every node knows the characters it was written in (``span``,
counted from
0, not part of equality), so that a complaint about a node can point at it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from collections.abc import Iterator


class Relation(StrEnum):
    """How two values are compared."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "="
    DIFFERENT = "!="


Span: TypeAlias = tuple[int, int]


def _span() -> Span:
    return attrs.field(default=(0, 0), eq=False, repr=False, kw_only=True)


@attrs.frozen(field_transformer=checked)
class Literal:
    """A value written in a criterion.

    Parameters
    ----------
    value
        True or False, a number as it was written, or a word.
    unit
        ``%`` or a unit of time ("days"); empty for none.
    """

    value: bool | float | str
    unit: str = ""
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class IsTrue:
    """A yes/no fact standing alone: ``physically_stable``."""

    fact: str
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class Compare:
    """A fact compared with a value: ``home_support >= moderate``."""

    fact: str
    comparison: Relation
    literal: Literal
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class Membership:
    """A fact that is one of several values: ``gender in [female, other]``."""

    fact: str
    literals: tuple[Literal, ...] = attrs.field(converter=tuple["Literal", ...])
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class IsKnown:
    """A fact that was recorded, whatever it is: ``cravings is known``. Never unknown itself."""

    fact: str
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class Completed:
    """A level that the client finished as planned at some time: ``completed detox``."""

    level: str
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class Constant:
    """A criterion that everybody meets, or nobody: ``true``, ``false``."""

    value: bool
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class Not:
    """The opposite of a criterion."""

    part: Criterion
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class And:
    """All of several criteria."""

    parts: tuple[Criterion, ...] = attrs.field(converter=tuple["Criterion", ...])
    span: Span = _span()


@attrs.frozen(field_transformer=checked)
class Or:
    """At least one of several criteria."""

    parts: tuple[Criterion, ...] = attrs.field(converter=tuple["Criterion", ...])
    span: Span = _span()


Criterion: TypeAlias = (
    IsTrue | Compare | Membership | IsKnown | Completed | Constant | Not | And | Or
)


def facts_in(criterion: Criterion) -> Iterator[str]:
    """Yield the facts that a criterion asks for.

    >>> from iopkit.criteria.language.parse import parse
    >>> list(facts_in(parse("stable and not cravings > 3")))
    ['stable', 'cravings']
    """
    match criterion:
        case IsTrue(fact=fact) | Compare(fact=fact) | Membership(fact=fact) | IsKnown(fact=fact):
            yield fact
        case Not(part=part):
            yield from facts_in(part)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from facts_in(part)
        case _:
            pass
