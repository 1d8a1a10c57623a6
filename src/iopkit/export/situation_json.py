"""What came of a situation, as plain values, which become JSON unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.export.pathway_json import basis_values, placement_values

if TYPE_CHECKING:
    from iopkit.criteria.placement.situation_result import DecidingReason, SituationResult
    from iopkit.export.pathway_json import Plain


def tried_values(of: SituationResult) -> Plain:
    """Return what came of a situation. Holds what is recorded about the made-up client.

    >>> from iopkit.criteria.placement.situation import AtNoLevel, Situation
    >>> from iopkit.criteria.placement.situation_result import try_situation
    >>> from iopkit.model.pathway import Pathway
    >>> nowhere = Situation(name="Nowhere to go", expect=AtNoLevel())
    >>> tried_values(try_situation(nowhere, Pathway(id="p", title="P")))["as_expected"]
    True
    """
    situation = of.situation
    return {
        "name": situation.name,
        "source": situation.source,
        "line": situation.origin.line if situation.origin else None,
        "as_expected": of.is_expected,
        "missing": of.missing or None,
        "placement": None if of.placement is None else placement_values(of.placement),
        "verdict": None if of.verdict is None else of.verdict.value,
        "dose": {name: [each.low, each.high] for name, each in of.dose},
        "strength": None if of.strength is None else of.strength.value,
        "reasons": [_deciding(each) for each in of.deciding],
    }


def _deciding(each: DecidingReason) -> Plain:
    return {
        "about": each.about,
        "floor": each.reason.floor or None,
        "text": each.reason.text,
        "title": each.reason.title,
        "verdict": each.reason.verdict.value,
        "recorded": each.reason.recorded,
        "basis": basis_values(each.reason.basis),
    }
