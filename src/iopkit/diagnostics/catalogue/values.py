"""Codes of values that cannot be read."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

VERSION: Final = DiagnosticCode(
    name="version",
    explanation="The file says that it is written in another version of this format.",
    example=("iopkit: 2\nid: a\ntitle: A"),
)
EMPTY_VALUE: Final = DiagnosticCode(
    name="empty-value",
    explanation=("A key has nothing after it.\nWrite the value, or leave the key out."),
    example="description:",
)
WRONG_FORM: Final = DiagnosticCode(
    name="wrong-form",
    explanation="A list, a map or a single value stands where another of the three is needed.",
    example="levels: [iop, op]",
)
NEEDS_QUOTES: Final = DiagnosticCode(
    name="needs-quotes",
    explanation=(
        "A text looks like a number or a truth value.\n"
        "Put it in quotes: `2.10` would lose its last digit."
    ),
    example="levels: {iop: {title: 2, rank: 3}}",
)
NOT_TRUE_OR_FALSE: Final = DiagnosticCode(
    name="not-true-or-false",
    explanation=(
        "`yes`, `no`, `on` and `off` are words in this format.\n"
        "Write `true` or `false`; after `remove` stands `true` and nothing else."
    ),
    example="levels: {iop: {title: IOP, rank: 3, overnight: no}}",
)
NOT_A_NUMBER: Final = DiagnosticCode(
    name="not-a-number",
    explanation=("A number is needed.\nA share is a number from 0 to 1, without a percent sign."),
    example="levels: {iop: {title: IOP, rank: three}}",
)
NOT_A_DURATION: Final = DiagnosticCode(
    name="not-a-duration",
    explanation="A duration needs a number and its unit, such as `28 days`.",
    example="levels: {iop: {title: IOP, rank: 3, review: 7}}",
)
NOT_A_RANGE: Final = DiagnosticCode(
    name="not-a-range",
    explanation=(
        "A range is `3`, `3 to 5`, `at least 3`, `up to 5` or `unknown`; one of durations has"
        " a unit."
    ),
    example="programs: {day: {title: Day, length: 4-6 weeks}}",
)
NOT_A_RATE: Final = DiagnosticCode(
    name="not-a-rate",
    explanation="A rate is `1.2 per day`, `5 per week`, `100 per year`.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "arrivals: {w: {to: iop, rate: 5 daily}}"
    ),
)
NOT_A_TRACK: Final = DiagnosticCode(
    name="not-a-track",
    explanation=(
        "A time of the week is `Mon-Fri 09:00-12:00`, in 24-hour times; or the days alone, or"
        " the times alone.\n"
        "Where nobody says when, a track is `{}`."
    ),
    example="programs: {day: {title: Day, tracks: {late: evenings}}}",
)
NOT_HOURS: Final = DiagnosticCode(
    name="not-hours",
    explanation=(
        "Hours are days and a time, `Mon-Fri 08:00-17:00`, in 24-hour times that end on the "
        "same day.\n"
        'In a list, several days stand in quotes, since a comma ends an item: `["Mon, Wed '
        '08:00-12:00", "Fri 08:00-17:00"]`.'
    ),
    example="week: {open: [Mon, Wed 08:00-12:00]}",
)
NOT_A_DATE: Final = DiagnosticCode(
    name="not-a-date",
    explanation="A date is `2024-01-31`.",
    example="rule_sets: {b: {title: B, about: client, rules: [], in_force: soon, assumption: x}}",
)
NOT_AN_ID: Final = DiagnosticCode(
    name="not-an-id",
    explanation=(
        "An id has small letters, digits and single `-`, `_` or `.` between them, and starts "
        "with a letter.\n"
        "The `title` may be anything."
    ),
    example="levels: {IOP day: {title: IOP, rank: 3}}",
)
NOT_A_CHOICE: Final = DiagnosticCode(
    name="not-a-choice",
    explanation="Only some words are possible here; the hint lists them.",
    example="levels: {iop: {title: IOP, rank: 3, setting: clinc}}",
)
NOT_A_DISTRIBUTION: Final = DiagnosticCode(
    name="not-a-distribution",
    explanation="The numbers do not make a distribution, or more than one.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions:\n"
        "  - {from: iop, to: op, share: 1, stay: {median: 30 days}}"
    ),
)
BAD_VALUE: Final = DiagnosticCode(
    name="bad-value",
    explanation=(
        "The value has the right form, but cannot be: a share above 1, places by halves, a "
        "range that leaves one answer, a question for who the client is."
    ),
    example="levels: {iop: {title: IOP, rank: 3, places: 2.5}}",
)
CRITERION: Final = DiagnosticCode(
    name="criterion",
    explanation="The criterion is not written in [the criteria language](criteria.md).",
    example=(
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}\n"
        "floors: [{at_least: iop, when: cravings =< 3}]"
    ),
)

SECTION: Final = DiagnosticSection(
    title="Values",
    introduction="",
    codes=(
        VERSION,
        EMPTY_VALUE,
        WRONG_FORM,
        NEEDS_QUOTES,
        NOT_TRUE_OR_FALSE,
        NOT_A_NUMBER,
        NOT_A_DURATION,
        NOT_A_RANGE,
        NOT_A_RATE,
        NOT_A_TRACK,
        NOT_HOURS,
        NOT_A_DATE,
        NOT_AN_ID,
        NOT_A_CHOICE,
        NOT_A_DISTRIBUTION,
        BAD_VALUE,
        CRITERION,
    ),
)

EMPTY_TEXT: Final = EMPTY_VALUE.kind("the text is empty", "write something")
NOTHING_AFTER_SHORT_KEY: Final = EMPTY_VALUE.kind(
    "nothing is written after '{key}:'", "write {{}} after '{key}:' when nobody says more"
)
WRONG_VALUE_FORM: Final = WRONG_FORM.kind("this must be {wanted}, not {given}")
TEXT_WITHOUT_QUOTES: Final = NEEDS_QUOTES.kind(
    "this must be a text, but without quotes it is {given}", "put it in quotes"
)
RESERVED_WORD: Final = NOT_TRUE_OR_FALSE.kind("'{value}' is a word in this format")
NOT_AMONG_CHOICES: Final = NOT_A_CHOICE.kind("'{value}' is not one of the words for this")
UNSHOWN_CHARACTER: Final = BAD_VALUE.kind(
    "the text holds a character that cannot be shown", "remove what follows the '\\'"
)
REFUSED_BY_MODEL: Final = BAD_VALUE.kind("{reason}")
REFUSED_ID: Final = NOT_AN_ID.kind("{reason}")
REFUSED_SOURCE_ID: Final = NOT_AN_ID.kind(
    "{reason}", "write the id of a source, then a comma and the place in it"
)
REFUSED_CRITERION: Final = CRITERION.kind("{reason}")
NOTHING_WRITTEN: Final = EMPTY_VALUE.kind(
    "nothing is written", "write {wanted}, or leave the key out"
)
NOTHING_AFTER_KEY: Final = EMPTY_VALUE.kind(
    "nothing is written after '{key}:'", "write {wanted}, or leave the key out"
)
OTHER_CONSTANT: Final = BAD_VALUE.kind("this can only be {meant}")
OTHER_VERSION: Final = VERSION.kind("this can only be {meant}")
