"""What a run must remember to be repeated: its scenario as plain values, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.errors import IopkitError, RunFolderError
from iopkit.files.load import loads
from iopkit.files.write import dump
from iopkit.model.census import Census, Present
from iopkit.model.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

SCHEMA: Final = "iopkit/run-folder"
"""The name of what a run's folder begins with."""

VERSION: Final = 1
"""The form of the folder; it rises when a name or a column in it changes."""


def recorded(scenario: Scenario) -> dict[str, Json]:
    """Return a scenario as plain values, with everything that repeats it."""
    pathway = dump(scenario.pathway)
    arrivals = None
    if scenario.arrivals is not None:
        arrivals = dump(attrs.evolve(scenario.pathway, arrivals=scenario.arrivals))
    census = None if scenario.census is None else [_client(c) for c in scenario.census.clients]
    values: dict[str, Json] = {
        "schema": SCHEMA,
        "version": VERSION,
        "iopkit": version("iopkit"),
        "pathway": pathway,
        "pathway_sha256": sha256(pathway),
        "seed": scenario.seed,
        "replications": scenario.replications,
        "days": scenario.days,
        "warm_up_days": scenario.warm_up,
        "places": dict(scenario.places),
        "arrivals": arrivals,
        "census": census,
        "starts": None if scenario.starts is None else scenario.starts.isoformat(),
        "discount": scenario.discount,
    }
    return {**values, "sha256": sha256(_canonical(values))}


def scenario_of(values: Mapping[str, Json]) -> Scenario:
    """Return the scenario that was recorded; see `recorded`.

    Raises
    ------
    RunFolderError
        When this is not what `recorded` wrote, or in a form that this iopkit does not know. Never
        repeats an answer of a client.
    """
    if values.get("schema") != SCHEMA:
        raise RunFolderError("it was not written by `iopkit simulate --out`")
    if values.get("version") != VERSION:
        raise RunFolderError("it is in a form that this iopkit does not know; use a newer iopkit")
    told = {name: value for name, value in values.items() if name != "sha256"}
    if values.get("sha256") != sha256(_canonical(told)):
        raise RunFolderError("it was changed after it was written, so it can no longer be trusted")
    try:
        return _scenario(values)
    except (IopkitError, ValueError, TypeError, KeyError, AttributeError):
        pass
    # Raised out here: the other error might hold an answer.
    raise RunFolderError(
        f"this iopkit ({version('iopkit')}) cannot read it; iopkit {values.get('iopkit')} wrote it"
    )


def holds_answers(scenario: Scenario) -> bool:
    """Whether a scenario holds what somebody answered: a census, or people to draw from."""
    return scenario.census is not None or any(s.people is not None for s in scenario.streams)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(values: Mapping[str, Json]) -> str:
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def _client(client: Present) -> Json:
    return {
        "level": client.level,
        "is_waiting": client.is_waiting,
        "days": client.days,
        "days_in_care": client.days_in_care,
        "completed": list(client.completed),
        "facts": dict(client.facts),
    }


def _scenario(values: Mapping[str, Json]) -> Scenario:
    arrivals, census, starts = values["arrivals"], values["census"], values["starts"]
    clients = None
    if isinstance(census, list):
        clients = Census(tuple(Present(**client) for client in census))  # type: ignore[arg-type]
    return Scenario(
        pathway=loads(str(values["pathway"])),
        arrivals=None if arrivals is None else loads(str(arrivals)).arrivals,
        census=clients,
        starts=None if starts is None else dt.date.fromisoformat(str(starts)),
        days=values["days"],  # type: ignore[arg-type]  # the scenario checks them itself
        warm_up=values["warm_up_days"],  # type: ignore[arg-type]
        replications=values["replications"],  # type: ignore[arg-type]
        seed=values["seed"],  # type: ignore[arg-type]
        places=values["places"],  # type: ignore[arg-type]
        discount=values["discount"],  # type: ignore[arg-type]
    )
