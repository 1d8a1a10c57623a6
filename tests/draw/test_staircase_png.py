"""PNG: the right size, words where words are, and the same bytes whatever fonts a machine has."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

import iopkit.draw
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import PictureText
from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.files.compose.load import load
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway

pytest.importorskip("resvg_py", reason="the extra png is not installed")

from iopkit.draw.picture import png as png_module
from iopkit.draw.picture.png import png


def size(made: bytes) -> tuple[int, int]:
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", made[16:24])
    return wide, high


def darkest(made: bytes) -> int:
    """Return the darkest value of any pixel, 255 for an empty sheet; undoes the filters of PNG."""
    wide, high = size(made)
    assert made[24:26] == b"\x08\x06"  # eight bits, with transparency
    packed, at = b"", 8
    while at < len(made):
        length = int.from_bytes(made[at : at + 4])
        if made[at + 4 : at + 8] == b"IDAT":
            packed += made[at + 8 : at + 8 + length]
        at += 12 + length
    raw, row = zlib.decompress(packed), 4 * wide
    before, least = bytearray(row), 255
    for y in range(high):
        start = y * (row + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + row])
        for x in range(row):
            left = line[x - 4] if x >= 4 else 0
            up, corner = before[x], before[x - 4] if x >= 4 else 0
            line[x] = (
                line[x] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
            ) % 256
        least = min(least, *line[::4])
        before = line
    return least


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))


@pytest.mark.parametrize("scale", [1, 2, 3.5])
def test_a_png_is_as_large_as_the_picture_times_the_scale(scale: float) -> None:
    picture = staircase_picture(
        Pathway(id="p", title="P", levels=[Level(id="a", title="A", rank=1)])
    )
    wide, high = size(png(picture, scale=scale))

    assert wide == pytest.approx(picture.width * scale, abs=1)
    assert high == pytest.approx(picture.height * scale, abs=1)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "words", ["Entzug", "Łódź", "Ελλάδα", "Лечение", "שלום", "مرحبا", "→", "日本", "🙂"]
)
def test_words_are_seen(words: str, bold: bool) -> None:
    text = PictureText(x=2, y=20, text=words, bold=bold)

    assert darkest(png(Picture(width=80, height=30, title="", shapes=[text]))) < 100
    assert darkest(png(Picture(width=80, height=30, title="", shapes=[]))) == 255


def test_the_same_picture_has_the_same_bytes() -> None:
    picture = staircase_picture(load("standard"))

    assert png(picture) == png(picture)


@pytest.mark.parametrize("name", png_module.FONTS)
def test_letters_are_replaced_exactly_when_the_font_does_not_have_them(name: str) -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="fonttools is for development")
    path = Path(iopkit.draw.__file__).parent / "fonts" / name
    has = set(fonts.TTFont(path).getBestCmap()) | {ord("\n")}
    kept = {
        code
        for code in range(0x30000)
        if not png_module._MISSING.match(chr(code))  # noqa: SLF001
    }

    assert kept == has


def test_the_licence_of_the_fonts_comes_along() -> None:
    folder = Path(iopkit.draw.__file__).parent / "fonts"

    assert "Bitstream Vera Fonts Copyright" in (folder / "LICENSE.txt").read_text("utf-8")
