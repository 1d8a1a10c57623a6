"""A level with those who are there and those who wait."""

import math
from collections.abc import Callable, Iterator

import attrs
from oracle.people import Person
from oracle.rates import turned_calendar

from iopkit.model.level import Level
from iopkit.model.rule import Rule
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.scenario import Scenario


@attrs.define(eq=False)
class Ward:
    """One level. `waiting` is in the order of coming, `next_change` the calendar's next day."""

    level: Level
    places: int | None
    active: list[Person] = attrs.field(factory=list)
    blocked: list[Person] = attrs.field(factory=list)
    waiting: list[Person] = attrs.field(factory=list)
    changes: Iterator[tuple[float, int | None]] = iter(())
    next_change: float = math.inf

    @classmethod
    def of(cls, level: Level, scenario: Scenario) -> "Ward":
        """Return a level at the start; what its calendar says of day 0 holds at once."""
        places = scenario.places_of(level.id)
        if level.calendar is None or level.id in scenario.places:
            return cls(attrs.evolve(level, calendar=None), places)
        calendar = turned_calendar(level.calendar, scenario.starts)
        day, first = calendar.steps[0]
        return cls(level, first if day == 0 else places, changes=_days(calendar))

    @property
    def taken(self) -> int:
        """How many hold a place."""
        return len(self.active) + len(self.blocked)

    @property
    def free(self) -> float:
        """How many places are free; below 0 when there are more clients than places."""
        return math.inf if self.places is None else self.places - self.taken

    @property
    def group(self) -> int:
        """How many begin at one instant."""
        intake = self.level.intake
        return 1 if intake is None or intake.size is None else intake.size

    @property
    def begins_on_days(self) -> bool:
        """Whether clients begin only on stated days."""
        return self.level.intake is not None and self.level.intake.every is not None

    def takes_one_more(self) -> bool:
        """Whether a client who came now would begin at once."""
        if self.begins_on_days or self.free < self.group:
            return False
        return len(self.waiting) + 1 >= self.group

    def beginning(self, *, is_day: bool) -> int:
        """Return how many begin next, all at one instant."""
        if not self.begins_on_days:
            is_full = min(self.free, len(self.waiting)) >= self.group
            return self.group if is_full else 0
        if not is_day or len(self.waiting) < self.group:
            return 0
        return max(0, int(min(self.free, len(self.waiting))))

    def turn(self, meets: Callable[[Rule, Person], bool]) -> Person:
        """Return whose turn it is: who meets the earliest rule, among equals who came first."""
        rules = self.level.queue.first if self.level.queue else ()

        def rank(person: Person) -> int:
            met = (place for place, rule in enumerate(rules) if meets(rule, person))
            return next(met, len(rules))

        return min(self.waiting, key=rank)

    def to_displace(self, streams: list[str]) -> Person | None:
        """Return who has to leave first while there are too many; None when nobody has to."""
        calendar = self.level.calendar
        if calendar is None or calendar.displaces is None or self.free >= 0 or not self.active:
            return None

        def order(person: Person) -> tuple[float, int, int]:
            began = person.started_at or 0.0
            first = -began if calendar.displaces is Displaces.LAST else began
            return first, streams.index(person.stream), person.number

        return min(self.active, key=order)


def _days(calendar: CapacitySchedule) -> Iterator[tuple[float, int | None]]:
    """Yield when the places change, and what they become."""
    begin = 0.0
    while True:
        yield from ((begin + day, places) for day, places in calendar.steps)
        if calendar.period is None:
            return
        begin += calendar.period
