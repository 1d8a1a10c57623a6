"""Every module and name that a text mentions as ``iopkit.room.module`` is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PLACES = ("src", "plugins", "docs", "benchmarks", "validation", "examples")
DOTTED = re.compile(r"(?<![\w./-])iopkit((?:\.[A-Za-z_]\w*)+)")
FILES = frozenset({"iopkit.schema.json"})
"""Names of files that look like those of modules."""


def texts() -> Iterator[tuple[Path, str]]:
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(ROOT).parts)
            if path.suffix in {".py", ".md", ".toml"} and not hidden and "0.1" not in path.name:
                yield path, path.read_text(encoding="utf-8")


def module_file(dotted: str) -> Path | None:
    path = SOURCE / dotted.replace(".", "/")
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in found if file.exists()), None)


def is_there(dotted: str) -> bool:
    """Whether a dotted name leads to a module, or to a word of the module that it begins with."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        file = module_file(".".join(parts[:length]))
        if file is not None:
            word = parts[length] if length < len(parts) else ""
            return re.search(rf"\b{word}\b", file.read_text(encoding="utf-8")) is not None
    return False


def test_every_dotted_name_leads_somewhere() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts()
        for found in DOTTED.finditer(text)
        if found[0] not in FILES
        and not found[0].startswith(("iopkit.run", "iopkit.replication"))  # keys of a Parquet file
        and not is_there(found[0])
    }
    assert not wrong
