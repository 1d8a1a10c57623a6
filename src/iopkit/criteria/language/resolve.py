"""Answers and written values as numbers, by the fact that they belong to.

The only place where a word gets its number: whoever compares answers with written values, one
client at a time or compiled, compares what these two functions return.

=========== ==================================
yes/no      1 for yes, 0 for no
number      the number, in the unit of the fact
scale       the place of the option, from 0
choice      the place of the option, from 0
=========== ==================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.errors import AnswerError, CriterionError
from iopkit.model.assessment import Assessment, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.answers import refusal
from iopkit.model.check.criteria import option_rank, problems
from iopkit.model.criterion import Compare, Relation
from iopkit.model.units import converted

if TYPE_CHECKING:
    from iopkit.model.assessment import Fact, Value
    from iopkit.model.criterion import Literal


def resolved(literal: Literal, fact: Fact) -> float:
    """Return the number that a value written in a criterion stands for.

    Raises
    ------
    CriterionError
        When the value does not suit the fact.

    >>> from iopkit.model.assessment import TIME_FACTS
    >>> from iopkit.model.criterion import Literal
    >>> resolved(Literal(4.0, "weeks"), TIME_FACTS[0])
    28.0
    """
    number: float | None = None
    match fact.type, literal.value:
        case YesNo(), bool(value):
            number = float(value)
        case ((OrdinalFact(options) | Choice(options)), _):
            number = option_rank(literal, options)
        case NumberFact(unit=unit), (int() | float()) as value if not isinstance(value, bool):
            number = converted(value, literal.unit, unit)
        case _:
            pass
    if number is None:
        raise _unsuited(literal, fact)
    return float(number)


def encode(value: Value, fact: Fact) -> float:
    """Return the number that a recorded answer stands for.

    Raises
    ------
    AnswerError
        When the answer does not suit the fact; its text does not repeat the answer.

    >>> from iopkit.model.assessment import Fact, OrdinalFact
    >>> encode("weak", Fact(id="home", ask="How is home?", type=OrdinalFact(("none", "weak"))))
    1.0
    """
    refused = refusal(value, fact)
    if refused is not None:
        raise AnswerError([refused])
    match fact.type:
        case OrdinalFact(options) | Choice(options):
            return float(options.index(str(value)))
        case YesNo() | NumberFact():
            return float(value)


def _unsuited(literal: Literal, fact: Fact) -> CriterionError:
    leaf = Compare(fact.id, Relation.EQUAL, literal)
    problem = problems(leaf, Assessment((fact,)), ())[0]
    start, end = literal.span
    return CriterionError(problem.message, start=start, end=end, hint=problem.hint)
