"""What is needed to repeat a run, and to know that it is the same."""

from __future__ import annotations

import shlex
from functools import cache
from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import days
from iopkit.errors import IopkitError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import load
from iopkit.files.compose.shipped_files import find_shipped
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.storage.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    changed = told["capacity"]
    places = changed.items() if isinstance(changed, dict) else ()
    rows = [
        ("iopkit", str(told["iopkit"])),
        ("pathway", str(told["pathway"])),
        ("SHA-256 of the pathway", str(told["pathway_sha256"])),
        ("length", days(run.scenario.days)),
        ("warm-up, not counted", days(run.scenario.warm_up) if run.scenario.warm_up else "none"),
        ("replications", f"{run.scenario.replications:,}"),
        ("seed", str(run.scenario.seed)),
        ("how clients move", run.routing.words),
        ("changed places", ", ".join(f"{name} {_places(each)}" for name, each in sorted(places))),
        ("first day", str(told["starts"] or "")),
        ("clients at the start", str(told["initial_census_clients"] or "")),
        ("discount a year", f"{100 * run.scenario.discount:g} %" if run.scenario.discount else ""),
    ]
    return tuple((name, value) for name, value in rows if value)


def command_of(run: Run, told: Mapping[str, Json]) -> str:
    """Return the command that simulates the same again; empty where no command can say it all.

    The arguments are those of `repeated`. A pathway that comes with iopkit has its name there, any
    other ``FILE.yaml``: a run keeps the pathway itself, and not where it was read.
    """
    scenario = run.scenario
    if scenario.arrivals is not None:
        return ""
    words = ["iopkit", "simulate", _name(run, str(told["pathway_sha256"])), *_length(scenario.days)]
    words += ["--warm-up", _duration(scenario.warm_up)]
    words += ["--replications", str(scenario.replications), "--seed", str(scenario.seed)]
    for level, places in sorted(scenario.places.items()):
        words += ["--places", f"{level}={'unlimited' if places is None else places}"]
    if scenario.census is not None:
        words += ["--census", "TODAY.csv"]
    if scenario.starts is not None:
        words += ["--starts", scenario.starts.isoformat()]
    if scenario.discount:
        words += ["--discount", repr(scenario.discount)]
    return shlex.join(words)


def _places(number: object) -> str:
    return "without a limit" if number is None else str(number)


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


def _length(length: float) -> Iterator[str]:
    years = length / DAYS_IN_YEAR
    whole = years == int(years)
    yield "--years" if whole else "--days"
    yield _plain(years if whole else length)


def _duration(time: float) -> str:
    years = time / DAYS_IN_YEAR
    if time and years == int(years):
        return f"{int(years)} year{'' if years == 1 else 's'}"
    return f"{_plain(time)} days" if time else "0"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
