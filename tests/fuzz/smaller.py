"""A smaller input with the same fault, by leaving out as much as can be left out."""

import time
from collections.abc import Callable
from typing import Final

import attrs
from fuzz.inputs import Input

SECONDS: Final = 20.0
"""How long to look for one. [s]"""


def smaller(one: Input, fault: Callable[[Input], str]) -> Input:
    """Return the input with lines, then pieces, of its files left out while the fault stays."""
    wanted = fault(one)
    until = time.monotonic() + SECONDS
    for name in sorted(one.files):
        if name.endswith(".parquet"):
            continue
        for sign in (b"\n", b", ", b" "):
            one = _without_pieces(one, name, sign, lambda each: fault(each) == wanted, until)
    return one


def _without_pieces(
    one: Input, name: str, sign: bytes, still: Callable[[Input], bool], until: float
) -> Input:
    pieces = one.files[name].split(sign)
    size = max(1, len(pieces) // 2)
    while size and time.monotonic() < until:
        start = 0
        while start < len(pieces) and time.monotonic() < until:
            fewer = pieces[:start] + pieces[start + size :]
            shorter = attrs.evolve(one, files={**one.files, name: sign.join(fewer)})
            if still(shorter):
                one, pieces = shorter, fewer
            else:
                start += size
        size //= 2
    return one
