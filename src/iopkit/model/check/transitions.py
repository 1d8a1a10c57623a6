"""Whether the transitions of a pathway make one graph that clients can move through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.check.problem import Problem
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition

ROUNDING: Final = 0.005
"""By how much shares may miss 1: published percentages are rounded. [1]"""

_MUST: Final = {
    TransitionKind.ADMIT: "is never written: an admission follows from 'arrivals'",
    TransitionKind.RETURN: "must lead from an outcome to a level",
    TransitionKind.DISCHARGE: "must lead from a level to an outcome",
    TransitionKind.STEP_DOWN: "must lead from a level to one of lower rank",
    TransitionKind.STEP_UP: "must lead from a level to one of higher rank",
    TransitionKind.TRANSFER: "must lead from a level to a level",
}


def problems_with_moves(pathway: Pathway) -> Iterator[Problem]:
    """Yield the transitions that contradict the levels, the outcomes or one another.

    A transition with an end that does not exist is left to `iopkit.model.check.names`.
    """
    ends = _Ends.of(pathway)
    for place, move in enumerate(pathway.transitions):
        if ends.has(move.start) and ends.has(move.to):
            yield from _ends(move, ("transitions", place), ends)
        yield from _stay(move, ("transitions", place))
        yield from _hold(move, ("transitions", place), ends)
        yield from _at_review(move, ("transitions", place), ends)
    leaving: defaultdict[str, list[tuple[int, Transition]]] = defaultdict(list)
    for place, move in enumerate(pathway.transitions):
        leaving[move.start].append((place, move))
    for start, moves in leaving.items():
        yield from _shares(start, moves, ends)


@attrs.frozen
class _Ends:
    """What a transition can lead from and to: ranks of levels, outcomes with or without return.

    And the levels at which clients are reviewed.
    """

    rank: dict[str, float]
    returns: dict[str, bool]
    reviewed: frozenset[str]

    @classmethod
    def of(cls, pathway: Pathway) -> _Ends:
        return cls(
            rank={level.id: level.rank for level in pathway.levels},
            returns={outcome.id: outcome.returns for outcome in pathway.outcomes},
            reviewed=frozenset(level.id for level in pathway.levels if level.review is not None),
        )

    def has(self, name: str) -> bool:
        return name in self.rank or name in self.returns

    def allow(self, move: Transition) -> bool:
        """Whether a transition of this kind can join these two ends."""
        start, to = self.rank.get(move.start), self.rank.get(move.to)
        match move.kind:
            case TransitionKind.ADMIT:
                return False
            case TransitionKind.RETURN:
                return start is None and to is not None
            case TransitionKind.DISCHARGE:
                return start is not None and to is None
            case TransitionKind.STEP_DOWN:
                return start is not None and to is not None and to < start
            case TransitionKind.STEP_UP:
                return start is not None and to is not None and to > start
            case TransitionKind.TRANSFER:
                return start is not None and to is not None


def _ends(move: Transition, path: Path, ends: _Ends) -> Iterator[Problem]:
    if move.start == move.to:
        message = f"a transition from '{move.start}' to itself moves nobody"
        yield Problem(code="self-transition", path=path, message=message, hint="leave it out")
    elif move.start in ends.returns and move.to in ends.returns:
        message = f"'{move.start}' and '{move.to}' are both outcomes; one end must be a level"
        yield Problem(code="outcome-to-outcome", path=(*path, "to"), message=message)
    elif not ends.allow(move):
        message = f"a transition of kind '{move.kind}' {_MUST[move.kind]}"
        hint = "leave 'kind' out: it follows from the two ends"
        yield Problem(code="wrong-kind", path=(*path, "kind"), message=message, hint=hint)
    elif not ends.returns.get(move.start, True):
        message = f"nobody returns from '{move.start}': the outcome says 'returns: false'"
        hint = "leave the transition out, or say 'returns: true' at the outcome"
        yield Problem(code="no-return", path=(*path, "from"), message=message, hint=hint)


def _stay(move: Transition, path: Path) -> Iterator[Problem]:
    way = f"from '{move.start}' to '{move.to}'"
    if move.share is not None and move.stay is None:
        message = f"the transition {way} has a share, but no stay to simulate it with"
        hint = "say how long clients stay before, as in stay: 28 days"
        yield Problem(code="share-without-stay", path=(*path, "share"), message=message, hint=hint)
    if move.stay is not None and move.share is None:
        message = f"the transition {way} has a stay, but no share to simulate it with"
        hint = "say how many go this way, as in share: 0.25"
        yield Problem(code="stay-without-share", path=(*path, "stay"), message=message, hint=hint)


def _hold(move: Transition, path: Path, ends: _Ends) -> Iterator[Problem]:
    if move.hold and (move.start in ends.returns or move.to in ends.returns):
        message = f"nobody holds a place from '{move.start}' to '{move.to}': there is no place " + (
            "to hold" if move.start in ends.returns else "to wait for"
        )
        hint = "leave 'hold' out: it is for a transition between two levels"
        yield Problem(code="hold-without-place", path=(*path, "hold"), message=message, hint=hint)


def _at_review(move: Transition, path: Path, ends: _Ends) -> Iterator[Problem]:
    if not move.at_review or not ends.has(move.start) or move.start in ends.reviewed:
        return
    message = f"nobody is reviewed at '{move.start}', so that nobody ever goes this way"
    hint = f"give {move.start} an interval, as in review: every 7 days, or leave 'at' out"
    if move.start in ends.returns:
        hint = "leave 'at' out"
    yield Problem(code="no-review", path=(*path, "at"), message=message, hint=hint)


def _shares(start: str, moves: Sequence[tuple[int, Transition]], ends: _Ends) -> Iterator[Problem]:
    shares = [(i, move.share.value) for i, move in moves if move.share is not None]
    if not shares:
        return
    total, is_level = sum(share for _, share in shares), start in ends.rank
    # The sum itself is rounded, or 0.995 would miss the tolerance by a trifle of arithmetic.
    excess = round(total - 1, 9)
    if excess > ROUNDING or (is_level and excess < -ROUNDING):
        wrong = f"{abs(excess):.4g} too {'much' if excess > 0 else 'little'}"
        listed = ", ".join(f"{m.share.value:g} to {m.to}" for _, m in moves if m.share is not None)
        message = f"the shares leaving '{start}' add up to {total:.4g}, {wrong}: {listed}"
        must = "add up to 1" if is_level else "add up to at most 1"
        without = len([move for _, move in moves if not move.at_review]) - len(shares)
        more = f"; {without} of the transitions from there have no share" if without else ""
        hint = f"they must {must}{more}"
        path = ("transitions", shares[-1][0], "share")
        yield Problem(code="shares", path=path, message=message, hint=hint)
