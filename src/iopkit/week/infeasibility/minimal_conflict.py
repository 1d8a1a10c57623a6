"""The smallest set of demands that cannot be had together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.week.deadline import OverdueError
from iopkit.week.solver.constraint_encoding import state
from iopkit.week.solver.cp_sat import SearchUndecidedError, WeekModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.week.deadline import Deadline
    from iopkit.week.infeasibility.demands import Key
    from iopkit.week.requirements import WeekRequirements

_BUDGET: Final = 0.3
_IN_ALL: Final = 2.0
_BUDGET_AFTERWARDS: Final = 0.05
"""How much may be tried to decide one question, by `WeekModel.solve`; all together; and
for one when that is used up."""

_OF_TIME: Final = (
    "open",
    "step",
    "pause",
    "track",
    "busy",
    "a_day",
    "days_low",
    "days_high",
    "apart",
)
_OF_ROOMS: Final = ("room", "size", "room_open")
_OF_PEOPLE: Final = ("lead", "staff", "hours", "at", "staff_day")
_REASONS: Final = (
    _OF_TIME,
    _OF_TIME + _OF_ROOMS,
    _OF_TIME + _OF_PEOPLE,
    _OF_TIME + _OF_ROOMS + _OF_PEOPLE,
)
"""Kinds of demands, beside the services: the simpler reason first."""


class ConflictSearch:
    """Which demands of a plan can be had together.

    Parameters
    ----------
    plan
        The plan.
    deadline
        Until when questions are decided; None for as long as it takes.
    """

    def __init__(self, plan: WeekRequirements, deadline: Deadline | None = None) -> None:
        self._plan, self._deadline = plan, deadline
        self._asked: dict[frozenset[Key], bool | None] = {}
        self._tried: set[frozenset[Key]] = set()
        self._spent = 0.0

    def possible(self, keys: Iterable[Key]) -> bool | None:
        """Whether there is a week that keeps to some demands; None when that was not decided."""
        asked = frozenset(keys)
        if asked not in self._asked:
            self._asked[asked] = self._known(asked)
        if self._asked[asked] is None and asked not in self._tried:
            self._tried.add(asked)
            self._asked[asked] = self._decided(asked)
        return self._asked[asked]

    def _decided(self, asked: frozenset[Key]) -> bool | None:
        if self._deadline is not None and self._deadline.is_over:
            return None
        try:
            model = WeekModel(state(self._plan, asked).instance, self._deadline)
        except OverdueError:
            return None
        budget = _BUDGET if self._spent < _IN_ALL else _BUDGET_AFTERWARDS
        try:
            return model.decide(budget) is not None
        except SearchUndecidedError:
            return None
        finally:
            self._spent += model.spent

    def _known(self, asked: frozenset[Key]) -> bool | None:
        """Return what follows from other answers: with fewer demands more is possible."""
        for keys, answer in self._asked.items():
            if answer is True and asked <= keys:
                return True
            if answer is False and asked >= keys:
                return False
        return None

    def impossible(self, keys: Iterable[Key]) -> bool:
        """Whether it is certain that there is none."""
        return self.possible(keys) is False

    @property
    def is_decided(self) -> bool:
        """Whether every question so far was decided."""
        return None not in self._asked.values()

    def smallest(self, keys: Sequence[Key]) -> list[Key]:
        """Return demands among some impossible ones, so that without any one there is a week."""
        if self.impossible(()):
            return []
        found = self._needed((), list(keys), asked=False)
        return [key for key in keys if key in found]

    def is_smallest(self, keys: Sequence[Key]) -> bool:
        """Whether there is a week without any one of some demands."""
        return all(self.possible(key for key in keys if key != left) for left in keys)

    def _needed(self, kept: Sequence[Key], open_: list[Key], *, asked: bool) -> list[Key]:
        """Return what of some demands is needed beside others to make a week impossible.

        Junker's QuickXplain: half of them at a time, so that few questions are asked when few are
        needed.
        """
        if asked and self.impossible(kept):
            return []
        if len(open_) == 1:
            return open_
        middle = len(open_) // 2
        first, second = open_[:middle], open_[middle:]
        of_second = self._needed((*kept, *first), second, asked=bool(first))
        of_first = self._needed((*kept, *of_second), first, asked=bool(of_second))
        return of_first + of_second


def conflict(
    plan: WeekRequirements, keys: Sequence[Key], deadline: Deadline | None = None
) -> tuple[list[Key], bool] | None:
    """Return the smallest set of demands that conflict, and whether each was proved to matter.

    What conflicts around one service, or one program, is looked for first, and what has to do with
    times alone, since a small conflict is easier to understand. None when it was not decided
    whether there is any, be it that the time was up.
    """
    questions = ConflictSearch(plan, deadline)
    services = [key for key in keys if key[0] == "service"]
    parts = [[key] for key in services]
    tracks = dict.fromkeys(key[1:3] for key in services)
    parts += [[key for key in services if key[1:3] == track] for track in tracks]
    parts.append(services)
    for part in parts:
        for kinds in _REASONS:
            some = [key for key in keys if key[0] in kinds] + part
            if questions.impossible(some):
                found = questions.smallest(some)
                return found, questions.is_decided or questions.is_smallest(found)
    return None
