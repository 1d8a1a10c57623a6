"""One file laid over another: what ``extends`` means.

Maps merge by key and lists of named things by name, as their shapes say; all else is replaced as a
whole. Every part of the result still knows the file that it was written in.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.catalogue.other_files import (
    NOTHING_OVER_EXTENDED,
    NOTHING_TO_REMOVE,
    REMOVE_IS_TRUE,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.files.format.transitions import TransitionShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.yaml.node import Entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.files.yaml.node import Node, YamlKey


def overlay(shape: object, base: Node | None, over: Node, complaints: list[Diagnostic]) -> Node:
    """Return what `over` makes of `base`.

    Parameters
    ----------
    shape
        What both hold.
    base
        What is extended; None for nothing.
    over
        What says what differs.
    complaints
        Where it is noted that something is to be removed that is not there.
    """
    if isinstance(shape, TransitionShape):
        shape = shape.record
    if isinstance(shape, Shorthand):
        if not isinstance(over.value, Entries):
            return over
        base, shape = base and shape.spelled_out(base), shape.record
    if isinstance(shape, Record):
        return _records(shape, base, over, complaints)
    if isinstance(shape, MapOf):
        return _maps(shape, base, over, complaints)
    if isinstance(shape, ListOf) and shape.name is not None:
        return _lists(shape, base, over, complaints)
    return over


def _records(
    shape: Record[object], base: Node | None, over: Node, complaints: list[Diagnostic]
) -> Node:
    new = _entries(over)
    if new is None:
        return over
    if shape.removable:
        _check_remove(over, complaints)
    old = (_entries(base) if base else None) or Entries()
    shapes = {key.name: key for key in shape.keys}
    groups = [set(group.names) for group in shape.one_of] + [set(BASIS_KEYS)]
    replaced = {name for group in groups for name in group if any(other in new for other in group)}
    pairs: list[tuple[YamlKey, Node]] = []
    for key, node in old.pairs:
        mine = new.get(key.text)
        known = shapes.get(key.text)
        if mine is not None:
            inner = known.shape if known and known.inherited else None
            if _is_removable(inner) and mine.value is None:
                _says_nothing(key.text, mine, complaints)
                pairs.append((key, node))
            elif not (_is_removable(inner) and removes(mine)):
                pairs.append((mine.key or key, overlay(inner, node, mine, complaints)))
        elif key.text not in replaced and (known is None or known.inherited):
            pairs.append((key, node))
    for key, node in new.pairs:
        if key.text not in old and not (shape.removable and key.text == "remove"):
            known = shapes.get(key.text)
            pairs += _added(known.shape if known else None, key, node, complaints)
    return attrs.evolve(over, value=Entries(tuple(pairs)), beneath=base)


def _added(
    shape: object, key: YamlKey, node: Node, complaints: list[Diagnostic]
) -> list[tuple[YamlKey, Node]]:
    if _is_removable(shape) and removes(node):
        _nothing_to_remove(node, f"'{key.text}'", (), complaints)
        return []
    return [(key, overlay(shape, None, node, complaints))]


def _maps(
    shape: MapOf[object], base: Node | None, over: Node, complaints: list[Diagnostic]
) -> Node:
    old = (_entries(base) if base else None) or Entries()
    new = _entries(over)
    if new is None:
        return over
    pairs: list[tuple[YamlKey, Node]] = []
    for key, node in old.pairs:
        mine = new.get(key.text)
        if mine is None:
            pairs.append((key, node))
        elif mine.value is None:
            _says_nothing(key.text, mine, complaints)
            pairs.append((key, node))
        elif not removes(mine):
            pairs.append((mine.key or key, overlay(shape.item, node, mine, complaints)))
    for key, node in new.pairs:
        if key.text in old:
            continue
        if removes(node):
            _nothing_to_remove(node, f"'{key.text}'", old.names(), complaints)
        else:
            pairs.append((key, overlay(shape.item, None, node, complaints)))
    return attrs.evolve(over, value=Entries(tuple(pairs)))


def _lists(
    shape: ListOf[object], base: Node | None, over: Node, complaints: list[Diagnostic]
) -> Node:
    if not isinstance(over.value, tuple):
        return over
    old = numbered(shape, base.value if base and isinstance(base.value, tuple) else ())
    new = numbered(shape, over.value)
    items: list[Node] = []
    for name, node in old.items():
        mine = new.get(name)
        if mine is None:
            items.append(node)
        elif not removes(mine):
            items.append(overlay(shape.item, node, mine, complaints))
    for name, node in new.items():
        if name in old:
            continue
        if removes(node):
            _nothing_to_remove(node, "such an item", (), complaints)
        else:
            items.append(overlay(shape.item, None, node, complaints))
    return attrs.evolve(over, value=tuple(items))


def numbered(shape: ListOf[object], items: Iterable[Node]) -> dict[tuple[str, int], Node]:
    """Return the items by name; the n-th of the same name is its own."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Node] = {}
    for node in items:
        name = shape.name(node) if shape.name else ""
        found[name, seen[name]] = node
        seen[name] += 1
    return found


def _entries(node: Node) -> Entries | None:
    """Return the entries of a map; those of an empty one for nothing."""
    if node.value is None:
        return Entries()
    return node.value if isinstance(node.value, Entries) else None


def removes(node: Node) -> bool:
    """Whether an item says that it is to be removed."""
    remove = node.child("remove")
    return remove is not None and remove.value is True


def _is_removable(shape: object) -> bool:
    """Whether what stands under a key of its own can be removed."""
    record = shape.record if isinstance(shape, Shorthand) else shape
    return isinstance(record, Record) and record.removable


def _check_remove(node: Node, complaints: list[Diagnostic]) -> None:
    remove = node.child("remove")
    if remove is not None and remove.value is not True:
        mark = remove.head if remove.value is None else remove.mark
        complaints.append(Diagnostic.at(mark, REMOVE_IS_TRUE()))


def _says_nothing(name: str, node: Node, complaints: list[Diagnostic]) -> None:
    complaints.append(Diagnostic.at(node.head, NOTHING_OVER_EXTENDED(name=name)))


def _nothing_to_remove(
    node: Node, what: str, known: tuple[str, ...], complaints: list[Diagnostic]
) -> None:
    hint = (
        f"there are: {', '.join(known)}"
        if known
        else "only what an extended file has can be removed"
    )
    complaints.append(Diagnostic.at(node.head, NOTHING_TO_REMOVE(what=what), hint))
