"""The programs of the benchmark, how to run them, and the machine they run on."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent

Run = dict[str, Any]
"""The line that a program prints, see `benchmarks.report`."""


@dataclass(frozen=True)
class Peer:
    """A program that is compared with the one in C.

    Attributes
    ----------
    package
        Name of the package that has to be installed.
    rounds
        Part of the rounds that it runs.
    horizon
        Part of the horizon that it runs, by model.
    doing
        What it does with the visits, if it is not only to hand them on.
    needs
        Other packages that it needs.
    """

    package: str
    rounds: float
    horizon: dict[str, float]
    doing: str = ""
    needs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the name of the program in tables."""
        return f"{self.package}, {self.doing}" if self.doing else self.package

    @property
    def module(self) -> str:
        """Give the module that runs a model once."""
        return f"benchmarks.peer_{self.package}"

    def missing(self) -> bool:
        """Tell whether a package or its module here is not there."""
        needed = (self.package, *self.needs, self.module)
        return not all(importlib.util.find_spec(name) for name in needed)

    def run(self, model: str, days: float, seed: int) -> Run:
        """Run a model once in a fresh process."""
        command = (sys.executable, "-m", self.module, str(days), str(seed), model)
        return run(*command, *(("--doing", self.doing) if self.doing else ()))


PEERS: Final = (
    Peer("iopkit", 1.0, {"m1": 1.0, "m2": 1.0}),
    Peer("iopkit", 1.0, {"m1": 1.0, "m2": 1.0}, doing="figures"),
    Peer("iopkit", 1.0, {"m1": 1.0, "m2": 1.0}, doing="files", needs=("pyarrow",)),
    Peer("simpy", 1 / 3, {"m1": 1.0, "m2": 0.1}),
    Peer("ciw", 1 / 3, {"m1": 1.0, "m2": 0.1}),
)


def run(*command: str) -> Run:
    """Run a program in a fresh process and read its line."""
    done = subprocess.run(  # noqa: S603 (commands are written in this folder)
        command, capture_output=True, text=True, check=False, cwd=HERE.parent
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    line: Run = json.loads(done.stdout)
    return line


def compiled(folder: str) -> str | None:
    """Compile the C program into a folder; None if there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    program = str(Path(folder) / "m1")
    command = (compiler, "-O3", "-march=native", "-o", program, str(HERE / "m1.c"), "-lm")
    subprocess.run(command, check=True)  # noqa: S603 (the same)
    return program


def machine() -> dict[str, Any]:
    """Describe the machine and the versions of what runs on it."""
    versions = {"python": platform.python_version()}
    for package in ("iopkit", "numpy", "numba", "simpy", "ciw"):
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    if compiler := shutil.which("cc"):
        command = (compiler, "--version")
        said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        versions["cc"] = said.stdout.partition("\n")[0]
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return {
        "cpu": next(names, platform.processor()),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "versions": versions,
    }
