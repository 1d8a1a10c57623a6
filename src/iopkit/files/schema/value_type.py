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

from iopkit.errors import nearest
from iopkit.files.yaml.code import Code
from iopkit.model.validators import not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        message = (
            f"nothing is written after '{node.key.text}:'" if node.key else "nothing is written"
        )
        hint = f"write {wanted}, or leave the key out"
        reading.refuse(Code.EMPTY_VALUE, node.head, message, hint)
    hint = f"write {example}" if example else ""
    reading.refuse(Code.WRONG_FORM, node.mark, f"this must be {wanted}, not {node.said()}", hint)


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
            message = f"this must be a text, but without quotes it is {node.said()}"
            reading.refuse(Code.NEEDS_QUOTES, node.mark, message, "put it in quotes")
        if not isinstance(value, str):
            refuse_form(node, reading, "a text")
        if not self.blank and not value.strip():
            reading.refuse(Code.EMPTY_VALUE, node.mark, "the text is empty", "write something")
        if any(char not in "\n\t" and not char.isprintable() and char < "\xa0" for char in value):
            message = "the text holds a character that cannot be shown"
            reading.refuse(Code.BAD_VALUE, node.mark, message, "remove what follows the '\\'")
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
            reading.refuse(Code.NOT_AN_ID, node.mark, problem)
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
            message = f"'{value}' is a word in this format"
            hint = f"write {meant}" if meant else "write true or false"
            reading.refuse(Code.NOT_TRUE_OR_FALSE, node.mark, message, hint)
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
            message = f"this must be {wanted}, not '{value}'"
            reading.refuse(Code.NOT_A_NUMBER, node.mark, message, hint or "write digits alone")
        if isinstance(value, bool) or not isinstance(value, int | float):
            refuse_form(node, reading, wanted)
        if not math.isfinite(value) or abs(value) > 1e300:  # noqa: PLR2004  near the limit of a double
            reading.refuse(Code.NOT_A_NUMBER, node.mark, "this number is too large")
        if self.whole and not float(value).is_integer():
            reading.refuse(Code.NOT_A_NUMBER, node.mark, f"this must be {wanted}, not {value:g}")
        if self.low is not None and value < self.low:
            message = f"this must be {self.low:g} or more, not {value:g}"
            reading.refuse(Code.BAD_VALUE, node.mark, message)
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
            message = f"'{value}' is not one of the words for this"
            reading.refuse(Code.NOT_A_CHOICE, node.mark, message, hint)
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
    code: Code = Code.BAD_VALUE

    def read(self, node: Node, reading: ReadingContext) -> bool | int | str:
        """Return the value."""
        if node.value != self.value or type(node.value) is not type(self.value):
            mark = node.head if node.value is None else node.mark
            meant = str(self.value).lower()
            quoted = node.quoted and node.value == meant
            other = isinstance(node.value, str) and _TRUTH.get(node.value.lower()) == meant
            hint = "remove the quotes" if quoted else f"write {meant}" if other else ""
            reading.refuse(self.code, mark, f"this can only be {meant}", hint)
        return self.value

    def write(self, value: bool | int | str, _basis: Basis | None) -> Written:  # noqa: FBT001
        """Return the value."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"const": self.value}
