"""The figures of visits, counted one row after the other."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import attrs

from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.lowering.costs import Money
from iopkit.simulate.measures.replication_measures import Window

Named: TypeAlias = tuple[tuple[str, ...], float]

USD = Money("USD", 2001, "program")
LEVELS = ("iop", "php")
MOVES = (
    ("iop", "done", "discharge"),
    ("iop", "php", "step up"),
    ("php", "iop", "step down"),
    ("php", "done", "discharge"),
    ("done", "iop", "return"),
    ("iop", "left", "gave up"),
    ("php", "iop", "displaced"),
)


@attrs.frozen
class Row:
    """One visit; `started_at` is not a number for a client who never began."""

    stream: int
    visit: int
    level: int
    queued_at: float
    started_at: float
    ended_at: float
    left_at: float
    edge: int

    @property
    def began(self) -> bool:
        return not math.isnan(self.started_at)

    @property
    def wait(self) -> float:
        return (self.started_at if self.began else self.ended_at) - self.queued_at


@attrs.frozen
class Recount:
    """The same, counted one row after the other."""

    rows: list[Row]
    window: Window
    discount: float

    def holds(self, time: float) -> bool:
        return self.window.start <= time <= self.window.end

    def overlap(self, start: float, end: float) -> float:
        return max(0.0, min(end, self.window.end) - max(start, self.window.start))

    def worth(self, start: float, end: float) -> float:
        """Return how long, each day counting less the later it is after the warm-up."""
        start, end = max(start, self.window.start), min(end, self.window.end)
        if end <= start or not self.discount:
            return max(0.0, end - start)
        halved = [self.weight(time) for time in (start, end)]
        return (halved[0] - halved[1]) * DAYS_IN_YEAR / math.log(1 + self.discount)

    def weight(self, time: float) -> float:
        return float((1 + self.discount) ** (-(time - self.window.start) / DAYS_IN_YEAR))

    def figures(self, *, census: bool) -> Iterator[Named]:
        year = DAYS_IN_YEAR / self.window.days
        for number, level in enumerate(LEVELS):
            here = [row for row in self.rows if row.level == number]
            yield from self.level(level, here, year)
            gone = [row for row in here if row.edge >= 0 and self.holds(row.ended_at)]
            begun = sum(row.began and self.holds(row.started_at) for row in here)
            yield from self.moves(level, gone, begun, year)
        yield from self.money(year)
        came = [row for row in self.rows if row.visit == 1 and self.holds(row.queued_at)]
        yield ("new_arrivals",), sum(not (census and row.stream == 1) for row in came) * year
        yield ("censored",), sum(row.edge < 0 for row in self.rows)
        for outcome in ("done", "left"):
            ended = [row for row in self.rows if row.edge >= 0 and self.holds(row.ended_at)]
            left = sum(MOVES[row.edge][1] == outcome for row in ended)
            yield ("outcomes", outcome), left * year

    def level(self, level: str, here: list[Row], year: float) -> Iterator[Named]:
        stays = [row for row in here if row.began]
        active = sum(self.overlap(row.started_at, row.ended_at) for row in stays)
        blocked = sum(self.overlap(row.ended_at, row.left_at) for row in stays)
        waiting = sum(self.overlap(row.queued_at, row.queued_at + row.wait) for row in here)
        waits = [row.wait for row in stays if self.holds(row.started_at)]
        yield ("census", level), active / self.window.days
        yield ("queue_length", level), waiting / self.window.days
        yield ("admissions", level), len(waits) * year
        if level == "iop":
            yield ("blocked", level), blocked / self.window.days
            yield ("occupancy", level), (active + blocked) / self.window.days / 4
        if waits:
            yield ("wait_mean", level), sum(waits) / len(waits)
            yield ("wait_median", level), quantile(waits, Fraction(1, 2))
            yield ("wait_p90", level), quantile(waits, Fraction(9, 10))

    def money(self, year: float) -> Iterator[Named]:
        low, high = 0.0, 0.0
        for number, level in enumerate(LEVELS):
            stays = [row for row in self.rows if row.level == number and row.began]
            begun = [row for row in stays if self.holds(row.started_at)]
            active = sum(self.worth(row.started_at, row.ended_at) for row in stays)
            blocked = sum(self.worth(row.ended_at, row.left_at) for row in stays)
            if level == "iop":
                spent = 2 * (active + blocked) + 7 * sum(self.weight(r.started_at) for r in begun)
                low, high = low + spent, high + spent
                yield from costs("", level, spent, len(begun), year)
            else:
                low, high = low + active, high + 3 * active
                yield from costs("_at_least", level, active, len(begun), year)
                yield from costs("_at_most", level, 3 * active, len(begun), year)
        first = [row for row in self.rows if row.visit == 1 and row.began]
        admitted = sum(self.holds(row.started_at) for row in first)
        yield from costs("_at_least", "", low, admitted, year)
        yield from costs("_at_most", "", high, admitted, year)

    def moves(self, level: str, gone: list[Row], begun: int, year: float) -> Iterator[Named]:
        stays = [row for row in gone if row.began]
        yield ("departures", level), len(stays) * year
        for edge in {row.edge for row in stays}:
            lasted = [row.ended_at - row.started_at for row in stays if row.edge == edge]
            yield ("share", level, str(edge)), len(lasted) / len(stays)
            yield ("los_median", level, str(edge)), quantile(lasted, Fraction(1, 2))
            yield ("los_mean", level, str(edge)), sum(lasted) / len(lasted)
        if level == "iop":
            waited = [row.wait for row in gone if not row.began]
            yield ("abandonments", level), len(waited) * year
            if waited or begun:
                yield ("abandonment_share", level), len(waited) / (len(waited) + begun)
            if waited:
                yield ("wait_before_abandonment", level), sum(waited) / len(waited)
        else:
            yield ("displaced", level), sum(row.edge == 6 for row in gone) * year


def costs(end: str, level: str, spent: float, clients: int, year: float) -> Iterator[Named]:
    yield (f"cost{end}", level, str(USD)), spent * year
    if clients:
        yield (f"cost_per_client{end}", level, str(USD)), spent / clients


def quantile(values: list[float], share: Fraction) -> float:
    ranked = sorted(values)
    return next(v for i, v in enumerate(ranked, 1) if Fraction(i, len(ranked)) >= share)
