"""Model the levels of addiction care as a graph: check, draw, place, simulate.

>>> import iopkit
>>> pathway = iopkit.load("standard")
>>> [level.id for level in pathway.levels]
['detox', 'residential', 'php', 'iop', 'outpatient', 'aftercare']
>>> sorted(pathway.graph().successors("php"))[:2]
['completed', 'dropped_out']

The names below are the public ones; each is imported when it is first used, so that importing
iopkit costs next to nothing. The nouns that a pathway consists of are in `iopkit.model`. What
needs an extra is a package of its own: `iopkit.simulate`, `iopkit.columns` for tables of clients,
`iopkit.prove`, `iopkit.week`; pictures are in `iopkit.draw`, pages in `iopkit.pages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.criteria.language.parse import parse as parse
    from iopkit.criteria.language.write import write as write
    from iopkit.criteria.logic.evaluate import evaluate as evaluate
    from iopkit.criteria.logic.evidence import Evidence as Evidence
    from iopkit.criteria.logic.evidence import Missing as Missing
    from iopkit.criteria.logic.explain import Connective as Connective
    from iopkit.criteria.logic.explain import Reason as Reason
    from iopkit.criteria.logic.explain import explain as explain
    from iopkit.criteria.logic.verdict import Verdict as Verdict
    from iopkit.criteria.placement.counterfactual import Counterfactual as Counterfactual
    from iopkit.criteria.placement.interview import Given as Given
    from iopkit.criteria.placement.interview import Interview as Interview
    from iopkit.criteria.placement.next_levels import NextLevels as NextLevels
    from iopkit.criteria.placement.next_levels import ReviewDecision as ReviewDecision
    from iopkit.criteria.placement.next_levels import onward as onward
    from iopkit.criteria.placement.place import place as place
    from iopkit.criteria.placement.placement import Fit as Fit
    from iopkit.criteria.placement.placement import OpenQuestion as OpenQuestion
    from iopkit.criteria.placement.placement import Placement as Placement
    from iopkit.criteria.placement.placement import PlacementStatus as PlacementStatus
    from iopkit.criteria.placement.situation import AmongLevels as AmongLevels
    from iopkit.criteria.placement.situation import AtLevel as AtLevel
    from iopkit.criteria.placement.situation import AtNoLevel as AtNoLevel
    from iopkit.criteria.placement.situation import HasDose as HasDose
    from iopkit.criteria.placement.situation import HasSupport as HasSupport
    from iopkit.criteria.placement.situation import MayMove as MayMove
    from iopkit.criteria.placement.situation import MeetsRules as MeetsRules
    from iopkit.criteria.placement.situation import NotAtLevel as NotAtLevel
    from iopkit.criteria.placement.situation import Situation as Situation
    from iopkit.criteria.placement.situation_result import DecidingReason as DecidingReason
    from iopkit.criteria.placement.situation_result import SituationResult as SituationResult
    from iopkit.criteria.placement.situation_result import try_situation as try_situation
    from iopkit.criteria.placement.time_until_met import Wait as Wait
    from iopkit.criteria.placement.transition_option import TransitionOption as TransitionOption
    from iopkit.criteria.rule_sets.conformance import RuleSetResult as RuleSetResult
    from iopkit.criteria.rule_sets.conformance import judge as judge
    from iopkit.criteria.rule_sets.conformance import judge_client as judge_client
    from iopkit.criteria.rule_sets.conformance import judged as judged
    from iopkit.criteria.rule_sets.staff_hours import ProgramHours as ProgramHours
    from iopkit.criteria.rule_sets.staff_hours import ServiceHours as ServiceHours
    from iopkit.criteria.rule_sets.staff_hours import staff_hours as staff_hours
    from iopkit.diagnostics.diagnostic import Diagnostic as Diagnostic
    from iopkit.diagnostics.kind import Severity as Severity
    from iopkit.errors import IopkitError as IopkitError
    from iopkit.files.compose.client_file import load_client as load_client
    from iopkit.files.compose.client_file import loads_client as loads_client
    from iopkit.files.compose.load import Examined as Examined
    from iopkit.files.compose.rule_set_file import loads_rule_set as loads_rule_set
    from iopkit.files.compose.situation_file import Situations as Situations
    from iopkit.files.diff.changes import ItemDiff as ItemDiff
    from iopkit.files.diff.changes import OtherBasis as OtherBasis
    from iopkit.files.diff.changes import PathwayDiff as PathwayDiff
    from iopkit.files.diff.changes import StatedValue as StatedValue
    from iopkit.files.diff.changes import ValueChange as ValueChange
    from iopkit.files.diff.pathway_diff import diff as diff
    from iopkit.files.tables.census import load_census as load_census
    from iopkit.files.tables.census import loads_census as loads_census
    from iopkit.library import dump as dump
    from iopkit.library import examine as examine
    from iopkit.library import load as load
    from iopkit.library import load_rule_set as load_rule_set
    from iopkit.library import load_situations as load_situations
    from iopkit.library import loads as loads
    from iopkit.library import loads_situations as loads_situations
    from iopkit.model.client import Client as Client
    from iopkit.model.client import Stay as Stay
    from iopkit.model.pathway import Pathway as Pathway
    from iopkit.model.program_facts import program_answers as program_answers
    from iopkit.model.rule import RuleSet as RuleSet
    from iopkit.model.simulation.request import SimulationRequest as SimulationRequest
    from iopkit.model.simulation.scenario import Scenario as Scenario
    from iopkit.version import __version__ as __version__
else:
    from iopkit.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(__name__)
