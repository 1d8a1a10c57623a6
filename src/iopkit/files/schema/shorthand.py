"""A map that may be written as the value of one of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from iopkit.diagnostics.catalogue.values import NOTHING_AFTER_SHORT_KEY
from iopkit.files.yaml.node import Entries, YamlKey

if TYPE_CHECKING:
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.schema.record import Record
    from iopkit.files.schema.value_type import JsonSchema, ValueType, Written
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

T = TypeVar("T")


@attrs.frozen
class Shorthand(Generic[T]):
    """A map, short where it says one thing: ``goals: [stay sober]`` for ``[{goal: stay sober}]``.

    Parameters
    ----------
    record
        The map.
    key
        The key whose value can stand alone.
    """

    record: Record[T]
    key: str

    @property
    def short(self) -> ValueType[Any]:
        """What can stand alone."""
        return next(key.shape for key in self.record.keys if key.name == self.key)

    def read(self, node: Node, reading: ReadingContext) -> T:
        """Return the value of the map, however it is written."""
        if node.value is None and node.key and not any(key.required for key in self.record.keys):
            reading.refuse(NOTHING_AFTER_SHORT_KEY(key=node.key.text), node.head)
        return self.record.read(self.spelled_out(node), reading)

    def spelled_out(self, node: Node) -> Node:
        """Return the map that a short value stands for; a map as it is."""
        if isinstance(node.value, Entries):
            return node
        return attrs.evolve(node, value=Entries(((YamlKey(self.key, node.mark), node),)))

    def write(self, value: T, basis: Basis | None) -> Written:
        """Return what can stand alone, when it says everything."""
        written = self.record.write(value, basis)
        alone = isinstance(written, dict) and list(written) == [self.key]
        return written[self.key] if isinstance(written, dict) and alone else written

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        short, whole = self.short, self.record
        return {"anyOf": [short.schema(partial=partial), whole.schema(partial=partial)]}
