"""The text of a file, within limits: the first thing that untrusted bytes meet."""

from __future__ import annotations

import codecs
import errno
from pathlib import Path
from typing import TYPE_CHECKING, Final

from iopkit.errors import UnreadableError, nearest
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint

if TYPE_CHECKING:
    import os

LIMIT: Final = 2_000_000
"""The most bytes that a file may have."""


def read_text(path: str | os.PathLike[str]) -> str:
    """Return what a text file says. Reads the file, `LIMIT` bytes of it at most.

    Raises
    ------
    UnreadableError
        When there is no such file, it is a folder, may not be read, is too large, or not UTF-8.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
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
    return decode(data, str(path))


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
