"""Lists and maps of things that have the same shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from iopkit.diagnostics.catalogue.values import REFUSED_ID
from iopkit.errors import nearest
from iopkit.files.schema.context import UnreadableNodeError
from iopkit.files.schema.value_type import Id, JsonSchema, ValueType, Written, refuse_form
from iopkit.files.yaml.node import Entries
from iopkit.model.validators import not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

T = TypeVar("T")


@attrs.frozen
class ListOf(Generic[T]):
    """A list.

    Parameters
    ----------
    item
        The shape of each.
    name
        What an item is known by when a file that extends another changes it; None when the
        list is replaced as a whole.
    single
        Whether one item may stand without a list around it.
    """

    item: ValueType[T]
    name: Callable[[Node], str] | None = None
    single: bool = False

    def read(self, node: Node, reading: ReadingContext) -> tuple[T, ...]:
        """Return the items that can be used."""
        items = (node,) if self.single and isinstance(node.value, str) else node.value
        if not isinstance(items, tuple):
            refuse_form(node, reading, "a list", "'- ' before each item, or [a, b]")
        read: list[T] = []
        for index, item in enumerate(items):
            try:
                read.append(reading.take(self.item, index, item))
            except UnreadableNodeError:
                reading.drop(index)
        return tuple(read)

    def write(self, value: tuple[T, ...], basis: Basis | None) -> Written:
        """Return the items."""
        items = [self.item.write(item, basis) for item in value]
        return items[0] if self.single and len(items) == 1 else items

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        item = self.item.schema(partial=partial and self.name is not None)
        many: JsonSchema = {"type": "array", "items": item}
        return {"anyOf": [item, many]} if self.single else many


@attrs.frozen
class MapOf(Generic[T]):
    """A map from ids to things.

    Parameters
    ----------
    item
        The shape of each; its `Node` knows the id as its key.
    key
        Takes the id from a value.
    ids
        Whether the keys must be ids.
    """

    item: ValueType[T]
    key: Callable[[T], str]
    ids: bool = True

    def read(self, node: Node, reading: ReadingContext) -> tuple[T, ...]:
        """Return the things that can be used, in the order of the file."""
        entries = Entries() if node.value is None else node.value
        if not isinstance(entries, Entries):
            refuse_form(node, reading, "a map from names to what they mean", "'name:' before each")
        read: list[T] = []
        for key, item in entries.pairs:
            problem = not_an_identifier(key.text) if self.ids else ""
            try:
                if problem:
                    hint = _meant(key.text, entries.names())
                    reading.refuse(REFUSED_ID(reason=problem), key.mark, hint)
                read.append(reading.take(self.item, key.text, item))
            except UnreadableNodeError:
                reading.drop(key.text)
        return tuple(read)

    def write(self, value: tuple[T, ...], basis: Basis | None) -> Written:
        """Return the things under their ids."""
        return {self.key(item): self.item.write(item, basis) for item in value}

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        names = {"propertyNames": Id().schema(partial=partial)} if self.ids else {}
        item = self.item.schema(partial=partial)
        return {"type": ["object", "null"], "additionalProperties": item, **names}


def _meant(name: str, others: tuple[str, ...]) -> str:
    """Return the id that was probably meant: one that is there, or the name made an id."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not_an_identifier(plain):
        return ""
    hint = nearest(plain, [other for other in others if other != name])
    return hint or f"write {plain}, and '{name}' as its title"
