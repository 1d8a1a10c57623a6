"""A text file in which every byte can be decoded."""

from __future__ import annotations

import codecs
import io
import re
from typing import IO, Final

NO_CHARACTER: Final = "\x1a"
"""Stands for each byte that is no part of a character: SUBSTITUTE, one byte long too."""

_STRAY: Final = re.compile("[\udc80-\udcff]")


class DecodableStream(io.RawIOBase):
    r"""A file in UTF-8, read from where it stands; a byte that is no character is replaced.

    pyarrow decodes a row before it hands it on as one with too many values, or too few, and gives
    up the whole table when it cannot.

    Parameters
    ----------
    file
        The file; it stays open.

    Examples
    --------
    >>> DecodableStream(io.BytesIO(b"1,yes\n2,n\xf8")).read(100)
    b'1,yes\n2,n\x1a'
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes; none at the end of the file."""
        while True:
            begun = len(self._decoder.getstate()[0])
            data = self._file.read(size if size < 0 else max(size - begun, 1))
            if not begun and data.isascii():
                return data
            text = self._decoder.decode(data, final=not data or size < 0)
            if text or not data:
                return _STRAY.sub(NO_CHARACTER, text).encode()
