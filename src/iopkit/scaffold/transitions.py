"""The section ``transitions`` of a first file: what differs from the standard pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.write import write
from iopkit.files.format.transitions import TRANSITIONS
from iopkit.files.schema.provenance_keys import write_basis
from iopkit.model.transition import TransitionKind
from iopkit.scaffold.rules import asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.files.schema.value_type import Written
    from iopkit.model.transition import Transition
    from iopkit.scaffold.rules import Rules

COMPLETED: Final = "completed"
ELSEWHERE: Final = "transferred"

_BY_DAY: Final = frozenset({"php", "iop"})
"""Levels whose standard rules ask for attendance of who moves on."""


@attrs.define
class _Change:
    """What becomes of one move of the standard pathway, or a new one."""

    move: Transition
    removed: bool = False
    when: str = ""
    more: float = 0.0
    of: list[str] = attrs.field(factory=list)
    is_new: bool = False

    @property
    def differs(self) -> bool:
        return self.removed or bool(self.when) or bool(self.of)


def moves(rules: Rules, source: str = "") -> list[Written]:
    """Return the items of ``transitions``, in the order in which an overlay numbers them.

    Parameters
    ----------
    rules
        The standard pathway and the facility.
    source
        What the director's own answers rest on.
    """
    changes = [_Change(move) for move in rules.standard.transitions]
    new: list[_Change] = []
    for change in changes:
        move = change.move
        if {move.start, move.to} & set(rules.missing):
            change.removed = True
            if move.start in rules.facility.levels:
                _redirect(change, rules, changes, new)
        elif move.when is not None:
            change.when = _when(rules, move)
        elif move.to == COMPLETED and move.start in rules.facility.levels:
            # Nothing less is offered, so whoever moves on from here has completed.
            change.when = rules.completed(move.start) if rules.is_least(move.start) else ""
    return [_item(change, rules, source) for change in [*changes, *new] if change.differs]


def _when(rules: Rules, move: Transition) -> str:
    """Return the criterion of a move whose levels are both offered, if it is another one now."""
    if move.when is None:
        return ""
    down = move.kind is TransitionKind.STEP_DOWN
    new = (
        rules.going_down(move.start, move.to, move.when)
        if down
        else rules.going_up(move.to, move.when)
    )
    return "" if new == write(move.when) else new


def _redirect(change: _Change, rules: Rules, changes: list[_Change], new: list[_Change]) -> None:
    """Give the share of a move that there cannot be to one that there is."""
    move = change.move
    to = _instead(rules, move)
    there = next(_same(change, to, [*changes, *new]), None)
    if there is None:
        down = to in rules.facility.levels
        when = rules.going_down(move.start, to) if down else ""
        if down and move.start in _BY_DAY and not asks(when, "attendance"):
            when = f"attendance >= 80% and {when}"
        moved = attrs.evolve(move, to=to, when=None, share=None, basis=None)
        there = _Change(moved, when=when, is_new=True)
        new.append(there)
    there.more += move.share.value if move.share else 0.0
    there.of.append(move.to)


def _same(change: _Change, to: str, moves: list[_Change]) -> Iterator[_Change]:
    """Yield the moves between the same two ends as the new way of a move."""
    for other in moves:
        ends = (other.move.start, other.move.to)
        if ends == (change.move.start, to) and not other.removed and other is not change:
            yield other


def _instead(rules: Rules, move: Transition) -> str:
    """Return where who cannot make a move goes: the next level below, an outcome."""
    if move.kind is not TransitionKind.STEP_DOWN:
        return ELSEWHERE  # more care than is offered here, or a transfer without completing
    below = [name for name in rules.facility.levels if rules.rank(name) < rules.rank(move.to)]
    return max(below, key=rules.rank, default=COMPLETED)


def _item(change: _Change, rules: Rules, source: str) -> Written:
    move = change.move
    ends: dict[str, Written] = {"from": move.start, "to": move.to}
    if change.removed:
        return {**ends, "remove": True}
    item = dict(ends)
    if change.is_new:
        shown = TRANSITIONS.item.write(move, None)
        item |= shown if isinstance(shown, dict) else {}
        item.pop("kind", None)
    if change.when:
        item["when"] = change.when
    if change.of:
        before = 0.0 if change.is_new or not move.share else move.share.value
        share = round(before + change.more, 5)
        item["share"] = {"value": share, "assumption": _why(change, before)}
    if change.when and _is_answered(change, rules):
        # A move that standard leaves open asks for nothing but what was picked.
        usual = "" if move.when is None and not change.is_new else ", and what is usual in standard"
        item["source"] = f"{source}{usual}"
        item = {**ends, **_numbers(move), **item}
    elif change.when:
        item["assumption"] = "as in standard, with what is asked here"
    elif change.is_new:
        item["assumption"] = "where those go for whom standard has a level that is not offered"
    return item


def _numbers(move: Transition) -> dict[str, Written]:
    """Return the share and the stay where they rest on what the move rests on in standard.

    The move rests on the director's word from now on; its numbers do not.
    """
    shown = TRANSITIONS.item.write(move, None)
    found: dict[str, Written] = {}
    for key, number in (("share", move.share), ("stay", move.stay)):
        if number is None or number.basis != move.basis or not isinstance(shown, dict):
            continue
        said = shown.get(key)
        plain: dict[str, Written] = dict(said) if isinstance(said, dict) else {"value": said}
        found[key] = {**plain, **write_basis(number.basis, None)}
    return found


def _is_answered(change: _Change, rules: Rules) -> bool:
    """Whether the director said when a client moves on from here, or whom the next level takes."""
    move = change.move
    down = move.to == COMPLETED or (
        move.to in rules.facility.levels and rules.rank(move.to) < rules.rank(move.start)
    )
    answered = rules.ready(move.start) if down else ()
    return bool(answered or rules.facility.admit.get(move.to))


def _why(change: _Change, before: float) -> str:
    of = " and ".join(dict.fromkeys(change.of))
    begin = f"{before:g} of standard, and" if before else "of standard"
    return f"{begin} {change.more:.5g} to {of}, not offered here"
