"""A rule set held against a program, or against a client.

A program states ranges, and says nothing about some facts; a client has not answered everything.
Either leaves a rule *unknown*, never *not met*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.logic.evidence import Evidence, Missing
from iopkit.criteria.logic.explain import Reason, leaf_verdict, reasoned
from iopkit.criteria.logic.verdict import Verdict, all_of
from iopkit.criteria.rule_sets.program_criteria import program_evidence
from iopkit.errors import InvalidValueError
from iopkit.model.check.criteria import problems
from iopkit.model.criterion import Completed
from iopkit.model.field_types import checked_call
from iopkit.model.program_facts import program_answers
from iopkit.model.rule import About

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from iopkit.criteria.logic.explain import Leaf
    from iopkit.model.assessment import Assessment
    from iopkit.model.client import Client
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.rule import RuleSet


@attrs.frozen(kw_only=True)
class RuleSetResult:
    """What comes of holding a rule set against a program or a client.

    Parameters
    ----------
    rule_set
        The rule set.
    program
        Id of the program; empty for a client.
    level
        Id of the level at which the program is held; empty for a client, and for a program that
        no level offers.
    reasons
        Why, for each rule that must be met, in the order of the rule set.
    preferences
        The same for the preferences, which do not count.
    """

    rule_set: RuleSet
    program: str = ""
    level: str = ""
    reasons: tuple[Reason, ...] = attrs.field(converter=tuple["Reason", ...])
    preferences: tuple[Reason, ...] = attrs.field(default=(), converter=tuple["Reason", ...])

    @property
    def verdict(self) -> Verdict:
        """Whether all rules are met that must be; met when there is none."""
        return all_of(reason.verdict for reason in self.reasons)

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons that make the verdict: all of them when it is met, else those like it."""
        return tuple(reason for reason in self.reasons if reason.verdict is self.verdict)

    @property
    def not_stated(self) -> tuple[str, ...]:
        """What conditions ask that decide here, and what a program says nothing about.

        Empty for a client: an answer "not stated" is an answer, and who gave none is `unknown`.
        """
        known = (each.evidence for each in self._leaves() if each.evidence is not None)
        silent = (each.question for each in known if each.missing is Missing.NOT_STATED)
        return tuple(dict.fromkeys(silent))

    @property
    def conditions(self) -> tuple[Reason, ...]:
        """The conditions that decide, without those that ask for what is `not_stated`.

        What nobody stated says enough; which limit it would be held against does not matter.
        """
        silent = self.not_stated
        return tuple(each for each in self._leaves() if each.asks not in silent)

    def _leaves(self) -> tuple[Reason, ...]:
        return tuple(leaf for reason in self.deciding for leaf in reason.deciding())

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about a client."""
        return {
            "program": self.program or None,
            "level": self.level or None,
            "verdict": self.verdict.value,
            "open_facts": list(self.unknown_facts()),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "preferences": [reason.to_dict() for reason in self.preferences],
        }

    def unknown_facts(self) -> tuple[str, ...]:
        """Return what would have to be known to settle it, without repetition."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(name for each in self.reasons for name in each.unknown_facts()))


@checked_call
def judge(program: Program, level: Level | None, rule_set: RuleSet) -> RuleSetResult:
    """Return whether a program, as it is held at a level, meets a rule set about programs.

    Raises
    ------
    ValueError
        When the rule set is about clients.
    UnknownNameError, CriterionError
        When a rule makes no sense for programs; a rule set that was read from a file has none.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.basis import Basis
    >>> from iopkit.model.program import Program
    >>> from iopkit.model.rule import Rule, RuleSet
    >>> floor = RuleSet(id="floor", title="F", about=About.PROGRAM, basis=Basis(assumption="shown"),
    ...                 rules=[Rule(criterion=parse("hours_per_week >= 9"))])
    >>> several = judge(Program(id="p", title="P"), None, floor)
    >>> str(several.verdict), several.reasons[0].recorded
    ('unknown', 'hours_per_week is not stated')
    """
    _refuse_other(rule_set, About.PROGRAM)
    answers = program_answers(program, level)
    reasons, preferences = _reasons(rule_set, lambda leaf: program_evidence(leaf, answers))
    return RuleSetResult(
        rule_set=rule_set,
        program=program.id,
        level="" if level is None else level.id,
        reasons=reasons,
        preferences=preferences,
    )


@checked_call
def judge_client(
    rule_set: RuleSet,
    client: Client,
    assessment: Assessment,
    levels: Collection[str] | None = None,
) -> RuleSetResult:
    """Return whether a client meets a rule set about clients.

    A rule set may ask what a pathway's assessment does not, or asks in other words. That leaves
    its rule unknown.

    Parameters
    ----------
    rule_set
        The rule set.
    client, assessment
        Who it is held against, and what was asked.
    levels
        Ids of the levels that the pathway has; None where nobody can say.

    Raises
    ------
    ValueError
        When the rule set is about programs.
    AnswerError
        When a recorded answer does not suit its question.
    """
    _refuse_other(rule_set, About.CLIENT)

    def known(leaf: Leaf) -> tuple[Verdict, Evidence]:
        evidence = _not_asked(leaf, assessment, levels)
        if evidence is not None:
            return Verdict.UNKNOWN, evidence
        return leaf_verdict(leaf, client, assessment)

    reasons, preferences = _reasons(rule_set, known)
    return RuleSetResult(rule_set=rule_set, reasons=reasons, preferences=preferences)


def held_programs(pathway: Pathway) -> Iterator[tuple[Program, Level | None]]:
    """Yield every program with each level that offers it, the most intensive level first.

    A program that no level offers comes last, with None.
    """
    held = {name for level in pathway.levels for name in level.programs}
    for level in sorted(pathway.levels, key=lambda each: -each.rank):
        for name in level.programs:
            yield pathway.program(name), level
    for program in pathway.programs:
        if program.id not in held:
            yield program, None


@checked_call
def judged(pathway: Pathway, rule_set: RuleSet) -> tuple[RuleSetResult, ...]:
    """Return what comes of holding a rule set against every program of a pathway.

    >>> from iopkit.files.compose.load import load
    >>> from iopkit.files.compose.rule_set_file import load_rule_set
    >>> found = judged(load("standard"), load_rule_set("medicare-php"))
    >>> [(each.program, str(each.verdict)) for each in found][1:4]
    [('residential', 'unknown'), ('php', 'met'), ('iop', 'not met')]
    """
    return tuple(judge(program, level, rule_set) for program, level in held_programs(pathway))


def _not_asked(
    leaf: Leaf, assessment: Assessment, levels: Collection[str] | None
) -> Evidence | None:
    """Return why a pathway cannot answer a condition; None when it can."""
    if isinstance(leaf, Completed):
        if levels is None or leaf.level in levels:
            return None
        return Evidence(level=leaf.level, missing=Missing.NO_LEVEL)
    if leaf.fact not in assessment.names:
        return Evidence(fact=leaf.fact, missing=Missing.NOT_ASKED)
    if problems(leaf, assessment, ()):
        return Evidence(fact=leaf.fact, missing=Missing.OTHER_ANSWERS)
    return None


def _reasons(
    rule_set: RuleSet, known: Callable[[Leaf], tuple[Verdict, Evidence]]
) -> tuple[list[Reason], list[Reason]]:
    """Return the reasons of the rules that count, and of those that are only preferred."""
    found: tuple[list[Reason], list[Reason]] = ([], [])
    for rule in rule_set.rules:
        reason = reasoned(rule.criterion, known, basis=rule.basis, title=rule.title)
        found[rule.prefer].append(reason)
    return found


def _refuse_other(rule_set: RuleSet, about: About) -> None:
    if rule_set.about is not about:
        msg = f"the rule set '{rule_set.id}' is about a {rule_set.about}, not about a {about}"
        raise InvalidValueError(msg)
