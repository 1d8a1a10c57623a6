"""Values that a reader can trip over, as they are written in a file; most stand in `odd.txt`."""

from pathlib import Path
from typing import Final


def _sorts() -> dict[str, tuple[str, ...]]:
    """Return the values of the text file, by sort."""
    found: dict[str, list[str]] = {}
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        if line.startswith("## "):
            found[line.removeprefix("## ")] = []
        elif line:
            found[list(found)[-1]].append(line)
    return {sort: tuple(values) for sort, values in found.items()}


SORTS: Final = {
    **_sorts(),
    "invisible": ("\u202eabc", "\u200b", "\ufeff", "e\u0301", "\u00a0", "a\u2028b"),
    "long": ("x" * 65, "x" * 300, f"'{'word ' * 500}'", "9" * 300),
    "folded": ("| \n  text", ">\n  folded\n  text\n", "\t"),
}
"""The values by sort."""

_NO_SCALARS: Final = ("forms", "marks", "folded")
NUMBERS: Final = SORTS["numbers"]
SCALARS: Final = tuple(v for s, values in SORTS.items() if s not in _NO_SCALARS for v in values)
ALL: Final = tuple(value for values in SORTS.values() for value in values)

BYTES: Final = (
    *(bytes([one]) for one in b"\0\t\r\x0c\x7f\x85\x9b\xc3\xff#\"',[]{}:;"),
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\x1b[2J",
    b"\r\n",
    b"\n\n",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xc2\xa0",
    b"\xe2\x80\xae",
    b": ",
    b"- ",
    b"  ",
)
"""What is put between the bytes of a file."""
