"""Where a client belongs, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.logic.verdict import Verdict
from iopkit.errors import UnknownNameError

if TYPE_CHECKING:
    from iopkit.criteria.logic.explain import Reason


class PlacementStatus(StrEnum):
    """What is known of where a client belongs.

    ======  ==========================================================
    placed  a level is certain, whatever is still unknown
    open    answers are missing that can change it
    none    no level takes the client, whatever is still unknown
    ======  ==========================================================
    """

    PLACED = "placed"
    OPEN = "open"
    NONE = "none"


@attrs.frozen(kw_only=True)
class Fit:
    """How a level suits a client.

    Parameters
    ----------
    level
        Id of the level.
    verdict
        Whether the client belongs there: all `reasons` together.
    reasons
        One for each floor that asks for a more intensive level (met when the floor is not), then
        one for each rule of admission.
    preferences
        One for each rule that only ranks.
    """

    level: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=tuple["Reason", ...])
    preferences: tuple[Reason, ...] = attrs.field(default=(), converter=tuple["Reason", ...])

    @property
    def preferences_met(self) -> int:
        """How many preferences are met for certain. [1]"""
        return sum(reason.verdict is Verdict.MET for reason in self.preferences)

    @property
    def preferences_possible(self) -> int:
        """How many preferences are met or may turn out so. [1]"""
        return sum(reason.verdict is not Verdict.NOT_MET for reason in self.preferences)

    @property
    def preferences_total(self) -> int:
        """How many preferences the level has. [1]"""
        return len(self.preferences)

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client."""
        return {
            "level": self.level,
            "verdict": self.verdict.value,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "preferences": [reason.to_dict() for reason in self.preferences],
        }


@attrs.frozen(kw_only=True)
class OpenQuestion:
    """An open question, and what its answers leave possible.

    Parameters
    ----------
    name
        The name of the fact, or ``completed LEVEL``.
    answers
        Answers in words ("moderate or severe", "80 % or more"), each with the ids of the levels
        that it leaves possible, the least intensive first; "" stands for no level at all. Answers
        that leave the same possible stand together.
    """

    name: str
    answers: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(
        converter=tuple[tuple[str, tuple[str, ...]], ...]
    )

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "fact": self.name,
            "answers": [
                {"answer": text, "possible_levels": [level or None for level in levels]}
                for text, levels in self.answers
            ],
        }


@attrs.frozen(kw_only=True)
class Placement:
    """Where a client belongs, as far as the recorded answers tell.

    ============================  =======================================================
    settled and placed            `level` is the placement, whatever is still unknown
    settled and not placed        no level takes the client, whatever is still unknown
    not settled                   `possible` are the levels left, `ask` the open questions
    ============================  =======================================================

    Parameters
    ----------
    fits
        How each level suits, the least intensive first.
    need
        Id of the most intensive level that a met floor asks for; empty when no floor is met.
    need_possible
        Ids of more intensive levels that an unknown floor may ask for, the least intensive first.
    level
        Id of the placement when it is certain; empty otherwise.
    possible
        Ids of the levels that the placement can still be, the least intensive first.
    nowhere
        Whether it can still be that no level takes the client.
    questions
        What to ask, the best next question first. Each of them can decide, and none beside them
        can: the smallest set that settles the placement whatever the answers are.
    is_exact
        Whether `possible` and `questions` are exact. False only where the rules are too
        entangled: then both may hold more than they need to, never less, and the answers of the
        questions are not told.
    """

    fits: tuple[Fit, ...] = attrs.field(converter=tuple["Fit", ...])
    need: str = ""
    need_possible: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    level: str = ""
    possible: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    nowhere: bool = False
    questions: tuple[OpenQuestion, ...] = attrs.field(
        default=(), converter=tuple["OpenQuestion", ...]
    )
    is_exact: bool = True

    @property
    def ask(self) -> tuple[str, ...]:
        """The names of the questions to ask, the best next one first."""
        return tuple(asking.name for asking in self.questions)

    @property
    def is_placed(self) -> bool:
        """Whether a level is certain."""
        return bool(self.level)

    @property
    def is_settled(self) -> bool:
        """Whether no missing answer can change the placement."""
        return self.is_placed or not self.possible

    @property
    def status(self) -> PlacementStatus:
        """What is known of the placement."""
        if self.is_placed:
            return PlacementStatus.PLACED
        return PlacementStatus.OPEN if self.possible else PlacementStatus.NONE

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client."""
        return {
            "status": self.status.value,
            "level": self.level or None,
            "minimum_level": self.need or None,
            "possible_minimum_levels": list(self.need_possible),
            "possible_levels": list(self.possible),
            "none_possible": self.nowhere,
            "exact": self.is_exact,
            "open_facts": list(self.ask),
            "next_questions": [question.to_dict() for question in self.questions],
            "levels": [fit.to_dict() for fit in self.fits],
        }

    def fit(self, level: str) -> Fit:
        """Return how a level suits, or raise `UnknownNameError`."""
        for fit in self.fits:
            if fit.level == level:
                return fit
        raise UnknownNameError("level", level, [fit.level for fit in self.fits])
