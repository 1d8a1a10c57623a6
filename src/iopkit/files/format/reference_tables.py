"""The pathway file described in tables, from the same declaration that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.files.format.client_sample import ArrivalsFile, ClientSampleShape
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.format.queues import UNLIMITED, PlacesShape, SharesShape
from iopkit.files.format.transitions import TransitionShape
from iopkit.files.schema.answer_distribution import AnswerShape
from iopkit.files.schema.cited_number import FigureShape, RuleShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.distribution import DistributionShape
from iopkit.files.schema.mapped_type import MappedType
from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.schema.text_types import CriterionText, TextScalar
from iopkit.files.schema.value_type import ChoiceType, ConstantType, Flag, Id, NumberType, TextType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.files.schema.record import FieldSpec


def reference() -> str:
    """Return a table for every map of the pathway file, in Markdown."""
    parts = [_table("The file", PATHWAY)]
    for key in PATHWAY.keys:
        for name, record in records(key.name, key.shape):
            parts.append(_table(f"`{name}`", record))
    return "\n".join(parts)


def records(name: str, shape: object) -> Iterator[tuple[str, Record[object]]]:
    """Yield the records inside a shape, each with the way to it."""
    if isinstance(shape, TransitionShape):
        shape = shape.record
    if isinstance(shape, Shorthand):
        shape = shape.record
    if isinstance(shape, MapOf):
        yield from records(f"{name}.ID", shape.item)
    elif isinstance(shape, ListOf):
        yield from records(f"{name}[]", shape.item)
    elif isinstance(shape, Record):
        yield name, shape
        for key in shape.keys:
            yield from records(f"{name}.{key.name}", key.shape)


def _table(title: str, record: Record[dict[str, object]] | Record[object]) -> str:
    lines = [f"### {title}", "", "| key | what it holds | meaning |", "|---|---|---|"]
    lines += [_row(key) for key in record.keys]
    if record.basis:
        names = " or ".join(f"`{name}`" for name in BASIS_KEYS)
        lines.append(f"| {names} | text | What the numbers and criteria here rest on. |")
    return "\n".join([*lines, ""])


def _row(key: FieldSpec) -> str:
    needed = " (required)" if key.required else ""
    return f"| `{key.name}`{needed} | {kind(key.shape)} | {key.help} |"


def kind(shape: object) -> str:  # noqa: C901, PLR0912  one case for each shape
    """Return what a shape takes, in a few words.

    >>> kind(Flag())
    'true or false'
    """
    match shape:
        case TextType():
            return "text"
        case Id():
            return "id"
        case Flag():
            return "true or false"
        case ConstantType(value=value):
            return f"`{str(value).lower()}`"
        case NumberType(whole=whole):
            return "whole number" if whole else "number"
        case ChoiceType(words=words, without=without):
            return ", ".join(f"`{word}`" for word in words if word not in without)
        case TextScalar(wanted=wanted):
            return wanted
        case CriterionText():
            return "criterion"
        case FigureShape(no_limit=word, number=number):
            figure = "figure" if isinstance(number, NumberType) else f"figure: {kind(number)}"
            return f"{figure}, or `{word}`" if word else figure
        case RuleShape():
            return "rule"
        case PlacesShape():
            return f"whole number, or `{UNLIMITED}`"
        case SharesShape():
            return "shares"
        case ClientSampleShape():
            return "name of a table, or its text"
        case ArrivalsFile():
            return "name of a table"
        case DistributionShape():
            return "distribution"
        case AnswerShape():
            return "shares, or a distribution"
        case Shorthand(record=record, short=short):
            return f"{kind(short)}; or {record.what}"
        case MappedType(inner=inner):
            return kind(inner)
        case ListOf(item=item, single=single):
            return f"{kind(item)}, or a list of them" if single else f"list: {kind(item)}"
        case MapOf(item=item):
            return f"map by id: {kind(item)}"
        case TransitionShape(record=record):
            return record.what
        case Record(what=what):
            return what
        case _:
            raise AssertionError(shape)
