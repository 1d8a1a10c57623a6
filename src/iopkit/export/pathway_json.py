"""Pathways as plain values, which become JSON unchanged.

The names in them are part of what `--json` promises; a new one may be added, none changes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from iopkit.criteria.language.write import write
from iopkit.model.provenance.citations import figures
from iopkit.model.schedule.weekday import clock

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.range import Range
    from iopkit.model.rule import Rule
    from iopkit.model.schedule.track import Track
    from iopkit.model.schedule.week import Week
    from iopkit.model.simulation.capacity_schedule import CapacitySchedule
    from iopkit.model.simulation.cohort_start import CohortStart
    from iopkit.model.simulation.distribution import Distribution
    from iopkit.model.simulation.fact_change import FactChange
    from iopkit.model.simulation.queue import QueueDiscipline
    from iopkit.model.transition import Transition

Plain: TypeAlias = "dict[str, object]"


def pathway_values(pathway: Pathway) -> Plain:
    """Return a pathway: its levels, moves, outcomes, programs, floors and week."""
    return {
        "id": pathway.id,
        "title": pathway.title,
        "description": pathway.description,
        "levels": [_level(level, pathway) for level in pathway.levels],
        "outcomes": [
            {
                "id": each.id,
                "title": each.title,
                "completes": each.completes,
                "returns": each.returns,
            }
            for each in pathway.outcomes
        ],
        "floors": [
            {"level": f.level, "when": write(f.criterion), "basis": basis_values(f.basis)}
            for f in pathway.floors
        ],
        "transitions": [_move(move) for move in pathway.transitions],
        "week": None if pathway.week is None else _week(pathway.week),
    }


def source_values(pathway: Pathway) -> Plain:
    """Return the sources, and every number and rule with what it rests on."""
    return {
        "sources": [source.to_dict() for source in pathway.sources],
        "items": [
            {"path": list(path), "what": what, "value": value, "basis": basis_values(basis)}
            for path, what, value, basis in figures(pathway)
        ],
    }


def basis_values(basis: Basis | None) -> Plain | None:
    """Return what something rests on; None for nothing."""
    return None if basis is None else basis.to_dict()


def _level(level: Level, pathway: Pathway) -> Plain:
    return {
        "id": level.id,
        "title": level.title,
        "rank": level.rank,
        "setting": level.setting.value if level.setting else None,
        "overnight": level.overnight,
        "places": None if level.places is None else int(level.places.value),
        "calendar": None if level.calendar is None else _calendar(level.calendar),
        "queue": None if level.queue is None else _queue(level.queue),
        "intake": None if level.intake is None else _intake(level.intake),
        "review_days": None if level.review is None else level.review.value,
        "progress": [_change(change) for change in level.progress],
        "codes": [str(code) for code in level.codes],
        "admit": [rule_values(rule) for rule in level.admit],
        "programs": [
            {
                "id": name,
                "title": pathway.program(name).title,
                "hours_per_week": _range(pathway.program(name).hours_per_week()),
                "length_days": _range(pathway.program(name).length),
                "tracks": [_track(track) for track in pathway.program(name).tracks],
            }
            for name in level.programs
        ],
    }


def _track(track: Track) -> Plain:
    return {
        "id": track.id,
        "days": list(track.days),
        "start": None if track.start is None else clock(track.start),
        "end": None if track.end is None else clock(track.end),
        "mode": None if track.mode is None else track.mode.value,
        "clients": track.clients,
        "busy": [str(hours) for hours in track.busy],
        "minutes_a_day": track.a_day,
    }


def _week(week: Week) -> Plain:
    return {
        "zone": week.zone or None,
        "open": [str(hours) for hours in week.open],
        "closed": [date.isoformat() for date in week.closed],
        "step_minutes": week.step,
        "pause_minutes": week.pause,
        "full_time_hours": week.full_time,
        "rooms": [
            {
                "id": room.id,
                "title": room.title,
                "size": room.size,
                "count": room.count,
                "open": [str(hours) for hours in room.open],
                "basis": basis_values(room.basis),
            }
            for room in week.rooms
        ],
        "staff": [
            {
                "id": staff.id,
                "title": staff.title,
                "leads": list(staff.leads),
                "count": staff.count,
                "hours_a_week": staff.hours,
                "minutes_a_day": staff.a_day,
                "at": [str(hours) for hours in staff.at],
                "basis": basis_values(staff.basis),
            }
            for staff in week.staff
        ],
        "basis": basis_values(week.basis),
    }


def _calendar(calendar: CapacitySchedule) -> Plain:
    return {
        "steps": [{"day": day, "places": places} for day, places in calendar.steps],
        "period_days": calendar.period,
        "displaces": None if calendar.displaces is None else calendar.displaces.value,
        "displaced_to": calendar.displaced_to or None,
        "basis": basis_values(calendar.basis),
    }


def _queue(queue: QueueDiscipline) -> Plain:
    return {
        "first": [rule_values(rule) for rule in queue.first],
        "mean_patience_days": None if queue.patience is None else _mean(queue.patience),
        "gives_up": queue.gives_up or None,
        "basis": basis_values(queue.basis),
    }


def _intake(intake: CohortStart) -> Plain:
    return {
        "size": intake.size,
        "every_days": intake.every,
        "first_day": intake.first_day,
        "basis": basis_values(intake.basis),
    }


def _change(change: FactChange) -> Plain:
    return {
        "fact": change.fact,
        "mean_change": None if change.by is None else _mean(change.by),
        "becomes": [{"answer": answer, "share": share} for answer, share in change.becomes],
        "basis": basis_values(change.basis),
    }


def rule_values(rule: Rule) -> Plain:
    """Return a rule with what it rests on."""
    return {
        "if": write(rule.criterion),
        "prefer": rule.prefer,
        "title": rule.title,
        "basis": basis_values(rule.basis),
    }


def _range(of: Range) -> list[float | None]:
    return [of.low, of.high]


def _move(move: Transition) -> Plain:
    return {
        "from": move.start,
        "to": move.to,
        "kind": move.kind.value,
        "when": None if move.when is None else write(move.when),
        "share": move.share.value if move.share else None,
        "mean_stay_days": _mean(move.stay) if move.stay else None,
        "at_review": move.at_review,
        "hold": move.hold,
        "basis": basis_values(move.basis),
    }


def _mean(stay: Distribution) -> float | None:
    """Return the mean, or None where it is beyond all numbers, which JSON cannot say."""
    mean = stay.mean()
    return mean if math.isfinite(mean) else None
