"""A verdict with its reasons, and with what is still unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.criteria.language.write import write, write_number
from iopkit.criteria.logic.evaluate import evaluate, recorded
from iopkit.criteria.logic.verdict import Verdict, all_of, any_of, negated, verdict_of
from iopkit.model.assessment import Number
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    IsKnown,
    IsTrue,
    Not,
    OneOf,
    Or,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


Leaf: TypeAlias = IsTrue | Compare | OneOf | IsKnown | Completed
"""A condition without parts."""


@attrs.frozen
class Said:
    """What is recorded for a condition, and what that makes of it; as in `Reason`."""

    verdict: Verdict
    recorded: str
    asks: str


@attrs.frozen(kw_only=True)
class Reason:
    """Why a criterion is met, not met or unknown: a tree like the criterion's own.

    Parameters
    ----------
    text
        The criterion, as `iopkit.criteria.language.write` writes it.
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

    def deciding(self) -> Iterator[Reason]:
        """Yield the conditions that make the verdict, in their order."""
        if not self.parts:
            yield self
        for part in self.parts:
            if self.joint is Joint.NOT or part.verdict is self.verdict:
                yield from part.deciding()


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

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> from iopkit.model.client import Client
    >>> moved = parse("days_in_level >= 4 weeks or completed iop")
    >>> reason = explain(moved, Client(days_in_level=12), Assessment())
    >>> [part.recorded for part in reason.parts]
    ['days_in_level is 12 days', 'whether iop was completed is not recorded']
    >>> reason.unknown_facts()
    ('completed iop',)
    """

    def said(leaf: Leaf) -> Said:
        return Said(
            evaluate(leaf, client, assessment),
            _recorded(leaf, client, assessment),
            f"completed {leaf.level}" if isinstance(leaf, Completed) else leaf.fact,
        )

    return reasoned(criterion, said, basis=basis, title=title)


def reasoned(
    criterion: Criterion,
    said: Callable[[Leaf], Said],
    *,
    basis: Basis | None = None,
    title: str = "",
) -> Reason:
    """Return the verdict on whatever is asked, with the reasons.

    Parameters
    ----------
    criterion
        The criterion.
    said
        What is recorded for each of its conditions, and whether that meets it.
    basis, title
        What the rule rests on, and the rule in a sentence.
    """
    match criterion:
        case And(parts):
            joint, combine = Joint.ALL, all_of
        case Or(parts):
            joint, combine = Joint.ANY, any_of
        case Not(part):
            joint, parts, combine = Joint.NOT, (part,), _opposite
        case Constant(truth):
            return Reason(
                text=write(criterion), verdict=verdict_of(truth), title=title, basis=basis
            )
        case leaf:
            told = said(leaf)
            return Reason(
                text=write(leaf),
                verdict=told.verdict,
                recorded=told.recorded,
                asks=told.asks,
                title=title,
                basis=basis,
            )
    inner = [reasoned(part, said) for part in parts]
    return Reason(
        text=write(criterion),
        verdict=combine(part.verdict for part in inner),
        title=title,
        basis=basis,
        joint=joint,
        parts=inner,
    )


def _opposite(verdicts: Iterable[Verdict]) -> Verdict:
    (verdict,) = verdicts
    return negated(verdict)


def _recorded(leaf: Leaf, client: Client, assessment: Assessment) -> str:
    match leaf:
        case Completed(level):
            match client.has_completed(level):
                case None:
                    return f"whether {level} was completed is not recorded"
                case completed:
                    return f"{level} was {'' if completed else 'not '}completed"
        case _:
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
