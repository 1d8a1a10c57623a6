"""Parts: files of the pathway format that other files take in with ``uses``.

A part may hold therapies, programs, groups, supports, facts, rule sets and sources, but no levels:
what belongs together in one facility stays in its own file. Between two parts there is no order, so
two of them may say the same, but not different things about the same value. What the file itself
says counts over both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.diagnostics.catalogue.other_files import PARTS_DISAGREE, SECTION_OF_PATHWAY
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.files.compose.merge import numbered, removes
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.yaml.node import Entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.files.yaml.node import Node

HELD: Final = frozenset(
    {
        "sources",
        "assessment",
        "therapies",
        "programs",
        "groups",
        "supports",
        "rule_sets",
    }
)
"""The sections that a part can have."""
_SHORT: Final = 40
"""How long a value is shown. [characters]"""
_OF_ANY_FILE: Final = frozenset({"iopkit", "id", "title", "description"})


@attrs.frozen
class IncludedPart:
    """A part that a file uses.

    Parameters
    ----------
    used
        Where the file names it.
    root
        What it holds.
    """

    used: Node
    root: Node


@attrs.frozen
class _Place:
    """The same place in two parts, in what they are laid over, and in the file that uses them."""

    one: Node | None
    other: Node | None
    below: Node | None
    own: Node | None

    @property
    def nodes(self) -> tuple[Node | None, ...]:
        return self.one, self.other, self.below, self.own


_Difference: TypeAlias = "tuple[tuple[str, ...], Node | None, Node | None]"
"""The way to a value, and what each of two parts says there; None for nothing."""


def only_parts(root: Node, complaints: list[Diagnostic]) -> Node:
    """Return what a part may hold; a complaint for each section that only a pathway can have."""
    if not isinstance(root.value, Entries):
        return root
    kept = []
    for key, node in root.value.pairs:
        name = key.text
        known = any(name == each.name for each in PATHWAY.keys)
        if known and name not in HELD | _OF_ANY_FILE:
            complaints.append(
                Diagnostic.at(key.mark, SECTION_OF_PATHWAY(name=name, sections=tuple(sorted(HELD))))
            )
        else:
            kept.append((key, node))
    return attrs.evolve(root, value=Entries(tuple(kept)))


def conflicts(parts: list[IncludedPart], below: Node | None, own: Node) -> Iterator[Diagnostic]:
    """Yield a complaint for each thing of which two parts say different things.

    Parameters
    ----------
    parts
        The parts that one file uses.
    below
        The pathway that the file extends; None for nothing.
    own
        The file itself.
    """
    for place, second in enumerate(parts):
        for first in parts[:place]:
            found: dict[tuple[str, ...], list[_Difference]] = {}
            for difference in _in_sections(_Place(first.root, second.root, below, own)):
                found.setdefault(difference[0][:2], []).append(difference)
            for differences in found.values():
                yield _conflict(first, second, differences)


def _conflict(
    first: IncludedPart, second: IncludedPart, differences: list[_Difference]
) -> Diagnostic:
    (path, one, other), *more = differences
    value = " > ".join(path)
    others = f", and about {len(more)} more of its values" if more else ""
    said = f"{_said(one, first)}, {_said(other, second)}"
    return Diagnostic.at(
        second.used.mark,
        PARTS_DISAGREE(
            first=first.used.value, second=second.used.value, value=value, said=said, others=others
        ),
    )


def _said(node: Node | None, part: IncludedPart) -> str:
    """Return what a part says at a place, and where."""
    if node is None:
        return f"{part.root.mark.file} does not say it"
    plain = not isinstance(node.value, Entries | tuple) and len(str(node.value)) <= _SHORT
    says = f"'{node.value}'" if plain else "something else"
    return f"{node.mark.file}:{node.head.line} says {says}"


def _in_sections(place: _Place) -> Iterator[_Difference]:
    for key in PATHWAY.keys:
        inner = _child(place, key.name)
        if inner.one is not None and inner.other is not None and key.name in HELD:
            yield from _differences(key.shape, inner, (key.name,), whole=False)


def _differences(
    shape: object, place: _Place, path: tuple[str, ...], *, whole: bool
) -> Iterator[_Difference]:
    """Yield the values that two parts state differently and the file itself does not state.

    `whole` says that the parts define a thing and do not change it, so that what only one of them
    says is a difference too.
    """
    one, other = place.one, place.other
    if (place.own is not None and _replaces(place.own)) or _is_same(one, other):
        return
    if isinstance(shape, Shorthand):
        short = shape
        place = _Place(*(each and short.spelled_out(each) for each in place.nodes))
        shape = shape.record
    if one is None or other is None:
        if place.own is None and whole:
            yield path, one, other
    elif removes(one) or removes(other):
        yield path, one, other
    else:
        yield from _inside(shape, place, path, whole=whole)


def _inside(
    shape: object, place: _Place, path: tuple[str, ...], *, whole: bool
) -> Iterator[_Difference]:
    """Yield the differences in what both parts say, as finely as one file is laid over another."""
    if isinstance(shape, Record) and _are_maps(place):
        yield from _of_record(shape, place, path, whole=whole or place.below is None)
    elif isinstance(shape, MapOf) and _are_maps(place):
        for name in _names(place):
            yield from _differences(shape.item, _child(place, name), (*path, name), whole=whole)
    elif isinstance(shape, ListOf) and shape.name is not None:
        yield from _of_list(shape, place, path, whole=whole)
    elif place.own is None:
        yield path, place.one, place.other


def _of_record(
    shape: Record[object], place: _Place, path: tuple[str, ...], *, whole: bool
) -> Iterator[_Difference]:
    groups = [group.names for group in shape.one_of] + [BASIS_KEYS]
    single = {name for group in groups for name in group}
    shapes = {key.name: key.shape for key in shape.keys}
    for name in _names(place):
        if name not in single:
            inner = _child(place, name)
            yield from _differences(shapes.get(name), inner, (*path, name), whole=whole)
    # Of keys that exclude each other, two different ones speak of the same.
    for group in groups:
        yield from _of_choice(group, place, path, whole=whole)


def _of_choice(
    group: tuple[str, ...], place: _Place, path: tuple[str, ...], *, whole: bool
) -> Iterator[_Difference]:
    children = {name: _child(place, name) for name in group}
    ones = [(name, each.one) for name, each in children.items() if each.one is not None]
    others = [(name, each.other) for name, each in children.items() if each.other is not None]
    stated = (bool(ones) or bool(others)) if whole else (bool(ones) and bool(others))
    same = [(n, each.plain()) for n, each in ones] == [(n, each.plain()) for n, each in others]
    if stated and not same and all(each.own is None for each in children.values()):
        name = (ones or others)[0][0]
        yield (*path, name), (ones[0][1] if ones else None), (others[0][1] if others else None)


def _of_list(
    shape: ListOf[object], place: _Place, path: tuple[str, ...], *, whole: bool
) -> Iterator[_Difference]:
    items = [_items(shape, node) for node in place.nodes]
    names = dict.fromkeys([*items[0], *items[1]])
    for name in names:
        inner = _Place(*(each.get(name) for each in items))
        words = name[0].replace(" | ", " ").strip() or "?"
        yield from _differences(shape.item, inner, (*path, words), whole=whole)


def _items(shape: ListOf[object], node: Node | None) -> Mapping[tuple[str, int], Node]:
    return numbered(shape, node.value) if node and isinstance(node.value, tuple) else {}


def _is_same(one: Node | None, other: Node | None) -> bool:
    return (one and one.plain()) == (other and other.plain()) and bool(one) == bool(other)


def _replaces(own: Node) -> bool:
    """Whether what a file says leaves nothing of what is below it."""
    return removes(own) or not (own.value is None or isinstance(own.value, Entries | tuple))


def _are_maps(place: _Place) -> bool:
    return all(each is not None and isinstance(each.value, Entries) for each in place.nodes[:2])


def _names(place: _Place) -> tuple[str, ...]:
    """Return the keys that either of two parts has."""
    maps = [each.value for each in place.nodes[:2] if each and isinstance(each.value, Entries)]
    return tuple(dict.fromkeys(name for entries in maps for name in entries.names()))


def _child(place: _Place, name: str) -> _Place:
    return _Place(*(each and each.child(name) for each in place.nodes))
