"""What tests of the command line share: where their files are, and how commands are run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from click.testing import CliRunner, Result

from iopkit.cli import main

if TYPE_CHECKING:
    import pytest

GOLDEN = Path(__file__).parent / "cli" / "golden"
CASES = Path(__file__).parent / "cases" / "data"

Run: TypeAlias = Callable[..., Result]
Start: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]


def running(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return how to run a command in this process, in a plain terminal of 80 columns."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*words: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(main, words, input=stdin, prog_name="iopkit")

    return run


def starting(folder: Path) -> Start:
    """Return how to run a command as a process of its own."""

    def start(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        here = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
        return subprocess.run(
            [sys.executable, "-m", "iopkit", *words],
            cwd=folder,
            env={**here, "COLUMNS": "80", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )

    return start
