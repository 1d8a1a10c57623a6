"""A verdict with its reasons, and with what is still unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.criteria.language.write import write
from iopkit.criteria.logic.evaluate import evaluate, recorded
from iopkit.criteria.logic.evidence import Evidence, Missing
from iopkit.criteria.logic.verdict import Verdict, all_of, any_of, negated, verdict_of
from iopkit.model.assessment import NumberFact
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
    from collections.abc import Callable, Iterable, Iterator

    from iopkit.model.assessment import Assessment
    from iopkit.model.basis import Basis
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion


class Connective(StrEnum):
    """How the parts of a reason make its verdict."""

    NONE = ""
    ALL = "and"
    ANY = "or"
    NOT = "not"


Leaf: TypeAlias = IsTrue | Compare | Membership | IsKnown | Completed
"""A condition without parts."""


@attrs.frozen(kw_only=True)
class Reason:
    """Why a criterion is met, not met or unknown: a tree like the criterion's own.

    Parameters
    ----------
    criterion
        The criterion.
    verdict
        What it comes to.
    evidence
        At a leaf, what is known of what it asks; None where parts say it, and where nothing is
        asked.
    title
        The rule in a sentence; empty when its text speaks for itself.
    basis
        What the rule rests on; None when its author simply states it.
    joint
        How the parts make the verdict.
    parts
        The reasons of the parts, in their order; empty at a leaf.
    floor
        Id of the level that a floor asks for, where this is the reason that the floor is not met;
        else empty.
    """

    criterion: Criterion
    verdict: Verdict
    evidence: Evidence | None = None
    title: str = ""
    basis: Basis | None = None
    joint: Connective = Connective.NONE
    parts: tuple[Reason, ...] = attrs.field(default=(), converter=tuple["Reason", ...])
    floor: str = ""

    @property
    def text(self) -> str:
        """The criterion, as `iopkit.criteria.language.write` writes it."""
        return write(self.criterion)

    @property
    def recorded(self) -> str:
        """What is known, in a sentence: "home_support is weak"; empty where parts say it."""
        return "" if self.evidence is None else str(self.evidence)

    @property
    def asks(self) -> str:
        """What would have to be known: the name of a fact, or ``completed LEVEL``; else empty."""
        return "" if self.evidence is None else self.evidence.question

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client."""
        evidence = Evidence() if self.evidence is None else self.evidence
        return {
            "text": self.text,
            "title": self.title,
            "verdict": self.verdict.value,
            **evidence.to_dict(),
            "minimum_level": self.floor or None,
            "basis": None if self.basis is None else self.basis.to_dict(),
            "operator": self.joint.value or None,
            "operands": [part.to_dict() for part in self.parts],
        }

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
            if self.joint is Connective.NOT or part.verdict is self.verdict:
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
    return reasoned(
        criterion,
        lambda leaf: leaf_verdict(leaf, client, assessment),
        basis=basis,
        title=title,
    )


def leaf_verdict(leaf: Leaf, client: Client, assessment: Assessment) -> tuple[Verdict, Evidence]:
    """Return whether a client meets a condition, and what is known of what it asks."""
    return evaluate(leaf, client, assessment), _evidence(leaf, client, assessment)


def reasoned(
    criterion: Criterion,
    known: Callable[[Leaf], tuple[Verdict, Evidence]],
    *,
    basis: Basis | None = None,
    title: str = "",
) -> Reason:
    """Return the verdict on whatever is asked, with the reasons.

    Parameters
    ----------
    criterion
        The criterion.
    known
        Whether each of its conditions is met, and what is known of what it asks.
    basis, title
        What the rule rests on, and the rule in a sentence.
    """
    match criterion:
        case And(parts):
            joint, combine = Connective.ALL, all_of
        case Or(parts):
            joint, combine = Connective.ANY, any_of
        case Not(part):
            joint, parts, combine = Connective.NOT, (part,), _opposite
        case Constant(truth):
            return Reason(criterion=criterion, verdict=verdict_of(truth), title=title, basis=basis)
        case leaf:
            verdict, evidence = known(leaf)
            return Reason(
                criterion=leaf, verdict=verdict, evidence=evidence, title=title, basis=basis
            )
    inner = [reasoned(part, known) for part in parts]
    return Reason(
        criterion=criterion,
        verdict=combine(part.verdict for part in inner),
        title=title,
        basis=basis,
        joint=joint,
        parts=inner,
    )


def _opposite(verdicts: Iterable[Verdict]) -> Verdict:
    (verdict,) = verdicts
    return negated(verdict)


def _evidence(leaf: Leaf, client: Client, assessment: Assessment) -> Evidence:
    if isinstance(leaf, Completed):
        completed = client.has_completed(leaf.level)
        missing = Missing.NOT_RECORDED if completed is None else None
        return Evidence(level=leaf.level, value=completed, missing=missing)
    value = recorded(client, leaf.fact)
    if value is None:
        return Evidence(fact=leaf.fact, missing=Missing.NOT_RECORDED)
    if isinstance(leaf, IsKnown):
        return Evidence(fact=leaf.fact)
    kind = assessment.fact(leaf.fact).type
    unit = kind.unit if isinstance(kind, NumberFact) else ""
    return Evidence(fact=leaf.fact, value=value, unit=unit)
