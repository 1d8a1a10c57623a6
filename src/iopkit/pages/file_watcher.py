"""Which files a pathway is read from, and when one of them is saved."""

from __future__ import annotations

import time
from stat import S_ISREG
from typing import TYPE_CHECKING, Final, TypeAlias

from iopkit.errors import UnreadableError
from iopkit.files.yaml.node import Entries
from iopkit.files.yaml.strict_yaml import read_yaml
from iopkit.files.yaml.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from iopkit.files.yaml.node import Node

Stamp: TypeAlias = tuple[int, int, int]
"""What is known of a file without reading it; another one after it was saved."""

PAUSE: Final = 0.3
"""Between two looks at the files. [s]"""

_SETTLING: Final = 0.05
"""Without a change, until a file is taken to be whole. [s]"""

_PATIENCE: Final = 20
"""How often that is tried with a file that changes all the time."""

_MOST: Final = 64
"""How many files are watched at most."""
_TABLES: Final = ("people", "from_file")
"""What names a table in a stream of arrivals."""


def files_of(file: Path) -> frozenset[Path]:
    """Return a file and every file that it names, however deep. Reads them.

    What is extended or used, and the tables of arrivals. A file that is named and not there
    belongs to them, for it may come. Of a file that cannot be read as YAML nobody knows what it
    names.
    """
    found: set[Path] = set()
    waiting = [file]
    while waiting and len(found) < _MOST:
        path = waiting.pop()
        if path.resolve() in {each.resolve() for each in found}:
            continue
        found.add(path)
        waiting += [path.parent / name for name in _named_in(path)]
    return frozenset(found)


def stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    """Return what tells whether files were saved: time, size, and which file bears the name now.

    An editor may write a new file and give it the old one's name.
    """
    return {path: _stamp(path) for path in files}


def followed(file: Path, pause: float = PAUSE) -> Iterator[None]:
    """Yield at once, and again whenever the file or one that it names was saved; never ends.

    What the file named when it could last be read is watched as long as it cannot.
    """
    files = files_of(file)
    while True:
        known = stamps(files)  # before anybody reads them: what is saved meanwhile counts
        yield
        found = files_of(file)
        files = found if len(found) > 1 else files | found
        known = {path: known.get(path, stamp) for path, stamp in stamps(files).items()}
        while stamps(files) == known:
            time.sleep(pause)
        _settle(files)


def _stamp(path: Path) -> Stamp:
    try:
        stat = path.stat()
    except (OSError, ValueError):  # gone, for a moment or for good; or no name that a file can have
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


def _named_in(path: Path) -> Iterator[str]:
    """Yield the names in a file that may be those of other files."""
    if not S_ISREG(_mode(path)):  # reading a pipe might never end
        return
    try:
        root, _ = read_yaml(read_text(path), path.name, private=True)
    except UnreadableError:
        return
    for key in ("extends", "uses"):
        yield from _texts(root.child(key))
    arrivals = root.child("arrivals")
    streams = arrivals.value.pairs if arrivals and isinstance(arrivals.value, Entries) else ()
    for _, stream in streams:
        for key in _TABLES:
            yield from _texts(stream.child(key))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _texts(node: Node | None) -> Iterator[str]:
    if node is None:
        return
    for each in node.value if isinstance(node.value, tuple) else (node,):
        # A table may stand in the file itself, over several lines.
        if isinstance(each.value, str) and each.value.strip() and "\n" not in each.value:
            yield each.value


def _settle(files: frozenset[Path]) -> None:
    """Wait until nobody writes any more, but not for ever."""
    before = stamps(files)
    for _ in range(_PATIENCE):
        time.sleep(_SETTLING)
        now = stamps(files)
        if now == before:
            return
        before = now
