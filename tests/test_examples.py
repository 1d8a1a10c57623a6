"""The scripts of examples/ run, and find what they say."""

import runpy
from pathlib import Path

import pytest

from iopkit.files.load import loads

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_a_pathway_made_by_hand_is_placed_proved_and_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = runpy.run_path(str(EXAMPLES / "by_hand.py"))

    placed, asked, proved, text = capsys.readouterr().out.split("\n", 3)
    assert placed == "Placed at iop"
    assert asked == "Still to ask ('home',)"
    assert proved == "Open findings 0"
    assert loads(text) == made["pathway"]
