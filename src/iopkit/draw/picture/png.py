"""A picture in the ink of PNG; the only module that knows resvg.

The fonts come along: without them the same picture would look different on another machine, and
on one without any fonts all words would be missing.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from iopkit.errors import MissingExtraError

try:
    import resvg_py
except ImportError as error:
    raise MissingExtraError("png", "a picture as PNG") from error

if TYPE_CHECKING:
    from iopkit.draw.picture.picture import Picture

FONTS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
"""The fonts of a picture, in the folder ``fonts``."""

FAMILY: Final = "DejaVu Sans"

MISSING: Final = "\u25a1"
"""What stands for a letter that the fonts do not have: an empty box."""

_MISSING: Final = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u017f\u0192\u0218-\u021b\u0259\u02c6\u02da\u02dc\u0300-\u0304"
    "\u0306-\u0308\u030a-\u030c\u0327\u0328\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u045f\u0490\u0491\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a"
    "\u0640-\u0652\u0660-\u066a\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9\u1e80-\u1e85"
    "\u1e9e\u2000-\u2027\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u2116\u2122"
    "\u2190-\u2199\u21d2\u2200\u2202\u2206\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265"
    "\u25a0\u25a1\u25b2\u25b6\u25bc\u25c6\u25cb\u25cf\u2713\u2717\ufffd]"
)
"""What the fonts do not have; resvg would leave it out without a word."""


def png(picture: Picture, *, scale: float = 2) -> bytes:
    """Return a picture as PNG on white paper, the same bytes on every machine.

    Letters that the shipped fonts do not have, such as those of Chinese or emoji, come out as an
    empty box.

    Parameters
    ----------
    picture
        What is drawn.
    scale
        How many pixels of the PNG one of the picture becomes on each side. [1]
    """
    with ExitStack() as kept:
        folder = files("iopkit.draw") / "fonts"
        fonts = [str(kept.enter_context(as_file(folder / name))) for name in FONTS]
        return resvg_py.svg_to_bytes(
            svg_string=_MISSING.sub(MISSING, picture.svg()),
            zoom=scale,
            skip_system_fonts=True,
            font_files=fonts,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
