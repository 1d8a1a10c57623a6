"""Codes of warnings: the file is used all the same."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.ineffective import (
    COST_OF_NOTHING,
    NOBODY_ARRIVES,
    NOBODY_COMES,
    NOBODY_DISPLACED,
    NOBODY_GOES,
    NOBODY_WAITS,
    PLACES_HIDDEN,
    UNASKED,
)
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection, Severity

NO_WAY_OUT: Final = DiagnosticCode(
    name="no-way-out",
    explanation="No transition leaves a level.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: op}]"
    ),
    severity=Severity.WARNING,
)
NO_WAY_IN: Final = DiagnosticCode(
    name="no-way-in",
    explanation="Nobody can enter a level: no arrivals and no transition lead there.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: community}, {from: op, to: community}]\n"
        "arrivals: {w: {to: iop, cohort: 3}}"
    ),
    severity=Severity.WARNING,
)
ROOM_NOT_OVERNIGHT: Final = DiagnosticCode(
    name="room-not-overnight",
    explanation=(
        "A level has room and board, and does not say that clients sleep there.\n"
        "Add `overnight: true`, or correct `room_and_board`."
    ),
    example="levels: {residential: {title: Residential, rank: 5, room_and_board: true}}",
    severity=Severity.WARNING,
)
TOO_MANY_HOURS: Final = DiagnosticCode(
    name="too-many-hours",
    explanation=(
        "A program has more hours a week than there are on the days on which a client comes; "
        "a week has 168.\n"
        "Correct one of the two."
    ),
    example=(
        "levels: {iop: {title: IOP, rank: 3, program: day}}\n"
        "programs: {day: {title: Day, days: 1, hours: 100, assumption: a slip}}"
    ),
    severity=Severity.WARNING,
)
GROUP_TOO_LARGE: Final = DiagnosticCode(
    name="group-too-large",
    explanation=(
        "A level begins more clients at once than it ever has places, so that nobody ever "
        "begins.\n"
        "Make the group smaller, or give more places."
    ),
    example="levels: {iop: {title: IOP, rank: 3, places: 6, intake: {with: 8}}}",
    severity=Severity.WARNING,
)
NOBODY_LEADS: Final = DiagnosticCode(
    name="nobody-leads",
    explanation=(
        "A service says who may lead it, and among the `staff` of the week is nobody of that "
        "sort.\n"
        "Add the word after `as` of whoever leads it, or add those people."
    ),
    example=(
        "levels: {iop: {title: IOP, rank: 3, program: day}}\n"
        "programs: {day: {title: Day, services: [{therapy: group, led_by: [counsellor]}]}}\n"
        "week: {staff: {counselor: {title: Counselor}}}"
    ),
    severity=Severity.WARNING,
)
UNUSED_SOURCE: Final = DiagnosticCode(
    name="unused-source",
    explanation="No number and no rule names a source.",
    example="sources: {book: {title: Book}}",
    severity=Severity.WARNING,
)
UNUSED_FACT: Final = DiagnosticCode(
    name="unused-fact",
    explanation="No criterion uses a fact.",
    example=(
        'assessment: {cravings: {ask: "Cravings?", number: 0 to 10}, home: {ask: "Home?", '
        "scale: [weak, strong]}}"
    ),
    severity=Severity.WARNING,
)
UNUSED_THERAPY: Final = DiagnosticCode(
    name="unused-therapy",
    explanation="No service names a therapy that the file describes.",
    example="therapies: {dbt: {title: Dialectical behavior therapy}}",
    severity=Severity.WARNING,
)
UNUSED_GROUP: Final = DiagnosticCode(
    name="unused-group",
    explanation="No service is for a group.",
    example="groups: {women: {title: Women}}",
    severity=Severity.WARNING,
)
UNUSED_PROGRAM: Final = DiagnosticCode(
    name="unused-program",
    explanation="No level offers a program.",
    example="programs: {day: {title: Day}}",
    severity=Severity.WARNING,
)
SMALL_PERCENT: Final = DiagnosticCode(
    name="small-percent",
    explanation=(
        "A percentage, answered from 0 to 100, is compared with a number of at most 1 that "
        "has no sign: `0.8` is less than one percent here, and probably 80 % is meant.\n"
        "Write `80%`; or `0.8%`, if that is what you mean.\n"
        "\n"
        "The same is said of the percentages that arriving clients are drawn with, and of "
        "answers: of one in a client file, a situation or typed, and of a column of a table "
        "in which no answer is above 1 and not all are 0.\n"
        "Such answers may be right, so they are used as they stand; one that is written with "
        "its sign, as `0.5%`, is not asked about."
    ),
    example=(
        'assessment: {attendance: {ask: "Sessions attended", number: 0 to 100, unit: "%"}}\n'
        "levels:\n"
        "  iop: {title: IOP, rank: 3, admit: [attendance >= 0.8]}"
    ),
    severity=Severity.WARNING,
)
BLANK_ROWS: Final = DiagnosticCode(
    name="blank-rows",
    explanation=(
        "Rows of a table were skipped because nothing stands in them, as spreadsheets leave "
        "them behind.\n"
        "A line without anything, not even a comma, is no row and not counted."
    ),
    example=(
        'assessment: {injects: {ask: "Does the client inject?", yes_no: true}, home: {ask: '
        '"Home?", scale: [weak, strong]}}\n'
        "levels: {iop: {title: IOP, rank: 3, queue: {first: [injects, home = weak]}}}\n"
        "arrivals:\n"
        "  door:\n"
        "    to: iop\n"
        "    rate: 2 per week\n"
        "    people: |\n"
        "      injects,home\n"
        "      yes,weak\n"
        "      ,"
    ),
    severity=Severity.WARNING,
)

SECTION: Final = DiagnosticSection(
    title="Warnings",
    introduction=(
        "The file can be used.\n"
        "`iopkit check` tells these about what the file itself says, not about what it "
        "extends."
    ),
    codes=(
        NO_WAY_OUT,
        NO_WAY_IN,
        ROOM_NOT_OVERNIGHT,
        TOO_MANY_HOURS,
        GROUP_TOO_LARGE,
        PLACES_HIDDEN,
        NOBODY_WAITS,
        NOBODY_DISPLACED,
        COST_OF_NOTHING,
        NOBODY_GOES,
        NOBODY_ARRIVES,
        NOBODY_COMES,
        UNASKED,
        NOBODY_LEADS,
        UNUSED_SOURCE,
        UNUSED_FACT,
        UNUSED_THERAPY,
        UNUSED_GROUP,
        UNUSED_PROGRAM,
        SMALL_PERCENT,
        BLANK_ROWS,
    ),
)

NO_TRANSITION_LEAVES: Final = NO_WAY_OUT.kind(
    "no transition leaves '{level}': clients stay there for ever", "add one with 'from: {level}'"
)
NOBODY_ENTERS: Final = NO_WAY_IN.kind(
    "nobody can enter '{level}': no arrivals and no transition lead there",
    "add one with 'to: {level}'",
)
RESIDENTS_SLEEP_ELSEWHERE: Final = ROOM_NOT_OVERNIGHT.kind(
    "clients live at '{level}', but do not sleep there",
    "write overnight: true, or room_and_board: false",
)
GROUP_OVER_PLACES: Final = GROUP_TOO_LARGE.kind(
    "'{level}' begins {size} clients at once, but never has more than {most} places",
    "make the group smaller, or give more places",
)
NOBODY_MAY_LEAD: Final = NOBODY_LEADS.kind(
    "nobody in 'staff' may lead '{name}' of '{program}', led by '{words}'",
    "add '{first}' after 'as' of whoever leads it",
)
OTHER_WORD_LEADS: Final = NOBODY_LEADS.kind(
    "nobody in 'staff' may lead '{name}' of '{program}', led by '{words}'",
    "did you mean '{known}'?",
)
SOURCE_NEVER_NAMED: Final = UNUSED_SOURCE.kind(
    "the source '{source}' is never named", "remove it, or use it"
)
FACT_NEVER_USED: Final = UNUSED_FACT.kind(
    "no criterion uses the fact '{fact}'", "remove it, or use it"
)
THERAPY_NEVER_NAMED: Final = UNUSED_THERAPY.kind(
    "no service names the therapy '{therapy}'", "remove it, or use it"
)
GROUP_NEVER_SERVED: Final = UNUSED_GROUP.kind(
    "no service is for the group '{group}'", "remove it, or use it"
)
PROGRAM_NEVER_OFFERED: Final = UNUSED_PROGRAM.kind(
    "no level offers the program '{program}'", "remove it, or use it"
)
SMALL_PERCENT_ANSWER: Final = SMALL_PERCENT.kind(
    "'{name}' is measured in %, and {what} at most 1 %; is 85 % meant by 0.85?",
    "then write 85; if it is right, write its sign too, as in 0.5%, and this is not said",
)
SMALL_PERCENT_IN_CRITERION: Final = SMALL_PERCENT.kind(
    "'{fact}' is answered from 0 to 100 %, so that {number} is {few}",
    "did you mean {percent}%? If not, write {number}%",
)
SMALL_PERCENT_ON_AVERAGE: Final = SMALL_PERCENT.kind(
    "'{fact}' is measured in %, and is at most 1 % on average", "85 % is written 85, not 0.85"
)
HOURS_OVER_DAYS: Final = TOO_MANY_HOURS.kind(
    "{problem}", "correct 'hours' or 'days': both are of a week"
)
