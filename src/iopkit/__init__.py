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
    from iopkit.criteria.evaluate import evaluate
    from iopkit.criteria.explain import Reason, explain
    from iopkit.criteria.interview import Interview
    from iopkit.criteria.judge import Judgement, judged
    from iopkit.criteria.onward import Onward, onward
    from iopkit.criteria.parse import parse
    from iopkit.criteria.place import place
    from iopkit.criteria.placement import Placement
    from iopkit.criteria.situation import Situation
    from iopkit.criteria.tried import Tried, try_situation
    from iopkit.criteria.verdict import Verdict
    from iopkit.errors import IopkitError
    from iopkit.files.compare import compare
    from iopkit.files.difference import Comparison
    from iopkit.files.load import examine, load, loads
    from iopkit.files.load_client import load_client, loads_client
    from iopkit.files.load_situations import Situations, load_situations, loads_situations
    from iopkit.files.rule_set_file import load_rule_set, loads_rule_set
    from iopkit.files.write import dump
    from iopkit.model.client import Client, Stay
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.model.scenario import Scenario

_HOME = {
    "Client": "iopkit.model.client",
    "Comparison": "iopkit.files.difference",
    "Interview": "iopkit.criteria.interview",
    "IopkitError": "iopkit.errors",
    "Judgement": "iopkit.criteria.judge",
    "Onward": "iopkit.criteria.onward",
    "Pathway": "iopkit.model.pathway",
    "Placement": "iopkit.criteria.placement",
    "Reason": "iopkit.criteria.explain",
    "RuleSet": "iopkit.model.rule",
    "Scenario": "iopkit.model.scenario",
    "Situation": "iopkit.criteria.situation",
    "Situations": "iopkit.files.load_situations",
    "Stay": "iopkit.model.client",
    "Tried": "iopkit.criteria.tried",
    "Verdict": "iopkit.criteria.verdict",
    "compare": "iopkit.files.compare",
    "dump": "iopkit.files.write",
    "evaluate": "iopkit.criteria.evaluate",
    "examine": "iopkit.files.load",
    "explain": "iopkit.criteria.explain",
    "judged": "iopkit.criteria.judge",
    "load": "iopkit.files.load",
    "load_client": "iopkit.files.load_client",
    "load_rule_set": "iopkit.files.rule_set_file",
    "load_situations": "iopkit.files.load_situations",
    "loads": "iopkit.files.load",
    "loads_client": "iopkit.files.load_client",
    "loads_rule_set": "iopkit.files.rule_set_file",
    "loads_situations": "iopkit.files.load_situations",
    "onward": "iopkit.criteria.onward",
    "parse": "iopkit.criteria.parse",
    "place": "iopkit.criteria.place",
    "try_situation": "iopkit.criteria.tried",
}

__all__ = [
    "Client",
    "Comparison",
    "Interview",
    "IopkitError",
    "Judgement",
    "Onward",
    "Pathway",
    "Placement",
    "Reason",
    "RuleSet",
    "Scenario",
    "Situation",
    "Situations",
    "Stay",
    "Tried",
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
    if name not in _HOME:
        raise AttributeError(f"module 'iopkit' has no attribute '{name}'")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)
