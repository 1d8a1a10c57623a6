"""Codes of criteria that make no sense."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.names import UNKNOWN_FACT, UNKNOWN_LEVEL, UNKNOWN_OPTION
from iopkit.diagnostics.catalogue.values import BAD_VALUE
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

NOT_YES_NO: Final = DiagnosticCode(
    name="not-yes-no",
    explanation="A fact stands alone that is not answered by yes or no.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: cravings}]"
    ),
)
NO_ORDER: Final = DiagnosticCode(
    name="no-order",
    explanation="`<` or `>` compares words that have no order.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {drug: {ask: "Which?", choice: [alcohol, other]}}\n'
        "floors: [{at_least: iop, when: drug > alcohol}]"
    ),
)
WRONG_TYPE: Final = DiagnosticCode(
    name="wrong-type",
    explanation="A fact is compared with a value of another type.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: cravings = strong}]"
    ),
)
WRONG_UNIT: Final = DiagnosticCode(
    name="wrong-unit",
    explanation="A number has a unit that does not suit the fact.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: cravings > 3 days}]"
    ),
)
OUT_OF_RANGE: Final = DiagnosticCode(
    name="out-of-range",
    explanation="No answer can be as large or as small as this.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: cravings > 11}]"
    ),
)
NOT_WAITING: Final = DiagnosticCode(
    name="not-waiting",
    explanation=(
        "`days_waiting` is asked where nobody waits.\n"
        "It is known of those who wait for a level, and only the rules of its queue can ask "
        "for it."
    ),
    example=("levels:\n  iop: {title: IOP, rank: 3, admit: [days_waiting >= 14 days]}"),
)

SECTION: Final = DiagnosticSection(
    title="Criteria that make no sense",
    introduction="",
    codes=(NOT_YES_NO, NO_ORDER, WRONG_TYPE, WRONG_UNIT, OUT_OF_RANGE, NOT_WAITING),
)

ANSWERED_OTHERWISE: Final = NOT_YES_NO.kind(
    "'{fact}' is not answered by yes or no", "compare it, as in {example}"
)
ANSWERS_WITHOUT_ORDER: Final = NO_ORDER.kind(
    "the answers to '{fact}' have no order", "compare by = or !=, as in {example}"
)
COMPARED_WITH_WORD: Final = WRONG_TYPE.kind("'{fact}' is answered by a number", "as in {example}")
COMPARED_WITH_YES_NO: Final = WRONG_TYPE.kind(
    "'{fact}' is answered by yes or no", "write {fact}, or not {fact}"
)
OTHER_UNIT: Final = WRONG_UNIT.kind("'{fact}' is not measured in {unit}")
ABOVE_ALL_ANSWERS: Final = OUT_OF_RANGE.kind("no answer to '{fact}' can be more than {high}")
BELOW_ALL_ANSWERS: Final = OUT_OF_RANGE.kind("no answer to '{fact}' can be less than {low}")
KNOWN_WHILE_WAITING: Final = NOT_WAITING.kind(
    "'{days_waiting}' is known only of those who wait for a level",
    "ask it in the rules of a queue alone",
)
UNCLEAR_ACCEPTED_FINDING: Final = BAD_VALUE.kind("this does not tell which '{finding}' is meant")
PROGRAMS_COMPLETE_NOTHING: Final = UNKNOWN_LEVEL.kind(
    "a rule about programs cannot ask what a client completed"
)
NO_SUCH_LEVEL: Final = UNKNOWN_LEVEL.kind("no level named '{level}'")
NO_SUCH_FACT: Final = UNKNOWN_FACT.kind("no fact named '{fact}'")
NO_SUCH_ANSWER: Final = UNKNOWN_OPTION.kind("this is not an answer to '{fact}'")
