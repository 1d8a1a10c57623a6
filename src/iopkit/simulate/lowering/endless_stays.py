"""Which stays can never end: no move is planned, and none can open any more.

A client without a plan still moves where a later review opens a transition. What a review may make
of an answer is known from the file, so that it can be said of whom this is still to be expected.
Each condition is judged by itself, over everything that the coming reviews may make of its fact and
over every length that a stay may have; the verdicts are joined as those of unknown answers are.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from iopkit.simulate.kernel import criterion_bytecode as _holds
from iopkit.simulate.kernel import keyed_random as _draws
from iopkit.simulate.kernel.tables import NONE, Floats, Ints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from iopkit.simulate.kernel.state import Clients
    from iopkit.simulate.kernel.tables import Codes, DistributionRow, OptionalTables
    from iopkit.simulate.lowering.scenario import LoweredScenario

    Flags: TypeAlias = npt.NDArray[np.bool_]
    Truth: TypeAlias = tuple[Flags, Flags]
    """Of whom something may become true, and of whom it may become false. (n_clients,) each"""

Piece: TypeAlias = tuple[Floats, Floats]
"""The least and the largest of some values that a fact may have. (n_clients,) each"""


def never_ending(lowered: LoweredScenario, clients: Clients, slots: Ints) -> int:
    """Return of how many clients no move can open any more.

    Parameters
    ----------
    lowered
        The scenario.
    clients
        The clients as they stand.
    slots
        Those in active stay at some level. (n_slots,)
    """
    slots = slots[clients.edge[slots] == NONE]
    codes, extras = lowered.codes, lowered.extras
    if codes is None or extras is None:
        return len(slots)
    found = 0
    for level in np.unique(clients.node[slots]).tolist():
        here = slots[clients.node[slots] == level]
        if math.isfinite(extras.review[level]):
            here = here[~_may_leave(lowered, codes, extras, clients, level, here)]
        found += len(here)
    return found


def _may_leave(  # noqa: PLR0913, PLR0917  a scenario in its parts
    lowered: LoweredScenario,
    codes: Codes,
    extras: OptionalTables,
    clients: Clients,
    level: int,
    slots: Ints,
) -> Flags:
    """Return for which clients some move may still open at a later review. (n_slots,)"""
    network, spread, _ = lowered.tables
    facts = _reachable(extras, spread, level, clients.facts[slots])
    care = clients.started[slots] - clients.in_care_since[slots]
    completed = clients.completed[slots]
    next_review = (clients.reviews[slots] + 1) * extras.review[level]
    may = np.zeros(len(slots), np.bool_)
    at_review = range(extras.review_first[level], extras.review_last[level])
    planned = range(network.first[level], network.last[level])
    for edge in (*at_review, *(edge for edge in planned if network.share[edge] > 0)):
        if network.when[edge] == NONE:
            return np.ones(len(slots), np.bool_)
        if edge in at_review:
            least, most = next_review, math.inf
        else:  # asked at the end of a stay of its own
            least, most = ends(spread, int(network.stay[edge]))
        known = _Known(
            facts=facts,
            days=(least + np.zeros(len(slots)), most + np.zeros(len(slots))),
            care=care,
            completed=completed,
        )
        may |= known.truth(codes, int(network.when[edge]))[0]
    return may


def ends(spread: DistributionRow, which: int) -> tuple[float, float]:
    """Return what no draw of a distribution is below, and above."""
    shape, a, b, c = (
        spread.shape[which].item(),
        spread.a[which].item(),
        spread.b[which].item(),
        spread.c[which].item(),
    )
    if shape == _draws.MIXTURE:
        parts = spread.part[spread.first[which] : spread.last[which]].tolist()
        lows, highs = zip(*(ends(spread, part) for part in parts), strict=True)
        return min(lows), max(highs)
    if shape == _draws.FIXED:
        return a, a
    if shape == _draws.UNIFORM:
        return a, b
    if shape == _draws.TRIANGULAR:
        return a, c
    return 0.0, math.inf


def _reachable(
    extras: OptionalTables, spread: DistributionRow, level: int, facts: Floats
) -> list[list[Piece]]:
    """Return what each fact may be at some later review of a level, fact by fact."""
    progress = extras.progress
    rows = range(progress.change_first[level], progress.change_last[level])
    found = []
    for fact in range(facts.shape[1]):
        changes = [row for row in rows if progress.change_fact[row] == fact]
        now = facts[:, fact]
        if not changes:
            found.append([(now, now)])
        elif all(progress.change_by[row] == NONE for row in changes):
            found.append(list(_answers(extras, changes, now)))
        elif len(changes) == 1:
            found.append([_moved(extras, spread, changes[0], now)])
        else:
            found.append([(np.full_like(now, -math.inf), np.full_like(now, math.inf))])
    return found


def _answers(extras: OptionalTables, changes: Sequence[int], now: Floats) -> Iterator[Piece]:
    """Yield the answers that a fact may become, and what it is where that may stay."""
    progress = extras.progress
    stays = True
    for row in changes:
        before = 0.0
        for at in range(progress.becomes_first[row], progress.becomes_last[row]):
            if progress.becomes_up_to[at] > before:
                answer = np.full_like(now, progress.becomes_value[at])
                yield answer, answer
            before = progress.becomes_up_to[at].item()
        stays = stays and before < 1
    if stays:
        yield now, now


def _moved(extras: OptionalTables, spread: DistributionRow, row: int, now: Floats) -> Piece:
    """Return between which numbers a fact may be that something is added to at each review."""
    progress = extras.progress
    least, most = ends(spread, int(progress.change_by[row]))
    first, last, down, up = now + least, now + most, least, most
    if progress.change_whole[row] == 1:
        first, last = np.floor(first + 0.5), np.floor(last + 0.5)
        down, up = math.floor(least + 0.5), most if most == math.inf else math.floor(most + 0.5)
    low = first if down >= 0 else np.full_like(now, -math.inf)
    high = last if up <= 0 else np.full_like(now, math.inf)
    ends_of_fact = progress.change_low[row], progress.change_high[row]
    return np.clip(low, *ends_of_fact), np.clip(high, *ends_of_fact)


@attrs.frozen(kw_only=True, eq=False)
class _Known:
    """What is known of some clients at one level, at the moment at which a move is asked for.

    Parameters
    ----------
    facts
        What each fact may be.
    days
        How long the stay may have lasted. [days]
    care
        The time in care when it began. (n_clients,) [days]
    completed
        One bit for each level that was completed. (n_clients,)
    """

    facts: Sequence[Sequence[Piece]]
    days: Piece
    care: Floats
    completed: npt.NDArray[np.uint64]

    def truth(self, codes: Codes, criterion: int) -> Truth:
        """Return of whom a criterion may become true, and of whom false."""
        stack: list[Truth] = []
        for at in range(codes.first[criterion], codes.last[criterion]):
            code = codes.code[at]
            if code == _holds.NOT:
                may, may_not = stack.pop()
                stack.append((may_not, may))
            elif code in {_holds.AND, _holds.OR}:
                (a, not_a), (b, not_b) = stack.pop(), stack.pop()
                both = code == _holds.AND
                stack.append((a & b, not_a | not_b) if both else (a | b, not_a & not_b))
            else:
                stack.append(self._leaf(codes, at))
        return stack.pop()

    def _leaf(self, codes: Codes, at: int) -> Truth:
        code, fact, other = codes.code[at].item(), codes.fact[at].item(), codes.value[at].item()
        n_clients = len(self.care)
        if code in {_holds.TRUE, _holds.FALSE}:
            is_true = np.full(n_clients, code == _holds.TRUE)
            return is_true, ~is_true
        if code == _holds.COMPLETED:
            has_completed = (self.completed >> np.uint64(fact)) & np.uint64(1) == 1
            return has_completed, ~has_completed
        may, may_not = np.zeros(n_clients, np.bool_), np.zeros(n_clients, np.bool_)
        for low, high in self._values(fact):
            some, others = _compared(code, low, high, other)
            may |= some
            may_not |= others
        return may, may_not

    def _values(self, fact: int) -> Sequence[Piece]:
        clock = fact - len(self.facts)
        if clock < 0:
            return self.facts[fact]
        low, high = self.days
        waiting = np.zeros(len(self.care))
        return [[(low, high)], [(self.care + low, self.care + high)], [(waiting, waiting)]][clock]


def _compared(code: int, low: Floats, high: Floats, other: float) -> Truth:
    """Return whether a number between two ends may be so compared with another, and may not."""
    if code == _holds.LESS:
        return low < other, high >= other
    if code == _holds.AT_MOST:
        return low <= other, high > other
    if code == _holds.MORE:
        return high > other, low <= other
    if code == _holds.AT_LEAST:
        return high >= other, low < other
    inside, alone = (low <= other) & (other <= high), (low == other) & (high == other)
    return (inside, ~alone) if code == _holds.EQUAL else (~alone, inside)
