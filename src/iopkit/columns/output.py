"""Writing a large file whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def private_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which gets its name when all is written.

    Only its owner may read it, for it holds facts about clients. Until then it stands beside the
    final one under another name; when anything goes wrong it is gone.

    Raises
    ------
    FileExistsError
        When there is a file of that name; it is left as it was.
    OSError
        When the folder cannot be written to.
    """
    path = Path(path)
    if path.exists() or path.is_symlink():
        raise FileExistsError(f"{path} is there already; it was left as it is")
    handle, made = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    temporary = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if not file.closed:
                file.flush()
                os.fsync(file.fileno())
        _claim(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


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
