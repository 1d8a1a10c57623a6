"""The shape of a distribution, in the words that people have for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.diagnostics.catalogue.quantities import (
    MIXTURE_WITHOUT_WEIGHT,
    NO_KEY_OF_DISTRIBUTION,
    OPEN_RANGE,
    REFUSED_DISTRIBUTION,
    UNCLEAR_DISTRIBUTION,
)
from iopkit.files.schema.provenance_keys import BASIS_KEYS, read_basis, write_basis
from iopkit.files.schema.quantity import NotUnderstoodError, number_text, read_range, write_duration
from iopkit.files.schema.record import FieldSpec, Record
from iopkit.files.schema.text_types import DURATION, TextScalar
from iopkit.files.schema.value_type import (
    ChoiceType,
    JsonSchema,
    NumberType,
    ValueType,
    Written,
    refuse_form,
)
from iopkit.files.yaml.node import Entries
from iopkit.model.simulation.distribution import PURE_NUMBERS, WAYS, Distribution
from iopkit.model.simulation.distribution import DistributionFamily as Family

if TYPE_CHECKING:
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

Pair: TypeAlias = tuple[float, float]

_PURE: Final = NumberType(low=0)
_SIGNED: Final = NumberType()
_WEIGHT: Final = NumberType(low=0)
_FAMILY: Final = ChoiceType(Family)
_CLEAR: Final[dict[frozenset[str], Family]] = {
    frozenset({"value"}): Family.FIXED,
    frozenset({"low", "high"}): Family.UNIFORM,
    frozenset({"low", "likely", "high"}): Family.TRIANGULAR,
    frozenset({"mean", "sd"}): Family.LOGNORMAL,
    frozenset({"median", "spread"}): Family.LOGNORMAL,
    frozenset({"p50", "p90"}): Family.LOGNORMAL,
    frozenset({"p25", "p75"}): Family.LOGNORMAL,
    frozenset({"scale", "form"}): Family.WEIBULL,
}
"""The family that is meant when only the numbers are given."""

_NAMES: Final = tuple(
    dict.fromkeys(
        "fixed" if name == "value" else name
        for ways in WAYS.values()
        for way in ways
        for name in way
    )
)
KEYS: Final = ("shape", *_NAMES, "uniform", "values", "mix")


def _weighted(weight: float, value: float) -> Pair:
    return (weight, value)


@attrs.frozen
class DistributionShape:
    """A distribution: a value alone, or a map of what is known about it.

    Parameters
    ----------
    timed
        Whether it is of durations, written with their unit, or of plain numbers.
    signed
        Whether plain numbers may be below zero.
    inner
        Whether it is a part of a mixture.
    """

    timed: bool = True
    signed: bool = False
    inner: bool = False

    @property
    def _quantity(self) -> ValueType[float]:
        return DURATION if self.timed else _SIGNED if self.signed else _PURE

    @property
    def _value(self) -> Record[Pair]:
        return Record(
            what="a value with its weight",
            build=_weighted,
            fields=lambda pair: {"weight": pair[0], "value": pair[1]},
            keys=(
                FieldSpec("value", self._quantity, "The value.", required=True),
                FieldSpec(
                    "weight", _WEIGHT, "How often it comes, relative to the others.", required=True
                ),
            ),
        )

    def read(self, node: Node, reading: ReadingContext) -> Distribution:
        """Return the distribution."""
        entries = node.value
        if not isinstance(entries, Entries):
            if isinstance(entries, tuple) or entries is None:
                example = "28 days" if self.timed else "5"
                refuse_form(
                    node, reading, "a distribution", f"{example}, or a map such as {{median: ...}}"
                )
            value = self._quantity.read(node, reading)
            return attrs.evolve(Distribution.fixed(value), basis=reading.basis)
        self._check_names(entries, reading)
        reading = reading.based(read_basis(entries, reading))
        given = self._given(entries, reading)
        values = self._values(entries, reading)
        parts = self._parts(entries, reading)
        stated = entries.get("shape")
        family = _FAMILY.read(stated, reading) if stated else None
        if family is None:
            family = Family.EMPIRICAL if values else Family.MIXTURE if parts else None
            family = family or _CLEAR.get(frozenset(given))
        if family is None:
            got = " and ".join(sorted(given)) or "nothing"
            hint = (
                "add 'shape: exponential'"
                if len(given) == 1
                else "write {median: 50 days, spread: 0.9}"
            )
            reading.refuse(UNCLEAR_DISTRIBUTION(got=got), node.mark, hint)
        try:
            return Distribution(
                shape=family, given=given, values=values, parts=parts, basis=reading.basis
            )
        except ValueError as error:
            reading.refuse(REFUSED_DISTRIBUTION(reason=str(error)), node.mark)

    def write(self, value: Distribution, basis: Basis | None) -> Written:
        """Return the shortest text that reads back as this distribution."""
        own = write_basis(value.basis, basis)
        given = dict(value.given)
        number = self._number
        if value.shape is Family.FIXED:
            bare = number(given["value"])
            return {"fixed": bare, **own} if own or self.inner else bare
        written: dict[str, Written] = {}
        if value.shape is Family.UNIFORM:
            unit = " days" if self.timed else ""
            written["uniform"] = (
                f"{number_text(given['low'])} to {number_text(given['high'])}{unit}"
            )
        elif value.shape is Family.EMPIRICAL:
            written["values"] = [
                number(x) if weight == 1 else {"value": number(x), "weight": weight}
                for weight, x in value.values
            ]
        elif value.shape is Family.MIXTURE:
            written["mix"] = [self._part(weight, part, value.basis) for weight, part in value.parts]
        else:
            if _CLEAR.get(frozenset(given)) is not value.shape:
                written["shape"] = value.shape.value
            order = [name for name in _NAMES if name in given]
            written |= {n: given[n] if n in PURE_NUMBERS else number(given[n]) for n in order}
        return written | own

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        quantity = self._quantity.schema(partial=partial)
        properties: dict[str, object] = {
            name: _PURE.schema(partial=partial) if name in PURE_NUMBERS else quantity
            for name in _NAMES
        }
        properties["shape"] = _FAMILY.schema(partial=partial)
        properties["uniform"] = {"type": "string"}
        value = {"anyOf": [quantity, self._value.schema(partial=partial)]}
        properties["values"] = {"type": "array", "items": value, "minItems": 1}
        properties |= {name: {"type": ["string", "null"]} for name in BASIS_KEYS}
        if self.inner:
            properties["weight"] = _WEIGHT.schema(partial=partial)
        else:
            part = attrs.evolve(self, inner=True).schema(partial=partial)
            properties["mix"] = {"type": "array", "items": part, "minItems": 1}
        known: JsonSchema = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return known if self.inner else {"anyOf": [quantity, known]}

    def _number(self, value: float) -> Written:
        return write_duration(value) if self.timed else value

    def _part(self, weight: float, part: Distribution, basis: Basis | None) -> Written:
        written = attrs.evolve(self, inner=True).write(part, basis)
        assert isinstance(written, dict)  # noqa: S101  an inner distribution is never bare
        return {"weight": weight, **written}

    def _check_names(self, entries: Entries, reading: ReadingContext) -> None:
        known = (*KEYS, *BASIS_KEYS, *(("weight",) if self.inner else ()))
        for key, _ in entries.pairs:
            if key.text not in known:
                reading.refuse(NO_KEY_OF_DISTRIBUTION(key=key.text, known=tuple(known)), key.mark)

    def _given(self, entries: Entries, reading: ReadingContext) -> dict[str, float]:
        given: dict[str, float] = {}
        for key, node in entries.pairs:
            inside = reading.inside(key.text)
            if key.text == "uniform":
                between = self._uniform.read(node, inside)
                given |= {"low": between[0], "high": between[1]}
            elif key.text in _NAMES:
                shape = _PURE if key.text in PURE_NUMBERS else self._quantity
                name = "value" if key.text == "fixed" else key.text
                given[name] = shape.read(node, inside)
        return given

    @property
    def _uniform(self) -> TextScalar[Pair]:
        return TextScalar("a range such as 3 to 7 days", self._between, lambda pair: f"{pair}")

    def _between(self, text: str) -> Pair:
        found = read_range(text, timed=self.timed, signed=self.signed)
        if found.low is None or found.high is None:
            raise NotUnderstoodError(OPEN_RANGE(text=text))
        return found.low, found.high

    def _values(self, entries: Entries, reading: ReadingContext) -> tuple[Pair, ...]:
        node = entries.get("values")
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            refuse_form(node, reading, "a list of values")
        found: list[Pair] = []
        for index, item in enumerate(node.value):
            inside = reading.inside("values").inside(index)
            if isinstance(item.value, Entries):
                found.append(self._value.read(item, inside))
            else:
                found.append((1.0, self._quantity.read(item, inside)))
        return tuple(found)

    def _parts(
        self, entries: Entries, reading: ReadingContext
    ) -> tuple[tuple[float, Distribution], ...]:
        node = entries.get("mix")
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            refuse_form(node, reading, "a list of distributions, each with a weight")
        inner = attrs.evolve(self, inner=True)
        found: list[tuple[float, Distribution]] = []
        for index, item in enumerate(node.value):
            inside = reading.inside("mix").inside(index)
            weight = item.child("weight")
            if weight is None:
                reading.refuse(MIXTURE_WITHOUT_WEIGHT(), item.mark)
            found.append((_WEIGHT.read(weight, inside), inner.read(item, inside)))
        return tuple(found)
