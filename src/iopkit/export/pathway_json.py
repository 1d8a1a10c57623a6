"""Pathways and placements as plain values, which become JSON unchanged.

The names in them are part of what `--json` promises; a new one may be added, none changes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from iopkit.criteria.language.write import write
from iopkit.model.provenance.citations import figures
from iopkit.model.schedule.weekday import clock

if TYPE_CHECKING:
    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.next_levels import NextLevels
    from iopkit.criteria.placement.placement import Fit, Placement
    from iopkit.criteria.placement.transition_option import TransitionOption
    from iopkit.model.basis import Basis, Source
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


def placement_values(placement: Placement) -> Plain:
    """Return a placement with every reason. Holds what is recorded about the client."""
    return {
        "settled": placement.is_settled,
        "placed": placement.is_placed,
        "level": placement.level or None,
        "need": placement.need or None,
        "need_possible": list(placement.need_possible),
        "possible": list(placement.possible),
        "nowhere": placement.nowhere,
        "exact": placement.is_exact,
        "ask": list(placement.ask),
        "asking": [
            {
                "name": asking.name,
                "answers": [
                    {"answer": text, "possible": [level or None for level in levels]}
                    for text, levels in asking.answers
                ],
            }
            for asking in placement.questions
        ],
        "levels": [_fit(fit) for fit in placement.fits],
    }


def onward_values(ahead: NextLevels) -> Plain:
    """Return where a client in care can go. Holds what is recorded about the client."""
    review = ahead.review
    return {
        "level": ahead.level,
        "days_in_level": ahead.days,
        "review": None
        if review is None
        else {"every_days": review.every, "day": review.day, "in_days": review.days},
        "urgent": [move.transition.to for move in ahead.urgent],
        "flapping": ahead.is_flapping,
        "ask": list(ahead.ask),
        "moves": [_onward_move(move) for move in ahead.moves],
        "ends": [_onward_move(move) for move in ahead.ends],
    }


def source_values(pathway: Pathway) -> Plain:
    """Return the sources, and every number and rule with what it rests on."""
    return {
        "sources": [reference_values(source) for source in pathway.sources],
        "items": [
            {"path": list(path), "what": what, "value": value, "basis": basis_values(basis)}
            for path, what, value, basis in figures(pathway)
        ],
    }


def reference_values(source: Source) -> Plain:
    """Return a source."""
    return {
        "id": source.id,
        "title": source.title,
        "by": source.by,
        "year": source.year,
        "where": source.where,
        "note": source.note,
    }


def basis_values(basis: Basis | None) -> Plain | None:
    """Return what something rests on: a source with its locator, or an assumption."""
    if basis is None:
        return None
    if basis.is_assumption:
        return {"assumption": basis.assumption}
    return {"source": basis.source, "locator": basis.locator}


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


def _onward_move(move: TransitionOption) -> Plain:
    edge, wait = move.transition, move.wait
    return {
        "to": edge.to,
        "kind": edge.kind.value,
        "verdict": move.verdict.value,
        "reason": None if move.reason is None else reason_values(move.reason),
        "fit": None if move.fit is None else _fit(move.fit),
        "nearly": [
            {
                "name": change.name,
                "recorded": change.recorded if change.is_recorded else None,
                "opens_at": change.to or None,
            }
            for change in move.changes
        ],
        "opens": None
        if wait is None
        else {"clock": wait.name, "day": wait.day, "in_days": wait.days, "after": wait.after},
        "ask": list(move.ask),
    }


def _fit(fit: Fit) -> Plain:
    return {
        "level": fit.level,
        "verdict": fit.verdict.value,
        "reasons": [reason_values(reason) for reason in fit.reasons],
        "preferences": [reason_values(reason) for reason in fit.preferences],
    }


def reason_values(reason: Reason) -> Plain:
    """Return a reason with those of its parts. Holds what is recorded about the client."""
    return {
        "text": reason.text,
        "title": reason.title,
        "verdict": reason.verdict.value,
        "recorded": reason.recorded,
        "asks": reason.asks or None,
        "basis": basis_values(reason.basis),
        "joint": reason.joint.value,
        "parts": [reason_values(part) for part in reason.parts],
    }
