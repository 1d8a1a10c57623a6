"""Running commands: in this process for speed, or as users do where the process itself matters."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result
from commands import GOLDEN, Run, Start

from iopkit.cli import main


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in a plain terminal of 80 columns, beside the golden files."""
    monkeypatch.chdir(GOLDEN)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*words: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(main, words, input=stdin, prog_name="iopkit")

    return run


@pytest.fixture
def start() -> Start:
    """Run a command as a process of its own, beside the golden files."""

    def start(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        here = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
        return subprocess.run(
            [sys.executable, "-m", "iopkit", *words],
            cwd=GOLDEN,
            env={**here, "COLUMNS": "80", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )

    return start
