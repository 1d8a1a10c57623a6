"""Writing a file whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_text(
    path: str | os.PathLike[str], text: str, *, overwrite: bool = False, private: bool = False
) -> None:
    """Write a text file so that nobody ever sees half of it; see `write_bytes`."""
    write_bytes(path, text.encode(), overwrite=overwrite, private=private)


def write_bytes(
    path: str | os.PathLike[str], content: bytes, *, overwrite: bool = False, private: bool = False
) -> None:
    """Write a file so that nobody ever sees half of it.

    Parameters
    ----------
    path
        The file.
    content
        What it will hold; of a text, its UTF-8.
    overwrite
        Whether a file that is there is replaced.
    private
        Whether only its owner may read it.

    Raises
    ------
    FileExistsError
        When the file is there and `overwrite` is false; it is left as it was.
    OSError
        When the folder cannot be written to.
    """
    path = Path(path)
    if overwrite and path.is_symlink():
        path = path.resolve()
    with _temporary(path.parent, path.name) as temporary:
        temporary.write_bytes(content)
        if not private:
            temporary.chmod(_usual_mode(path))
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        if overwrite:
            temporary.replace(path)
        else:
            _claim(temporary, path)


def _claim(temporary: Path, path: Path) -> None:
    """Give a file its name unless the name is taken; no other program can come between."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise FileExistsError(f"{path} is there already; it was left as it is") from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(f"{path} is there already; it was left as it is") from None
        temporary.replace(path)


@contextlib.contextmanager
def _temporary(folder: Path, name: str) -> Iterator[Path]:
    """Yield a new file beside the final one, readable by its owner only; it is gone afterwards."""
    handle, made = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".part", dir=folder)
    os.close(handle)
    temporary = Path(made)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _usual_mode(path: Path) -> int:
    """Return the mode that the file has, or that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
