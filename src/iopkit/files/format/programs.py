"""The sections ``therapies``, ``programs``, ``groups`` and ``supports`` of a pathway file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.files.format.levels import words_of
from iopkit.files.format.program_parts import GOAL, LENGTH, REVIEW, TRACK
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import FieldSpec, OneKeyOf, Record
from iopkit.files.schema.text_types import PLAIN_RANGE, TIMED_RANGE, CriterionText
from iopkit.files.schema.value_type import ChoiceType, Flag, Id, NumberType, TextType
from iopkit.model.program import Program, SpecialtyGroup
from iopkit.model.range import Range
from iopkit.model.service import Format, Mode, Need, Service, Therapy
from iopkit.model.support import Strength, Support

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.yaml.node import Node

_UNKNOWN: Final = Range()
_TEXTS: Final = ListOf(TextType(), single=True)
_FACTS: Final = ListOf(Id(), single=True)

THERAPY: Final = Record(
    what="a therapy",
    build=Therapy,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("about",),
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec("about", TextType(), "What it is, in words.", default=""),
    ),
)
THERAPIES: Final = MapOf(THERAPY, attrgetter("id"))


def _usual_format(therapy: str) -> Format:
    """Return how a service is held when the file does not say: as its name, else as a group."""
    words = therapy.replace("-", " ")
    return next((known for known in Format if known.value == words), Format.GROUP)


def _service(*, optional: bool | None = None, **given: Any) -> Service:  # noqa: ANN401  to attrs
    given.setdefault("format", _usual_format(given["therapy"]))
    if optional is not None:
        given["need"] = Need.OPTIONAL if optional else Need.CORE
    return Service(**given)


def _service_fields(service: Service) -> Mapping[str, object]:
    usual = service.format is _usual_format(service.therapy)
    fields = attrs.asdict(service, recurse=False)
    return fields | {
        "format": None if usual else service.format,
        "optional": True if service.need is Need.OPTIONAL else None,
        "need": service.need if service.need is Need.AS_NEEDED else None,
    }


SERVICE: Final = Record(
    what="a service",
    build=_service,
    fields=_service_fields,
    removable=True,
    basis="own",
    speaks_of=(
        "format",
        "sessions",
        "minutes",
        "need",
        "optional",
        "size",
        "led_by",
        "for",
        "mode",
        "produces",
        "instead_of",
        "varies_with",
        "may_change",
    ),
    one_of=(OneKeyOf(("need", "optional")),),
    keys=(
        FieldSpec("therapy", Id(), "What is done: group, family, dbt ...", required=True),
        FieldSpec(
            "title", TextType(), "Its name for people; else that of the therapy.", default=""
        ),
        FieldSpec(
            "format", ChoiceType(Format), "How it is held; the therapy's own name, else group."
        ),
        FieldSpec(
            "sessions",
            PLAIN_RANGE,
            "How often. [1/week]",
            default=_UNKNOWN,
            words="{} times a week",
        ),
        FieldSpec(
            "minutes",
            PLAIN_RANGE,
            "How long one session lasts. [minutes]",
            default=_UNKNOWN,
            words="{}",
            unit="minute",
        ),
        FieldSpec(
            "need",
            ChoiceType(Need),
            "Whether every client takes part; core if left out.",
            default=Need.CORE,
        ),
        FieldSpec("optional", Flag(), "Short for need: optional."),
        FieldSpec(
            "size",
            NumberType(whole=True),
            "The most clients in one session.",
            words="up to {}",
            unit="client",
        ),
        FieldSpec("led_by", ListOf(TextType()), "Who may lead it.", words="led by {}", joint="or"),
        FieldSpec(
            "group",
            Id(),
            "The specialised group whose service this is.",
            default="",
            words="group: {}",
            refers_to="group",
        ),
        FieldSpec(
            "for",
            CriterionText(),
            "Who takes part; everybody if left out.",
            "audience",
            words="for clients with {}",
        ),
        FieldSpec("mode", ChoiceType(Mode), "Whether clients come or join online.", words="{}"),
        FieldSpec(
            "produces",
            _TEXTS,
            "What a client takes away, such as a written plan.",
            words="gives {}",
        ),
        FieldSpec(
            "instead_of",
            Id(),
            "The therapy of another service here, in place of which a client can have this one.",
            default="",
            words="in place of {}",
            refers_to="therapy",
        ),
        FieldSpec(
            "varies_with",
            _FACTS,
            "The facts by which its time or content is set.",
            words="set for each client by {}",
            refers_to="fact",
        ),
        FieldSpec(
            "may_change",
            _TEXTS,
            "What it can change, such as a medication regimen.",
            words="may change {}",
            joint="or",
        ),
    ),
)


def _service_name(node: Node) -> str:
    return words_of(node, "therapy", "group")


PROGRAM: Final = Record(
    what="a program",
    build=Program,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("length", "days", "hours", "taper", "varies_with"),
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec("goals", ListOf(GOAL), "What it is meant to reach."),
        FieldSpec(
            "length",
            TIMED_RANGE,
            "How long it lasts, such as 4 to 6 weeks.",
            default=_UNKNOWN,
            words="for {}",
            unit="day",
        ),
        FieldSpec("lengths", ListOf(LENGTH), "Other lengths, for some clients."),
        FieldSpec(
            "days",
            PLAIN_RANGE,
            "On how many days a client comes. [1/week]",
            default=_UNKNOWN,
            words="{}",
            unit="day a week",
        ),
        FieldSpec(
            "hours",
            PLAIN_RANGE,
            "How many hours a client comes. [h/week]",
            default=_UNKNOWN,
            words="{}",
            unit="hour a week",
        ),
        FieldSpec("services", ListOf(SERVICE, _service_name), "What is done, line by line."),
        FieldSpec(
            "tracks", MapOf(TRACK, attrgetter("id")), "When it is held; a client follows one."
        ),
        FieldSpec(
            "review",
            REVIEW,
            "How often it looks at a client's progress; by: who does.",
            words="progress is reviewed {}",
        ),
        FieldSpec(
            "taper",
            TextType(),
            "How what is asked of a client changes over time.",
            default="",
            words="over time: {}",
        ),
        FieldSpec(
            "varies_with",
            _FACTS,
            "The facts by which all of it is set.",
            words="set for each client by {}",
            refers_to="fact",
        ),
    ),
)
PROGRAMS: Final = MapOf(PROGRAM, attrgetter("id"))

GROUP: Final = Record(
    what="a group",
    build=SpecialtyGroup,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("for",),
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec(
            "for",
            CriterionText(),
            "Who can join; everybody if left out.",
            "audience",
            words="for clients with {}",
        ),
    ),
)
GROUPS: Final = MapOf(GROUP, attrgetter("id"))

SUPPORT: Final = Record(
    what="a support",
    build=Support,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("strength", "levels", "after", "on_site"),
    keys=(
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec(
            "strength",
            ChoiceType(Strength),
            "How firmly it belongs.",
            default=Strength.OFFERED,
            words="{}",
        ),
        FieldSpec(
            "levels",
            ListOf(Id()),
            "The levels during which it applies; all if left out, none if only 'after' is given.",
            words="at {}",
            refers_to="level",
        ),
        FieldSpec(
            "after",
            ListOf(Id(), single=True),
            "The levels or outcomes after which it follows.",
            words="after {}",
            joint="or",
            refers_to="level",
        ),
        FieldSpec(
            "on_site",
            Flag(),
            "Whether it is held where the client is treated.",
            words="on site",
            denial="elsewhere",
        ),
    ),
)
SUPPORTS: Final = MapOf(SUPPORT, attrgetter("id"))
