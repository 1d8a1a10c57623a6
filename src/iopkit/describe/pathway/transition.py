"""The moves between levels, and how care ends at one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import (
    ColumnKind,
    Item,
    Items,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.inline import (
    SHARE,
    Inlines,
    Quantity,
    Text,
    inlines,
    joined,
    reference,
)
from iopkit.describe.value import stay_line
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.names import PathwayNames
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition

DIRECTIONS: Final = {TransitionKind.STEP_DOWN: "down", TransitionKind.STEP_UP: "up"}
"""Where a move leads on a staircase; others lead aside."""

_ORDER: Final = (TransitionKind.STEP_DOWN, TransitionKind.TRANSFER, TransitionKind.STEP_UP)


def in_order(moves: Iterable[Transition]) -> list[Transition]:
    """Return moves as they are listed: down before up, and of each kind the largest first."""
    return sorted(
        moves,
        key=lambda each: (
            _ORDER.index(each.kind) if each.kind in _ORDER else len(_ORDER),
            -(each.share.value if each.share else 0),
        ),
    )


def moves_from(pathway: Pathway, moves: Iterable[Transition], names: PathwayNames) -> Items:
    """Return moves to other levels: where to, how many make them and when, what must hold."""
    return Items(
        items=[
            Item(
                line=[
                    f"{move.kind} to ",
                    names.link(move.to),
                    ": ",
                    *_how(pathway, move),
                    *references(move),
                ],
                below=_when(move, names),
                role=DIRECTIONS.get(move.kind, "aside"),
            )
            for move in in_order(moves)
        ],
        role="ways",
    )


def moves_to(pathway: Pathway, moves: Iterable[Transition], names: PathwayNames) -> Items:
    """Return moves into a level; what they rest on is said where they begin."""
    return Items(
        items=[
            Item(
                line=[f"{move.kind} from ", names.link(move.start), ": ", *_how(pathway, move)],
                below=_when(move, names),
                role=DIRECTIONS.get(move.kind, "aside"),
            )
            for move in moves
        ],
        role="ways",
    )


def endings_table(pathway: Pathway, moves: Iterable[Transition], names: PathwayNames) -> Table:
    """Return the outcomes with which care ends at a level."""
    return Table(
        columns=[
            TableColumn(name="outcome"),
            TableColumn(name="share", kind=ColumnKind.NUMBER),
            TableColumn(name="after"),
        ],
        rows=[
            TableRow(
                cells=[
                    TableCell(
                        [names.link(move.to), *references(move)], notes=_notes(pathway, move, names)
                    ),
                    TableCell(_share(move)),
                    TableCell(stay_line(move.stay) if move.stay else ""),
                ]
            )
            for move in in_order(moves)
        ],
        role="ends",
    )


def references(move: Transition) -> Inlines:
    """Return what a move rests on: its criterion, its share and its stay."""
    parts = [move.share.basis if move.share else None, move.stay.basis if move.stay else None]
    return reference(move.basis, *parts)


def _how(pathway: Pathway, move: Transition) -> Inlines:
    """Return how many make a move, when, and what becomes of the old place."""
    whom = " of those who leave" if pathway.is_level(move.start) else " of those there"
    often = inlines([*_share(move), whom]) if move.share else ()
    if not move.share and not move.at_review:
        often = inlines("not simulated")
    after = inlines(["after ", *stay_line(move.stay)]) if move.stay else ()
    return joined([often, after, *_at_review(pathway, move), *_hold(move)])


def _share(move: Transition) -> Inlines:
    return (Quantity(value=move.share.value, unit=SHARE),) if move.share else ()


def _at_review(pathway: Pathway, move: Transition) -> Iterator[Inlines]:
    if move.at_review:
        review = pathway.level(move.start).review if pathway.is_level(move.start) else None
        every = (Text(", every "), Quantity(value=review.value, unit="day")) if review else ()
        yield (Text("at a review"), *every)


def _hold(move: Transition) -> Iterator[Inlines]:
    if move.hold:
        yield inlines("keeping the place until there is one")


def _when(move: Transition, names: PathwayNames) -> list[Paragraph]:
    return [Paragraph(line=["when ", names.condition(move.when)])] if move.when else []


def _notes(pathway: Pathway, move: Transition, names: PathwayNames) -> list[Inlines]:
    when = [(Text("when "), names.condition(move.when))] if move.when else []
    return [*_at_review(pathway, move), *_hold(move), *when]
