"""What the page on the way from 0.1 to 0.2 sends its reader to is there, and public."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "how-to/from-0.1-to-0.2.md").read_text("utf-8")
STABILITY = (DOCS / "reference/stability.md").read_text("utf-8")
PUBLIC = set(re.findall(r"^\| `(iopkit[\w.]*)` \|", STABILITY, re.MULTILINE))

RENAMED = re.findall(r"^\| `iopkit[\w.]*` \| `(iopkit[\w.]*)` \|$", PAGE, re.MULTILINE)
MOVED = [
    f"{module}.{name}"
    for module, names in re.findall(r"^\| `(iopkit[\w.]*)` \| (`\w+`.*) \|$", PAGE, re.MULTILINE)
    for name in re.findall(r"`(\w+)`", names)
]
IMPORTS = re.findall(r"`from (iopkit[\w.]*) import ([\w, ]+)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("name", sorted({*RENAMED, *MOVED}))
def test_a_new_name_is_public(name: str) -> None:
    module, _, last = name.rpartition(".")

    assert module in PUBLIC
    assert hasattr(import_module(module), last)


def test_what_is_imported_otherwise_is_public() -> None:
    for module, names in IMPORTS:
        assert module in PUBLIC
        assert all(hasattr(import_module(module), name) for name in names.split(", "))
    assert len(IMPORTS) > 2
    assert len(RENAMED) > 40
    assert len(MOVED) > 80


def test_every_module_of_the_list_is_where_it_says() -> None:
    page = (DOCS / "reference/modules-since-0.1.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| (?:`([\w.]+)`|gone) \|$", page, re.MULTILINE)
    source = DOCS.parent / "src" / "iopkit"

    def is_there(module: str) -> bool:
        path = source / module.replace(".", "/")
        return path.with_suffix(".py").exists() or (path / "__init__.py").exists()

    assert len(rows) > 400
    assert not [new for _, new in rows if new and not is_there(new)]
    assert len({old for old, _ in rows}) == len(rows)


FORMER = (Path(__file__).parents[1] / "data" / "plugin-imports-of-0.1.txt").read_text("utf-8")


@pytest.mark.parametrize("line", FORMER.splitlines())
def test_every_import_of_the_plugins_of_0_1_has_its_row(line: str) -> None:
    """What the plugins of this project imported then: the page alone must do to port them."""
    module, name = line.split()
    if module in PUBLIC and hasattr(import_module(module), name):
        return  # as it was
    listed = {each.rpartition(".")[2] for each in MOVED}
    assert (
        name in listed
        or f"`{module}.{name}`" in PAGE
        or re.search(rf"`from {re.escape(module)} import [^`]*\b{name}\b", PAGE)
    )
