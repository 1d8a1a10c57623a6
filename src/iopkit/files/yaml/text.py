"""The text of a file, within limits: the first thing that untrusted bytes meet."""

from __future__ import annotations

import codecs
import errno
import os
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Final, TypeAlias

from iopkit.errors import InvalidTypeError, UnreadableError, nearest
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint

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
        raise _refused(path, Code.MISSING_FILE, "there is no such file", _neighbour(path)) from None
    except IsADirectoryError:
        hint = "give the file inside it"
        raise _refused(path, Code.NOT_A_FILE, "this is a folder, not a file", hint) from None
    except PermissionError:
        if path.is_dir():  # how Windows refuses to open a folder
            raise _refused(path, Code.NOT_A_FILE, "this is a folder, not a file") from None
        hint = "ask whoever owns it to let you"
        raise _refused(path, Code.NO_PERMISSION, "you may not read this file", hint) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            message, hint = "links here lead to one another in a circle", "give the file itself"
            raise _refused(path, Code.NOT_A_FILE, message, hint) from None
        why = error.strerror or "the system does not say why"
        raise _refused(path, Code.NOT_A_FILE, f"this cannot be read: {why}") from None
    except ValueError as error:
        raise _refused(path, Code.NOT_A_FILE, f"this cannot be read: {error}") from None
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
        message = f"larger than {LIMIT // 1_000_000} MB, which no pathway needs"
        raise _refused(name, Code.TOO_LARGE, message, "is this the right file?")
    if b"\0" in data:
        message = "this is not a text file"
        raise _refused(name, Code.NOT_TEXT, message, "save it as plain text (UTF-8)")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        complaint = Complaint(
            code=Code.NOT_UTF_8,
            file=name,
            line=line,
            column=column,
            message="a character here is not written in UTF-8",
            hint="in your editor, save the file with the encoding UTF-8",
        )
        raise UnreadableError([complaint]) from None


def check_length(text: str, name: str) -> str:
    """Return a text that came from elsewhere, or refuse it as the bytes of a file are refused."""
    return decode(text.encode("utf-8", "surrogatepass"), name)


def _refused(file: object, code: Code, message: str, hint: str = "") -> UnreadableError:
    return UnreadableError([Complaint(code=code, file=str(file), message=message, hint=hint)])


def _neighbour(path: Path) -> str:
    """Return the file in the same folder that was probably meant."""
    try:
        names = [other.name for other in path.parent.iterdir() if other.suffix in {".yaml", ".yml"}]
    except OSError:
        return f"there is no folder '{path.parent}' either"
    return nearest(path.name, names)
