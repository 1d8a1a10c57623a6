"""Files by name, from Python: those of iopkit and of installed plugins; and from what is open."""

from __future__ import annotations

import io
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

import iopkit
from iopkit.errors import InvalidTypeError, PluginError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from distributions import Site

NORTH = "{iopkit: 1, id: north, title: North, extends: standard}"
RULES = "{iopkit: 1, id: ours, title: Ours, about: program, standing: guidance, "
RULES += "assumption: our own wish, rules: [days_per_week <= 4]}"
GIVES = """
    @hookimpl
    def iopkit_pathways():
        return {"north": HERE / "north.yaml"}

    @hookimpl
    def iopkit_rule_sets():
        return {"ours": HERE / "rules.yaml"}
    """


@pytest.fixture
def north(site: Site) -> str:
    """Return the name of a pathway that an installed plugin gives."""
    site.write("north.yaml", NORTH)
    site.write("rules.yaml", RULES)
    site.install("north", GIVES)
    return "north"


def test_a_pathway_of_an_installed_plugin_is_loaded_by_its_name(north: str) -> None:
    pathway = iopkit.load(north)

    assert pathway.title == "North"
    assert pathway.origins[("title",)].file == "north/north.yaml"
    assert iopkit.examine(north).pathway == pathway
    assert iopkit.loads("{iopkit: 1, id: east, title: East, extends: north}").is_level("iop")


def test_a_rule_set_of_an_installed_plugin_is_loaded_by_its_name(north: str) -> None:
    del north

    assert iopkit.load_rule_set("ours").title == "Ours"


def test_situations_name_pathways_and_rule_sets_of_installed_plugins(
    north: str, tmp_path: Path
) -> None:
    path = tmp_path / "situations.yaml"
    one = "{name: one, expect: {program: iop, rules: ours, verdict: met}}"
    path.write_text(f"iopkit: 1\npathway: {north}\nsituations:\n- {one}\n", encoding="utf-8")

    held = iopkit.load_situations(path)

    assert held.pathway.title == "North"


def test_a_name_that_two_plugins_give_is_an_error_that_names_both(north: str, site: Site) -> None:
    site.install("south", GIVES)

    with pytest.raises(PluginError, match="also given by 'south'"):
        iopkit.load(north)


def test_what_comes_with_iopkit_waits_for_no_plugin() -> None:
    script = (
        "import sys, iopkit; iopkit.load('standard'); iopkit.load_rule_set('medicare-iop-2024')\n"
        "print('pluggy' in sys.modules)"
    )

    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert printed == "False\n"


def test_a_pathway_is_read_from_bytes_and_open_files_and_resources(tmp_path: Path) -> None:
    path = tmp_path / "north.yaml"
    path.write_text(NORTH, encoding="utf-8")
    wanted = iopkit.loads(NORTH)

    assert iopkit.load(NORTH.encode()) == wanted
    assert iopkit.load(io.StringIO(NORTH)) == wanted
    assert iopkit.load(io.BytesIO(NORTH.encode())) == wanted
    with path.open(encoding="utf-8") as file:
        assert iopkit.load(file).origins["id",].file == str(path)
    with path.open("rb") as binary:
        assert iopkit.load(binary) == wanted
    shipped = files("iopkit.files") / "data" / "standard.yaml"
    assert iopkit.load(shipped) == iopkit.load("standard")


def test_an_open_file_names_others_from_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "north.yaml").write_text(NORTH, encoding="utf-8")
    path = tmp_path / "east.yaml"
    path.write_text("{iopkit: 1, id: e, title: E, extends: north.yaml}", encoding="utf-8")

    with path.open(encoding="utf-8") as file:
        assert iopkit.load(file).is_level("iop")


@pytest.mark.parametrize("source", [None, 3, ["a.yaml"]])
def test_what_nothing_can_be_read_from_is_refused(source: object) -> None:
    with pytest.raises(InvalidTypeError, match="source must be a path, bytes"):
        iopkit.load(source)  # type: ignore[arg-type]


def test_a_closed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "north.yaml"
    path.write_text(NORTH, encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        pass

    with pytest.raises(UnreadableError, match=r"north\.yaml: error: this cannot be read"):
        iopkit.load(file)


def test_too_much_is_refused_wherever_it_comes_from() -> None:
    with pytest.raises(UnreadableError, match="larger than 2 MB"):
        iopkit.load(b"x" * 2_000_001)
    with pytest.raises(UnreadableError, match="larger than 2 MB"):
        iopkit.load(io.StringIO("x" * 2_000_001))
