"""Files that extend one another and use parts, laid over each other.

A file lies over the parts that it uses, these over what the file extends, and so on down. Names of
pathways are resolved by one `Finder`, names of parts by another: ``load(source, find=...,
find_part=...)``. Either returns the file name to show and the text, or None.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import UnreadableError
from iopkit.files.compose.client_samples import with_tables
from iopkit.files.compose.file_finder import looks_like_path, named
from iopkit.files.compose.file_kind import (
    FileKind,
    is_plainly,
    kind_of_text,
    not_to_lie_below,
)
from iopkit.files.compose.includes import IncludedPart, conflicts, only_parts
from iopkit.files.compose.merge import overlay, removes
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint
from iopkit.files.yaml.node import Entries
from iopkit.files.yaml.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopkit.files.compose.file_finder import Finders, OpenedFile
    from iopkit.files.yaml.node import Node

LONGEST_CHAIN: Final = 8


@attrs.frozen
class Layers:
    """A file, the parts that it uses and what it extends.

    Parameters
    ----------
    root
        All of it merged.
    removed
        Where something was removed, by the section and the id of what is gone.
    """

    root: Node
    removed: Mapping[tuple[str, str], Node]


@attrs.frozen
class _Step:
    """One file of the chain with the parts that it uses."""

    root: Node
    parts: list[IncludedPart]


def layers(source: OpenedFile, find: Finders, complaints: list[Complaint]) -> Layers:
    """Return a file merged with the parts that it uses and with what it extends.

    A file that cannot be extended or used is a complaint; the rest is read without it.
    """
    chain = [source]
    steps: list[_Step] = []
    depth = count(0, -1)
    root: Node | None = _read(source, next(depth), complaints)
    while root is not None:
        steps.append(_Step(root, _parts(root, chain[-1], find, depth, complaints)))
        extends = root.child("extends")
        if extends is None or not isinstance(extends.value, str):
            break
        following = _extended(extends, chain, find, complaints)
        if following is None:
            break
        chain.append(following)
        root = _below(extends, following, next(depth), FileKind.PATHWAY, complaints)
    merged = _laid_over(None, steps[-1], complaints)
    for step in reversed(steps[:-1]):
        merged = _laid_over(merged, step, complaints)
    roots = [each for step in reversed(steps) for each in (*_roots(step.parts), step.root)]
    removed = {place: node for over in roots for place, node in _removals(over)}
    return Layers(merged, {place: n for place, n in removed.items() if _is_gone(place, merged)})


def _laid_over(below: Node | None, step: _Step, complaints: list[Complaint]) -> Node:
    """Return a file with its parts, laid over what it extends."""
    complaints += conflicts(step.parts, below, step.root)
    merged = below
    for root in _roots(step.parts):
        # Parts have no order: each is judged by what the file extends, and not by other parts.
        overlay(PATHWAY, below, root, complaints)
        merged = overlay(PATHWAY, merged, root, [])
    return overlay(PATHWAY, merged, step.root, complaints)


def _roots(parts: Iterable[IncludedPart]) -> list[Node]:
    return [part.root for part in parts]


def _removals(root: Node) -> Iterator[tuple[tuple[str, str], Node]]:
    sections = root.value.pairs if isinstance(root.value, Entries) else ()
    for section, listed in sections:
        for key, node in listed.value.pairs if isinstance(listed.value, Entries) else ():
            remove = node.child("remove")
            if remove is not None and removes(node):
                yield (section.text, key.text), remove


def _is_gone(place: tuple[str, str], root: Node) -> bool:
    section = root.child(place[0])
    return section is None or section.child(place[1]) is None


def _below(
    named: Node, source: OpenedFile, layer: int, wanted: FileKind, complaints: list[Complaint]
) -> Node | None:
    """Return what is extended or used; None, with a complaint, when it is something else.

    Of what is not plainly a pathway nothing is repeated.
    """
    found: list[Complaint] = []
    kind = kind_of_text(source.text)
    if kind is not None:
        why = f"it is a {kind}, not a {wanted}"
    else:
        try:
            root = _read(source, layer, found)
        except UnreadableError as error:
            if is_plainly(FileKind.PATHWAY, source.text):
                raise
            first = error.complaints[0]
            why = f"in line {first.line} of it, {first.message}" if first.line else first.message
        else:
            why = not_to_lie_below(root, wanted)
            if not why:
                complaints += found
                return root
    code, verb, hint = _BELOW[wanted]
    _complain(complaints, named, code, f"'{named.value}' cannot be {verb}: {why}", hint)
    return None


_BELOW: Final = {
    FileKind.PATHWAY: (
        Code.EXTENDS_WRONG_FILE,
        "extended",
        "write the name of a pathway, such as standard, or of a file that has levels",
    ),
    FileKind.PART: (
        Code.PARTS_WRONG_FILE,
        "used",
        "write the name of a part: a file with therapies, programs, facts or rule_sets",
    ),
}
"""What to say about a file that is something else than what is extended or used."""


def _read(source: OpenedFile, layer: int, complaints: list[Complaint]) -> Node:
    root, found = read_yaml(
        source.text,
        source.name,
        private=not is_plainly(FileKind.PATHWAY, source.text),
        layer=layer,
        any_size=source.any_size,
    )
    complaints += found
    return with_tables(root, source, complaints)


def _parts(
    root: Node, user: OpenedFile, find: Finders, depth: Iterator[int], complaints: list[Complaint]
) -> list[IncludedPart]:
    """Return the parts that a file uses; with a complaint, without those that cannot be."""
    uses = root.child("uses")
    if uses is None:
        return []
    listed = uses.value if isinstance(uses.value, tuple) else (uses,)
    found: dict[str, IncludedPart] = {}
    for used in listed:
        if not isinstance(used.value, str):  # reading the file will complain
            continue
        source = _part(used, user, find, complaints)
        if source is not None and source.identity not in found:
            part = _below(used, source, next(depth), FileKind.PART, complaints)
            if part is not None:
                found[source.identity] = IncludedPart(used, only_parts(part, complaints))
    return list(found.values())


def _part(
    used: Node, user: OpenedFile, find: Finders, complaints: list[Complaint]
) -> OpenedFile | None:
    """Return a part; None, with a complaint, when there is none."""
    name = str(used.value)
    if Path(name).is_absolute():
        message = "'uses' needs names, or paths that start at the folder of this file"
        _complain(complaints, used, Code.PARTS_UNKNOWN, message, "write a relative path")
        return None
    try:
        return named(name, user, find.part)
    except UnreadableError as error:
        first = error.complaints[0]
        message = f"'{name}' cannot be used: {first.message}"
        hint = first.hint
        if first.code == Code.MISSING_FILE and not looks_like_path(name):
            message = f"there is neither a file nor a part named '{name}'"
            hint = "write the file of a part, or install a plugin that gives it"
            if find.pathway(name):
                hint = f"this is a pathway: write 'extends: {name}'"
        _complain(complaints, used, Code.PARTS_UNKNOWN, message, hint)
        return None


def _extended(
    extends: Node, chain: list[OpenedFile], find: Finders, complaints: list[Complaint]
) -> OpenedFile | None:
    """Return what a file extends; None, with a complaint, when that cannot be."""
    name = str(extends.value)
    if len(chain) > LONGEST_CHAIN:
        message = f"more than {LONGEST_CHAIN} files extend one another"
        _complain(complaints, extends, Code.EXTENDS_TOO_LONG, message, "merge some of them")
        return None
    if Path(name).is_absolute():
        message = "'extends' needs a name, or a path that starts at the folder of this file"
        _complain(complaints, extends, Code.EXTENDS_UNKNOWN, message, "write a relative path")
        return None
    try:
        found = named(name, chain[-1], find.pathway)
    except UnreadableError as error:
        first = error.complaints[0]
        message = f"'{name}' cannot be extended: {first.message}"
        shipped = name.removesuffix(".yaml").removesuffix(".yml")
        hint = first.hint
        if shipped != name and find.pathway(shipped):
            hint = f"did you mean '{shipped}'?"
        elif find.part(name):
            hint = f"this is a part: write 'uses: {name}'"
        _complain(complaints, extends, Code.EXTENDS_UNKNOWN, message, hint)
        return None
    if any(found.identity == earlier.identity for earlier in chain):
        names = " -> ".join([*(earlier.name for earlier in chain), found.name])
        message = f"files extend one another in a circle: {names}"
        _complain(complaints, extends, Code.EXTENDS_CYCLE, message, "remove one 'extends'")
        return None
    return found


def _complain(complaints: list[Complaint], node: Node, code: Code, message: str, hint: str) -> None:
    complaints.append(Complaint.at(node.mark, code, message, hint))
