"""The sections ``levels`` and ``outcomes`` of a pathway file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from iopkit.files.format.queues import CALENDAR, CHANGE, INTAKE, QUEUE
from iopkit.files.schema.cited_number import FigureShape, RuleShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import Key, Record
from iopkit.files.schema.text_types import INTERVAL
from iopkit.files.schema.value_type import Flag, Id, Number, OneOf, Text
from iopkit.model.level import Code, Level, Setting, Supervision
from iopkit.model.outcome import Outcome
from iopkit.model.simulation.cost import Cost, Per

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.yaml.node import Node

CODE: Final = Record(
    what="a code",
    build=Code,
    removable=True,
    keys=(
        Key("system", Text(), "Whose code it is.", required=True),
        Key("edition", Text(), "The edition of the book that holds it.", default=""),
        Key("code", Text(), "The code itself, in quotes if it looks like a number.", required=True),
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
        Key("amount", FigureShape(), "How much, in the currency and year below.", required=True),
        Key("per", OneOf(Per), "What it is counted by.", required=True),
        Key("currency", Text(), "The three letters of the currency, such as USD.", required=True),
        Key("year", Number(whole=True), "The year whose money it is.", required=True),
        Key(
            "perspective",
            Text(),
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
        Key("title", Text(), "Its name for people.", required=True, stand_in="?"),
        Key(
            "rank",
            Number(low=0),
            "Intensity: the higher, the more intensive.",
            required=True,
            stand_in=0.0,
        ),
        Key("setting", OneOf(Setting), "Where it takes place."),
        Key("overnight", Flag(), "Whether clients sleep there.", default=False),
        Key("supervision", OneOf(Supervision), "When staff is there for the clients."),
        Key("room_and_board", Flag(), "Whether clients live and eat there."),
        Key(
            "on_site",
            ListOf(Text(), single=True),
            "Who or what is at hand there, such as a psychiatrist.",
        ),
        Key(
            "places",
            FigureShape("unlimited"),
            "How many clients can be there; unlimited if left out.",
        ),
        Key("calendar", CALENDAR, "How the places change in the course of time."),
        Key("queue", QUEUE, "Who goes first when clients wait; who came first if left out."),
        Key("intake", INTAKE, "When those who wait may begin; at any time if left out."),
        Key("admit", ListOf(RuleShape()), "Rules of admission; empty admits everybody."),
        Key(
            "review",
            FigureShape(number=INTERVAL),
            "Time between reviews of a client's progress.",
        ),
        Key(
            "progress",
            MapOf(CHANGE, attrgetter("fact")),
            "What changes about clients at each review, by fact.",
        ),
        Key(
            "program",
            ListOf(Id(), single=True),
            "The programs that a client can follow here.",
            "programs",
        ),
        Key("codes", ListOf(CODE, _code_name), "What others call it: labels only."),
        Key("costs", ListOf(COST, _cost_name), "What it costs."),
    ),
)
LEVELS: Final = MapOf(LEVEL, attrgetter("id"))

OUTCOME: Final = Record(
    what="an outcome",
    build=Outcome,
    named=True,
    removable=True,
    keys=(
        Key("title", Text(), "Its name for people.", required=True, stand_in="?"),
        Key("completes", Flag(), "Whether the stay was finished as planned.", default=False),
        Key("returns", Flag(), "Whether the client may come back later.", default=True),
    ),
)
OUTCOMES: Final = MapOf(OUTCOME, attrgetter("id"))
