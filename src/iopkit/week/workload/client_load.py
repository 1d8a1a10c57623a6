"""What clients have in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.rule_sets.conformance import judge
from iopkit.model.range import Range
from iopkit.model.schedule.track import Track
from iopkit.week.doses import is_for_some
from iopkit.week.times import DAY, DAYS
from iopkit.week.workload.resource_use import hours_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.model.level import Level
    from iopkit.model.program import Program
    from iopkit.model.rule import RuleSet
    from iopkit.model.schedule.weekday import Weekday
    from iopkit.week.section import Section
    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable


@attrs.frozen(kw_only=True)
class ClientLoad:
    """What the clients of one section have in a week, each of them.

    Parameters
    ----------
    section
        The section.
    hours, days, hours_a_day
        What every client takes part in: the time, on how many days, and how long on each of these.
        Ranges, since not all clients come alone on the same day. [h/week], [1/week], [h/day]
    with_optional
        The hours of a client who takes part in everything optional too; not in sessions for some
        clients only. [h/week]
    judged
        The program with these figures held against rule sets.
    """

    section: Section
    hours: Range
    days: Range
    hours_a_day: Range
    with_optional: float
    judged: tuple[RuleSetResult, ...] = attrs.field(
        default=(), converter=tuple["RuleSetResult", ...]
    )

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            **self.section.to_dict(),
            "hours": self.hours.to_dict(),
            "hours_with_optional": self.with_optional,
            "days": self.days.to_dict(),
            "hours_a_day": self.hours_a_day.to_dict(),
            "rule_sets": [
                {
                    "rule_set": each.rule_set.id,
                    "level": each.level or None,
                    "label": each.rule_set.is_label,
                    "verdict": each.verdict.value,
                }
                for each in self.judged
            ],
        }


def client_load(timetable: Timetable, section: Section, books: Sequence[RuleSet]) -> ClientLoad:
    """Return what the clients of a section have, and its program so held against rule sets."""
    pathway = timetable.pathway
    program = pathway.program(section.program)
    theirs = timetable.of(section)
    core = _core(program)
    weeks: list[dict[Weekday, int]] = []
    every = 0.0
    for client in range(1, section.clients + 1):
        mine = [each for each in theirs if each.client in {None, client}]
        days: dict[Weekday, int] = {}
        for each in mine:
            if core(each):
                days[each.day] = days.get(each.day, 0) + each.minutes
        weeks.append(days)
        open_ = [each for each in mine if not is_for_some(program.services[each.service])]
        every = max(every, hours_of(open_))
    hours = _spanned([sum(days.values()) / 60 for days in weeks])
    on = _spanned([len(days) for days in weeks])
    a_day = _spanned([minutes / 60 for days in weeks for minutes in days.values()])
    levels = [level for level in pathway.levels if program.id in level.programs]
    held_at: list[Level | None] = [*levels] or [None]
    exact = attrs.evolve(program, hours=hours, days=on, tracks=_as_held(weeks))
    return ClientLoad(
        section=section,
        hours=hours,
        days=on,
        hours_a_day=a_day,
        with_optional=every,
        judged=[judge(exact, level, book) for book in books for level in held_at],
    )


def _as_held(weeks: Sequence[dict[Weekday, int]]) -> list[Track]:
    """Return tracks that say when clients come and for how long: what a rule set asks about.

    Of each client the days, once with the shortest of them and once with the longest.
    """
    found: dict[tuple[tuple[Weekday, ...], int], Track] = {}
    for days in weeks:
        for minutes in sorted({min(days.values()), max(days.values())}) if days else ():
            there = tuple(day for day in DAYS if day in days)
            track = Track(id=f"t{len(found)}", days=there, start=0, end=min(minutes, DAY))
            found.setdefault((there, minutes), track)
    return list(found.values())


def _core(program: Program) -> Callable[[Session], bool]:
    def is_core(session: Session) -> bool:
        service = program.services[session.service]
        return service.is_for_everyone and not service.instead_of

    return is_core


def _spanned(numbers: Sequence[float]) -> Range:
    return Range(min(numbers), max(numbers)) if numbers else Range.exactly(0)
