"""Model the levels of addiction care as a graph: check, draw, place, simulate.

>>> import iopkit
>>> pathway = iopkit.load("standard")
>>> [level.id for level in pathway.levels]
['detox', 'residential', 'php', 'iop', 'outpatient', 'aftercare']
>>> sorted(pathway.graph().successors("php"))[:2]
['completed', 'dropped_out']

The names below are the public ones; each is imported when it is first used, so that importing
iopkit costs next to nothing. What needs an extra is a package of its own: `iopkit.simulate`,
`iopkit.columns` for tables of clients, `iopkit.prove`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.criteria.language.parse import parse
    from iopkit.criteria.logic.evaluate import evaluate
    from iopkit.criteria.logic.explain import Reason, explain
    from iopkit.criteria.logic.verdict import Verdict
    from iopkit.criteria.placement.interview import Interview
    from iopkit.criteria.placement.next_levels import NextLevels, onward
    from iopkit.criteria.placement.place import place
    from iopkit.criteria.placement.placement import Placement
    from iopkit.criteria.placement.situation import Situation
    from iopkit.criteria.placement.situation_result import SituationResult, try_situation
    from iopkit.criteria.rule_sets.conformance import RuleSetResult, judged
    from iopkit.errors import IopkitError
    from iopkit.files.compose.client_file import load_client, loads_client
    from iopkit.files.compose.dump import dump
    from iopkit.files.compose.rule_set_file import loads_rule_set
    from iopkit.files.compose.situation_file import Situations
    from iopkit.files.diff.changes import PathwayDiff
    from iopkit.files.diff.pathway_diff import compare
    from iopkit.library import (
        examine,
        load,
        load_rule_set,
        load_situations,
        loads,
        loads_situations,
    )
    from iopkit.model.client import Client, Stay
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.model.simulation.scenario import Scenario

__version__: str
"""The version that is installed, as its metadata says."""

_HOME = {
    "Client": "iopkit.model.client",
    "PathwayDiff": "iopkit.files.diff.changes",
    "Interview": "iopkit.criteria.placement.interview",
    "IopkitError": "iopkit.errors",
    "RuleSetResult": "iopkit.criteria.rule_sets.conformance",
    "NextLevels": "iopkit.criteria.placement.next_levels",
    "Pathway": "iopkit.model.pathway",
    "Placement": "iopkit.criteria.placement.placement",
    "Reason": "iopkit.criteria.logic.explain",
    "RuleSet": "iopkit.model.rule",
    "Scenario": "iopkit.model.simulation.scenario",
    "Situation": "iopkit.criteria.placement.situation",
    "Situations": "iopkit.files.compose.situation_file",
    "Stay": "iopkit.model.client",
    "SituationResult": "iopkit.criteria.placement.situation_result",
    "Verdict": "iopkit.criteria.logic.verdict",
    "compare": "iopkit.files.diff.pathway_diff",
    "dump": "iopkit.files.compose.dump",
    "evaluate": "iopkit.criteria.logic.evaluate",
    "examine": "iopkit.library",
    "explain": "iopkit.criteria.logic.explain",
    "judged": "iopkit.criteria.rule_sets.conformance",
    "load": "iopkit.library",
    "load_client": "iopkit.files.compose.client_file",
    "load_rule_set": "iopkit.library",
    "load_situations": "iopkit.library",
    "loads": "iopkit.library",
    "loads_client": "iopkit.files.compose.client_file",
    "loads_rule_set": "iopkit.files.compose.rule_set_file",
    "loads_situations": "iopkit.library",
    "onward": "iopkit.criteria.placement.next_levels",
    "parse": "iopkit.criteria.language.parse",
    "place": "iopkit.criteria.placement.place",
    "try_situation": "iopkit.criteria.placement.situation_result",
}

__all__ = [
    "Client",
    "Interview",
    "IopkitError",
    "NextLevels",
    "Pathway",
    "PathwayDiff",
    "Placement",
    "Reason",
    "RuleSet",
    "RuleSetResult",
    "Scenario",
    "Situation",
    "SituationResult",
    "Situations",
    "Stay",
    "Verdict",
    "compare",
    "dump",
    "evaluate",
    "examine",
    "explain",
    "judged",
    "load",
    "load_client",
    "load_rule_set",
    "load_situations",
    "loads",
    "loads_client",
    "loads_rule_set",
    "loads_situations",
    "onward",
    "parse",
    "place",
    "try_situation",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name == "__version__":
        value: object = import_module("importlib.metadata").version("iopkit")
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module 'iopkit' has no attribute '{name}'")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)
