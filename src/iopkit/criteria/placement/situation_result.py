"""A situation tried on a pathway: whether what comes is what was expected, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.logic.explain import Reason, explain
from iopkit.criteria.logic.verdict import Verdict, all_of, any_of
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.situation import (
    AmongLevels,
    AtLevel,
    AtNoLevel,
    HasDose,
    HasSupport,
    MayMove,
    MeetsRules,
    NotAtLevel,
)
from iopkit.criteria.rule_sets.conformance import judge
from iopkit.errors import UnknownNameError
from iopkit.model.check.answers import refusals
from iopkit.model.criterion import Constant
from iopkit.model.field_types import checked_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.criteria.placement.placement import Fit, Placement
    from iopkit.criteria.placement.situation import Situation
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.range import Range
    from iopkit.model.rule import RuleSet
    from iopkit.model.support import Strength


@attrs.frozen(kw_only=True)
class DecidingReason:
    """A reason for what came.

    Parameters
    ----------
    about
        Id of the level, the outcome or the rule set that it speaks about.
    reason
        The reason.
    """

    about: str
    reason: Reason

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the made-up client."""
        return {"about": self.about, **self.reason.to_dict()}


@attrs.frozen(kw_only=True)
class SituationResult:
    """What came of a situation.

    Parameters
    ----------
    situation
        What was tried.
    is_expected
        Whether what came is what was expected.
    placement
        Where the client belongs; None when that was not the question.
    verdict
        What a move or a rule set comes to; None when that was not the question.
    dose
        The program's length [days], hours and days a week, those that were asked for.
    strength
        How firmly the support belongs; None when that was not the question.
    deciding
        The reasons against what was expected; empty when it came, and when the reason is that
        answers are missing.
    missing
        Why it cannot be tried on this pathway: something that it names is not there, or an answer
        is none here. Empty when it was tried.
    """

    situation: Situation
    is_expected: bool
    placement: Placement | None = None
    verdict: Verdict | None = None
    dose: tuple[tuple[str, Range], ...] = ()
    strength: Strength | None = None
    deciding: tuple[DecidingReason, ...] = attrs.field(
        default=(), converter=tuple["DecidingReason", ...]
    )
    missing: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the made-up client.

        >>> from iopkit.criteria.placement.situation import AtNoLevel, Situation
        >>> from iopkit.model.pathway import Pathway
        >>> nowhere = Situation(name="Nowhere to go", expect=AtNoLevel())
        >>> try_situation(nowhere, Pathway(id="p", title="P")).to_dict()["as_expected"]
        True
        """
        situation = self.situation
        return {
            "name": situation.name,
            "source": situation.source,
            "line": situation.origin.line if situation.origin else None,
            "as_expected": self.is_expected,
            "missing": self.missing or None,
            "placement": None if self.placement is None else self.placement.to_dict(),
            "verdict": None if self.verdict is None else self.verdict.value,
            "dose": {name: each.to_dict() for name, each in self.dose},
            "strength": None if self.strength is None else self.strength.value,
            "reasons": [each.to_dict() for each in self.deciding],
        }


@checked_call
def try_situation(
    situation: Situation, pathway: Pathway, rule_sets: Mapping[str, RuleSet] | None = None
) -> SituationResult:
    """Return what comes of a situation; one that a pathway knows nothing of is not as expected.

    Parameters
    ----------
    situation
        The client or program, and what is expected.
    pathway
        Where it is tried.
    rule_sets
        The rule sets that expectations name, by id; None for those of the pathway alone.

    >>> from iopkit.criteria.placement.situation import AtLevel, Situation
    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> pathway = Pathway(id="p", title="P", levels=[Level(id="iop", title="IOP", rank=3)])
    >>> try_situation(Situation(name="Anybody", expect=AtLevel(level="iop")), pathway).is_expected
    True
    """
    known = {**{each.id: each for each in pathway.rule_sets}, **(rule_sets or {})}
    missing = _missing(situation, pathway, known)
    if missing:
        return SituationResult(situation=situation, is_expected=False, missing=missing)
    match situation.expect:
        case MayMove() as expected:
            return _moved(situation, expected, pathway)
        case MeetsRules() as expected:
            return _judged(situation, expected, pathway, known[expected.rules])
        case HasDose() as expected:
            return _dosed(situation, expected, pathway)
        case HasSupport(support=name, strength=strength):
            support = next((each for each in pathway.supports if each.id == name), None)
            came = support.strength if support else None
            return SituationResult(situation=situation, is_expected=came is strength, strength=came)
        case AtLevel() | NotAtLevel() | AmongLevels() | AtNoLevel():
            return _placed(situation, pathway)


def _missing(situation: Situation, pathway: Pathway, rule_sets: Mapping[str, RuleSet]) -> str:
    """Return what a situation names and the pathway does not have; empty for nothing."""
    levels = [level.id for level in pathway.levels]
    names: tuple[str, ...]
    match situation.expect:
        case AtLevel(level=level) | NotAtLevel(level=level):
            names, known, kind = (level,), levels, "level"
        case AmongLevels(levels=names):
            known, kind = levels, "level"
        case MayMove(to=to):
            known, kind = [*levels, *(each.id for each in pathway.outcomes)], "level or outcome"
            names = (to,)
        case MeetsRules(program=program) | HasDose(program=program):
            names, known, kind = (program,), [each.id for each in pathway.programs], "program"
        case _:
            names, known, kind = (), [], ""
    unknown = [str(UnknownNameError(kind, name, known)) for name in names if name not in known]
    if isinstance(situation.expect, MeetsRules) and situation.expect.rules not in rule_sets:
        unknown.append(str(UnknownNameError("rule set", situation.expect.rules, rule_sets)))
    refused = refusals(situation.client, pathway.assessment, levels)
    return next(iter([*unknown, *(each.message for each in refused)]), "")


def _placed(situation: Situation, pathway: Pathway) -> SituationResult:
    placement = place(pathway, situation.client)
    blamed: list[str] = []
    match situation.expect:
        case AtLevel(level=level):
            blamed = [] if placement.level == level else _instead(placement, level)
        case NotAtLevel(level=level):
            blamed = [level] if level in placement.possible else []
        case AmongLevels(levels=levels):
            odd = set(levels) ^ set(placement.possible)
            blamed = [level for level in levels if level in odd]
            blamed += [level for level in placement.possible if level in odd]
        case _:
            blamed = list(placement.possible)
    deciding = [each for level in blamed for each in _deciding(placement.fit(level))]
    return SituationResult(
        situation=situation, is_expected=not blamed, placement=placement, deciding=deciding
    )


def _instead(placement: Placement, level: str) -> list[str]:
    """Return the levels whose reasons say why a client is not at a level."""
    if placement.fit(level).verdict is not Verdict.MET:
        return [level]
    # It would fit; what is less intensive fits too, or may.
    return [other for other in placement.possible if other != level] or [level]


def _deciding(fit: Fit) -> Iterator[DecidingReason]:
    if fit.verdict is Verdict.UNKNOWN:
        return  # answers are missing: the placement says which, and that is the reason
    for reason in fit.reasons:
        # Of a level that fits, what its own rules ask; that no floor is in the way is no news.
        if reason.verdict is fit.verdict and not (reason.floor and fit.verdict is Verdict.MET):
            yield DecidingReason(about=fit.level, reason=reason)


def _moved(situation: Situation, expected: MayMove, pathway: Pathway) -> SituationResult:
    reasons = [
        explain(
            move.when or Constant(value=True),
            situation.client,
            pathway.assessment,
            basis=move.basis,
        )
        for move in pathway.leaving(situation.client.level)
        if move.to == expected.to
    ]
    verdict = any_of(reason.verdict for reason in reasons)
    came = verdict is expected.verdict
    deciding = [
        DecidingReason(about=expected.to, reason=reason)
        for reason in reasons
        if not came and reason.verdict is verdict
    ]
    return SituationResult(
        situation=situation, is_expected=came, verdict=verdict, deciding=deciding
    )


def _dosed(situation: Situation, expected: HasDose, pathway: Pathway) -> SituationResult:
    program = pathway.program(expected.program)
    wanted = {"length": expected.length, "hours": expected.hours, "days": expected.days}
    there = {"length": program.length, "hours": program.hours_per_week(), "days": program.days}
    dose = tuple((name, there[name]) for name, each in wanted.items() if each is not None)
    came = all(there[name] == wanted[name] for name, _ in dose)
    return SituationResult(situation=situation, is_expected=came, dose=dose)


def _judged(
    situation: Situation, expected: MeetsRules, pathway: Pathway, rule_set: RuleSet
) -> SituationResult:
    program = pathway.program(expected.program)
    held: list[Level | None] = [lv for lv in pathway.levels if program.id in lv.programs]
    judgements = [judge(program, level, rule_set) for level in held or (None,)]
    verdict = all_of(each.verdict for each in judgements)
    came = verdict is expected.verdict
    deciding = [
        DecidingReason(about=rule_set.id, reason=reason)
        for each in judgements
        for reason in each.deciding
        if not came and each.verdict is verdict
    ]
    return SituationResult(
        situation=situation, is_expected=came, verdict=verdict, deciding=deciding
    )
