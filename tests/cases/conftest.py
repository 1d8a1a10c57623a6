"""Running commands beside inputs that once went wrong; nothing here knows the inside."""

from pathlib import Path

import pytest
from commands import CASES, Run, Start, running, starting


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in an empty folder and a plain terminal of 80 columns."""
    return running(tmp_path, monkeypatch)


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Run a command as a process of its own, in an empty folder."""
    return starting(tmp_path)


@pytest.fixture
def data() -> Path:
    """Give the folder of the inputs."""
    return CASES
