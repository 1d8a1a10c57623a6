"""The sections ``sources``, ``referrals`` and ``assessment`` of a pathway file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.mapped_type import Made
from iopkit.files.schema.quantity import read_range, write_range
from iopkit.files.schema.record import Key, OneKeyOf, Record
from iopkit.files.schema.shorthand import Brief
from iopkit.files.schema.text_types import Small
from iopkit.files.schema.value_type import Flag, OneOf, Only, Text
from iopkit.files.schema.value_type import Number as NumberShape
from iopkit.model.assessment import Choice, Fact, Number, Scale, Worse, YesNo
from iopkit.model.basis import Source
from iopkit.model.range import Range
from iopkit.model.simulation.arrivals import Referral

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.assessment import FactType
    from iopkit.model.basis import Basis

SOURCE: Final = Record(
    what="a source",
    build=Source,
    named=True,
    removable=True,
    keys=(
        Key("title", Text(), "What it is called.", required=True, stand_in="?"),
        Key("by", Text(), "Who wrote or published it.", default=""),
        Key("year", NumberShape(whole=True), "Year of publication."),
        Key("where", Text(), "How to find it: an address, a DOI, a paragraph.", default=""),
        Key("note", Text(), "What a reader must know to use it rightly.", default=""),
    ),
)
SOURCES: Final = MapOf(SOURCE, attrgetter("id"))

REFERRALS: Final = ListOf(
    Brief(
        Record(
            what="a referral",
            build=Referral,
            basis="own",
            keys=(Key("by", Text(), "Who sends clients, such as a therapist.", required=True),),
        ),
        "by",
    )
)


def _number(text: str) -> Number:
    found = Range() if text.strip() == "any" else read_range(text, signed=True)
    return Number(low=found.low, high=found.high)


def _number_text(number: Number) -> str:
    found = Range(number.low, number.high)
    return write_range(found) if found.is_known else "any"


def _fact(  # noqa: PLR0913  one parameter for each key
    *,
    id: str,  # noqa: A002  the model's name for it
    ask: str,
    basis: Basis | None,
    yes_no: bool = False,  # noqa: ARG001  says only that there is nothing else
    number: Number | None = None,
    scale: Scale | None = None,
    choice: Choice | None = None,
    unit: str = "",
    whole: bool = False,
    worse: Worse | None = None,
) -> Fact:
    if number is None and (unit or whole):
        msg = f"{'unit' if unit else 'whole'} belongs to a number: this fact is none"
        raise ValueError(msg)
    if number is not None:
        number = Number(low=number.low, high=number.high, unit=unit, whole=whole)
    kind: FactType = number or scale or choice or YesNo()
    return Fact(id=id, ask=ask, type=kind, worse=worse, basis=basis)


def _fact_fields(fact: Fact) -> Mapping[str, object]:
    fields: dict[str, object] = {"ask": fact.ask, "worse": fact.worse, "basis": fact.basis}
    match fact.type:
        case YesNo():
            fields["yes_no"] = True
        case Number(unit=unit, whole=whole) as number:
            fields |= {"number": number, "unit": unit, "whole": whole}
        case Scale() as scale:
            fields["scale"] = scale
        case Choice() as choice:
            fields["choice"] = choice
    return fields


FACT: Final = Record(
    what="a fact",
    build=_fact,
    fields=_fact_fields,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("ask", "yes_no", "number", "scale", "choice", "unit", "whole", "worse"),
    one_of=(OneKeyOf(("yes_no", "number", "scale", "choice"), required=True),),
    keys=(
        Key(
            "ask",
            Text(),
            "The question, in the words of whoever asks it.",
            required=True,
            stand_in="?",
        ),
        Key("yes_no", Only(value=True), "The answer is yes or no: write true."),
        Key(
            "number",
            Small("a range such as 0 to 10, or any", _number, _number_text, numbers=True),
            "The answer is a number in this range; any for no limits.",
        ),
        Key(
            "scale",
            Made(ListOf(Text(blank=True)), Scale, attrgetter("options")),
            "The answer is one of these words, which have an order, the least first.",
        ),
        Key(
            "choice",
            Made(ListOf(Text(blank=True)), Choice, attrgetter("options")),
            "The answer is one of these words, which have no order.",
        ),
        Key("unit", Text(), "The unit of a number, such as days.", default=""),
        Key("whole", Flag(), "Whether only whole numbers are answers.", default=False),
        Key("worse", OneOf(Worse), "Which answers are the more severe; yes is higher than no."),
    ),
)
ASSESSMENT: Final = MapOf(FACT, attrgetter("id"))
