"""Visits as columns, whichever program wrote them, and the figures that are read off them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.simulate import Run

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]


@attrs.frozen(kw_only=True, eq=False)
class Rows:
    """The visits of one replication. What was not reached before the end is NaN.

    Parameters
    ----------
    level, who
        Where, and which stream or class of clients. (n_visits,)
    queued, started, ended, left
        When the client came, began, was ready to leave, and gave the place back. (n_visits,)
        [days]
    days
        The end of the run. [days]
    """

    level: npt.NDArray[np.str_]
    who: npt.NDArray[np.str_]
    queued: Floats
    started: Floats
    ended: Floats
    left: Floats
    days: float

    def at(self, level: str, who: str = "") -> Rows:
        """Return the visits at one level, of one class of clients or all."""
        here = (self.level == level) & ((self.who == who) if who else True)
        columns = {
            name: getattr(self, name)[here]
            for name in ("level", "who", "queued", "started", "ended", "left")
        }
        return Rows(**columns, days=self.days)

    @property
    def waits(self) -> Floats:
        """Wait of those who began. [days]"""
        return (self.started - self.queued)[~np.isnan(self.started)]

    @property
    def began_or_left(self) -> Floats:
        """When the wait ended. (n_visits,) [days]"""
        return np.where(np.isnan(self.started), self.left, self.started)

    @property
    def blocked_from(self) -> Floats:
        """When the active stay ended, NaN where there was none. (n_visits,) [days]"""
        return np.where(np.isnan(self.started), np.nan, self.ended)

    @property
    def gave_up(self) -> Mask:
        """Who left without having begun. (n_visits,)"""
        return np.isnan(self.started) & ~np.isnan(self.left)

    @property
    def active(self) -> float:
        """Clients in active stay, averaged over time. [clients]"""
        return self._mean(self.started, self.ended)

    @property
    def waiting(self) -> float:
        """Clients in the queue, averaged over time. [clients]"""
        return self._mean(self.queued, self.began_or_left)

    @property
    def blocked(self) -> float:
        """Clients who hold a place after their active stay, averaged over time. [clients]"""
        return self._mean(self.blocked_from, self.left)

    def _mean(self, start: Floats, end: Floats) -> float:
        begun = start < self.days
        until = np.minimum(np.where(np.isnan(end), self.days, end), self.days)
        return float((until - start)[begun].sum() / self.days)


def rows_of(run: Run) -> Iterator[Rows]:
    """Yield the visits of every replication of a run."""
    for replication in range(run.scenario.replications):
        table = run.visits.columns(replication)
        cut_off = np.array([to is None for to in table["transition_to"]])
        times = {name: np.array(table[name], np.float64) for name in ("queued_at", "started_at")}
        ended = np.array(table["ended_at"], np.float64)
        left = np.array(table.get("left_at", table["ended_at"]), np.float64)
        days = run.scenario.days
        never = np.isnan(times["started_at"])
        yield Rows(
            level=np.array(table["level"]),
            who=np.array(table["stream"]),
            queued=times["queued_at"],
            started=times["started_at"],
            ended=np.where((cut_off & (ended >= days)) | (never & cut_off), np.nan, ended),
            left=np.where(cut_off, np.nan, left),
            days=days,
        )


def occupancy(start: Floats, end: Floats, window: tuple[float, float]) -> Floats:
    """Return the share of a stretch of time during which 0, 1, 2, ... clients were there. [1]

    Counted event by event, unlike the figures of iopkit, which add up stretches of time.

    Parameters
    ----------
    start, end
        When each client came and went; NaN for a time that was not reached. [days]
    window
        The stretch that counts. [days]

    >>> occupancy(np.array([0.0, 1.0]), np.array([2.0, np.nan]), (0.0, 4.0)).tolist()
    [0.0, 0.75, 0.25]
    """
    first, last = window
    there = ~np.isnan(start)
    came = start[there]
    went = end[there & ~np.isnan(end)]
    at = np.concatenate([came, went])
    step = np.concatenate([np.ones(len(came)), -np.ones(len(went))])
    order = np.lexsort((step, at))
    number = np.concatenate([[0.0], np.cumsum(step[order])]).astype(np.int64)
    edges = np.clip(np.concatenate([[-np.inf], at[order], [np.inf]]), first, last)
    lasted = np.diff(edges)
    return np.bincount(np.maximum(number, 0), weights=lasted) / (last - first)
