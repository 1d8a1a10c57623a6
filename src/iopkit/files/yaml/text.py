"""The text of a file, within limits: the first thing that untrusted bytes meet."""

from __future__ import annotations

import codecs
import errno
import os
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TypeAlias

from iopkit.diagnostics.catalogue.file_access import (
    CHARACTER_NOT_UTF_8,
    CIRCLE_OF_LINKS,
    FILE_NOT_TEXT,
    FILE_TOO_LARGE,
    FOLDER,
    FOLDER_WITH_FILE,
    MAY_NOT_READ,
    NO_SUCH_FILE,
    UNREADABLE,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import InvalidTypeError, UnreadableError, nearest

if TYPE_CHECKING:
    from iopkit.diagnostics.kind import DiagnosticMessage

TextSource: TypeAlias = str | os.PathLike[str] | bytes | Traversable | IO[str] | IO[bytes]
"""Where a text can be read from: a path, bytes, an open file, or a resource of a package."""

LIMIT: Final = 2_000_000
"""The most bytes that a file may have."""


def read_text(source: TextSource) -> str:
    """Return what a text file says. Reads the file, `LIMIT` bytes of it at most.

    Raises
    ------
    UnreadableError
        When there is no such file, it is a folder, may not be read, is too large, or not UTF-8.
    InvalidTypeError
        When nothing can be read from such a value.
    """
    name, path = name_of(source), Path(name_of(source))
    try:
        data = _read(source)
    except FileNotFoundError:
        raise _refused(path, NO_SUCH_FILE(), _neighbour(path)) from None
    except IsADirectoryError:
        raise _refused(path, FOLDER_WITH_FILE()) from None
    except PermissionError:
        if path.is_dir():  # how Windows refuses to open a folder
            raise _refused(path, FOLDER()) from None
        raise _refused(path, MAY_NOT_READ()) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _refused(path, CIRCLE_OF_LINKS()) from None
        why = error.strerror or "the system does not say why"
        raise _refused(path, UNREADABLE(reason=why)) from None
    except ValueError as error:
        raise _refused(path, UNREADABLE(reason=error)) from None
    return check_length(data, name) if isinstance(data, str) else decode(data, name)


def name_of(source: TextSource) -> str:
    """Return the name under which messages speak of a source.

    >>> name_of("clinic.yaml"), name_of(b"iopkit: 1")
    ('clinic.yaml', '<bytes>')
    """
    if isinstance(source, str | os.PathLike):
        return os.fspath(source)
    name = "<bytes>" if isinstance(source, bytes) else getattr(source, "name", None)
    return name if isinstance(name, str) else "<file>"


def folder_of(source: TextSource) -> Path:
    """Return where the files are that a source names; the working folder when it has none."""
    return Path() if isinstance(source, bytes) else Path(name_of(source)).parent


def _read(source: TextSource) -> bytes | str:
    """Return no more than can be too much."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | os.PathLike):
        source = Path(source)
    if isinstance(source, Traversable):
        with source.open("rb") as file:
            return file.read(LIMIT + 1)
    if not hasattr(source, "read"):
        raise InvalidTypeError("source", "a path, bytes, an open file or a Traversable", source)
    return source.read(LIMIT + 1)


def decode(data: bytes, name: str) -> str:
    """Return bytes as text.

    Raises
    ------
    UnreadableError
        When there are more than `LIMIT` bytes, or they are not UTF-8.
    """
    if len(data) > LIMIT:
        raise _refused(name, FILE_TOO_LARGE(megabytes=LIMIT // 1000000))
    if b"\0" in data:
        raise _refused(name, FILE_NOT_TEXT())
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        complaint = Diagnostic.at(SourceSpan(name, line, column), CHARACTER_NOT_UTF_8())
        raise UnreadableError([complaint]) from None


def check_length(text: str, name: str) -> str:
    """Return a text that came from elsewhere, or refuse it as the bytes of a file are refused."""
    return decode(text.encode("utf-8", "surrogatepass"), name)


def _refused(file: object, message: DiagnosticMessage, hint: str | None = None) -> UnreadableError:
    return UnreadableError([Diagnostic.at(SourceSpan(str(file)), message, hint)])


def _neighbour(path: Path) -> str:
    """Return the file in the same folder that was probably meant."""
    try:
        names = [other.name for other in path.parent.iterdir() if other.suffix in {".yaml", ".yml"}]
    except OSError:
        return f"there is no folder '{path.parent}' either"
    return nearest(path.name, names)
