"""What all tests share.

This folder is on the import path of pytest and of mypy (pyproject.toml), so that a test anywhere
below may say ``from strategies import pathways`` or ``from oracle import flow``. Test files
themselves are never imported by others and may therefore share names between folders.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributions import Site
from hypothesis import settings

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give a folder that plugins can be installed into, for this test only."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    yield Site(folder)
    for name in [name for name in sys.modules if name.startswith("acme_")]:
        del sys.modules[name]
