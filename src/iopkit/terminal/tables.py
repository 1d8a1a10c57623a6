"""Tables for the terminal, in which no number is ever cut."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief
from iopkit.terminal.style import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.terminal.style import DisplayStyle

_ASCII_HEAD: Final = "    \n    \n -- \n    \n    \n    \n    \n    \n"
"""A box of rich that draws a line under the head and nothing else, in ASCII."""

_GAP: Final = 2
"""The blanks between two columns. [characters]"""

_SHORT: Final = 12
"""A name up to this length is never folded. [characters]"""


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    look: DisplayStyle,
    *,
    numbers: Sequence[int] = (),
    spare: Sequence[int] = (),
) -> str:
    """Return a table whose cells are texts, none of which is taken for formatting.

    A table that is too wide folds its texts, then does without the columns of `spare`, which a
    line below names, and at last is wider than the page: a number or a word of the head is never
    cut.

    Parameters
    ----------
    head
        The names of the columns, units included; may be two lines.
    rows
        The cells; all rows are as long as the head.
    look
        How wide it may be.
    numbers
        The places of the columns that are aligned to the right and never folded.
    spare
        The places of the columns that can be left out, the first to go first.
    """
    cells = [[brief(plain(cell)) for cell in row] for row in rows]
    least = [
        _least(name, [row[place] for row in cells], number=place in numbers)
        for place, name in enumerate(head)
    ]
    kept, dropped = list(range(len(head))), []
    for place in spare:
        if _total([least[each] for each in kept]) <= look.width:
            break
        kept.remove(place)
        dropped.append(place)
    widths = _widths(
        [least[place] for place in kept],
        [_widest([*head[place].split("\n"), *(row[place] for row in cells)]) for place in kept],
        look.width,
    )
    page = _drawn(
        [head[place] for place in kept],
        [[row[place] for place in kept] for row in cells],
        look,
        widths,
        [place in numbers for place in kept],
    )
    if not dropped:
        return page
    names = ", ".join(head[place].replace("\n", " ") for place in dropped)
    return f"{page}\n{look.wrapped(f'Left out, for the page is too narrow: {names}.')}"


def _drawn(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    look: DisplayStyle,
    widths: Sequence[int],
    numbers: Sequence[bool],
) -> str:
    from rich import box  # 70 ms, which no --help and no --json pays
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = box.SIMPLE_HEAD if look.unicode else box.Box(_ASCII_HEAD, ascii=True)
    grid = Table(
        box=lines, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 0, 0, 1)
    )
    for name, width, number in zip(head, widths, numbers, strict=True):
        grid.add_column(
            Text(name),
            justify="right" if number else "left",
            vertical="bottom" if number else "top",
            no_wrap=number,
            width=width,
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    page = StringIO()
    console = Console(
        file=page,
        width=_total(widths) + _GAP,
        color_system="standard" if look.colour else None,
        force_terminal=look.colour,
        legacy_windows=False,
        highlight=False,
        _environ={},  # the width was decided by whoever made the look
    )
    console.print(grid)
    return "\n".join(line.rstrip() for line in page.getvalue().rstrip().split("\n"))


def _least(name: str, cells: Sequence[str], *, number: bool) -> int:
    """Return the least width of a column in which nothing is cut that must stay whole."""
    if number:
        return _widest([*name.split("\n"), *cells])
    digits = [word for cell in cells for word in cell.split() if word[0].isdigit()]
    return max(_widest([*name.split(), *digits]), min(_widest(cells), _SHORT))


def _widths(least: Sequence[int], natural: Sequence[int], page: int) -> list[int]:
    """Return the widths of columns: what is left of the page goes to those that lack most."""
    widths = list(least)
    while _total(widths) < page:
        lacking = [whole - width for whole, width in zip(natural, widths, strict=True)]
        if max(lacking, default=0) <= 0:
            break
        widths[lacking.index(max(lacking))] += 1
    return widths


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _widest(texts: Sequence[str]) -> int:
    from rich.cells import cell_len  # a letter of some scripts takes the room of two

    return max(map(cell_len, texts), default=0)
