"""The sections ``sources``, ``referrals`` and ``assessment`` of a pathway file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from iopkit.errors import InvalidValueError
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.mapped_type import MappedType
from iopkit.files.schema.quantity import read_range, write_range
from iopkit.files.schema.record import FieldSpec, OneKeyOf, Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.schema.text_types import TextScalar
from iopkit.files.schema.value_type import ChoiceType, ConstantType, Flag, TextType
from iopkit.files.schema.value_type import NumberType as NumberShape
from iopkit.model.assessment import Choice, Fact, NumberFact, OrdinalFact, Worse, YesNo
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
        FieldSpec("title", TextType(), "What it is called.", required=True, stand_in="?"),
        FieldSpec("by", TextType(), "Who wrote or published it.", default="", words="{}"),
        FieldSpec("year", NumberShape(whole=True), "Year of publication.", words="{}"),
        FieldSpec(
            "where", TextType(), "How to find it: an address, a DOI, a paragraph.", default=""
        ),
        FieldSpec("note", TextType(), "What a reader must know to use it rightly.", default=""),
    ),
)
SOURCES: Final = MapOf(SOURCE, attrgetter("id"))

REFERRALS: Final = ListOf(
    Shorthand(
        Record(
            what="a referral",
            build=Referral,
            basis="own",
            keys=(
                FieldSpec(
                    "by", TextType(), "Who sends clients, such as a therapist.", required=True
                ),
            ),
        ),
        "by",
    )
)


def _number(text: str) -> NumberFact:
    found = Range() if text.strip() == "any" else read_range(text, signed=True)
    return NumberFact(low=found.low, high=found.high)


def _number_text(number: NumberFact) -> str:
    found = Range(number.low, number.high)
    return write_range(found) if found.is_known else "any"


def _fact(  # noqa: PLR0913  one parameter for each key
    *,
    id: str,  # noqa: A002  the model's name for it
    ask: str,
    basis: Basis | None,
    yes_no: bool = False,  # noqa: ARG001  says only that there is nothing else
    number: NumberFact | None = None,
    scale: OrdinalFact | None = None,
    choice: Choice | None = None,
    unit: str = "",
    whole: bool = False,
    worse: Worse | None = None,
) -> Fact:
    if number is None and (unit or whole):
        stated = "unit" if unit else "whole"
        msg = f"{stated} belongs to a number: this fact is none"
        raise InvalidValueError(msg, parameter=stated)
    if number is not None:
        number = NumberFact(low=number.low, high=number.high, unit=unit, whole=whole)
    kind: FactType = number or scale or choice or YesNo()
    return Fact(id=id, ask=ask, type=kind, worse=worse, basis=basis)


def _fact_fields(fact: Fact) -> Mapping[str, object]:
    fields: dict[str, object] = {"ask": fact.ask, "worse": fact.worse, "basis": fact.basis}
    match fact.type:
        case YesNo():
            fields["yes_no"] = True
        case NumberFact(unit=unit, whole=whole) as number:
            fields |= {"number": number, "unit": unit, "whole": whole}
        case OrdinalFact() as scale:
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
        FieldSpec(
            "ask",
            TextType(),
            "The question, in the words of whoever asks it.",
            required=True,
            stand_in="?",
        ),
        FieldSpec(
            "yes_no",
            ConstantType(value=True),
            "The answer is yes or no: write true.",
            words="yes or no",
        ),
        FieldSpec(
            "number",
            TextScalar("a range such as 0 to 10, or any", _number, _number_text, numbers=True),
            "The answer is a number in this range; any for no limits.",
            words="a number, {}",
        ),
        FieldSpec(
            "scale",
            MappedType(ListOf(TextType(blank=True)), OrdinalFact, attrgetter("options")),
            "The answer is one of these words, which have an order, the least first.",
            words="one of {}, in this order",
        ),
        FieldSpec(
            "choice",
            MappedType(ListOf(TextType(blank=True)), Choice, attrgetter("options")),
            "The answer is one of these words, which have no order.",
            words="one of {}, which have no order",
        ),
        FieldSpec(
            "unit", TextType(), "The unit of a number, such as days.", default="", words="in {}"
        ),
        FieldSpec(
            "whole",
            Flag(),
            "Whether only whole numbers are answers.",
            default=False,
            words="whole numbers only",
        ),
        FieldSpec(
            "worse",
            ChoiceType(Worse),
            "Which answers are the more severe; yes is higher than no.",
            words="{} is the more severe",
        ),
    ),
)
ASSESSMENT: Final = MapOf(FACT, attrgetter("id"))
