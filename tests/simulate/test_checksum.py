"""The sums that tell whether a table is what was written."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.simulate.storage.checksum import AT_ONCE, Checksums, sum_of, sum_of_file
from iopkit.simulate.storage.column import NamedColumn

WRAP = 2**64


def told_in_the_docs(content: bytes) -> str:
    """Add up bytes as the reference of the run folder says it, in plain numbers."""
    content += b"\0" * (-len(content) % 8)
    total = 0
    for i in range(len(content) // 8):
        word = int.from_bytes(content[8 * i : 8 * i + 8], "little")
        word ^= (i + 1) * 0x9E3779B97F4A7C15 % WRAP
        word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 % WRAP
        word = (word ^ word >> 27) * 0x94D049BB133111EB % WRAP
        total += word ^ word >> 31
    return f"{total % WRAP:016x}"


def summed(*chunks: "np.ndarray[tuple[int], np.dtype[np.generic]]") -> object:
    sums = Checksums()
    for chunk in chunks:
        sums.add({"a": chunk})  # type: ignore[dict-item]
    columns = sums.as_json()["columns"]
    assert isinstance(columns, dict)
    assert isinstance(columns["a"], dict)
    return columns["a"]["sum"]


@pytest.mark.parametrize("is_compiled", [True, False])
@given(
    values=st.lists(st.integers(-(2**31), 2**31 - 1), max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=4),
)
def test_chunks_do_not_matter(is_compiled: bool, values: list[int], cuts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("iopkit.simulate.storage.checksum.IS_COMPILED", is_compiled)
        for kind in (np.int32, np.int64, np.float64):
            column = np.array(values, kind)
            chunks = np.split(column, sorted(cuts))
            assert summed(column) == summed(*chunks) == told_in_the_docs(column.tobytes())


def test_names_are_told_with_their_places() -> None:
    sums = Checksums()
    sums.add({"level": NamedColumn(("iop", "php"), np.array([1, -1, 0], np.int32))})
    places = (1).to_bytes(4, "little") + b"\xff" * 4 + bytes(4)
    assert sums.as_json()["columns"] == {
        "level": {"type": "names", "sum": told_in_the_docs(places), "names": ["iop", "php"]}
    }


def test_what_differs_in_one_bit_or_in_its_place_has_another_sum() -> None:
    words = np.arange(50, dtype=np.uint64) << np.uint64(56)
    seen = {sum_of(words, 0), sum_of(words, 1)}
    for at in range(50):
        for bit in range(64):
            other = words.copy()
            other[at] ^= np.uint64(1 << bit)
            seen.add(sum_of(other, 0))
    for at in range(49):
        other = words.copy()
        other[at], other[at + 1] = words[at + 1], words[at]
        seen.add(sum_of(other, 0))
    assert len(seen) == 2 + 50 * 64 + 49


@pytest.mark.parametrize("length", [0, 1, 8, 13, AT_ONCE - 1, AT_ONCE, AT_ONCE + 8, AT_ONCE + 11])
def test_a_file_of_any_length_is_added_up(length: int, tmp_path: Path) -> None:
    content = np.random.default_rng(length).bytes(length)
    (tmp_path / "file").write_bytes(content)
    with (tmp_path / "file").open("rb", buffering=0) as file:
        expected = told_in_the_docs(content) if content else f"{0:016x}"
        assert sum_of_file(file) == (length, expected)
