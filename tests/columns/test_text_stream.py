"""Any bytes can be read as text, a few at a time or all at once, and none gets lost."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.columns.text_stream import NO_CHARACTER, DecodableStream


def read(data: bytes, size: int) -> bytes:
    file = DecodableStream(io.BytesIO(data))
    return b"".join(iter(lambda: file.read(size), b""))


@given(st.binary(max_size=60) | st.text(max_size=30).map(str.encode), st.integers(4, 20))
def test_every_byte_is_kept_or_replaced_by_one(data: bytes, size: int) -> None:
    found = read(data, size)

    assert len(found) == len(data)
    assert found == read(data, -1)
    escaped = data.decode(errors="surrogateescape")
    assert [c for c in found.decode() if c != NO_CHARACTER] == [
        c for c in escaped if not "\udc80" <= c <= "\udcff" and c != NO_CHARACTER
    ]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "ä,ö\n€,\U0001f600\n"])
@pytest.mark.parametrize("size", [4, 5, 6, 7])
def test_sound_text_stays_as_it_is(text: str, size: int) -> None:
    assert read(text.encode(), size) == text.encode()
