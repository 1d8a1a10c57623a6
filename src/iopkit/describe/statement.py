"""What a map of the format states, key by key, in the words of the declaration of each key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iopkit.describe.inline import Inlines, inlines, joined, reference
from iopkit.describe.value import value_line
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.mapped_type import MappedType
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.schema.text_types import TextScalar
from iopkit.model.basis import Basis
from iopkit.model.range import Range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.describe.names import PathwayNames
    from iopkit.files.schema.record import FieldSpec


def statements(
    record: Record[Any], value: object, names: PathwayNames, *, but: Collection[str] = ()
) -> Iterator[tuple[FieldSpec, Inlines]]:
    """Yield what a value states under each key, in the order of the format; not what is silent.

    Parameters
    ----------
    record
        How the value stands in a file.
    value
        The value.
    names
        What parts of the pathway are called.
    but
        Keys that are said elsewhere.
    """
    fields = record.fields(value)
    for key in record.keys:
        content = fields.get(key.parameter)
        if key.name not in but and content is not None and content not in (key.default, ()):
            yield key, statement(key, content, names)


def statement(key: FieldSpec, content: object, names: PathwayNames) -> Inlines:
    """Return what is stated under a key.

    >>> from iopkit.describe.names import PathwayNames
    >>> from iopkit.files.format.programs import SERVICE
    >>> names = PathwayNames(levels={}, outcomes={}, groups={}, therapies={})
    >>> size = next(key for key in SERVICE.keys if key.name == "size")
    >>> [str(getattr(each, "text", each)) for each in statement(size, 12, names)]
    ['up to ', '12 clients']
    """
    words = key.words or f"{key.called}: {{}}"
    before, hole, after = words.partition("{}")
    if not hole:  # a flag, which is nothing but set
        return inlines(words if content is True else key.denial or f"not {words}")
    return inlines([before, *_content(key.shape, content, key, names), after])


def record_line(record: Record[Any], value: object, names: PathwayNames) -> Inlines:
    """Return all that a value states on one line, and what it rests on."""
    said = [line for _, line in statements(record, value, names)]
    return (*joined(said), *reference(_basis(value)))


def _content(shape: object, content: object, key: FieldSpec, names: PathwayNames) -> Inlines:
    match shape:
        case Shorthand():
            return record_line(shape.record, content, names)
        case Record():
            return record_line(shape, content, names)
        case ListOf(item=Shorthand() | Record()) | MapOf() if isinstance(content, tuple):
            return joined((_content(shape.item, each, key, names) for each in content), "; ")
        case MappedType(inner=inner, unmake=unmake):
            return _content(inner, unmake(content), key, names)
        case TextScalar() if not key.unit and not isinstance(content, Range):
            return inlines(str(shape.write(content, None)))
        case _ if key.refers_to:
            several = content if isinstance(content, tuple) else (content,)
            return joined(
                (names.link(str(each), key.refers_to) for each in several), last=f" {key.joint} "
            )
        case _:
            return value_line(content, names, unit=key.unit, joint=key.joint)


def _basis(value: object) -> Basis | None:
    found = getattr(value, "basis", None)
    return found if isinstance(found, Basis) else None
