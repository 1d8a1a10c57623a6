"""Running commands beside the golden files: in this process for speed, or as users do."""

import pytest
from commands import GOLDEN, Run, Start, running, starting


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in a plain terminal of 80 columns, beside the golden files."""
    return running(GOLDEN, monkeypatch)


@pytest.fixture
def start() -> Start:
    """Run a command as a process of its own, beside the golden files."""
    return starting(GOLDEN)
