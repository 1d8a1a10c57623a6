"""Where a client in care can go from here: the question of every review.

A transition is *open* when its criterion is met. Whether the level it leads to would take the
client is asked of the client as they will be after the move: on day 0 there, and with this level
completed where the move is a step down.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.question_names import completed_question
from iopkit.criteria.logic.explain import explain
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.additional_answer import answered
from iopkit.criteria.placement.counterfactual import changes
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.time_until_met import wait
from iopkit.criteria.placement.transition_option import TransitionOption
from iopkit.errors import AnswerError
from iopkit.model.check.answers import Refusal, refusals
from iopkit.model.field_types import checked_call
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition


@attrs.frozen(kw_only=True)
class ReviewDecision:
    """When somebody looks at the client's progress next.

    Parameters
    ----------
    every
        The time between two reviews at the level. [days]
    day
        The day at the level on which the next one is due; None when nobody recorded for how long
        the client has been there. [days]
    days
        How long that is from now; 0 when it is due today. [days]
    """

    every: float
    day: float | None
    days: float | None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {"every_days": self.every, "day": self.day, "in_days": self.days}


@attrs.frozen(kw_only=True)
class NextLevels:
    """Where a client in care can go from here.

    Parameters
    ----------
    level
        Id of the level where the client is.
    days
        For how long; None when nobody recorded it. [days]
    moves
        The transitions that leave the level for another, in the order of the file.
    ends
        Those with which care can end, in the order of the file.
    review
        When the next review is due; None when the level has none.
    """

    level: str
    days: float | None = None
    moves: tuple[TransitionOption, ...] = attrs.field(
        default=(), converter=tuple["TransitionOption", ...]
    )
    ends: tuple[TransitionOption, ...] = attrs.field(
        default=(), converter=tuple["TransitionOption", ...]
    )
    review: ReviewDecision | None = None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client."""
        return {
            "level": self.level,
            "days_in_level": self.days,
            "review": None if self.review is None else self.review.to_dict(),
            "urgent": [move.transition.to for move in self.urgent],
            "flapping": self.is_flapping,
            "open_facts": list(self.ask),
            "transitions": [move.to_dict() for move in self.moves],
            "discharges": [move.to_dict() for move in self.ends],
        }

    @property
    def urgent(self) -> tuple[TransitionOption, ...]:
        """The steps up that are open."""
        return self._open(TransitionKind.STEP_UP)

    @property
    def is_flapping(self) -> bool:
        """Whether a step up and a step down are both open, so that the rules contradict."""
        return bool(self.urgent) and bool(self._open(TransitionKind.STEP_DOWN))

    @property
    def ask(self) -> tuple[str, ...]:
        """What is not recorded and leaves a move open, without repetition."""
        return tuple(dict.fromkeys(name for move in (*self.moves, *self.ends) for name in move.ask))

    def _open(self, kind: TransitionKind) -> tuple[TransitionOption, ...]:
        return tuple(
            move
            for move in self.moves
            if move.transition.kind is kind and move.verdict is Verdict.MET
        )


@checked_call
def onward(pathway: Pathway, client: Client) -> NextLevels:
    """Return where a client in care can go from here, with every reason.

    Raises
    ------
    AnswerError
        When something recorded does not suit the assessment, or the client is at no level; lists
        everything, repeats nothing.

    >>> from iopkit.files.compose.load import loads
    >>> from iopkit.model.client import Client
    >>> levels = "{iop: {title: IOP, rank: 2, review: every 14 days}, php: {title: PHP, rank: 3}}"
    >>> moves = "[{from: iop, to: php, when: days_in_level >= 4 weeks}]"
    >>> text = f"{{iopkit: 1, id: two, title: Two, levels: {levels}, transitions: {moves}}}"
    >>> pathway = loads(text)
    >>> ahead = onward(pathway, Client(level="iop", days_in_level=12))
    >>> str(ahead.moves[0].verdict), ahead.moves[0].wait.days, ahead.review.days
    ('not met', 16.0, 2.0)
    """
    refused = refusals(client, pathway.assessment, [level.id for level in pathway.levels])
    if not client.level:
        message = "only a client at a level goes on from there"
        refused += (Refusal(path=("level",), reason=message, hint="say where the client is"),)
    if refused:
        raise AnswerError(refused)
    leaving = pathway.leaving(client.level)
    return NextLevels(
        level=client.level,
        days=client.days_in_level,
        moves=[_move(edge, pathway, client) for edge in leaving if pathway.is_level(edge.to)],
        ends=[_move(edge, pathway, client) for edge in leaving if not pathway.is_level(edge.to)],
        review=_review(pathway, client),
    )


def _move(edge: Transition, pathway: Pathway, client: Client) -> TransitionOption:
    fit = None
    if pathway.is_level(edge.to):
        fit = place(pathway, _after(edge, pathway, client)).fit(edge.to)
    if edge.when is None:
        return TransitionOption(transition=edge, fit=fit)
    return TransitionOption(
        transition=edge,
        reason=explain(edge.when, client, pathway.assessment, basis=edge.basis),
        fit=fit,
        changes=changes(edge.when, client, pathway),
        wait=wait(edge.when, client, pathway),
    )


def _after(edge: Transition, pathway: Pathway, client: Client) -> Client:
    """Return the client as they will be after a move."""
    moved = attrs.evolve(client, level=edge.to, days_in_level=0)
    if edge.kind is not TransitionKind.STEP_DOWN:
        return moved
    levels = [level.id for level in pathway.levels]
    return answered(moved, completed_question(edge.start), value=True, levels=levels)


def _review(pathway: Pathway, client: Client) -> ReviewDecision | None:
    every = pathway.level(client.level).review
    if every is None:
        return None
    if client.days_in_level is None:
        return ReviewDecision(every=every.value, day=None, days=None)
    day = _due(client.days_in_level, every.value)
    return ReviewDecision(every=every.value, day=day, days=day - client.days_in_level)


def _due(days: float, every: float) -> float:
    """Return the day of the next review, which may be today; never the day of entry. [days]

    >>> _due(12, 14), _due(14, 14), _due(15, 14), _due(0, 14), _due(0.3, 0.1)
    (14, 14, 28, 14, 0.3)
    """
    past = days / every
    if math.isinf(past) or (round(past) >= 1 and math.isclose(past, round(past), rel_tol=1e-9)):
        return days
    return (math.floor(past) + 1) * every
