"""A pathway as the text of a file that extends another: what differs, and nothing else.

The mirror of `iopkit.files.compose.merge`: what is said here, laid over the other, is the pathway.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import attrs

from iopkit.errors import IopkitError
from iopkit.files.compose.dump import SPREAD, dump, written
from iopkit.files.compose.merge import numbered
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.format.transitions import TransitionShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.emitter import emit
from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.yaml.node import Entries, Node
from iopkit.files.yaml.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopkit.files.schema.record import FieldSpec
    from iopkit.files.schema.value_type import Written
    from iopkit.model.pathway import Pathway


class InexpressibleError(Exception):
    """No file that extends the other can say this: an order, or that something is left out."""


def dump_extension(
    pathway: Pathway, base: Pathway, name: str, read: Callable[[str], Pathway]
) -> str:
    """Return the text of a file that extends another and reads back as the pathway.

    Parameters
    ----------
    pathway
        What the file will say.
    base
        What it extends.
    name
        How it names that.
    read
        Reads a text, and knows the name.

    Returns
    -------
    str
        The differences alone; the whole pathway, extending nothing, when that is shorter, or no
        differences can say it: things in another order than in what is extended, say.
    """
    complete = dump(pathway)
    mine, theirs = _tree(pathway), _tree(base)
    for whole in (False, True):
        try:
            said = _Difference(whole).of_record(PATHWAY, theirs, mine)
        except InexpressibleError:
            continue
        text = emit(_ordered(said, name), spread=SPREAD)
        with suppress(IopkitError):
            if read(text) == pathway:
                return min(text, complete, key=len)
    return complete


def _tree(pathway: Pathway) -> Node:
    """Return what the file of a pathway says, kinds of transitions that follow from ranks too."""
    text = emit(written(pathway), spread=SPREAD)
    return read_yaml(text, "<pathway>", any_size=True)[0]


def _ordered(said: dict[str, Written], name: str) -> dict[str, Written]:
    """Return the keys of a file in their order, with the one that names what is extended."""
    said = {**said, "extends": name}
    return {key.name: said[key.name] for key in PATHWAY.keys if key.name in said}


@attrs.frozen
class _Difference:
    """What one value says otherwise than another of the same shape.

    Parameters
    ----------
    whole
        Whether an item that differs is written with all that is in it: what its numbers rest on
        may be said once for all of them, which laying over cannot tell from a single one.
    inside
        Whether this is in such an item.
    """

    whole: bool
    inside: bool = False

    def is_said(self, base: Node, mine: Node) -> bool:
        """Whether something that both have is written."""
        return self.inside or mine.plain() != base.plain()

    def of_item(self, shape: object, base: Node, mine: Node) -> Written:
        """Return what has to be written of an item of a map or list."""
        return attrs.evolve(self, inside=self.whole).of(shape, base, mine)

    def of(self, shape: object, base: Node, mine: Node) -> Written:
        """Return what has to be written of a value that differs."""
        if isinstance(shape, TransitionShape):
            shape = shape.record
        if isinstance(shape, Shorthand) and isinstance(mine.value, Entries):
            base, shape = shape.spelled_out(base), shape.record
        if isinstance(shape, Record) and isinstance(mine.value, Entries):
            return self.of_record(shape, base, mine)
        if isinstance(shape, MapOf):
            return self.of_map(shape, base, mine)
        if isinstance(shape, ListOf) and shape.name is not None:
            return self.of_list(shape, base, mine)
        return _plain(mine)

    def of_record(self, shape: Record[Any], base: Node, mine: Node) -> dict[str, Written]:
        """Return the keys that differ, and what the numbers among them rest on."""
        keys = {key.name: key for key in shape.keys}
        said: dict[str, Written] = {}
        for name, node in _pairs(mine):
            key, old = keys.get(name), base.child(name)
            if old is None or (key is not None and not key.inherited):
                said[name] = _plain(node)
            elif self.is_said(old, node):
                said[name] = self.of(key and key.shape, old, node)
        instead = {
            name
            for group in shape.one_of
            if any(mine.child(other) is not None for other in group.names)
            for name in group.names
        }
        for name, gone in _pairs(base):
            is_taken_over = name in keys and keys[name].inherited and name not in instead
            if mine.child(name) is None and is_taken_over:
                said[name] = self.left_out(keys[name], gone)
        if said and shape.basis:
            for name, node in _pairs(mine):
                if name in BASIS_KEYS:
                    said.setdefault(name, _plain(node))
        return said

    def left_out(self, key: FieldSpec, base: Node) -> Written:
        """Return how a file says that it does not take a key over."""
        shape = key.shape.record if isinstance(key.shape, Shorthand) else key.shape
        if isinstance(shape, Record) and shape.removable:
            return {"remove": True}
        if isinstance(shape, MapOf):
            return self.of_map(shape, base, attrs.evolve(base, value=Entries()))
        if isinstance(shape, ListOf) and shape.name is not None:
            return self.of_list(shape, base, attrs.evolve(base, value=()))
        if base.value is True:
            return False
        if key.default is None or key.required:
            raise InexpressibleError
        return key.shape.write(key.default, None)

    def of_map(self, shape: MapOf[object], base: Node, mine: Node) -> Written:
        """Return the items that differ, by name."""
        before, after = dict(_pairs(base)), dict(_pairs(mine))
        _check_order(list(before), list(after))
        said: dict[str, Written] = {name: {"remove": True} for name in before if name not in after}
        for name, node in after.items():
            if name not in before:
                said[name] = _plain(node)
            elif self.is_said(before[name], node):
                said[name] = self.of_item(shape.item, before[name], node)
        return said

    def of_list(self, shape: ListOf[object], base: Node, mine: Node) -> Written:
        """Return the items that differ, with those of the same name before them."""
        before, after = numbered(shape, _items(base)), numbered(shape, _items(mine))
        _check_order(list(before), list(after))
        changed = {
            place
            for place in {**before, **after}
            if place not in before
            or place not in after
            or self.is_said(before[place], after[place])
        }
        last = Counter[str]()
        for name, number in changed:
            last[name] = max(last[name], number + 1)
        said: list[Written] = []
        for place in {**before, **after}:
            if place[1] >= last[place[0]]:
                continue
            old, new = before.get(place), after.get(place)
            if old is None:
                said.append(_plain(after[place]))
            elif new is None:
                said.append({**_naming(shape, old), "remove": True})
            elif place not in changed:
                said.append(_naming(shape, old))
            else:
                content = self.of_item(shape.item, old, new)
                said.append(
                    {**_naming(shape, new), **content} if isinstance(content, dict) else content
                )
        return said


def _naming(shape: ListOf[object], node: Node) -> dict[str, Written]:
    """Return the keys without which an item of a list would have another name."""
    name = shape.name
    if name is None or not isinstance(node.value, Entries):
        raise InexpressibleError
    pairs = node.value.pairs
    without = {
        each.text: name(attrs.evolve(node, value=Entries(tuple(p for p in pairs if p[0] != each))))
        for each, _ in pairs
    }
    return {key.text: _plain(child) for key, child in pairs if without[key.text] != name(node)}


def _check_order(before: Sequence[object], after: Sequence[object]) -> None:
    """Refuse an order that laying over cannot make: what is there stays, what is new comes last."""
    kept = [each for each in before if each in set(after)]
    if [*kept, *(each for each in after if each not in set(before))] != [*after]:
        raise InexpressibleError


def _pairs(node: Node) -> list[tuple[str, Node]]:
    entries = node.value if isinstance(node.value, Entries) else Entries()
    return [(key.text, child) for key, child in entries.pairs]


def _items(node: Node) -> tuple[Node, ...]:
    return node.value if isinstance(node.value, tuple) else ()


def _plain(node: Node) -> Written:
    return cast("Written", node.plain())
