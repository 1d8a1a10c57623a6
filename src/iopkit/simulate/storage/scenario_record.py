"""What a run must remember to be repeated: its scenario as plain values, and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.errors import IopkitError, PathwayError, RunFolderError, ScenarioError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import reread
from iopkit.model.simulation.census import Census, CurrentClient
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate.storage.digest import DIGEST, digested, is_as_written, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.storage.digest import Json

SCHEMA: Final = "iopkit/run-folder"
"""The name of what a run's folder begins with."""

_NOT_PLAIN: Final = frozenset({"pathway", "arrivals", "census"})
"""The fields of a scenario that are recorded each in a way of its own."""

_RENAMED: Final = {"warm_up": "warm_up_days"}
"""The fields that have another name in a record."""

_FORMER_KEY: Final = re.compile(r"^meant:", re.MULTILINE)
"""The only key of a pathway file that has another name now, as version 0.1 dumped it."""

_TOLD: Final = 5
"""How many complaints about a record are told."""

UNLISTED: Final = 1
"""The form of the folder of which no digests are listed, as iopkit 0.1.0 wrote it."""

FORMER: Final = 2
"""The form of the folder in which figures have the names of version 0.1, with digests."""

VERSION: Final = 3
"""The form of the folder; it rises when a name or a column in it changes."""


@attrs.frozen(kw_only=True)
class RunRecord:
    """What is known of a run since it was begun.

    Parameters
    ----------
    scenario
        What is simulated.
    digest
        What tells the run from every other: the digest of all that was recorded.
    form
        The form of the folder.
    iopkit
        The version of iopkit that began it.
    """

    scenario: Scenario
    digest: str
    form: int
    iopkit: str

    @property
    def is_listed(self) -> bool:
        """Whether the folder lists digests of its parts, so that they can be checked."""
        return self.form != UNLISTED

    @property
    def is_former(self) -> bool:
        """Whether the figures in the folder have the names of version 0.1."""
        return self.form != VERSION


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
        **recorded_settings(scenario),
        "arrivals": arrivals,
        "census": census,
    }
    return digested(values)


def recorded_settings(scenario: Scenario) -> dict[str, Json]:
    """Return everything of a scenario but who comes through what, as plain values."""
    values: dict[str, Json] = {}
    for field in _settings():
        value = getattr(scenario, field)
        if isinstance(value, dt.date):
            value = value.isoformat()
        elif isinstance(value, Mapping):
            value = dict(value)
        values[_RENAMED.get(field, field)] = value
    return values


def begun_of(values: Mapping[str, Json]) -> RunRecord:
    """Return what was recorded of a run; see `recorded`.

    Raises
    ------
    RunFolderError
        When this is not what `recorded` wrote, or in a form that this iopkit does not know. Never
        repeats an answer of a client.
    """
    if values.get("schema") != SCHEMA:
        raise RunFolderError("it was not written by `iopkit simulate --out`")
    form = values.get("version")
    known = next((each for each in (UNLISTED, FORMER, VERSION) if form == each), None)
    if known is None:
        raise RunFolderError("it is in a form that this iopkit does not know; use a newer iopkit")
    if not is_as_written(values):
        raise RunFolderError("it was changed after it was written, so it can no longer be trusted")
    why = ""
    try:
        return RunRecord(
            scenario=_scenario(values),
            digest=str(values[DIGEST]),
            form=known,
            iopkit=str(values.get("iopkit")),
        )
    except PathwayError as error:
        why = _told(error.complaints)
    except ScenarioError as error:
        why = str(error)
    except (IopkitError, ValueError, TypeError, KeyError, AttributeError):
        why = "its values are not those that this iopkit writes"
    # Raised out here: the other error might hold an answer.
    raise RunFolderError(f"{why}\n{_cure(str(values.get('iopkit')))}")


def holds_answers(scenario: Scenario) -> bool:
    """Whether a scenario holds what somebody answered: a census, or people to draw from."""
    return scenario.census is not None or any(s.people is not None for s in scenario.streams)


def _told(complaints: Sequence[Diagnostic]) -> str:
    """Say what is wrong in a text of the record, without its lines, which may hold answers."""
    several = f"{len(complaints)} things" if len(complaints) > 1 else "one thing"
    told = [f"  {each.showing('')}" for each in complaints[:_TOLD]]
    more = len(complaints) - len(told)
    rest = [f"  and {more} more"] if more else []
    return "\n".join([f"{several} in it cannot be read", *told, *rest])


def _cure(writer: str) -> str:
    """Say what to do about a record that cannot be read."""
    here = version("iopkit")
    anew = "simulate the pathway again, with --out and another name"
    if writer == here:
        return (
            f"The same iopkit ({here}) wrote it, so this is a fault of iopkit: please report it "
            f"with the lines above. Until it is mended, {anew}."
        )
    return f"iopkit {writer} wrote it, and this is {here}: install iopkit {writer}, or {anew}."


def _client(client: CurrentClient) -> Json:
    return {
        "level": client.level,
        "is_waiting": client.is_waiting,
        "days": client.days,
        "days_in_care": client.days_in_care,
        "completed": list(client.completed),
        "facts": dict(client.facts),
    }


def _pathway(text: Json, name: str) -> Pathway:
    """Return a pathway whose text is kept; a key of version 0.1 is read by its name of today."""
    return reread(_FORMER_KEY.sub("accepted:", str(text)), name=name)


def _scenario(values: Mapping[str, Json]) -> Scenario:
    arrivals, census = values["arrivals"], values["census"]
    clients = None
    if isinstance(census, list):
        clients = Census(tuple(CurrentClient(**client) for client in census))  # type: ignore[arg-type]
    # What an older iopkit did not know of has its default.
    keys = {field: _RENAMED.get(field, field) for field in _settings()}
    settings: dict[str, Any] = {f: values[key] for f, key in keys.items() if key in values}
    if settings["starts"] is not None:
        settings["starts"] = dt.date.fromisoformat(str(settings["starts"]))
    return Scenario(  # which checks the settings itself
        pathway=_pathway(values["pathway"], "pathway"),
        arrivals=None if arrivals is None else _pathway(arrivals, "arrivals").arrivals,
        census=clients,
        **settings,
    )


def _settings() -> list[str]:
    """Return the names of the fields of a scenario that are plain values, or nearly."""
    return [field.name for field in attrs.fields(Scenario) if field.name not in _NOT_PLAIN]
