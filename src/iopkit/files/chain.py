"""Files that extend one another: finding them, and reading the chain from the last to the first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import UnreadableError, nearest
from iopkit.files.code import Code
from iopkit.files.complaint import Complaint
from iopkit.files.node import Entries
from iopkit.files.overlay import overlay, removes
from iopkit.files.pathway_format import PATHWAY
from iopkit.files.shipped import shipped_names
from iopkit.files.strict_yaml import read_yaml
from iopkit.files.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.files.node import Node
    from iopkit.files.shipped import Finder

LONGEST_CHAIN: Final = 8


@attrs.frozen
class Source:
    """A text that a pathway is read from.

    Parameters
    ----------
    text
        What it says.
    name
        The name to show for it.
    folder
        Where the files are that it names.
    identity
        The same for the same file, however it is reached.
    """

    text: str
    name: str
    folder: Path
    identity: str


def open_source(source: str | os.PathLike[str], find: Finder) -> Source:
    """Return the text of a file, or of a pathway by its name.

    Raises
    ------
    UnreadableError
        When there is neither.
    """
    name = os.fspath(source)
    path = Path(name)
    if isinstance(source, str) and not _looks_like_path(name):
        found = find(name)
        if found is not None:
            return Source(found[1], found[0], Path(), f"name:{name}")
        if not os.path.exists(name):  # noqa: PTH110  `Path.exists` fails on a name too long
            hint = nearest(name, shipped_names()) or f"there are: {', '.join(shipped_names())}"
            message = "there is neither a file nor a pathway of this name"
            complaint = Complaint(code=Code.MISSING_FILE, file=name, message=message, hint=hint)
            raise UnreadableError([complaint])
    return Source(read_text(path), name, path.parent, str(path.resolve()))


def _looks_like_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


@attrs.frozen
class Layers:
    """A file and what it extends.

    Parameters
    ----------
    root
        All of it merged.
    removed
        Where something was removed, by the section and the id of what is gone.
    """

    root: Node
    removed: Mapping[tuple[str, str], Node]


def layers(source: Source, find: Finder, complaints: list[Complaint]) -> Layers:
    """Return a file merged with what it extends.

    A file that cannot be extended is a complaint; the rest is read without it.
    """
    chain = [source]
    roots = [_read(source, 0, complaints)]
    while True:
        extends = roots[-1].child("extends")
        if extends is None or not isinstance(extends.value, str):
            break
        following = _extended(extends, chain, find, complaints)
        if following is None:
            break
        chain.append(following)
        roots.append(_read(following, -len(roots), complaints))
    root = overlay(PATHWAY, None, roots[-1], complaints)
    for over in reversed(roots[:-1]):
        root = overlay(PATHWAY, root, over, complaints)
    removed = {place: node for over in reversed(roots) for place, node in _removals(over)}
    return Layers(root, {place: n for place, n in removed.items() if _is_gone(place, root)})


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


def _read(source: Source, layer: int, complaints: list[Complaint]) -> Node:
    root, found = read_yaml(source.text, source.name, layer=layer)
    complaints += found
    return root


def _extended(
    extends: Node, chain: list[Source], find: Finder, complaints: list[Complaint]
) -> Source | None:
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
    path = chain[-1].folder / name
    try:
        beside = os.path.exists(path)  # noqa: PTH110  `Path.exists` fails on a name too long
        if not _looks_like_path(name) and (find(name) or not beside):
            _refuse_odd(Path(name))
            found = open_source(name, find)
        else:
            _refuse_odd(path)
            found = Source(read_text(path), str(path), path.parent, str(path.resolve()))
    except UnreadableError as error:
        first = error.complaints[0]
        message = f"'{name}' cannot be extended: {first.message}"
        shipped = name.removesuffix(".yaml").removesuffix(".yml")
        hint = f"did you mean '{shipped}'?" if shipped != name and find(shipped) else first.hint
        _complain(complaints, extends, Code.EXTENDS_UNKNOWN, message, hint)
        return None
    if any(found.identity == earlier.identity for earlier in chain):
        names = " -> ".join([*(earlier.name for earlier in chain), found.name])
        message = f"files extend one another in a circle: {names}"
        _complain(complaints, extends, Code.EXTENDS_CYCLE, message, "remove one 'extends'")
        return None
    return found


def _refuse_odd(path: Path) -> None:
    """Refuse a pipe or a device, from which reading might never end."""
    try:
        odd = path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):  # opening it will say why
        return
    if odd:
        message, hint = "this is not a file", "give a file, or the name of a pathway"
        found = Complaint(code=Code.NOT_A_FILE, file=str(path), message=message, hint=hint)
        raise UnreadableError([found])


def _complain(complaints: list[Complaint], node: Node, code: Code, message: str, hint: str) -> None:
    complaints.append(Complaint.at(node.mark, code, message, hint))
