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

from iopkit.diagnostics.catalogue.file_access import MISSING_FILE
from iopkit.diagnostics.catalogue.other_files import (
    CANNOT_BE_EXTENDED,
    CANNOT_BE_USED,
    CHAIN_IS_CIRCLE,
    CHAIN_TOO_LONG,
    EXTENDS_ABSOLUTE_PATH,
    NO_SUCH_PART,
    OTHER_FILE_EXTENDED,
    OTHER_FILE_USED,
    OTHER_NAME_EXTENDED,
    PART_IS_NO_PATHWAY,
    PATHWAY_IS_NO_PART,
    USES_ABSOLUTE_PATH,
)
from iopkit.diagnostics.diagnostic import Diagnostic
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
from iopkit.files.yaml.node import Entries
from iopkit.files.yaml.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.files.compose.file_finder import Finders, OpenedFile
    from iopkit.files.yaml.node import Node

LONGEST_CHAIN: Final = 8


@attrs.frozen
class LayeredFile:
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


def layers(source: OpenedFile, find: Finders, complaints: list[Diagnostic]) -> LayeredFile:
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
    return LayeredFile(
        merged, {place: n for place, n in removed.items() if _is_gone(place, merged)}
    )


def _laid_over(below: Node | None, step: _Step, complaints: list[Diagnostic]) -> Node:
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
    named: Node, source: OpenedFile, layer: int, wanted: FileKind, complaints: list[Diagnostic]
) -> Node | None:
    """Return what is extended or used; None, with a complaint, when it is something else.

    Of what is not plainly a pathway nothing is repeated.
    """
    found: list[Diagnostic] = []
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
    _complain(complaints, named, _BELOW[wanted](name=named.value, reason=why))
    return None


_BELOW: Final = {
    FileKind.PATHWAY: OTHER_FILE_EXTENDED,
    FileKind.PART: OTHER_FILE_USED,
}
"""What to say about a file that is something else than what is extended or used."""


def _read(source: OpenedFile, layer: int, complaints: list[Diagnostic]) -> Node:
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
    root: Node, user: OpenedFile, find: Finders, depth: Iterator[int], complaints: list[Diagnostic]
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
    used: Node, user: OpenedFile, find: Finders, complaints: list[Diagnostic]
) -> OpenedFile | None:
    """Return a part; None, with a complaint, when there is none."""
    name = str(used.value)
    if Path(name).is_absolute():
        _complain(complaints, used, USES_ABSOLUTE_PATH())
        return None
    try:
        return named(name, user, find.part)
    except UnreadableError as error:
        first = error.complaints[0]
        if first.code != MISSING_FILE.name or looks_like_path(name):
            _complain(complaints, used, CANNOT_BE_USED(name=name, reason=first.message), first.hint)
        elif find.pathway(name):
            _complain(complaints, used, PATHWAY_IS_NO_PART(name=name))
        else:
            _complain(complaints, used, NO_SUCH_PART(name=name))
        return None


def _extended(
    extends: Node, chain: list[OpenedFile], find: Finders, complaints: list[Diagnostic]
) -> OpenedFile | None:
    """Return what a file extends; None, with a complaint, when that cannot be."""
    name = str(extends.value)
    if len(chain) > LONGEST_CHAIN:
        _complain(complaints, extends, CHAIN_TOO_LONG(most=LONGEST_CHAIN))
        return None
    if Path(name).is_absolute():
        _complain(complaints, extends, EXTENDS_ABSOLUTE_PATH())
        return None
    try:
        found = named(name, chain[-1], find.pathway)
    except UnreadableError as error:
        first = error.complaints[0]
        shipped = name.removesuffix(".yaml").removesuffix(".yml")
        told = CANNOT_BE_EXTENDED(name=name, reason=first.message)
        if shipped != name and find.pathway(shipped):
            told = OTHER_NAME_EXTENDED(name=name, reason=first.message, known=shipped)
        elif find.part(name):
            told = PART_IS_NO_PATHWAY(name=name, reason=first.message)
        _complain(complaints, extends, told, told.hint or first.hint)
        return None
    if any(found.identity == earlier.identity for earlier in chain):
        names = " -> ".join([*(earlier.name for earlier in chain), found.name])
        _complain(complaints, extends, CHAIN_IS_CIRCLE(names=names))
        return None
    return found


def _complain(
    complaints: list[Diagnostic], node: Node, message: DiagnosticMessage, hint: str | None = None
) -> None:
    complaints.append(Diagnostic.at(node.mark, message, hint))
