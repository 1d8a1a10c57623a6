"""What makes one week better than another, as costs that the solver keeps low."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from iopkit.week.times import DAY, starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.week.solver.cp_sat import WeekModel
    from iopkit.week.solver.instance import Instance
    from iopkit.week.times import Stretches

_GAP: Final = 12
_BEGIN: Final = 12
_ALIKE: Final = 4
_BESIDE: Final = 1
"""What a minute costs: between first and last session of a day that several have together; between
the earliest and the latest time at which their days begin; between the earliest and the latest time
of day of one service; between a client's own session and those. The first three are for a dozen
clients, the last is for one."""
_AT_ONCE: Final = 60
_CLOSE: Final = 240
_OUTSIDE: Final = 60
_AWAY: Final = 90
"""What it costs once: one more session of a client alone at the same time as others, where nobody
says how many people and rooms there are; sessions of one service on two days in a row; a client's
own session outside the times of the track; and one on a day on which the client has nothing else.
"""


class TimetableObjective:
    """The wishes for a week, see docs/explanation/timetable.md.

    Parameters
    ----------
    week
        The sessions as unknowns.
    instance
        Their numbers.
    """

    def __init__(self, week: WeekModel, instance: Instance) -> None:
        self._week, self._instance = week, instance
        self._model: Any = week.model

    def costs(self) -> list[Any]:
        """Return what counts against a week."""
        costs: list[Any] = []
        spans = [self._spans(events, costs) for events in self._instance.together]
        for row in self._instance.rows:
            self._alike(row, costs)
            self._spread(row, costs)
        for event, which, best in self._instance.beside:
            self._beside(event, spans[which], best, costs)
        self._few_at_once(costs)
        return costs

    def _spans(self, events: Sequence[int], costs: list[Any]) -> dict[int, tuple[Any, Any, Any]]:
        """Wish for days without gaps; return for each day whether it is used, first and last."""
        model = self._model
        found: dict[int, tuple[Any, Any, Any]] = {}
        for day in self._week.days_of(events):
            first, last = model.new_int_var(0, DAY, ""), model.new_int_var(0, DAY, "")
            for each in events:
                on = self._week.days[each].get(day)
                if on is not None:
                    end = self._week.clocks[each] + self._instance.events[each].minutes
                    model.add(first <= self._week.clocks[each]).only_enforce_if(on)
                    model.add(last >= end).only_enforce_if(on)
            model.add(first <= last)
            costs.append(_GAP * (last - first))
            found[day] = (self._week.used(events, day), first, last)
        self._alike_first([first for _, first, _ in found.values()], costs)
        return found

    def _alike_first(self, begins: Sequence[Any], costs: list[Any]) -> None:
        """Wish for days that begin at the same time; a day without sessions begins at any."""
        if len(begins) > 1:
            earliest, latest = (self._model.new_int_var(0, DAY, "") for _ in range(2))
            for begin in begins:
                self._model.add(earliest <= begin)
                self._model.add(latest >= begin)
            costs.append(_BEGIN * (latest - earliest))

    def _alike(self, row: Sequence[int], costs: list[Any]) -> None:
        """Wish for the same time of day."""
        model = self._model
        first, last = model.new_int_var(0, DAY, ""), model.new_int_var(0, DAY, "")
        for each in row:
            model.add(first <= self._week.clocks[each])
            model.add(last >= self._week.clocks[each])
        costs.append(_ALIKE * (last - first))

    def _spread(self, row: Sequence[int], costs: list[Any]) -> None:
        """Wish for a day between two sessions of a course that has enough days for that."""
        days = self._week.days_of(row)
        if len(row) > (len(days) + 1) // 2:
            return
        used = {day: self._week.used(row, day) for day in days}
        for one, next_ in pairwise(days):
            if next_ == one + 1:
                close = self._model.new_bool_var("")
                self._model.add_bool_or([used[one].negated(), used[next_].negated(), close])
                costs.append(_CLOSE * close)

    def _beside(
        self,
        event: int,
        spans: dict[int, tuple[Any, Any, Any]],
        best: Stretches,
        costs: list[Any],
    ) -> None:
        """Wish for a session of one client when the track is held, next to what it has anyway."""
        model, minutes = self._model, self._instance.events[event].minutes
        clock = self._week.clocks[event]
        rows = starts(best, minutes, 1)
        if rows and rows != starts(self._instance.events[event].inside, minutes, 1):
            outside = model.new_bool_var("")
            self._week.inside(event, rows, outside.negated())
            costs.append(_OUTSIDE * outside)
        away, gap = model.new_bool_var(""), model.new_int_var(0, DAY, "")
        for day, on in self._week.days[event].items():
            if day not in spans:
                model.add_implication(on, away)
                continue
            used, first, last = spans[day]
            model.add_bool_or([on.negated(), used, away])
            model.add(gap >= clock - last).only_enforce_if([on, used])
            model.add(gap >= first - clock - minutes).only_enforce_if([on, used])
        costs += [_AWAY * away, _BESIDE * gap]

    def _few_at_once(self, costs: list[Any]) -> None:
        """Wish for few people and rooms, where nobody says how many there are."""
        events = self._instance.events
        alone = [event for event, _, _ in self._instance.beside]
        free = [each for each in alone if events[each].staff is None or events[each].rooms is None]
        if len(free) > 1:
            most = self._model.new_int_var(1, len(free), "")
            blocks = [self._week.blocks[each] for each in free]
            self._model.add_cumulative(blocks, [1] * len(blocks), most)
            costs.append(_AT_ONCE * most)
