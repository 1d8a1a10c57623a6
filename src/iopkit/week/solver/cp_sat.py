"""The one door to OR-Tools: numbers in, a place for each session out.

One worker, one seed, and a budget counted in steps and not in seconds: the same numbers in are the
same places out, however busy the machine is. A deadline only ends what would last too long.
"""

from __future__ import annotations

import contextlib
import math
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from iopkit.errors import MissingExtraError
from iopkit.week.deadline import Deadline
from iopkit.week.infeasibility.capacity_bounds import is_enough
from iopkit.week.solver.instance import ScheduledEvent
from iopkit.week.solver.objective import TimetableObjective
from iopkit.week.solver.rotation import dealt
from iopkit.week.times import DAY, starts

try:
    from ortools.sat.python import cp_model
except ImportError as error:
    raise MissingExtraError("week", "A timetable") from error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from iopkit.week.solver.instance import Event, Instance, Supply
    from iopkit.week.times import Stretches

_BY_NAME: Final = 3000
"""With more pairs of a session and one of several alike, who has which is not asked of the solver:
each pair is an unknown, and those alike could change places in more ways than anybody can try."""
_SUMS: Final = 2
"""The level at which OR-Tools reckons with all sums."""
_WAYS: Final = (
    (0.1, 0, False),
    (0.1, 1, False),
    (0.1, 2, False),
    (0.5, 0, True),
    (0.2, 3, False),
)
"""How a question is decided: the part of the budget, the order, and whether with sums."""

_Taken: TypeAlias = "tuple[list[dict[int, Any]], dict[tuple[int, int, int], Any]]"
"""For each session what it may take, and by what, session and which of those alike: who has it."""


class SearchUndecidedError(Exception):
    """The solver did not decide a question within its budget."""


class WeekModel:
    """The sessions of an instance as unknowns, with everything that they have to keep to.

    Parameters
    ----------
    instance
        The numbers.
    deadline
        Until when there is an answer; None for as long as it takes.

    Attributes
    ----------
    model
        The model of OR-Tools.
    is_possible
        Whether nothing speaks against it before anything is tried.
    starts, clocks
        When each session begins, after Monday 00:00 and after midnight. [minutes]
    days
        For each session the days on which it can be, and whether it is.
    blocks
        For each session its time and the pause after it.
    is_best, cost
        Of the last answer: whether there is no better one, and what it costs by the wishes.
    deadline
        Until when there is an answer; it may be another for the next one.
    spent
        How much was tried so far, in the measure of `solve`.

    Raises
    ------
    OverdueError
        When the time is up before everything is stated.
    """

    def __init__(self, instance: Instance, deadline: Deadline | None = None) -> None:
        self._instance = instance
        self.deadline = Deadline(math.inf) if deadline is None else deadline
        self._is_by_name = _pairs(instance) <= _BY_NAME
        self.model: Any = cp_model.CpModel()
        self.is_possible = True
        self.starts: list[Any] = []
        self.days: list[dict[int, Any]] = []
        self.clocks: list[Any] = []
        self.blocks: list[Any] = []
        self.is_best, self.cost = False, 0.0
        self.spent = 0.0
        for event in instance.events:
            self._place(event)
        if self.is_possible:
            self._in_time()
            self._in_days()
            rooms, staff = instance.rooms, instance.staff
            self._rooms = self._take([each.rooms for each in instance.events], rooms)
            self._staff = self._take([each.staff for each in instance.events], staff)

    # -- what has to be kept to

    def _place(self, event: Event) -> None:
        self.deadline.check()
        model, step = self.model, self._instance.step
        rows = starts(event.inside, event.minutes, step)
        if not rows:
            self.is_possible = False
            return
        if step == 1:
            domain = cp_model.Domain.from_intervals([list(row) for row in rows])
        else:
            domain = cp_model.Domain.from_values(
                [at for first, last in rows for at in range(first, last + 1, step)]
            )
        start = model.new_int_var_from_domain(domain, "")
        days = dict.fromkeys(first // DAY for first, _ in rows)
        on: dict[int, Any] = {day: model.new_bool_var("") for day in days}
        model.add_exactly_one(on.values())
        clock = start - sum(DAY * day * literal for day, literal in on.items())
        model.add_linear_constraint(clock, 0, DAY - 1)
        self.starts.append(start)
        self.days.append(on)
        self.clocks.append(clock)
        size = event.minutes + self._instance.pause
        self.blocks.append(model.new_fixed_size_interval_var(start, size, ""))

    def _in_time(self) -> None:
        for row in self._instance.apart_in_time:
            self.model.add_no_overlap([self.blocks[each] for each in row])
        for before, after in self._instance.in_order:
            self.model.add(self.starts[before] <= self.starts[after])

    def _in_days(self) -> None:
        model = self.model
        for row in self._instance.apart_in_days:
            for day in self.days_of(row):
                model.add_at_most_one(self._on(row, day))
        for limit in self._instance.days:
            used = [self.used(limit.events, day) for day in self.days_of(limit.events)]
            if limit.low is not None:
                model.add(sum(used) >= limit.low)
            if limit.high is not None:
                model.add(sum(used) <= limit.high)
        for most in self._instance.a_day:
            rows = [most.events, *(row for choice in most.choices for row in choice)]
            for day in self.days_of([each for row in rows for each in row]):
                time = self._time(most.events, day)
                for choice in most.choices:
                    longest = model.new_int_var(0, DAY, "")
                    for row in choice:
                        model.add(longest >= self._time(row, day))
                    time += longest
                model.add(time <= most.most)

    def days_of(self, events: Iterable[int]) -> list[int]:
        """Return the days on which some sessions can be, Monday being 0."""
        return sorted({day for each in events for day in self.days[each]})

    def _on(self, events: Iterable[int], day: int) -> list[Any]:
        return [self.days[each][day] for each in events if day in self.days[each]]

    def _time(self, events: Iterable[int], day: int) -> Any:  # noqa: ANN401  OR-Tools has no types
        return sum(
            self._instance.events[each].minutes * self.days[each][day]
            for each in events
            if day in self.days[each]
        )

    def used(self, events: Sequence[int], day: int) -> Any:  # noqa: ANN401  as above
        """Return whether any of some sessions is on a day."""
        used = self.model.new_bool_var("")
        self.model.add_max_equality(used, self._on(events, day))
        return used

    def _take(
        self, options: Sequence[tuple[int, ...] | None], supplies: Sequence[Supply]
    ) -> _Taken:
        """Let each session have one of what would do, and nothing be had twice at a time."""
        model, events = self.model, self._instance.events
        taken: list[dict[int, Any]] = []
        people: dict[tuple[int, int, int], Any] = {}
        for place, some in enumerate(options):
            self.deadline.check()
            literals = {each: model.new_bool_var("") for each in some or ()}
            taken.append(literals)
            if some is None:
                continue
            if not some:
                self.is_possible = False
                return taken, people
            model.add_exactly_one(literals.values())
            for each, literal in literals.items():
                inside = supplies[each].inside
                if inside is not None:
                    self.inside(place, starts(inside, events[place].minutes, 1), literal)
        for each, supply in enumerate(supplies):
            users = {place: row[each] for place, row in enumerate(taken) if each in row}
            for (place, who), literal in self._share(supply, users).items():
                people[each, place, who] = literal
        self._together(options, supplies)
        return taken, people

    def _share(self, supply: Supply, users: dict[int, Any]) -> dict[tuple[int, int], Any]:
        """Let rooms alike, or people alike, be had by so many sessions at a time.

        Returns who has which session, where that matters for more than the times.
        """
        if supply.count is None or not users:
            return {}
        model = self.model
        if not self._is_by_name or _is_free(self._instance, supply, users):
            # Who has which of them can be said afterwards.
            self._at_once(users, supply.count)
            return {}
        people = range(min(supply.count, len(users)))
        has = {(place, who): model.new_bool_var("") for place in users for who in people}
        for place, literal in users.items():
            model.add(sum(has[place, who] for who in people) == literal)
        self._at_once(users, supply.count)
        loads = []
        for who in people:
            self.deadline.check()
            model.add_no_overlap([self._optional(place, has[place, who]) for place in users])
            load = sum(self._instance.events[place].minutes * has[place, who] for place in users)
            loads.append(load)
            if supply.a_week is not None:
                model.add(load <= supply.a_week)
            if supply.a_day is not None:
                self._limit_days({place: has[place, who] for place in users}, supply.a_day)
        for more, less in pairwise(loads):  # people alike might as well change places
            model.add(more >= less)
        return has

    def _limit_days(self, users: dict[int, Any], most: int) -> None:
        model = self.model
        for day in self.days_of(users):
            terms = []
            for place, literal in users.items():
                on = self.days[place].get(day)
                if on is not None:
                    there = model.new_bool_var("")
                    model.add_bool_or([on.negated(), literal.negated(), there])
                    terms.append(self._instance.events[place].minutes * there)
            model.add(sum(terms) <= most)

    def _optional(self, place: int, literal: Any) -> Any:  # noqa: ANN401  as above
        size = self._instance.events[place].minutes + self._instance.pause
        return self.model.new_optional_fixed_size_interval_var(
            self.starts[place], size, literal, ""
        )

    def _at_once(self, users: dict[int, Any], count: int) -> None:
        if len(users) <= count:
            return
        blocks = [self._optional(place, literal) for place, literal in users.items()]
        if count == 1:
            self.model.add_no_overlap(blocks)
        else:
            self.model.add_cumulative(blocks, [1] * len(blocks), count)

    def _together(
        self, options: Sequence[tuple[int, ...] | None], supplies: Sequence[Supply]
    ) -> None:
        """Say what follows for all that only some supplies would do for: it proves faster."""
        model = self.model
        for some in dict.fromkeys(each for each in options if each is not None and len(each) > 1):
            users = [place for place, each in enumerate(options) if each and set(each) <= set(some)]
            counts = [supplies[each].count for each in some]
            limited = [count for count in counts if count is not None]
            if len(limited) == len(counts) and len(users) > sum(limited):
                blocks = [self.blocks[place] for place in users]
                model.add_cumulative(blocks, [1] * len(blocks), sum(limited))
        if not is_enough(self._instance, options, supplies):
            self.is_possible = False

    def wish(self) -> None:
        """Ask for the best of all weeks that are possible, see docs/explanation/timetable.md."""
        if self.is_possible:
            self.model.minimize(sum(TimetableObjective(self, self._instance).costs()))

    def limit(self, amount: Any, most: int) -> None:  # noqa: ANN401  as above
        """Let an amount be no more than something."""
        self.model.add(amount <= most)

    def inside(self, place: int, rows: Stretches, literal: Any) -> None:  # noqa: ANN401  as above
        """Let a session begin in one of some rows of times, if a literal holds."""
        domain = cp_model.Domain.from_intervals([list(row) for row in rows])
        self.model.add_linear_expression_in_domain(self.starts[place], domain).only_enforce_if(
            literal
        )

    # -- answers

    def decide(self, budget: float) -> list[ScheduledEvent] | None:
        """Return where the sessions are; None when that is impossible.

        First in the way that finds a week fast, in more than one order; then in one that reckons
        with sums, which proves that there is too little of something; then in the first way again.

        Raises
        ------
        UndecidedError
            When the budget is used up, see `solve`.
        """
        for part, seed, counts in _WAYS:
            with contextlib.suppress(SearchUndecidedError):
                return self.solve(budget * part, seed=seed, counts=counts)
        raise SearchUndecidedError

    def solve(
        self,
        budget: float,
        *,
        seed: int = 0,
        counts: bool = False,
        fixed: Mapping[int, int] | None = None,
        days: Mapping[int, int] | None = None,
    ) -> list[ScheduledEvent] | None:
        """Return where the sessions are; None when that is impossible.

        Asked again, it begins with what it returned before.

        Parameters
        ----------
        budget
            How much may be tried, in the solver's own measure: 0.1 takes about half a second.
        seed
            In which order.
        counts
            Whether to reckon with sums, which is slow and proves more.
        fixed
            When some sessions begin for this once, by their place. [minutes after Monday 00:00]
        days
            On which day some are for this once, Monday being 0.

        Raises
        ------
        UndecidedError
            When the budget is used up, or the time is; when times were found at which those alike
            cannot share what there is, though others might do.
        """
        if not self.is_possible:
            return None
        if self.deadline.is_over:
            raise SearchUndecidedError
        solver: Any = cp_model.CpSolver()
        # What these look for is rarely there in a week, and takes most of the time.
        solver.parameters.linearization_level = _SUMS if counts else 0
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = budget
        solver.parameters.catch_sigint_signal = False  # else Python never hears of Ctrl-C again
        if math.isfinite(self.deadline.seconds):
            solver.parameters.max_time_in_seconds = self.deadline.left
        status = _solved(solver, self._for_once(fixed or {}, days or {}))
        self.spent += solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return None
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            raise SearchUndecidedError
        self.is_best = status == cp_model.OPTIMAL
        self.cost = solver.objective_value
        self.model.clear_hints()
        for place, value in enumerate(solver.response_proto.solution):
            self.model.add_hint(self.model.get_int_var_from_proto_index(place), value)
        at = [solver.value(start) for start in self.starts]
        rooms = self._had(solver, self._rooms, self._instance.rooms, at)
        staff = self._had(solver, self._staff, self._instance.staff, at)
        return [ScheduledEvent(*each) for each in zip(at, rooms, staff, strict=True)]

    def _for_once(self, fixed: Mapping[int, int], days: Mapping[int, int]) -> Any:  # noqa: ANN401  as above
        """Return the model with the times and days of some sessions given."""
        if not fixed and not days:
            return self.model
        model = self.model.clone()
        for place, start in fixed.items():
            variable = model.get_int_var_from_proto_index(self.starts[place].index)
            model.add(variable == start)
        for place, day in days.items():
            variable = model.get_int_var_from_proto_index(self.starts[place].index)
            model.add_linear_constraint(variable, day * DAY, (day + 1) * DAY - 1)
        return model

    def _had(
        self,
        solver: Any,  # noqa: ANN401  as above
        taken: _Taken,
        supplies: Sequence[Supply],
        at: Sequence[int],
    ) -> list[tuple[int, int] | None]:
        """Return what each session has, and which of those alike."""
        options, people = taken
        known: list[tuple[int, int] | None] = [None] * len(at)
        for (which, place, who), literal in people.items():
            if solver.value(literal):
                known[place] = (which, who)
        which_of = [
            next((which for which, literal in row.items() if solver.value(literal)), None)
            for row in options
        ]
        limited = {
            each
            for each, supply in enumerate(supplies)
            if not _is_free(
                self._instance, supply, [p for p, row in enumerate(options) if each in row]
            )
        }
        found = dealt(self._instance, supplies, limited, at, which_of, known)
        if found is None:
            raise SearchUndecidedError
        return found


def _is_free(instance: Instance, supply: Supply, users: Collection[int]) -> bool:
    """Return whether those alike can be had as long as anybody could want."""
    if supply.count is None:
        return True
    needed = sum(instance.events[place].minutes for place in users)
    return (supply.a_week is None or supply.a_week >= needed) and supply.a_day is None


def _pairs(instance: Instance) -> int:
    """Return how many pairs there are of a session and one of those alike, where that matters."""
    pairs = 0
    for had, supplies in (
        ([event.rooms for event in instance.events], instance.rooms),
        ([event.staff for event in instance.events], instance.staff),
    ):
        for each, supply in enumerate(supplies):
            users = [place for place, some in enumerate(had) if some and each in some]
            if not _is_free(instance, supply, users):
                pairs += len(users) * min(supply.count or 0, len(users))
    return pairs


def _solved(solver: Any, model: Any) -> Any:  # noqa: ANN401  as above
    """Solve in a thread of its own, since the first one hears no Ctrl-C while it solves."""
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(solver.solve, model)
        try:
            return job.result()
        except BaseException:
            solver.stop_search()
            raise
