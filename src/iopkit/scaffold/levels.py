"""The section ``levels`` of a first file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write
from iopkit.files.schema.provenance_keys import write_basis
from iopkit.scaffold.rules import is_idle

if TYPE_CHECKING:
    from iopkit.files.schema.value_type import Written
    from iopkit.model.level import Level
    from iopkit.model.rule import Rule
    from iopkit.scaffold.rules import Rules


def levels(rules: Rules, source: str) -> dict[str, Written]:
    """Return the levels that differ from those of the standard pathway.

    Parameters
    ----------
    rules
        The standard pathway and the facility.
    source
        What the director's own answers rest on.
    """
    found: dict[str, Written] = {}
    for level in rules.standard.levels:
        if level.id in rules.missing:
            found[level.id] = {"remove": True}
        elif content := _level(rules, level, source):
            found[level.id] = content
    return found


def _level(rules: Rules, level: Level, source: str) -> dict[str, Written]:
    found: dict[str, Written] = {}
    places = rules.facility.places.get(level.id)
    if places is not None:
        found["places"] = {"value": places, "source": source}
    old = [rule for rule in level.admit if not rule.prefer]
    kept = [write(rule.criterion) for rule in old]
    wanted = rules.admits(level.id)
    preferred = [rule for rule in level.admit if rule.prefer]
    said = [rules.said(rule.criterion) for rule in preferred]
    if list(wanted) != kept or said != [write(rule.criterion) for rule in preferred]:
        by_text = {rules.said(rule.criterion): rule for rule in old}
        picked = rules.picked(level.id)
        found["admit"] = [
            *(
                _rule(text, by_text.get(text), own=source if text in picked else "")
                for text in wanted
            ),
            *(
                {**_rule(text, rule, own=""), "prefer": True}
                for text, rule in zip(said, preferred, strict=True)
                if not is_idle(text, wanted)
            ),
        ]
    return found


def _rule(text: str, old: Rule | None, *, own: str) -> dict[str, Written]:
    if own:
        return {"if": text, "source": own}
    if old is None or old.basis is None:
        why = "who needs more than is offered here is referred"
        return {"if": text, "assumption": why}
    return {"if": text, **write_basis(old.basis, None)}
