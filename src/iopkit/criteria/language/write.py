"""From the tree of a criterion back to its text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopkit.criteria.language.tokens import is_bare
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
    from iopkit.model.criterion import Criterion, Literal


def write(criterion: Criterion) -> str:
    """Return the one text in which a criterion is written; `parse` reads it back.

    An `And` of nothing is ``true``, an `Or` of nothing ``false``; of one part, the part alone.

    >>> from iopkit.criteria.language.parse import parse
    >>> write(parse("4 weeks<=days_in_level AND (stable or NOT(cravings>3 and employed))"))
    'days_in_level >= 4 weeks and (stable or not (cravings > 3 and employed))'
    """
    match criterion:
        case IsTrue(fact):
            return fact
        case Compare(fact, comparison, literal):
            return f"{fact} {comparison} {write_literal(literal)}"
        case Membership(fact, literals):
            return f"{fact} in [{', '.join(write_literal(literal) for literal in literals)}]"
        case IsKnown(fact):
            return f"{fact} is known"
        case Completed(level):
            return f"completed {level}"
        case Constant(value):
            return _truth(value)
        case Not(IsKnown(fact)):
            return f"{fact} is not known"
        case Not(part):
            return f"not {_inner(part)}"
        case And() | Or():
            return _joined(criterion)


def write_literal(literal: Literal) -> str:
    """Return the text of a value: quoted where it could be taken for something else.

    >>> from iopkit.model.criterion import Literal
    >>> [write_literal(Literal(v, u)) for v, u in [(80.0, "%"), (4.0, "weeks"), ("not sure", "")]]
    ['80%', '4 weeks', "'not sure'"]
    """
    match literal.value:
        case bool(value):
            return _truth(value)
        case str(word):
            return word if is_bare(word) else _quoted(word)
        case number:
            gap = " " if literal.unit not in {"", "%"} else ""
            return f"{write_number(number)}{gap}{literal.unit}"


def write_number(number: float) -> str:
    """Return a number in plain digits, exactly.

    >>> write_number(80.0), write_number(0.1), write_number(1e-7)
    ('80', '0.1', '0.0000001')
    """
    digits = format(Decimal(repr(float(number))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _truth(value: bool) -> str:  # noqa: FBT001  the truth is the argument
    return "true" if value else "false"


def _inner(part: Criterion) -> str:
    """Return a part as it stands inside another; brackets also where precedence needs none."""
    joined = isinstance(part, And | Or) and len(part.parts) > 1
    return f"({write(part)})" if joined else write(part)


def _joined(criterion: And | Or) -> str:
    word, of_none = (" and ", "true") if isinstance(criterion, And) else (" or ", "false")
    match criterion.parts:
        case ():
            return of_none
        case (only,):
            return write(only)
        case parts:
            return word.join(map(_inner, parts))


def _quoted(word: str) -> str:
    quote = '"' if "'" in word else "'"
    return f"{quote}{word.replace(quote, quote * 2)}{quote}"
