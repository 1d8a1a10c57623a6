"""Rule sets, and what comes of holding them against programs, as plain values.

The names in them are part of what `--json` promises; a new one may be added, none changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.logic.verdict import Verdict
from iopkit.export.pathway_json import basis_values, rule_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.export.pathway_json import Plain
    from iopkit.model.rule import RuleSet


def rule_set_values(rule_set: RuleSet) -> Plain:
    """Return a rule set with its rules and sources."""
    return {
        "id": rule_set.id,
        "title": rule_set.title,
        "about": rule_set.about.value,
        "standing": rule_set.standing.value,
        "edition": rule_set.edition,
        "in_force": None if rule_set.in_force is None else rule_set.in_force.isoformat(),
        "note": rule_set.note,
        "basis": basis_values(rule_set.basis),
        "sources": [source.to_dict() for source in rule_set.sources],
        "rules": [rule_values(rule) for rule in rule_set.rules],
    }


def held_values(rule_set: RuleSet, judgements: Sequence[RuleSetResult]) -> Plain:
    """Return a rule set and what comes of holding it against each program.

    ``met_for_certain`` is whether some program meets it; a label never says that criteria are
    met, so it has None there.
    """
    met = any(each.verdict is Verdict.MET for each in judgements)
    return {
        "rule_set": rule_set_values(rule_set),
        "met_for_certain": None if rule_set.is_label else met,
        "programs": [each.to_dict() for each in judgements],
    }


def client_held_values(judgement: RuleSetResult) -> Plain:
    """Return a rule set about clients and what comes of holding it against one."""
    return {"rule_set": rule_set_values(judgement.rule_set), **judgement.to_dict()}
