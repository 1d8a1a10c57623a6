"""The sections ``levels`` and ``outcomes`` of a pathway file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from iopkit.files.format.queues import CALENDAR, CHANGE, INTAKE, QUEUE
from iopkit.files.schema.cited_number import FigureShape, RuleShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import FieldSpec, Record
from iopkit.files.schema.text_types import INTERVAL
from iopkit.files.schema.value_type import ChoiceType, Flag, Id, NumberType, TextType
from iopkit.model.level import CareSetting, ExternalCode, Level, Supervision
from iopkit.model.outcome import Outcome
from iopkit.model.simulation.cost import Cost, Per

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.yaml.node import Node

CODE: Final = Record(
    what="a code",
    build=ExternalCode,
    removable=True,
    keys=(
        FieldSpec("system", TextType(), "Whose code it is.", required=True),
        FieldSpec("edition", TextType(), "The edition of the book that holds it.", default=""),
        FieldSpec(
            "code",
            TextType(),
            "The code itself, in quotes if it looks like a number.",
            required=True,
        ),
    ),
)


def _cost_fields(cost: Cost) -> Mapping[str, object]:
    return {
        "amount": cost.amount,
        "per": cost.per,
        "currency": cost.currency,
        "year": cost.year,
        "perspective": cost.perspective,
        "basis": cost.amount.basis,
    }


COST: Final = Record(
    what="a cost",
    build=Cost,
    fields=_cost_fields,
    basis="passed",
    removable=True,
    keys=(
        FieldSpec(
            "amount", FigureShape(), "How much, in the currency and year below.", required=True
        ),
        FieldSpec("per", ChoiceType(Per), "What it is counted by.", required=True),
        FieldSpec(
            "currency", TextType(), "The three letters of the currency, such as USD.", required=True
        ),
        FieldSpec("year", NumberType(whole=True), "The year whose money it is.", required=True),
        FieldSpec(
            "perspective",
            TextType(),
            "Who bears it: program, client, payer, society.",
            default="program",
        ),
    ),
)


def words_of(node: Node, *keys: str) -> str:
    """Return what an item of a list is known by: its values under some keys."""
    found = [node.child(key) for key in keys]
    return " | ".join("" if value is None else str(value.value) for value in found)


def _code_name(node: Node) -> str:
    return words_of(node, "system", "edition", "code")


def _cost_name(node: Node) -> str:
    return words_of(node, "per", "perspective")


LEVEL: Final = Record(
    what="a level",
    build=Level,
    named=True,
    removable=True,
    basis="passed",
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec(
            "rank",
            NumberType(low=0),
            "Intensity: the higher, the more intensive.",
            required=True,
            stand_in=0.0,
            words="{}",
        ),
        FieldSpec("setting", ChoiceType(CareSetting), "Where it takes place.", words="{}"),
        FieldSpec(
            "overnight",
            Flag(),
            "Whether clients sleep there.",
            default=False,
            words="clients stay overnight",
        ),
        FieldSpec(
            "supervision",
            ChoiceType(Supervision),
            "When staff is there for the clients.",
            words="{}",
        ),
        FieldSpec(
            "room_and_board",
            Flag(),
            "Whether clients live and eat there.",
            words="with room and board",
        ),
        FieldSpec(
            "on_site",
            ListOf(TextType(), single=True),
            "Who or what is at hand there, such as a psychiatrist.",
            words="{}",
        ),
        FieldSpec(
            "places",
            FigureShape("unlimited"),
            "How many clients can be there; unlimited if left out.",
        ),
        FieldSpec("calendar", CALENDAR, "How the places change in the course of time."),
        FieldSpec("queue", QUEUE, "Who goes first when clients wait; who came first if left out."),
        FieldSpec("intake", INTAKE, "When those who wait may begin; at any time if left out."),
        FieldSpec("admit", ListOf(RuleShape()), "Rules of admission; empty admits everybody."),
        FieldSpec(
            "review",
            FigureShape(number=INTERVAL),
            "Time between reviews of a client's progress.",
            words="every {}",
            unit="day",
        ),
        FieldSpec(
            "progress",
            MapOf(CHANGE, attrgetter("fact")),
            "What changes about clients at each review, by fact.",
        ),
        FieldSpec(
            "program",
            ListOf(Id(), single=True),
            "The programs that a client can follow here.",
            "programs",
            refers_to="program",
        ),
        FieldSpec(
            "codes",
            ListOf(CODE, _code_name),
            "What others call it: labels only.",
            label="called elsewhere",
        ),
        FieldSpec("costs", ListOf(COST, _cost_name), "What it costs."),
    ),
)
LEVELS: Final = MapOf(LEVEL, attrgetter("id"))

OUTCOME: Final = Record(
    what="an outcome",
    build=Outcome,
    named=True,
    removable=True,
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec(
            "completes",
            Flag(),
            "Whether the stay was finished as planned.",
            default=False,
            words="the stay was finished as planned",
        ),
        FieldSpec(
            "returns",
            Flag(),
            "Whether the client may come back later.",
            default=True,
            words="may come back later",
            denial="may not come back",
        ),
    ),
)
OUTCOMES: Final = MapOf(OUTCOME, attrgetter("id"))
