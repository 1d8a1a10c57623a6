"""What a proof can find: each kind declared once, with its words, its cure and its check."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

import attrs

from iopkit.diagnostics.kind import DiagnosticCode
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.diagnostics.kind import DiagnosticMessage

ANY_FORM: Final = ""
"""The form of a finding whose kind has only one."""


class SubjectKind(StrEnum):
    """What sort of thing a finding names."""

    LEVEL = "level"
    END = "level or outcome"
    FACT = "fact"
    CRITERION = "criterion"
    LEVEL_OR_CRITERION = "level or criterion"


@attrs.frozen(kw_only=True, field_transformer=checked)
class FindingForm:
    """One of the ways in which a kind of finding comes.

    Parameters
    ----------
    template
        What is wrong, in a sentence with named arguments; those that are lists say after a colon
        what joins them.
    cure
        What to do about it; empty for what is said of the kind.
    """

    template: str
    cure: str = ""


@attrs.frozen(kw_only=True, field_transformer=checked)
class FindingDeclaration:
    """Everything that is said of a kind of finding.

    Parameters
    ----------
    id
        Its name in files and in JSON.
    check
        Module and function below `iopkit.prove.checks` that look for it.
    about
        What it names, in the order of ``about``.
    explanation
        What it says, for the table of all kinds.
    advice
        What to do about it, for the table of all kinds.
    forms
        The ways in which it comes.
    cure
        What to do about one that is found, where its form has no cure of its own.
    absence
        What holds for every client when nothing is found, as a sentence begins.
    one, many
        What was asked about; empty for the pathway as a whole.
    unasked
        Why there was nothing to ask, where there was nothing.
    """

    id: str
    check: str
    about: tuple[SubjectKind, ...] = attrs.field(default=(), converter=tuple[SubjectKind, ...])
    explanation: str
    advice: str
    forms: Mapping[str, FindingForm]
    cure: str
    absence: str
    one: str = ""
    many: str = ""
    unasked: str = "nothing here to ask that of"


BY_HISTORY: Final = "; no way through the levels leads to such a history"
"""What follows where only the ways through the levels keep rules from being met."""

_MOVES: Final = "a client may move from {start} to {to}, but "
_NEVER_PLACED: Final = "nobody is ever placed at {level}: "
_DOMINATED: Final = f"{_NEVER_PLACED}whenever it fits, {{others:or}} fits too and comes first"
_FLOOR: Final = "the floor 'at least {level} when {rule}' never decides: "
_AMONG_EQUALS: Final = (
    "Among levels of the same rank the one with more preferences met comes first, then the one "
    "that is written first. Give this level a preference, give the other one a rule that refuses "
    "such clients, or change one of the ranks."
)
_KEEP_ONE: Final = "Take one of the two out, and keep the other."
_LEVEL: Final = SubjectKind.LEVEL


class FindingKind(StrEnum):
    """The kinds of finding that a proof can make about a pathway.

    >>> FindingKind("no-level").declared.absence
    'Nobody is left without a level'
    """

    _value_: str
    declared: FindingDeclaration

    def __new__(cls, declared: FindingDeclaration) -> Self:
        """Make a kind whose value is its name."""
        kind = str.__new__(cls, declared.id)
        kind._value_ = declared.id
        kind.declared = declared
        return kind

    NEVER_MET = FindingDeclaration(
        id="never-met",
        check="satisfiability.never_met",
        about=[SubjectKind.LEVEL_OR_CRITERION],
        explanation="Nobody can meet a rule, or all rules of a level together.",
        advice="Look at the parts that are named: two of them exclude each other, often two limits "
        "the wrong way round.",
        forms={
            "rule": FindingForm(template="nobody can meet '{rule}' ({where:, })"),
            "level": FindingForm(
                template="nobody can enter {level}: its rules of admission exclude each other"
            ),
        },
        cure="Change what contradicts itself, or take it out.",
        absence="Somebody can meet every rule and enter every level",
        one="rule or level",
        many="rules and levels",
    )
    ALWAYS_MET = FindingDeclaration(
        id="always-met",
        check="satisfiability.always_met",
        about=[SubjectKind.CRITERION],
        explanation="Everybody meets a rule, so it decides nothing.",
        advice="Often the limit is the end of the scale. Change it, or take the rule out.",
        forms={
            ANY_FORM: FindingForm(
                template="everybody meets '{rule}' ({where:, }): it decides nothing"
            )
        },
        cure="Change the number or the word in it, or take it out: as it stands it decides "
        "nothing.",
        absence="Every rule has somebody who does not meet it",
        one="rule",
        many="rules",
    )
    NO_LEVEL = FindingDeclaration(
        id="no-level",
        check="coverage.no_level",
        explanation="Some client is admitted by no level.",
        advice="Close the gap between the limits, or give the most intensive level no rule.",
        forms={ANY_FORM: FindingForm(template="there is a client whom no level takes")},
        cure="Loosen one of these rules, or add a level for such clients.",
        absence="Nobody is left without a level",
    )
    NEVER_PLACED = FindingDeclaration(
        id="never-placed",
        check="coverage.never_placed",
        about=[_LEVEL],
        explanation="Nobody is ever placed at a level: a less intensive one fits whenever it does, "
        "or one of the same rank comes first, or its rules and the floors exclude each other.",
        advice="The finding says which; each needs something else. Mean it if clients come there "
        "only by moving on.",
        forms={
            "excluded": FindingForm(
                template=f"{_NEVER_PLACED}its rules of admission and the floors exclude each other",
                cure="Change one of its rules of admission, or one of the floors; or take a floor "
                "out that should ask for this level, not for more.",
            ),
            "after-equals": FindingForm(
                template=f"{_NEVER_PLACED}another level of the same rank always comes first",
                cure=_AMONG_EQUALS,
            ),
            "dominated": FindingForm(template=_DOMINATED),
            "dominated-by-equals": FindingForm(template=_DOMINATED, cure=_AMONG_EQUALS),
        },
        cure="Add a floor that asks for this level, or let the less intensive ones refuse such "
        "clients.",
        absence="Somebody is placed at every level",
        one="level",
        many="levels",
    )
    FLAPPING = FindingDeclaration(
        id="flapping",
        check="transition_conflicts.flapping",
        about=[_LEVEL, _LEVEL, _LEVEL],
        explanation="At one review a client may step up and down.",
        advice="Add to one move what closes it when the other is open: `and not relapsed`.",
        forms={
            ANY_FORM: FindingForm(
                template="a client at {level} may step down to {lower} and step up to {higher} at "
                "the same review"
            )
        },
        cure="Add to one of the two moves what closes it when the other is open.",
        absence="Nobody may step up and down at the same review",
        one="pair of moves",
        many="pairs of moves",
    )
    ROUND_TRIP = FindingDeclaration(
        id="round-trip",
        check="transition_conflicts.round_trip",
        about=[_LEVEL, _LEVEL, _LEVEL],
        explanation="Who steps down is sent back up with the same answers.",
        advice="Leave a space between the two limits.",
        forms={
            ANY_FORM: FindingForm(
                template="a client may step down from {level} to {lower} and from there step up to "
                "{back} with the same answers"
            )
        },
        cure="Set the two rules further apart, so that nobody meets both.",
        absence="Nobody steps down and is sent straight back",
        one="pair of moves",
        many="pairs of moves",
    )
    REFUSED = FindingDeclaration(
        id="refused",
        check="refused_transitions.refused",
        about=[SubjectKind.END, _LEVEL],
        explanation="A move leads to a level that does not admit the client.",
        advice="Ask in `when` what the level asks in `admit`.",
        forms={
            "sometimes": FindingForm(template=f"{_MOVES}'{{rule}}' does not hold there"),
            "always": FindingForm(template=f"{_MOVES}'{{rule}}' never holds there"),
        },
        cure="Ask the same of the move as the level asks, or let the level take such clients.",
        absence="No move leads to a level that refuses the client",
        one="move",
        many="moves",
    )
    BELOW_NEED = FindingDeclaration(
        id="below-need",
        check="refused_transitions.below_need",
        about=[SubjectKind.END, _LEVEL],
        explanation="A move leads to less than a floor asks for.",
        advice="Ask in `when` that the floor does not hold: `and not self_harm_risk`.",
        forms={
            "sometimes": FindingForm(template=f"{_MOVES}a floor asks for {{floor}}"),
            "always": FindingForm(template=f"{_MOVES}a floor always asks for {{floor}}"),
        },
        cure="Close the move to clients for whom the floor holds, or change the floor.",
        absence="No move leads to less than a floor asks for",
        one="move",
        many="moves",
    )
    NO_WAY_OUT = FindingDeclaration(
        id="no-way-out",
        check="absorption.no_way_out",
        about=[_LEVEL],
        explanation="Some client can never leave a level on any way to an outcome.",
        advice="Add a move without `when`, or one that such clients can take. Often a sign is the "
        "wrong way round: `days_in_level <= 28` closes for ever after four weeks.",
        forms={
            ANY_FORM: FindingForm(
                template="a client at {level} can never reach an outcome, however long the client "
                "stays"
            )
        },
        cure="Add a move that is open to such clients, or loosen one of those that are there.",
        absence="Nobody is held at a level for ever",
        one="level",
        many="levels",
    )
    OVERRIDDEN = FindingDeclaration(
        id="overridden",
        check="subsumed_rules.overridden",
        about=[_LEVEL, SubjectKind.CRITERION],
        explanation="A rule never decides who fits which level, because the others always do; or "
        "it stands there twice.",
        advice="Take it out, or mean it as a second safeguard.",
        forms={
            "admission": FindingForm(
                template="'{rule}' never decides who is placed at {level}: {others:and} already "
                "excludes whoever does not meet it"
            ),
            "floor-of-the-lowest": FindingForm(
                template=f"{_FLOOR}no level is less intensive than {{level}}"
            ),
            "floor-implied": FindingForm(
                template=f"{_FLOOR}whenever it is met, {{others:or}} is met too"
            ),
            "floor-in-vain": FindingForm(
                template=f"{_FLOOR}whoever meets it fits no level below {{level}} anyway"
            ),
            "repeated": FindingForm(
                template="'{rule}' stands there twice ({where}); keep one of them", cure=_KEEP_ONE
            ),
            "equivalent": FindingForm(
                template="'{rule}' says the same as '{other}' ({where}); keep one of them",
                cure=_KEEP_ONE,
            ),
        },
        cure="Take it out or change it. If it is a second safeguard, say so under `accepted`.",
        absence="Every rule decides for somebody",
        one="rule",
        many="rules",
    )
    LOWER_WHEN_WORSE = FindingDeclaration(
        id="lower-when-worse",
        check="monotonicity.lower_when_worse",
        about=[SubjectKind.FACT],
        explanation="A more severe answer alone brings a client to a less intensive level.",
        advice='Look for a limit with two ends: "moderate, but not severe".',
        forms={
            ANY_FORM: FindingForm(
                template="with a more severe answer to {fact} a client is placed at {then} instead "
                "of {now}"
            )
        },
        cure="Change the rule that the more severe answer slips through; or `worse`, if it is "
        "wrong.",
        absence="Nobody is placed at less because an answer is more severe",
        one="fact",
        many="facts",
        unasked="no fact says under `worse` which answers are",
    )

    def said(self, form: str, args: Mapping[str, object]) -> DiagnosticMessage:
        """Return what a finding of this kind says, and what to do about it.

        Parameters
        ----------
        form, args
            The form of the finding, and the arguments of its template.

        >>> FindingKind.BELOW_NEED.said(
        ...     "always", {"start": "iop", "to": "outpatient", "floor": "at least php"}
        ... ).text
        'a client may move from iop to outpatient, but a floor always asks for at least php'
        """
        about = self.declared
        chosen = about.forms[form]
        code = DiagnosticCode(name=self, explanation=f"{about.explanation} {about.advice}")
        return code.kind(chosen.template, chosen.cure or about.cure)(**args)
