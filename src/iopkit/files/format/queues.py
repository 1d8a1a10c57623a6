"""How clients wait for a level, when its places change, and what a review changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from iopkit.diagnostics.catalogue.quantities import NEITHER_NUMBER_NOR_UNLIMITED
from iopkit.files.schema.answer_distribution import shares_of, written_shares
from iopkit.files.schema.cited_number import RuleShape
from iopkit.files.schema.collection import ListOf
from iopkit.files.schema.distribution import DistributionShape
from iopkit.files.schema.record import FieldSpec, OneKeyOf, Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.schema.text_types import DURATION
from iopkit.files.schema.value_type import (
    ChoiceType,
    Id,
    JsonSchema,
    NumberType,
    Written,
    refuse_form,
)
from iopkit.files.yaml.node import Entries
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis
    from iopkit.model.simulation.distribution import Distribution

UNLIMITED: Final = "unlimited"
Places: TypeAlias = 'int | Literal["unlimited"]'
Shares: TypeAlias = "tuple[tuple[bool | str, float], ...]"

_PLACES: Final = NumberType(whole=True, low=0)
_YES_NO: Final = frozenset({"yes", "no"})


@attrs.frozen
class PlacesShape:
    """A number of places, or the word for no limit."""

    def read(self, node: Node, reading: ReadingContext) -> Places:
        """Return the places."""
        if node.value == UNLIMITED:
            return "unlimited"
        if isinstance(node.value, str) and not node.value[:1].isdigit():
            reading.refuse(NEITHER_NUMBER_NOR_UNLIMITED(value=node.value), node.mark)
        return int(_PLACES.read(node, reading))

    def write(self, value: Places, _basis: Basis | None) -> Written:
        """Return the places."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        return {"anyOf": [_PLACES.schema(partial=partial), {"const": UNLIMITED}]}


@attrs.frozen
class SharesShape:
    """The shares of those whose answer becomes another one."""

    def read(self, node: Node, reading: ReadingContext) -> Shares:
        """Return the share of each answer."""
        if not isinstance(node.value, Entries):
            refuse_form(node, reading, "a share for each answer", "{yes: 0.1}")
        fact = reading.path[-2]
        question = reading.root.at(("assessment", fact))
        known = question.key is not None and question.key.text == fact
        yes_no = bool(question.child("yes_no")) if known else set(node.value.names()) <= _YES_NO
        return shares_of(node, reading, yes_no=yes_no)

    def write(self, value: Shares, _basis: Basis | None) -> Written:
        """Return the shares under the words of the answers."""
        return written_shares(value)

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        share: JsonSchema = {"type": "number", "minimum": 0}
        return {"type": "object", "minProperties": 1, "additionalProperties": share}


QUEUE: Final = Record(
    what="a queue",
    build=QueueDiscipline,
    basis="own",
    removable=True,
    speaks_of=("first", "patience", "gives_up"),
    keys=(
        FieldSpec("first", ListOf(RuleShape()), "Who goes first: who meets an earlier rule."),
        FieldSpec("patience", DistributionShape(), "How long clients wait before they give up."),
        FieldSpec(
            "gives_up", Id(), "The outcome, or another level, where they go then.", default=""
        ),
    ),
)

INTAKE: Final = Record(
    what="an intake",
    build=CohortStart,
    basis="own",
    removable=True,
    speaks_of=("with", "every", "from"),
    keys=(
        FieldSpec(
            "with", NumberType(whole=True, low=1), "How many begin together. [clients]", "size"
        ),
        FieldSpec("every", DURATION, "The time between two days of admission."),
        FieldSpec("from", DURATION, "The first day of admission.", "first_day", default=0.0),
    ),
)


def _step(*, day: float, places: Places) -> tuple[float, int | None]:
    return day, None if places == UNLIMITED else places


def _step_fields(step: tuple[float, int | None]) -> Mapping[str, object]:
    day, places = step
    return {"day": day, "places": UNLIMITED if places is None else places}


_STEP: Final = Record(
    what="a step of a calendar",
    build=_step,
    fields=_step_fields,
    keys=(
        FieldSpec("from", DURATION, "When it begins, from the start.", "day", required=True),
        FieldSpec("places", PlacesShape(), "The places from then on.", required=True),
    ),
)

CALENDAR: Final = Shorthand(
    Record(
        what="a calendar",
        build=CapacitySchedule,
        basis="own",
        removable=True,
        speaks_of=("steps", "period", "displaces", "displaced_to"),
        keys=(
            FieldSpec(
                "steps", ListOf(_STEP), "The days on which the places change.", required=True
            ),
            FieldSpec(
                "period", DURATION, "After how long the steps come again; never if left out."
            ),
            FieldSpec(
                "displaces",
                ChoiceType(Displaces),
                "Who has to leave when the places get fewer: who began last, or first; nobody if "
                "left out.",
            ),
            FieldSpec(
                "displaced_to",
                Id(),
                "The outcome, or another level, where they go then.",
                default="",
            ),
        ),
    ),
    "steps",
)


def _change(
    *,
    id: str,  # noqa: A002  the fact, as the key before it
    by: Distribution | None = None,
    becomes: Shares = (),
    basis: Basis | None = None,
) -> FactChange:
    return FactChange(fact=id, by=by, becomes=becomes, basis=basis)


def _change_fields(change: FactChange) -> Mapping[str, object]:
    return {"by": change.by, "becomes": change.becomes or None, "basis": change.basis}


CHANGE: Final = Record(
    what="a change",
    build=_change,
    fields=_change_fields,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("by", "becomes"),
    one_of=(OneKeyOf(("by", "becomes"), required=True),),
    keys=(
        FieldSpec(
            "by",
            DistributionShape(timed=False, signed=True),
            "What is added to a number, in its unit, or by how many steps a scale moves.",
        ),
        FieldSpec("becomes", SharesShape(), "The share of those whose answer becomes this one."),
    ),
)
