"""How long a person waits for an answer: whole processes, median of nine, bytecode compiled.

`python -m benchmarks.start_up`. The budgets are those of the project: 150 ms for the help, a
second for a file that nobody can read.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

ROUNDS: Final = 9

BAD_FILES: Final = {
    "100,000 brackets": "[" * 100_000,
    "billion laughs": "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(30)),
    "3 MB": "x: 1\n" * 600_000,
    "50,000 values": "a: [" + "1," * 49_990 + "1]",
    "a deep criterion": f"transitions: [{{from: a, to: b, when: {'(' * 1_900}}}]",
}


def median_ms(*command: str) -> float:
    """Give the median time of a command over some rounds, after one to warm up. [ms]"""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603  our own command
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken[1:])


def main() -> None:
    """Print the table."""
    iopkit = shutil.which("iopkit", path=str(Path(sys.executable).parent)) or "iopkit"
    print(f"\nTime to an answer, median of {ROUNDS} whole processes\n")
    rows = {
        "python -c pass": median_ms(sys.executable, "-c", "pass"),
        "iopkit --help": median_ms(iopkit, "--help"),
        "iopkit check standard": median_ms(iopkit, "check", "standard"),
        "iopkit simulate standard --replications 20": median_ms(
            iopkit, "simulate", "standard", "--replications", "20"
        ),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, text in BAD_FILES.items():
            file = Path(folder, "bad.yaml")
            file.write_text(text, encoding="utf-8")
            rows[f"iopkit check, {name}"] = median_ms(iopkit, "check", str(file))
    for name, taken in rows.items():
        print(f"{name:<45}{taken:>8.0f} ms")


if __name__ == "__main__":
    main()
