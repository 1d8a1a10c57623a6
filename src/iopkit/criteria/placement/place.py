"""From a pathway and a client to a placement.

- The *need* is the most intensive level that a met floor asks for.
- A level *fits* when no floor that asks for a more intensive one is met, and all its rules of
  admission that are not preferences are met. Both by Kleene's tables, so that a fit is met, not
  met or unknown.
- Levels are tried from the least intensive up; the placement is the first that fits.
- Among levels of equal rank the one with more preferences met comes first, then the one that the
  file lists first. Preferences rank; they never exclude.

With missing answers the placement is a range. Where the verdicts of the levels do not settle it,
`iopkit.criteria.placement.possible_placements` finds the exact range and the questions that are
open.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypedDict

from iopkit.criteria.logic.explain import Connective, Reason, explain
from iopkit.criteria.logic.verdict import Verdict, all_of, negated
from iopkit.criteria.placement.placement import Fit, OpenQuestion, Placement
from iopkit.criteria.placement.possible_placements import outlook
from iopkit.errors import AnswerError
from iopkit.model.check.answers import refusals
from iopkit.model.criterion import Not
from iopkit.model.field_types import checked_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import Floor


class _Left(TypedDict, total=False):
    level: str
    possible: tuple[str, ...]
    nowhere: bool
    questions: tuple[OpenQuestion, ...]
    is_exact: bool


@checked_call
def place(pathway: Pathway, client: Client) -> Placement:
    """Return where a client belongs, with every reason.

    Parameters
    ----------
    pathway
        The levels, their rules of admission, and the floors.
    client
        What is recorded; a missing answer leaves the placement open, it never counts as no.

    Raises
    ------
    AnswerError
        When something recorded does not suit the assessment; lists everything, repeats nothing.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment, Fact, YesNo
    >>> from iopkit.model.client import Client
    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.rule import Floor
    >>> safe = Fact(id="safe_home", ask="Is the home safe?", type=YesNo())
    >>> levels = [Level(id="residential", title="R", rank=2), Level(id="iop", title="I", rank=1)]
    >>> floor = Floor(level="residential", criterion=parse("not safe_home"))
    >>> pathway = Pathway(
    ...     id="p", title="P", assessment=Assessment([safe]), levels=levels, floors=[floor]
    ... )
    >>> place(pathway, Client(facts={"safe_home": False})).level
    'residential'
    >>> place(pathway, Client()).possible, place(pathway, Client()).ask
    (('iop', 'residential'), ('safe_home',))
    """
    refused = refusals(client, pathway.assessment, [level.id for level in pathway.levels])
    if refused:
        raise AnswerError(refused)
    floors = [(floor, _floor_reason(floor, pathway, client)) for floor in pathway.floors]
    rank = {level.id: level.rank for level in pathway.levels}
    fits = [_fit(level, pathway, client, floors) for level in pathway.by_rank()]
    return Placement(
        fits=sorted(fits, key=lambda fit: (rank[fit.level], -fit.preferences_met)),
        need=_need(floors, rank),
        need_possible=_need_possible(floors, rank),
        **_outlook(pathway, client, fits, rank),
    )


def _outlook(
    pathway: Pathway, client: Client, fits: Sequence[Fit], rank: dict[str, float]
) -> _Left:
    """Return what the placement can still be: by the reasons alone where these settle it."""
    left = _possible(fits, rank)
    sure = any(fit.verdict is Verdict.MET for fit in left)
    if len(left) == 1 and sure:
        return {"level": left[0].level, "possible": (left[0].level,)}
    if not left:
        return {"nowhere": True}
    exact = outlook(pathway, client)
    if exact is None:
        names = _open_questions(left, rank)
        return {
            "possible": tuple(fit.level for fit in left),
            "nowhere": not sure,
            "questions": tuple(OpenQuestion(name=name, answers=()) for name in names),
            "is_exact": False,
        }
    certain = len(exact.levels) == 1 and not exact.nowhere
    return {
        "level": exact.levels[0] if certain else "",
        "possible": exact.levels,
        "nowhere": exact.nowhere,
        "questions": exact.asking,
    }


def _floor_reason(floor: Floor, pathway: Pathway, client: Client) -> Reason:
    """Return the reason against every less intensive level: that the floor is not met."""
    inner = explain(floor.criterion, client, pathway.assessment)
    return Reason(
        criterion=Not(floor.criterion),
        verdict=negated(inner.verdict),
        title=f"does not need at least {floor.level}",
        basis=floor.basis,
        joint=Connective.NOT,
        parts=[inner],
        floor=floor.level,
    )


def _fit(
    level: Level, pathway: Pathway, client: Client, floors: Sequence[tuple[Floor, Reason]]
) -> Fit:
    higher = [reason for floor, reason in floors if pathway.level(floor.level).rank > level.rank]
    rules = [
        (
            rule,
            explain(rule.criterion, client, pathway.assessment, basis=rule.basis, title=rule.title),
        )
        for rule in level.admit
    ]
    reasons = [*higher, *(reason for rule, reason in rules if not rule.prefer)]
    return Fit(
        level=level.id,
        verdict=all_of(reason.verdict for reason in reasons),
        reasons=reasons,
        preferences=[reason for rule, reason in rules if rule.prefer],
    )


def _possible(fits: Sequence[Fit], rank: dict[str, float]) -> list[Fit]:
    """Return the fits that the placement can still be; `fits` come in the order of trying."""
    left = [(i, fit) for i, fit in enumerate(fits) if fit.verdict is not Verdict.NOT_MET]

    def always_first(other: tuple[int, Fit], one: tuple[int, Fit]) -> bool:
        """Whether another level is tried before this one, and fits whenever this one does."""
        sure, best = other[1].preferences_met, one[1].preferences_possible
        lower = rank[other[1].level] < rank[one[1].level]
        equal = rank[other[1].level] == rank[one[1].level]
        preferred = sure > best or (sure == best and other[0] < one[0])
        return (lower or (equal and preferred)) and _open(other[1]) <= _open(one[1])

    return [one[1] for one in left if not any(always_first(other, one) for other in left)]


def _open(fit: Fit) -> set[Criterion]:
    """Return the reasons of a level that missing answers leave open."""
    return {reason.criterion for reason in fit.reasons if reason.verdict is Verdict.UNKNOWN}


def _need(floors: Sequence[tuple[Floor, Reason]], rank: dict[str, float]) -> str:
    met = [floor.level for floor, reason in floors if reason.verdict is Verdict.NOT_MET]
    return max(met, key=lambda level: rank[level], default="")


def _need_possible(
    floors: Sequence[tuple[Floor, Reason]], rank: dict[str, float]
) -> tuple[str, ...]:
    need = _need(floors, rank)
    least = rank[need] if need else -1.0
    unknown = {floor.level for floor, reason in floors if reason.verdict is Verdict.UNKNOWN}
    return tuple(
        level
        for level in sorted(unknown, key=lambda name: (rank[name], name))
        if rank[level] > least
    )


def _open_questions(possible: Sequence[Fit], rank: dict[str, float]) -> tuple[str, ...]:
    reasons = [reason for fit in possible for reason in fit.reasons]
    at_rank = Counter(rank[fit.level] for fit in possible)
    for fit in possible:
        # Preferences decide nothing but between levels of equal rank.
        if at_rank[rank[fit.level]] > 1:
            reasons += fit.preferences
    mentions = Counter(name for reason in reasons for name in reason.unknown_facts())
    return tuple(name for name, _ in mentions.most_common())
