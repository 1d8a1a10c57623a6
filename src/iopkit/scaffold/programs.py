"""The sections ``programs`` and ``supports`` of a first file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.scaffold.answers import days_a_week, hours_a_week, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.files.schema.value_type import Written
    from iopkit.model.service import Service
    from iopkit.scaffold.rules import Rules


def programs(rules: Rules, source: str) -> dict[str, Written]:
    """Return the programs that differ from those of the standard pathway.

    Parameters
    ----------
    rules
        The standard pathway and the facility.
    source
        What the director's own answers rest on.
    """
    found: dict[str, Written] = {}
    for level in rules.standard.levels:
        for name in level.programs:
            content = (
                {"remove": True}
                if level.id in rules.missing
                else _program(rules, level.id, name, source)
            )
            if content:
                found[name] = content
    return found


def supports(rules: Rules) -> dict[str, Written]:
    """Return the supports whose levels are not all offered."""
    found: dict[str, Written] = {}
    for support in rules.standard.supports:
        kept = [level for level in support.levels if level not in rules.missing]
        if not kept:
            found[support.id] = {"remove": True}
        elif len(kept) < len(support.levels):
            found[support.id] = {"levels": kept, "assumption": "as in standard, where offered"}
    return found


def _program(rules: Rules, level: str, name: str, source: str) -> dict[str, Written]:
    facility, standard = rules.facility, rules.standard.program(name)
    found: dict[str, Written] = {}
    for key, answers, read in (
        ("length", facility.lengths, length),
        ("days", facility.days, days_a_week),
        ("hours", facility.hours, hours_a_week),
    ):
        if level in answers:
            text = read(answers[level])
            found[key] = float(text) if text.isdigit() else text
    services = _services(
        standard.services,
        facility.therapies.get(level),
        facility.groups if any(service.group for service in standard.services) else None,
        source,
    )
    if services:
        found["services"] = services
    return {**found, "source": source} if found else {}


def _services(
    old: Sequence[Service],
    therapies: Sequence[str] | None,
    groups: Sequence[str] | None,
    source: str,
) -> list[Written]:
    """Return the services that come and go; None where nobody said anything."""
    found: list[Written] = []
    for service in old:
        if service.group:
            if groups is not None and service.group not in groups:
                ends = {"therapy": service.therapy, "group": service.group}
                found.append({**ends, "remove": True})
        elif therapies is not None and service.therapy not in therapies:
            found.append({"therapy": service.therapy, "remove": True})
    there = {service.therapy for service in old}
    new = [name for name in therapies or () if name not in there]
    return [*({"therapy": name, "source": source} for name in new), *found]
