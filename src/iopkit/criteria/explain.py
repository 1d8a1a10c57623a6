"""A verdict with its reasons, and with what is still unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.evaluate import evaluate, recorded
from iopkit.criteria.verdict import Verdict
from iopkit.criteria.write import write, write_number
from iopkit.model.assessment import Number
from iopkit.model.criterion import And, Completed, Constant, IsKnown, Not, Or

if TYPE_CHECKING:
    from iopkit.model.assessment import Assessment, Fact, Value
    from iopkit.model.basis import Basis
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion


class Joint(StrEnum):
    """How the parts of a reason make its verdict."""

    NONE = ""
    ALL = "all of"
    ANY = "any of"
    NOT = "not"


@attrs.frozen(kw_only=True)
class Reason:
    """Why a criterion is met, not met or unknown: a tree like the criterion's own.

    Parameters
    ----------
    text
        The criterion, as `iopkit.criteria.write` writes it.
    verdict
        What it comes to.
    recorded
        At a leaf, what is recorded: "home_support is weak"; empty where parts say it.
    asks
        At a leaf, what would have to be known: the name of a fact, or ``completed LEVEL``.
        Empty where parts say it, and where nothing is asked.
    title
        The rule in a sentence; empty when its text speaks for itself.
    basis
        What the rule rests on; None when its author simply states it.
    joint
        How the parts make the verdict.
    parts
        The reasons of the parts, in their order; empty at a leaf.
    """

    text: str
    verdict: Verdict
    recorded: str = ""
    asks: str = ""
    title: str = ""
    basis: Basis | None = None
    joint: Joint = Joint.NONE
    parts: tuple[Reason, ...] = attrs.field(default=(), converter=tuple["Reason", ...])

    def unknown_facts(self) -> tuple[str, ...]:
        """Return what is not recorded and can still change the verdict, without repetition.

        A fact that only stands in parts whose verdict is settled is left out: nobody needs to
        ask it. Where nobody recorded whether a level was completed, ``completed LEVEL`` stands
        for the question.
        """
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        if self.asks:
            return (self.asks,)
        # An unknown whole has no part that settles it, so every unknown part still matters.
        return tuple(dict.fromkeys(name for part in self.parts for name in part.unknown_facts()))


def explain(
    criterion: Criterion,
    client: Client,
    assessment: Assessment,
    *,
    basis: Basis | None = None,
    title: str = "",
) -> Reason:
    """Return the verdict that `evaluate` gives, with the reasons.

    Raises
    ------
    UnknownNameError, CriterionError, AnswerError
        As `evaluate` does.

    >>> from iopkit.criteria.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> from iopkit.model.client import Client
    >>> moved = parse("days_in_level >= 4 weeks or completed iop")
    >>> reason = explain(moved, Client(days_in_level=12), Assessment())
    >>> [part.recorded for part in reason.parts]
    ['days_in_level is 12 days', 'whether iop was completed is not recorded']
    >>> reason.unknown_facts()
    ('completed iop',)
    """
    joint, inner = _split(criterion)
    asks = _asks(criterion)
    return Reason(
        text=write(criterion),
        verdict=evaluate(criterion, client, assessment),
        recorded=_recorded(criterion, client, assessment),
        asks=asks,
        title=title,
        basis=basis,
        joint=joint,
        parts=[explain(part, client, assessment) for part in inner],
    )


def _split(criterion: Criterion) -> tuple[Joint, tuple[Criterion, ...]]:
    match criterion:
        case And(parts):
            return Joint.ALL, parts
        case Or(parts):
            return Joint.ANY, parts
        case Not(part):
            return Joint.NOT, (part,)
        case _:
            return Joint.NONE, ()


def _asks(criterion: Criterion) -> str:
    match criterion:
        case And() | Or() | Not() | Constant():
            return ""
        case Completed(level):
            return f"completed {level}"
        case leaf:
            return leaf.fact


def _recorded(criterion: Criterion, client: Client, assessment: Assessment) -> str:
    match criterion:
        case And() | Or() | Not() | Constant():
            return ""
        case Completed(level):
            match client.has_completed(level):
                case None:
                    return f"whether {level} was completed is not recorded"
                case completed:
                    return f"{level} was {'' if completed else 'not '}completed"
        case leaf:
            value = recorded(client, leaf.fact)
            if value is None:
                return f"{leaf.fact} is not recorded"
            if isinstance(leaf, IsKnown):
                return f"{leaf.fact} is recorded"
            return f"{leaf.fact} is {_answer(value, assessment.fact(leaf.fact))}"


def _answer(value: Value, fact: Fact) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case number:
            unit = fact.type.unit if isinstance(fact.type, Number) else ""
            gap = " " if unit not in {"", "%"} else ""
            return f"{write_number(number)}{gap}{unit}"
