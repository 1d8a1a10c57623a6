"""The picture at the top of the README is the one that the command draws."""

from pathlib import Path

from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.files.compose.load import load

ROOT = Path(__file__).parents[2]


def test_the_picture_in_the_readme_is_what_draw_writes_today() -> None:
    shown = ROOT / "docs" / "standard.svg"
    assert f"]({shown.relative_to(ROOT).as_posix()})" in (ROOT / "README.md").read_text("utf-8")
    again = "remove docs/standard.svg and run: iopkit draw standard -o docs/standard.svg"
    assert shown.read_text("utf-8") == staircase_picture(load("standard")).svg(), again
