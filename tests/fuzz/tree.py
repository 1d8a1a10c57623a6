"""A YAML or JSON file as a tree that can be changed; a scalar is what is written."""

import json
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import attrs
import yaml

Tree: TypeAlias = "Map | list[Any] | str"
"""A scalar is the text that stands in the file, quotes and all."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BARE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


@attrs.define
class Map:
    """The keys and values of a map, in order; nothing keeps a key from coming twice."""

    pairs: list[list[Any]]


@attrs.frozen
class Slot:
    """A place in a tree: the value of a key, or an item of a list."""

    holder: Map | list[Any]
    place: int
    key: str

    @property
    def value(self) -> Tree:
        found: Tree = (
            self.holder.pairs[self.place][1]
            if isinstance(self.holder, Map)
            else self.holder[self.place]
        )
        return found

    def put(self, value: Tree) -> None:
        if isinstance(self.holder, Map):
            self.holder.pairs[self.place][1] = value
        else:
            self.holder[self.place] = value

    def delete(self) -> None:
        items = self.holder.pairs if isinstance(self.holder, Map) else self.holder
        del items[self.place]

    def double(self) -> None:
        again = copied(self.value)
        if isinstance(self.holder, Map):
            self.holder.pairs.insert(self.place, [self.key, again])
        else:
            self.holder.insert(self.place, again)


def read(text: str) -> Tree:
    """Return the tree of a sound file."""
    root = yaml.compose(text, Loader=_LOADER)
    assert root is not None
    return _read(root)


def _read(node: yaml.Node) -> Tree:
    if isinstance(node, yaml.MappingNode):
        return Map([[key.value, _read(value)] for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return [_read(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    text = str(node.value)
    return json.dumps(text, ensure_ascii=False) if node.style or _needs_quotes(text) else text


def _needs_quotes(text: str) -> bool:
    return not text or text != text.strip() or not set(text) <= _BARE | set(" /()<>=%+")


def write(tree: Tree, depth: int = 0) -> str:
    """Return the text of a file: one line for each thing, and within a thing all in one line."""
    if isinstance(tree, Map) and depth < 3 and tree.pairs:
        lines = []
        for key, value in tree.pairs:
            deep = isinstance(value, Map) and bool(value.pairs) and depth < 2
            end = f"\n{write(value, depth + 1)}" if deep else f" {flow(value)}"
            lines.append(f"{'  ' * depth}{key}:{end}")
        return "\n".join(lines)
    return flow(tree)


def flow(tree: Tree) -> str:
    """Return a value within one line, as JSON has it too."""
    if isinstance(tree, Map):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in tree.pairs) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flow, tree)) + "]"
    return tree


def write_json(tree: Tree) -> str:
    """Return a tree as JSON, as far as its scalars are that."""
    if isinstance(tree, Map):
        return "{" + ", ".join(f"{json.dumps(k)}: {write_json(v)}" for k, v in tree.pairs) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(write_json, tree)) + "]"
    return tree


def slots(tree: Tree, key: str = "") -> Iterator[Slot]:
    """Yield every place in a tree, the outer ones first."""
    if isinstance(tree, Map):
        for place, (name, value) in enumerate(tree.pairs):
            yield Slot(tree, place, name)
            yield from slots(value, name)
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield Slot(tree, place, key)
            yield from slots(value, key)


def copied(tree: Tree) -> Tree:
    """Return a tree of which a change does not touch the first."""
    if isinstance(tree, Map):
        return Map([[key, copied(value)] for key, value in tree.pairs])
    return [copied(item) for item in tree] if isinstance(tree, list) else tree
