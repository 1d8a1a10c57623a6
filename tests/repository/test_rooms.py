"""The rooms of the house: how large they are, and what stands in them is called."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from iopkit.cli.command_names import COMMANDS

SOURCE = Path(__file__).parents[2] / "src" / "iopkit"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if not path.name.startswith("__"))
FOLDERS = sorted({path.parent for path in MODULES})

MOST = 20
"""How many modules one folder may hold."""

EMPTY_WORDS = frozenset(
    {
        *("base", "common", "core", "helpers", "misc", "things", "thing", "util", "utils"),
        *("all", "any", "each", "it", "mine", "one", "other", "ours", "some", "what", "who"),
        *("big", "brief", "exact", "little", "other", "rare", "raw", "short", "small"),
    }
)
"""What says nothing about a module: odds and ends, pronouns, adjectives."""

FIELD = frozenset(
    {
        *("ageing", "encoding", "finding", "lowering", "numbering"),
        *("sectioning", "testing", "timetabling", "wording"),
    }
)
"""Words that end like a participle and are nouns of the field."""


PARTICIPLES = frozenset(
    {"begun", "drawn", "held", "kept", "made", "meant", "said", "shown", "told"}
)


def is_participle(word: str) -> bool:
    ends = word.endswith(("ed", "ing")) and len(word) > 4
    return word in PARTICIPLES or (ends and word not in FIELD)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_folder_holds_no_more_than_one_reads_at_a_glance(folder: Path) -> None:
    held = [path.name for path in MODULES if path.parent == folder]
    assert len(held) <= MOST, held


def test_a_module_is_named_by_a_noun() -> None:
    """By its last word: `drawn_transitions` are transitions, `drawn` is nothing."""
    wrong = []
    for path in MODULES:
        word = path.stem.rstrip("_").split("_")[-1]
        if word in EMPTY_WORDS or is_participle(word):
            wrong.append(str(path.relative_to(SOURCE)))
    assert not wrong


def test_no_module_hides_behind_an_underscore() -> None:
    assert not [path.name for path in MODULES if path.name.startswith("_")]


def test_no_two_public_classes_have_one_name() -> None:
    names = Counter(
        node.name
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert not [name for name, count in names.items() if count > 1]


def test_every_command_is_a_file_of_its_name_and_nothing_else_stands_there() -> None:
    files = {path.stem.rstrip("_") for path in (SOURCE / "cli" / "commands").glob("[!_]*.py")}
    assert files == {*COMMANDS, "new_plugin"}  # `iopkit new plugin`


def test_every_room_says_what_it_is_about() -> None:
    for folder in FOLDERS:
        text = (folder / "__init__.py").read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), folder


def test_the_page_of_the_architecture_shows_every_room() -> None:
    page = (SOURCE.parents[1] / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    rooms = [str(folder.relative_to(SOURCE)) for folder in FOLDERS if folder != SOURCE]
    in_the_picture = {"cli", "terminal", "pages"}
    missing = [
        room
        for room in rooms
        if f"`{room}/`" not in page and "/" in room and room.split("/")[0] not in in_the_picture
    ]
    assert not missing
