"""Names as words, for the keys of draws."""

from __future__ import annotations

from hashlib import blake2b


def word_of(name: str) -> int:
    """Return the word that stands for a name in the keys of draws."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def stream_word(stream: str) -> int:
    """Return the half word, 32 bits, that stands for an arrival stream in its clients' names."""
    return word_of(f"stream:{stream}") % 2**32
