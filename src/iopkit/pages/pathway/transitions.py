"""Where clients go from a level, as a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.wording import days, percent, stay
from iopkit.model.transition import TransitionKind
from iopkit.pages.pathway.criterion_phrase import conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition
    from iopkit.pages.pathway.citation_marks import Marks
    from iopkit.pages.pathway.criterion_phrase import Phrase, Titles

SIGNS: Final = {TransitionKind.STEP_DOWN: ("↓", "down"), TransitionKind.STEP_UP: ("↑", "up")}
"""The arrow of a move and the name of its colour."""

_ORDER: Final = (TransitionKind.STEP_DOWN, TransitionKind.TRANSFER, TransitionKind.STEP_UP)


@attrs.frozen(kw_only=True)
class TransitionLine:
    """A move as the page shows it.

    Parameters
    ----------
    kind
        What it does: "step down".
    arrow, ink
        Its arrow, and the name of its colour.
    to
        What it leads to.
    level
        Id of the level that it leads to; empty for an outcome.
    share, stay
        How many go this way, and after how long; empty where nobody says.
    how
        What else there is to say.
    needs
        What must hold, each in words; empty when nothing must.
    marks
        What all of it rests on.
    """

    kind: str
    arrow: str
    ink: str
    to: str
    level: str
    share: str
    stay: str
    how: str
    needs: tuple[Phrase, ...]
    marks: Markup


def ways(
    pathway: Pathway, moves: Iterable[Transition], titles: Titles, marks: Marks
) -> list[TransitionLine]:
    """Return moves as the page shows them: down before up, and of each kind the largest first.

    Parameters
    ----------
    pathway, moves
        The pathway, and some of its moves.
    titles
        What levels are called, by id.
    marks
        Number what things rest on.
    """
    return [_way(pathway, each, titles, marks) for each in _ordered(moves)]


def came_from(pathway: Pathway, level: str, titles: Titles) -> list[tuple[str, str]]:
    """Return the levels from which clients come to a level: id and title, no level twice."""
    starts = dict.fromkeys(move.start for move in pathway.transitions if move.to == level)
    return [(start, titles[start]) for start in starts if start in titles]


def in_order(kind: TransitionKind, share: float | None) -> tuple[int, float]:
    """Return by what moves are sorted: down before up, and of each kind the largest first."""
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return place, -(share or 0)


def _ordered(moves: Iterable[Transition]) -> list[Transition]:
    return sorted(
        moves, key=lambda each: in_order(each.kind, each.share.value if each.share else None)
    )


def _way(pathway: Pathway, move: Transition, titles: Titles, marks: Marks) -> TransitionLine:
    bases = [move.share.basis if move.share else None, move.stay.basis if move.stay else None]
    arrow, ink = SIGNS.get(move.kind, ("→", "faint"))
    review = pathway.level(move.start).review if move.at_review else None
    every = f", every {days(review.value)}" if review else ""
    at_review = [f"at a review{every}"] if move.at_review else []
    hold = ["keeping the place here until there is one"] if move.hold else []
    is_level = pathway.is_level(move.to)
    return TransitionLine(
        kind=move.kind.value,
        arrow=arrow,
        ink=ink,
        to=titles[move.to] if is_level else pathway.outcome(move.to).title,
        level=move.to if is_level else "",
        share=percent(move.share.value) if move.share else "",
        stay=stay(move.stay) if move.stay else "",
        how="; ".join([*at_review, *hold]),
        needs=() if move.when is None else conditions(move.when, titles),
        marks=marks.of(move.basis, *bases),
    )
