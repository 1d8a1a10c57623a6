"""What is needed to repeat a run, and to know that it is the same."""

from __future__ import annotations

import shlex
from functools import cache
from typing import TYPE_CHECKING, Final

from iopkit.describe.simulation.option_catalogue import arguments_of, settings_of
from iopkit.errors import IopkitError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import load
from iopkit.files.compose.shipped_files import find_shipped
from iopkit.simulate.storage.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate.run import Run
    from iopkit.simulate.storage.digest import Json

_FILE: Final = "FILE.yaml"
"""What stands for a file that the reader has, and the run does not name."""


def repeated(run: Run, told: Mapping[str, Json]) -> tuple[tuple[str, str], ...]:
    """Return everything that a run depends on, by what it is called.

    Parameters
    ----------
    run
        The run.
    told
        Its provenance.
    """
    rows = [
        ("iopkit", str(told["iopkit"])),
        ("pathway", str(told["pathway"])),
        ("SHA-256 of the pathway", str(told["pathway_sha256"])),
        ("how clients move", run.routing.words),
    ]
    return (*rows, *settings_of(run.scenario))


def command_of(run: Run, told: Mapping[str, Json]) -> str:
    """Return the command that simulates the same again; empty where no command can say it all.

    The arguments are those of `repeated`. A pathway that comes with iopkit has its name there, any
    other ``FILE.yaml``: a run keeps the pathway itself, and not where it was read.
    """
    scenario = run.scenario
    if scenario.arrivals is not None:
        return ""
    name = _name(run, str(told["pathway_sha256"]))
    return shlex.join(["iopkit", "simulate", name, *arguments_of(scenario)])


def _name(run: Run, digest: str) -> str:
    """Return the name of a pathway that comes with iopkit, if it is the same as then."""
    name = run.scenario.pathway.id
    return name if _shipped_digest(name) == digest else _FILE


@cache
def _shipped_digest(name: str) -> str:
    """Return the SHA-256 of a pathway that comes with iopkit; empty when there is none."""
    if find_shipped(name) is None:
        return ""
    try:
        return sha256(dump(load(name)))
    except IopkitError:
        return ""
