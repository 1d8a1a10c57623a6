"""The published tables in this folder."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final, TypeAlias

FOLDER: Final = Path(__file__).with_name("data")

Line: TypeAlias = dict[str, str]
"""One line of a table by column; empty where a value is not available."""


def table(name: str) -> list[Line]:
    """Return the lines of a table, without its lines of provenance.

    >>> len(table("monks2016_table2"))
    12
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
