"""What a file says, before anybody asks what it means: a tree in which every value has a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.model.basis import SourceLocation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.diagnostics.span import SourceSpan
    from iopkit.model.basis import Path

Scalar: TypeAlias = bool | int | float | str | None


@attrs.frozen
class YamlKey:
    """A key of a map, and where it stands."""

    text: str
    mark: SourceSpan


@attrs.frozen
class Entries:
    """The keys and values of a map, in the order of the file; no key comes twice."""

    pairs: tuple[tuple[YamlKey, Node], ...] = ()
    _index: dict[str, Node] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def get(self, name: str) -> Node | None:
        """Return the value of a key, or nothing."""
        if self.pairs and not self._index:  # when it is first asked: many are only passed on
            self._index.update((key.text, node) for key, node in self.pairs)
        return self._index.get(name)

    def __contains__(self, name: str) -> bool:
        """Whether the key is there."""
        return self.get(name) is not None

    def names(self) -> tuple[str, ...]:
        """Return the keys."""
        return tuple(key.text for key, _ in self.pairs)


@attrs.frozen
class Node:
    """A value in a file.

    Parameters
    ----------
    value
        A scalar, the items of a list, or the entries of a map.
    mark
        Where it stands.
    key
        The key before it, when it is the value in a map.
    quoted
        Whether a text was written in quotes.
    layer
        How far down the file stands that this was written in: 0 for the file that is read, -1 for
        the one that it extends, and so on.
    beneath
        What this was laid over, in the file that is extended.
    """

    value: Scalar | tuple[Node, ...] | Entries
    mark: SourceSpan
    key: YamlKey | None = None
    quoted: bool = False
    layer: int = 0
    beneath: Node | None = None

    @property
    def head(self) -> SourceSpan:
        """Where to point when something about the whole value is wrong: the key, if it has one."""
        if self.key:
            return self.key.mark
        whole = isinstance(self.value, Entries | tuple)
        return attrs.evolve(self.mark, width=1) if whole else self.mark

    def child(self, step: str | int) -> Node | None:
        """Return the value under a key or at an index, or nothing."""
        if isinstance(self.value, Entries):
            return self.value.get(str(step))
        if isinstance(self.value, tuple) and isinstance(step, int) and 0 <= step < len(self.value):
            return self.value[step]
        return None

    def at(self, path: Path) -> Node:
        """Return the value at a path, or the deepest one on the way there."""
        node = self
        for step in path:
            child = node.child(step)
            if child is None:
                return node
            node = child
        return node

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, Node]]:
        """Yield every value with its path, this one first."""
        ahead = [(path, self)]  # generators in one another would pass each value up every level
        while ahead:
            here, node = ahead.pop()
            yield here, node
            if isinstance(node.value, Entries):
                ahead += [((*here, key.text), each) for key, each in reversed(node.value.pairs)]
            elif isinstance(node.value, tuple):
                inside = [((*here, index), each) for index, each in enumerate(node.value)]
                ahead += reversed(inside)

    def without(self, dropped: Collection[Path], path: Path = ()) -> Node:
        """Return the value without what stands at some paths."""
        if not dropped:
            return self
        value = self.value
        if isinstance(value, Entries):
            pairs = tuple(
                (key, node.without(dropped, (*path, key.text)))
                for key, node in value.pairs
                if (*path, key.text) not in dropped
            )
            return attrs.evolve(self, value=Entries(pairs))
        if isinstance(value, tuple):
            items = tuple(
                node.without(dropped, (*path, index))
                for index, node in enumerate(value)
                if (*path, index) not in dropped
            )
            return attrs.evolve(self, value=items)
        return self

    def span(self, start: int, end: int) -> SourceSpan:
        """Return the mark of some characters of a text; of all of it when it was folded."""
        ahead = self._ahead()
        return self.mark if ahead is None else self.mark.part(start + ahead, end + ahead)

    def origin(self) -> SourceLocation:
        """Return the place alone, and whether the characters of a text follow each other there."""
        return SourceLocation(self.mark.file, self.mark.line, self.mark.column, self._ahead())

    def _ahead(self) -> int | None:
        """Return how many characters stand before a text; None if it is not written as it is."""
        quotes = 1 if self.quoted else 0
        plain = isinstance(self.value, str) and self.mark.width == len(self.value) + 2 * quotes
        return quotes if plain else None

    def said(self) -> str:
        """Return what the value is, in words that name no content."""
        match self.value:
            case None:
                return "nothing"
            case bool():
                return "true or false"
            case int() | float():
                return "a number"
            case str():
                return "a text"
            case tuple():
                return "a list"
            case Entries():
                return "a map of keys and values"

    def plain(self) -> object:
        """Return the value as lists, dictionaries and scalars, without its places."""
        if isinstance(self.value, Entries):
            return {key.text: node.plain() for key, node in self.value.pairs}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.value
