"""The sections ``floors``, ``transitions``, ``rule_sets`` and ``accepted`` of a pathway file."""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.files.format.levels import words_of
from iopkit.files.schema.cited_number import FigureShape, RuleShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.distribution import DistributionShape
from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.record import FieldSpec, OneKeyOf, Record
from iopkit.files.schema.text_types import DATE, CriterionText
from iopkit.files.schema.value_type import ChoiceType, Flag, Id, JsonSchema, TextType, Written
from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.rule import About, Floor, RuleSet, Standing
from iopkit.model.transition import Transition, TransitionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis
    from iopkit.model.pathway import Pathway

FLOOR: Final = Record(
    what="a floor",
    build=Floor,
    removable=True,
    basis="own",
    keys=(
        FieldSpec(
            "at_least", Id(), "The least intensive level that will do.", "level", required=True
        ),
        FieldSpec("when", CriterionText(), "When it applies.", "criterion", required=True),
    ),
)


def _floor_name(node: Node) -> str:
    return words_of(node, "at_least", "when")


FLOORS: Final = ListOf(FLOOR, _floor_name)


class TransitionTiming(StrEnum):
    """When a transition is made that does not wait for the end of a stay."""

    REVIEW = "review"


def _transition(*, at: TransitionTiming | None = None, **given: Any) -> Transition:  # noqa: ANN401  to attrs
    return Transition(**{"kind": TransitionKind.TRANSFER, **given}, at_review=at is not None)


def _transition_fields(edge: Transition) -> Mapping[str, object]:
    return {
        **{name: getattr(edge, name) for name in _OF_TRANSITION},
        "at": TransitionTiming.REVIEW if edge.at_review else None,
    }


_OF_TRANSITION: Final = ("start", "to", "kind", "when", "share", "stay", "hold", "basis")


_TRANSITION: Final = Record(
    what="a transition",
    build=_transition,
    fields=_transition_fields,
    removable=True,
    basis="own",
    speaks_of=("when",),
    or_of=("share", "stay"),
    one_of=(OneKeyOf(("at", "share")), OneKeyOf(("at", "stay"))),
    keys=(
        FieldSpec(
            "from", Id(), "The level (or outcome) that the client leaves.", "start", required=True
        ),
        FieldSpec("to", Id(), "The level or outcome that the client enters.", required=True),
        FieldSpec(
            "kind",
            ChoiceType(TransitionKind, frozenset({TransitionKind.ADMIT})),
            "What it does; follows from the ranks if left out.",
        ),
        FieldSpec(
            "when", CriterionText(), "The criterion that must hold; always open if left out."
        ),
        FieldSpec(
            "share",
            FigureShape(),
            "How many of those who leave go this way, from 0 to 1; not simulated if left out.",
        ),
        FieldSpec("stay", DistributionShape(), "How long those who go this way have been there."),
        FieldSpec(
            "at",
            ChoiceType(TransitionTiming),
            "When the move is made: at a review, as soon as it holds; after the stay if left out.",
        ),
        FieldSpec(
            "hold",
            Flag(),
            "Whether who must wait for the next level keeps the old place meanwhile.",
            default=False,
        ),
    ),
)


@attrs.frozen
class TransitionShape:
    """A transition, whose kind follows from its two ends unless it is written."""

    record: Record[Transition] = _TRANSITION

    def read(self, node: Node, reading: ReadingContext) -> Transition:
        """Return the transition."""
        edge = self.record.read(node, reading)
        if node.child("kind"):
            return edge
        return attrs.evolve(edge, kind=_kind_in_file(edge, reading.root))

    def write(self, value: Transition, basis: Basis | None) -> Written:
        """Return the transition with its kind, which `usual_kind` may make superfluous."""
        return self.record.write(value, basis)

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        return self.record.schema(partial=partial)


def usual_kind(edge: Transition, pathway: Pathway) -> TransitionKind:
    """Return the kind that a transition has when its file does not say."""

    def rank(name: str) -> float | None:
        return pathway.level(name).rank if pathway.is_level(name) else None

    return _kind(rank(edge.start), rank(edge.to))


def _kind_in_file(edge: Transition, root: Node) -> TransitionKind:
    """Return the usual kind. Asks the file, since a level with a mistake still has its rank."""
    levels = root.child("levels")

    def rank(name: str) -> float | None:
        level = levels.child(name) if levels else None
        if level is None:
            return None
        stated = level.child("rank")
        return float(stated.value) if stated and isinstance(stated.value, int | float) else 0.0

    return _kind(rank(edge.start), rank(edge.to))


def _kind(start: float | None, to: float | None) -> TransitionKind:
    """Return the kind that follows from the ranks of two ends, None for an outcome."""
    if start is None:
        return TransitionKind.RETURN
    if to is None:
        return TransitionKind.DISCHARGE
    return (
        TransitionKind.STEP_UP
        if to > start
        else TransitionKind.STEP_DOWN
        if to < start
        else TransitionKind.TRANSFER
    )


def _edge_name(node: Node) -> str:
    return words_of(node, "from", "to")


def _accepted_name(node: Node) -> str:
    about = node.child("about")
    named = (
        [str(each.value) for each in about.value]
        if about and isinstance(about.value, tuple)
        else []
    )
    return " ".join([words_of(node, "finding"), *named])


TRANSITIONS: Final = ListOf(TransitionShape(), _edge_name)

RULE_SET: Final = Record(
    what="a rule set",
    build=RuleSet,
    named=True,
    removable=True,
    basis="own",
    one_of=(OneKeyOf(BASIS_KEYS, required=True),),
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec("about", ChoiceType(About), "What its criteria speak of.", required=True),
        FieldSpec(
            "standing",
            ChoiceType(Standing),
            "What gives it its weight.",
            default=Standing.GUIDANCE,
        ),
        FieldSpec("edition", TextType(), "The edition or version.", default=""),
        FieldSpec("in_force", DATE, "The first day on which it applies."),
        FieldSpec("note", TextType(), "What it does not cover.", default=""),
        FieldSpec("rules", ListOf(RuleShape()), "The criteria; all must be met.", required=True),
    ),
)
RULE_SETS: Final = MapOf(RULE_SET, attrgetter("id"))

ACCEPTED: Final = ListOf(
    Record(
        what="an accepted finding",
        build=AcceptedFinding,
        removable=True,
        keys=(
            FieldSpec("finding", ChoiceType(FindingKind), "What would be found.", required=True),
            FieldSpec(
                "about", ListOf(TextType()), "The levels, facts or rule that it names.", default=()
            ),
            FieldSpec("because", TextType(), "Why it is accepted.", required=True),
        ),
    ),
    _accepted_name,
)
