"""A criterion in plain words, as a list within lists where one sentence would be misread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from iopkit.criteria.language.write import write, write_literal
from iopkit.describe.inline import Condition
from iopkit.describe.wording import listed
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
    Relation,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.model.criterion import Criterion, Literal
    from iopkit.model.pathway import Pathway

Titles: TypeAlias = "Mapping[str, str]"
"""What levels are called, by id."""

_COMPARED: Final = {
    Relation.LESS: " under ",
    Relation.AT_MOST: " at most ",
    Relation.MORE: " over ",
    Relation.AT_LEAST: " at least ",
    Relation.EQUAL: ": ",
    Relation.DIFFERENT: ": not ",
}
_OPPOSITE: Final = {
    Relation.LESS: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.LESS,
    Relation.MORE: Relation.AT_MOST,
    Relation.AT_MOST: Relation.MORE,
    Relation.EQUAL: Relation.DIFFERENT,
    Relation.DIFFERENT: Relation.EQUAL,
}
_ACRONYM: Final = re.compile(r"\b[a-z]{1,5}[0-9]+\b")
"""Letters and digits in one word: dsm5, a1c."""

_CLOCKS: Final = {
    "days_in_level": "time at this level",
    "days_in_care": "time in care",
    "days_waiting": "time waiting",
}


def titles(pathway: Pathway) -> Titles:
    """Return what the levels of a pathway are called, by id."""
    return {level.id: level.title for level in pathway.levels}


def condition(criterion: Criterion, levels: Titles) -> Condition:
    """Return a criterion as it is written and in words.

    Parameters
    ----------
    criterion
        The criterion.
    levels
        What levels are called; one that is not there is called by its id.

    >>> from iopkit.criteria.language.parse import parse
    >>> condition(parse("withdrawal_risk <= mild or not (relapsed)"), {}).text
    'withdrawal risk at most mild or not relapsed'
    >>> both = condition(parse("stable and (completed d or attendance >= 80%)"), {"d": "Detox"})
    >>> both.text, [part.text for part in both.parts]
    ('all of these', ['stable', 'completed Detox or attendance at least 80 %'])
    """
    text = _line(criterion, levels)
    if text:
        return Condition(expression=write(criterion), text=text)
    said, parts = _list(criterion)
    return Condition(
        expression=write(criterion),
        text=said,
        parts=[condition(each, levels) for each in parts],
    )


def _list(criterion: Criterion) -> tuple[str, tuple[Criterion, ...]]:
    """Return what is said of the parts of a criterion, and the parts."""
    match criterion:
        case And():
            return "all of these", tuple(_all_of(criterion))
        case Or(parts):
            return "any of these", parts
        case Not(And(parts)):
            return "not all of these", parts
        case Not(Or(parts)):
            return "none of these", parts
        case Not(part):
            return "not", (part,)
        case _:
            msg = f"a condition without parts is always a line: {type(criterion).__name__}"
            raise TypeError(msg)


def _all_of(criterion: Criterion) -> Iterator[Criterion]:
    """Yield what must all hold for a criterion to hold."""
    match criterion:
        case And(parts) if parts:
            for part in parts:
                yield from _all_of(part)
        case _:
            yield criterion


def called(fact: str) -> str:
    """Return what people call a fact.

    >>> called("home_is_safe"), called("days_in_level"), called("dsm5_criteria_count")
    ('home is safe', 'time at this level', 'DSM5 criteria count')
    """
    words = fact.replace("_", " ").replace("-", " ")
    return _CLOCKS.get(fact) or _ACRONYM.sub(lambda found: found[0].upper(), words)


def _line(criterion: Criterion, levels: Titles) -> str:  # noqa: C901, PLR0912  one case for each kind
    """Return a criterion that fits in one line without doubt; else nothing."""
    match criterion:
        case IsTrue(fact):
            return called(fact)
        case Compare(fact, comparison, literal):
            return f"{called(fact)}{_COMPARED[comparison]}{_value(literal)}"
        case Membership(fact, literals):
            return f"{called(fact)}: {listed([_value(each) for each in literals], 'or')}"
        case IsKnown(fact):
            return f"{called(fact)} is known"
        case Completed(level):
            return f"completed {levels.get(level, level)}"
        case Constant(value):
            return "always" if value else "never"
        case Not(IsKnown(fact)):
            return f"{called(fact)} is not known"
        case Not(Compare(fact, comparison, literal)):
            return _line(Compare(fact, _OPPOSITE[comparison], literal), levels)
        case Not(Membership(fact, literals)):
            return f"{called(fact)}: neither {listed([_value(e) for e in literals], 'nor')}"
        case Not(Not(part)):
            return _line(part, levels)
        case Not(And() | Or()):
            return ""
        case Not(part):
            return f"not {_line(part, levels)}"
        case Or(parts) if parts and not any(isinstance(_bare(part), And | Or) for part in parts):
            return " or ".join(_line(part, levels) for part in parts)
        case And(parts) | Or(parts):
            if parts:
                return ""
            return "always" if isinstance(criterion, And) else "never"


def _bare(criterion: Criterion) -> Criterion:
    return _bare(criterion.part) if isinstance(criterion, Not) else criterion


def _value(literal: Literal) -> str:
    if isinstance(literal.value, bool):
        return "yes" if literal.value else "no"
    return write_literal(literal).replace("%", " %")
