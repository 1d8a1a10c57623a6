"""`make demo` shows what it promises."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "examples" / "demo.sh"


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_the_demonstration_runs_to_its_end() -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", DEMO],  # noqa: S607  the shell of the machine
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n=== ") == 10
    assert "There is a client whom no level takes." in done.stdout
    made = DEMO.parents[1] / "build" / "demo"
    assert "</svg>" in (made / "standard.svg").read_text("utf-8")
    assert "</html>" in (made / "lakeside.html").read_text("utf-8")
    assert "Place at: " in done.stdout
    assert "Not settled: " in done.stdout
