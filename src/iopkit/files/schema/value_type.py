"""What a value in a file may look like: one declaration to read, write and describe it.

A shape reads a `Node` into a value, writes the value back, and says as JSON Schema what it takes.
The small shapes are here; `record`, `collection` and the others build larger ones from them.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import (
    TYPE_CHECKING,
    Final,
    Generic,
    NoReturn,
    Protocol,
    TypeAlias,
    TypeVar,
    runtime_checkable,
)

import attrs

from iopkit.diagnostics.catalogue.quantities import (
    NUMBER_TOO_LARGE,
    NUMBER_TOO_SMALL,
    OTHER_NUMBER,
    TEXT_FOR_NUMBER,
)
from iopkit.diagnostics.catalogue.values import (
    EMPTY_TEXT,
    NOT_AMONG_CHOICES,
    NOTHING_AFTER_KEY,
    NOTHING_WRITTEN,
    OTHER_CONSTANT,
    REFUSED_ID,
    RESERVED_WORD,
    TEXT_WITHOUT_QUOTES,
    UNSHOWN_CHARACTER,
    WRONG_VALUE_FORM,
)
from iopkit.diagnostics.fix import closest_fix
from iopkit.errors import nearest
from iopkit.model.validators import not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iopkit.diagnostics.kind import DiagnosticKind
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

Written: TypeAlias = "bool | int | float | str | Sequence[Written] | Mapping[str, Written] | None"
"""What can be written into a file."""

JsonSchema: TypeAlias = "dict[str, object]"

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_TRUTH: Final = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "no": "false",
    "off": "false",
    "n": "false",
}


@runtime_checkable
class ValueType(Protocol[T]):
    """How one sort of value is read, written and described."""

    def read(self, node: Node, reading: ReadingContext) -> T:
        """Return the value, or complain and raise; `ReadingContext.take` calls this."""

    def write(self, value: T, basis: Basis | None) -> Written:
        """Return what `read` turns into this value, where numbers rest on `basis`."""

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted; `partial` when another file supplies what is left out."""


def refuse_form(node: Node, reading: ReadingContext, wanted: str, example: str = "") -> NoReturn:
    """Complain that a value is of the wrong kind, and give it up."""
    if node.value is None:
        told = (
            NOTHING_AFTER_KEY(key=node.key.text, wanted=wanted)
            if node.key
            else NOTHING_WRITTEN(wanted=wanted)
        )
        reading.refuse(told, node.head)
    hint = f"write {example}" if example else ""
    reading.refuse(WRONG_VALUE_FORM(wanted=wanted, given=node.said()), node.mark, hint)


@attrs.frozen
class TextType:
    """Any text.

    Parameters
    ----------
    blank
        Whether it may be empty.
    """

    blank: bool = False

    def read(self, node: Node, reading: ReadingContext) -> str:
        """Return the text."""
        value = node.value
        if isinstance(value, bool | int | float):
            reading.refuse(TEXT_WITHOUT_QUOTES(given=node.said()), node.mark)
        if not isinstance(value, str):
            refuse_form(node, reading, "a text")
        if not self.blank and not value.strip():
            reading.refuse(EMPTY_TEXT(), node.mark)
        if any(char not in "\n\t" and not char.isprintable() and char < "\xa0" for char in value):
            reading.refuse(UNSHOWN_CHARACTER(), node.mark)
        return value

    def write(self, value: str, _basis: Basis | None) -> Written:
        """Return the text."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"type": "string"} if self.blank else {"type": "string", "minLength": 1}


@attrs.frozen
class Id:
    """The id of something."""

    def read(self, node: Node, reading: ReadingContext) -> str:
        """Return the id."""
        value = TextType().read(node, reading)
        problem = not_an_identifier(value)
        if problem:
            reading.refuse(REFUSED_ID(reason=problem), node.mark)
        return value

    def write(self, value: str, _basis: Basis | None) -> Written:
        """Return the id."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"type": "string", "pattern": "^[a-z][a-z0-9]*([._-][a-z0-9]+)*$", "maxLength": 64}


@attrs.frozen
class Flag:
    """True or false."""

    def read(self, node: Node, reading: ReadingContext) -> bool:
        """Return the truth value."""
        value = node.value
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            meant = _TRUTH.get(value.lower()) or (
                value.lower() if value.lower() in {"true", "false"} else ""
            )
            hint = f"write {meant}" if meant else "write true or false"
            reading.refuse(RESERVED_WORD(value=value), node.mark, hint)
        refuse_form(node, reading, "true or false")

    def write(self, value: bool, _basis: Basis | None) -> Written:  # noqa: FBT001
        """Return the truth value."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"type": "boolean"}


@attrs.frozen
class NumberType:
    """A number.

    Parameters
    ----------
    whole
        Whether only whole numbers are taken.
    low
        The least that is taken; None for no limit.
    """

    whole: bool = False
    low: float | None = None

    def read(self, node: Node, reading: ReadingContext) -> float:
        """Return the number; an `int` if only whole ones are taken."""
        value = node.value
        wanted = "a whole number" if self.whole else "a number"
        if isinstance(value, str):
            hint = "remove the quotes" if node.quoted and value.strip("-.").isdigit() else ""
            if value.rstrip().endswith("%"):
                hint = "write a share as a number from 0 to 1: 23 % is 0.23"
            reading.refuse(
                TEXT_FOR_NUMBER(wanted=wanted, value=value), node.mark, hint or "write digits alone"
            )
        if isinstance(value, bool) or not isinstance(value, int | float):
            refuse_form(node, reading, wanted)
        if not math.isfinite(value) or abs(value) > 1e300:  # noqa: PLR2004  near the limit of a double
            reading.refuse(NUMBER_TOO_LARGE(), node.mark)
        if self.whole and not float(value).is_integer():
            reading.refuse(OTHER_NUMBER(wanted=wanted, value=value), node.mark)
        if self.low is not None and value < self.low:
            reading.refuse(NUMBER_TOO_SMALL(low=self.low, value=value), node.mark)
        return int(value) if self.whole else float(value)

    def write(self, value: float, _basis: Basis | None) -> Written:
        """Return the number."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        limit = {} if self.low is None else {"minimum": self.low}
        return {"type": "integer" if self.whole else "number", **limit}


@attrs.frozen
class ChoiceType(Generic[E]):
    """One of a few words."""

    words: type[E]
    without: frozenset[E] = frozenset()

    def read(self, node: Node, reading: ReadingContext) -> E:
        """Return the word."""
        value = TextType().read(node, reading)
        choices = {word.value: word for word in self.words if word not in self.without}
        if value not in choices:
            hint = nearest(value, choices) or f"write one of: {', '.join(choices)}"
            fix = closest_fix(value, choices, node.mark)
            reading.refuse(NOT_AMONG_CHOICES(value=value), node.mark, hint, fix=fix)
        return choices[value]

    def write(self, value: E, _basis: Basis | None) -> Written:
        """Return the word."""
        return value.value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"enum": [word.value for word in self.words if word not in self.without]}


@attrs.frozen
class ConstantType:
    """A single possible value, as in ``iopkit: 1``."""

    value: bool | int | str
    kind: DiagnosticKind = OTHER_CONSTANT

    def read(self, node: Node, reading: ReadingContext) -> bool | int | str:
        """Return the value."""
        if node.value != self.value or type(node.value) is not type(self.value):
            mark = node.head if node.value is None else node.mark
            meant = str(self.value).lower()
            quoted = node.quoted and node.value == meant
            other = isinstance(node.value, str) and _TRUTH.get(node.value.lower()) == meant
            hint = "remove the quotes" if quoted else f"write {meant}" if other else ""
            reading.refuse(self.kind(meant=meant), mark, hint)
        return self.value

    def write(self, value: bool | int | str, _basis: Basis | None) -> Written:  # noqa: FBT001
        """Return the value."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"const": self.value}
