"""A JSON object in a file that anybody may have changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from iopkit.simulate.storage.digest import Json

LIMIT: Final = 256_000_000
"""The most bytes that are read of a file."""


def json_in(path: Path) -> dict[str, Json]:
    """Return the object that a file holds.

    Raises
    ------
    OSError
        When there is no such file, or it cannot be read.
    ValueError
        When it holds something else: no JSON, a list, a key twice, a number that is none, more
        levels than can be read, or more than `LIMIT` bytes.
    """
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        msg = f"more than {LIMIT:,} bytes"
        raise ValueError(msg)
    return object_in(data.decode("utf-8"))


def object_in(text: str) -> dict[str, Json]:
    """Return the object that a text is; see `json_in`.

    >>> object_in('{"seed": 7}')
    {'seed': 7}
    """
    try:
        values = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
    except RecursionError:
        values = None
    if not isinstance(values, dict):
        msg = "no object"
        raise ValueError(msg)  # noqa: TRY004  a value of the file, not an argument
    return values


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    values = dict(pairs)
    if len(values) != len(pairs):
        msg = "a key stands there twice"
        raise ValueError(msg)
    return values


def _refused(name: str) -> Json:
    msg = f"{name} is no number"
    raise ValueError(msg)
