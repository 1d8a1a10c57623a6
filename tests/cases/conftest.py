"""Running commands beside inputs that once went wrong; nothing here knows the inside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from commands import CASES, Run, Start

from iopkit.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in an empty folder and a plain terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*words: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(main, words, input=stdin, prog_name="iopkit")

    return run


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Run a command as a process of its own, in an empty folder."""

    def start(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        here = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
        return subprocess.run(
            [sys.executable, "-m", "iopkit", *words],
            cwd=tmp_path,
            env={**here, "COLUMNS": "80", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )

    return start


@pytest.fixture
def data() -> Path:
    """Give the folder of the inputs."""
    return CASES
