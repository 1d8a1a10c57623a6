"""Codes of names that stand for nothing, or for two things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.keys import NEAR_DUPLICATE_KEY, UNKNOWN_KEY
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.diagnostics.kind import DiagnosticKind

UNKNOWN_LEVEL: Final = DiagnosticCode(
    name="unknown-level",
    explanation="There is no level of this name.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'floors: [{at_least: ipo, when: "true"}]'
    ),
)
UNKNOWN_LEVEL_OR_OUTCOME: Final = DiagnosticCode(
    name="unknown-level-or-outcome",
    explanation="A transition leads from or to something that is neither a level nor an outcome.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: home}]"
    ),
)
UNKNOWN_PROGRAM: Final = DiagnosticCode(
    name="unknown-program",
    explanation="There is no program of this name.",
    example="levels: {iop: {title: IOP, rank: 3, program: evening}}",
)
UNKNOWN_GROUP: Final = DiagnosticCode(
    name="unknown-group",
    explanation="There is no group of this name.",
    example="programs: {day: {title: Day, services: [{therapy: dbt, group: women}]}}",
)
UNKNOWN_THERAPY: Final = DiagnosticCode(
    name="unknown-therapy",
    explanation=(
        "A service is to stand `instead_of` another, and the program has no other with that "
        "therapy."
    ),
    example=(
        "programs: {day: {title: Day, services: [{therapy: group}, {therapy: one-to-one, "
        "instead_of: grop}]}}"
    ),
)
UNKNOWN_SOURCE: Final = DiagnosticCode(
    name="unknown-source",
    explanation="There is no source of this name.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: op, source: records}]"
    ),
)
UNKNOWN_FACT: Final = DiagnosticCode(
    name="unknown-fact",
    explanation="The assessment asks no such fact.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: craving > 3}]"
    ),
)
UNKNOWN_OPTION: Final = DiagnosticCode(
    name="unknown-option",
    explanation="The answer is not among those that the fact can have.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: home = good}]"
    ),
)
DUPLICATE_ID: Final = DiagnosticCode(
    name="duplicate-id",
    explanation="A name stands for two things, such as a level and an outcome.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "outcomes: {iop: {title: IOP}}"
    ),
)
RESERVED_NAME: Final = DiagnosticCode(
    name="reserved-name",
    explanation="The name has a meaning of its own.",
    example='assessment: {and: {ask: "And?", yes_no: true}}',
)

SECTION: Final = DiagnosticSection(
    title="Names",
    introduction="A name leads nowhere, or to two things.",
    codes=(
        UNKNOWN_LEVEL,
        UNKNOWN_LEVEL_OR_OUTCOME,
        UNKNOWN_PROGRAM,
        UNKNOWN_GROUP,
        UNKNOWN_THERAPY,
        UNKNOWN_SOURCE,
        UNKNOWN_FACT,
        UNKNOWN_OPTION,
        DUPLICATE_ID,
        RESERVED_NAME,
    ),
)

OUTCOME_IS_LEVEL: Final = DUPLICATE_ID.kind(
    "'{outcome}' is a level too; a name stands for one thing"
)
ID_TWICE: Final = DUPLICATE_ID.kind("'{name}' is used {times} times; a name stands for one thing")
NAME_RESERVED: Final = RESERVED_NAME.kind("'{name}' is {reason}", "choose another name")
ID_NEARLY_TWICE: Final = NEAR_DUPLICATE_KEY.kind(
    "'{name}' is too much like '{first}'",
    "they differ only in '-' or '_': write '{first}' to change that one, or rename it",
)
SOURCES_OF_RULE_SET: Final = UNKNOWN_KEY.kind(
    "a rule set of a pathway has no sources of its own", "move them to the sources of the pathway"
)

UNKNOWN: Final[Mapping[str, DiagnosticKind]] = {
    "level": UNKNOWN_LEVEL.kind("no level named '{name}'"),
    "level or outcome": UNKNOWN_LEVEL_OR_OUTCOME.kind("no level or outcome named '{name}'"),
    "program": UNKNOWN_PROGRAM.kind("no program named '{name}'"),
    "group": UNKNOWN_GROUP.kind("no group named '{name}'"),
    "therapy": UNKNOWN_THERAPY.kind("no therapy named '{name}'"),
    "source": UNKNOWN_SOURCE.kind("no source named '{name}'"),
    "fact": UNKNOWN_FACT.kind("no fact named '{name}'"),
}
"""Names that stand for nothing, by what they should stand for."""
