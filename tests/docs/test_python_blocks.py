"""Every ``python`` block in README.md and docs/ runs, a page from top to bottom.

A block with ``>>>`` is compared with what it prints; another one only has to run, so it says
what it promises with ``assert``. ``<!-- skip: next -->`` leaves the next block out.
"""

from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


@pytest.mark.usefixtures("examples")
def test_python_blocks_run(page: Path) -> None:
    blocks = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()])

    for block in blocks.parse(page).examples():
        block.evaluate()
