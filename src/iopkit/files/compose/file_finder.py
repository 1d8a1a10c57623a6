"""The text behind a name: a file, a pathway or a part."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.catalogue.file_access import NEITHER_FILE_NOR_NAME, NO_SUCH_PATHWAY
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import UnreadableError, nearest
from iopkit.files.compose.shipped_files import shipped_names
from iopkit.files.yaml.text import folder_of, name_of, read_text

if TYPE_CHECKING:
    from iopkit.files.compose.shipped_files import Finder
    from iopkit.files.yaml.text import TextSource


@attrs.frozen
class OpenedFile:
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
    any_size
        Whether it may be larger than a file that somebody writes: what `dump` made of a pathway
        from many files, of long tables, or from a program.
    """

    text: str
    name: str
    folder: Path
    identity: str
    any_size: bool = False


@attrs.frozen
class Finders:
    """Who knows the texts that belong to names.

    Parameters
    ----------
    pathway
        Knows the pathways that can be extended.
    part
        Knows the parts that can be used.
    """

    pathway: Finder
    part: Finder


def nothing(_name: str) -> None:
    """Find nothing, as a `Finder`: no parts come with iopkit."""


def open_source(source: TextSource, find: Finder) -> OpenedFile:
    """Return the text of a file, of what is open, or of a pathway by its name.

    Raises
    ------
    UnreadableError
        When there is neither.
    """
    name = name_of(source)
    if isinstance(source, str) and not looks_like_path(name):
        found = find(name)
        if found is not None:
            return OpenedFile(found[1], found[0], Path(), f"name:{name}")
        if not os.path.exists(name):  # noqa: PTH110  `Path.exists` fails on a name too long
            hint = nearest(name, shipped_names()) or f"there are: {', '.join(shipped_names())}"
            complaint = Diagnostic.at(SourceSpan(name), NO_SUCH_PATHWAY(), hint)
            raise UnreadableError([complaint])
    return OpenedFile(read_text(source), name, folder_of(source), _identity(name))


def _identity(name: str) -> str:
    """Return the same for the same file, however it is reached."""
    return name if name.startswith("<") else str(Path(name).resolve())


def looks_like_path(name: str) -> bool:
    """Whether a name stands for a file rather than for a pathway or a part."""
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def named(name: str, namer: OpenedFile, find: Finder) -> OpenedFile:
    """Return what a file names: something that the finder knows, or a file beside it.

    Raises
    ------
    UnreadableError
        When there is neither, or it cannot be read.
    """
    path = namer.folder / name
    is_there = os.path.exists(path)  # noqa: PTH110  `Path.exists` fails on a name too long
    if not looks_like_path(name) and (find(name) or not is_there):
        _refuse_odd(Path(name))
        return open_source(name, find)
    return beside(name, namer)


def beside(name: str, namer: OpenedFile) -> OpenedFile:
    """Return what is in the file that a file names, by the way from its own folder.

    Raises
    ------
    UnreadableError
        When there is no such file, or it cannot be read.
    """
    path = namer.folder / name
    _refuse_odd(path)
    return OpenedFile(read_text(path), str(path), path.parent, str(path.resolve()))


def _refuse_odd(path: Path) -> None:
    """Refuse a pipe or a device, from which reading might never end."""
    try:
        odd = path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):  # opening it will say why
        return
    if odd:
        found = Diagnostic.at(SourceSpan(str(path)), NEITHER_FILE_NOR_NAME())
        raise UnreadableError([found])
