"""What tells whether plain values are still those that were written."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

DIGEST: Final = "sha256"
"""The key under which an object holds the digest of everything else in it."""


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(values: Mapping[str, Json]) -> str:
    """Return the digest of an object without the one that it may hold.

    It is the SHA-256 of its JSON in ASCII with sorted keys and no spaces, so that neither layout
    nor the order of keys matters.

    Raises
    ------
    ValueError
        When a number in it is infinite or none, or it is nested without end.

    >>> digest_of({"b": 1, "a": [0.5]}) == sha256('{"a":[0.5],"b":1}')
    True
    """
    return sha256(_canonical({name: each for name, each in values.items() if name != DIGEST}))


def digested(values: Mapping[str, Json]) -> dict[str, Json]:
    """Return an object with its digest in it.

    >>> is_as_written(digested({"seed": 7})), is_as_written({**digested({"seed": 7}), "seed": 8})
    (True, False)
    """
    return {**values, DIGEST: digest_of(values)}


def text_with_digest(values: Mapping[str, Json]) -> tuple[str, str]:
    """Return an object with its digest in it as one line of JSON, and the digest.

    Raises
    ------
    ValueError
        When a number in it is infinite or none.

    >>> text, digest = text_with_digest({"seed": 7})
    >>> json.loads(text) == digested({"seed": 7})
    True
    """
    told = _canonical(values)
    digest = sha256(told)
    return f'{told[:-1]},"{DIGEST}":"{digest}"}}\n', digest


def is_as_written(values: Mapping[str, Json]) -> bool:
    """Whether an object holds the digest of everything else in it."""
    try:
        return values.get(DIGEST) == digest_of(values)
    except ValueError:
        return False


def _canonical(values: Mapping[str, Json]) -> str:
    try:
        return json.dumps(values, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except RecursionError:  # nested just as deep as can be read
        msg = "nested too deep"
        raise ValueError(msg) from None
