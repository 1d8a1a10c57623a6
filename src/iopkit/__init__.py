"""Model the levels of addiction care as a graph: check, draw, place, simulate.

>>> import iopkit
>>> pathway = iopkit.load("standard")
>>> [level.id for level in pathway.levels]
['detox', 'residential', 'php', 'iop', 'outpatient', 'aftercare']
>>> sorted(pathway.graph().successors("php"))[:2]
['completed', 'dropped_out']

The names below are the public ones; each is imported when it is first used, so that importing
iopkit costs next to nothing. Simulation is a package of its own: `iopkit.simulate`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.criteria.evaluate import evaluate
    from iopkit.criteria.explain import Reason, explain
    from iopkit.criteria.parse import parse
    from iopkit.criteria.place import place
    from iopkit.criteria.placement import Placement
    from iopkit.criteria.verdict import Verdict
    from iopkit.errors import IopkitError
    from iopkit.files.load import examine, load, loads
    from iopkit.files.load_client import load_client, loads_client
    from iopkit.files.write import dump
    from iopkit.model.client import Client, Stay
    from iopkit.model.pathway import Pathway
    from iopkit.model.scenario import Scenario

_HOME = {
    "Client": "iopkit.model.client",
    "IopkitError": "iopkit.errors",
    "Pathway": "iopkit.model.pathway",
    "Placement": "iopkit.criteria.placement",
    "Reason": "iopkit.criteria.explain",
    "Scenario": "iopkit.model.scenario",
    "Stay": "iopkit.model.client",
    "Verdict": "iopkit.criteria.verdict",
    "dump": "iopkit.files.write",
    "evaluate": "iopkit.criteria.evaluate",
    "examine": "iopkit.files.load",
    "explain": "iopkit.criteria.explain",
    "load": "iopkit.files.load",
    "load_client": "iopkit.files.load_client",
    "loads": "iopkit.files.load",
    "loads_client": "iopkit.files.load_client",
    "parse": "iopkit.criteria.parse",
    "place": "iopkit.criteria.place",
}

__all__ = [
    "Client",
    "IopkitError",
    "Pathway",
    "Placement",
    "Reason",
    "Scenario",
    "Stay",
    "Verdict",
    "dump",
    "evaluate",
    "examine",
    "explain",
    "load",
    "load_client",
    "loads",
    "loads_client",
    "parse",
    "place",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'iopkit' has no attribute '{name}'")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)
