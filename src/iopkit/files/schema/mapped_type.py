"""A shape whose value is made from that of another shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.schema.value_type import JsonSchema, ValueType, Written
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

Raw = TypeVar("Raw")
T = TypeVar("T")


@attrs.frozen
class MappedType(Generic[Raw, T]):
    """Another shape, and what is made of it.

    Parameters
    ----------
    inner
        What is read.
    make, unmake
        Value to value and back; `make` may raise `InvalidValueError`, see `ReadingContext.take`.
    """

    inner: ValueType[Raw]
    make: Callable[[Raw], T]
    unmake: Callable[[T], Raw]

    def read(self, node: Node, reading: ReadingContext) -> T:
        """Return the value."""
        return self.make(self.inner.read(node, reading))

    def write(self, value: T, basis: Basis | None) -> Written:
        """Return what the inner shape writes."""
        return self.inner.write(self.unmake(value), basis)

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what the inner shape accepts."""
        return self.inner.schema(partial=partial)
