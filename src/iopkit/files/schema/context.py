"""Where a reader is in a file, and what it has complained about so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeVar

import attrs

from iopkit.diagnostics.catalogue.values import REFUSED_BY_MODEL
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import InvalidTypeError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.diagnostics.fix import DiagnosticFix
    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.diagnostics.span import SourceSpan
    from iopkit.files.schema.value_type import ValueType
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis, Path

T = TypeVar("T")


class UnreadableNodeError(Exception):
    """A value cannot be used; why has been complained about already."""


@attrs.frozen
class ReadingContext:
    """The place that is being read.

    The lists and sets are shared by all places of one file: they collect.

    Parameters
    ----------
    root
        The whole file.
    complaints
        What is wrong so far.
    dropped
        Paths of what could not be used: what refers to them is not to blame.
    removed
        Where the file removes something that it extends, by its section and id.
    path
        The way to the place.
    layer
        The `Node.layer` of what is read.
    bases
        What numbers without a basis of their own rest on here, by the layer that they were
        written in: the basis of one file says nothing about the numbers of another.
    """

    root: Node
    complaints: list[Diagnostic] = attrs.field(factory=list)
    dropped: set[Path] = attrs.field(factory=set)
    removed: Mapping[tuple[str, str], Node] = attrs.field(factory=dict)
    path: Path = ()
    layer: int = 0
    bases: Mapping[int, Basis | None] = attrs.field(factory=dict)

    @property
    def basis(self) -> Basis | None:
        """What numbers without a basis of their own rest on here; None for nothing."""
        return self.bases.get(self.layer)

    def inside(self, step: str | int, node: Node | None = None) -> ReadingContext:
        """Return the place one step further in; the node there tells the layer."""
        layer = self.layer if node is None else node.layer
        # Every value of a file passes here: `attrs.evolve` would take three times as long.
        path = (*self.path, step)
        return ReadingContext(
            self.root, self.complaints, self.dropped, self.removed, path, layer, self.bases
        )

    def take(self, shape: ValueType[T], step: str | int, node: Node) -> T:
        """Return the value one step further in, as its shape reads it.

        The one way into every map and list: whatever the model refuses to be made of what stands
        there becomes a complaint at its place.

        Raises
        ------
        UnusableError
            When it cannot be used; why has been complained about.
        """
        try:
            return shape.read(node, self.inside(step, node))
        except (InvalidValueError, InvalidTypeError) as error:
            place = node.head if node.value is None else node.mark
            self.refuse(REFUSED_BY_MODEL(reason=str(error)), place)

    def based(self, basis: Basis | None) -> ReadingContext:
        """Return the same place, where numbers rest on something else."""
        return attrs.evolve(self, bases={**self.bases, self.layer: basis})

    def at_layer(self, layer: int) -> ReadingContext:
        """Return the same place, as another file speaks of it."""
        return attrs.evolve(self, layer=layer)

    def complain(
        self,
        message: DiagnosticMessage,
        place: SourceSpan,
        hint: str | None = None,
        *,
        fix: DiagnosticFix | None = None,
    ) -> None:
        """Note that something is wrong, and go on."""
        self.complaints.append(Diagnostic.at(place, message, hint, fix=fix))

    def refuse(
        self,
        message: DiagnosticMessage,
        place: SourceSpan,
        hint: str | None = None,
        *,
        fix: DiagnosticFix | None = None,
    ) -> NoReturn:
        """Note that something is wrong, and give up this value."""
        self.complain(message, place, hint, fix=fix)
        raise UnreadableNodeError

    def drop(self, step: str | int) -> None:
        """Remember that the value one step further in could not be used."""
        self.dropped.add((*self.path, step))
