"""Tables for the terminal."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from iopkit.report.look import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.report.look import Look

_ASCII_HEAD: Final = "    \n    \n -- \n    \n    \n    \n    \n    \n"
"""A box of rich that draws a line under the head and nothing else, in ASCII."""


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], look: Look, *, numbers: Sequence[int] = ()
) -> str:
    """Return a table whose cells are texts, none of which is taken for formatting.

    Parameters
    ----------
    head
        The names of the columns, units included; may be two lines.
    rows
        The cells; all rows are as long as the head.
    look
        How wide it may be.
    numbers
        The places of the columns that are aligned to the right.
    """
    from rich import box  # 70 ms, which no --help and no --json pays
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = box.SIMPLE_HEAD if look.unicode else box.Box(_ASCII_HEAD, ascii=True)
    grid = Table(
        box=lines, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 0, 0, 1)
    )
    for place, name in enumerate(head):
        widest = max((len(row[place]) for row in rows), default=0)
        # Only text may wrap: half a number misleads. A short name stays whole too.
        grid.add_column(
            Text(name),
            justify="right" if place in numbers else "left",
            vertical="bottom" if place in numbers else "top",
            no_wrap=place in numbers,
            min_width=min(widest, 12),
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*(Text(plain(cell)) for cell in row))
    page = StringIO()
    console = Console(
        file=page,
        width=look.width,
        color_system="standard" if look.colour else None,
        force_terminal=look.colour,
        legacy_windows=False,
        highlight=False,
        _environ={},  # the width was decided by whoever made the look
    )
    console.print(grid)
    return "\n".join(line.rstrip() for line in page.getvalue().rstrip().split("\n"))
