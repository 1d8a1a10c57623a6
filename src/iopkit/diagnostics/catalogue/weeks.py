"""Codes of weeks that cannot be laid out, and the wordings of all that a week has to keep to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

if TYPE_CHECKING:
    from iopkit.diagnostics.kind import DiagnosticKind

IMPOSSIBLE_WEEK: Final = DiagnosticCode(
    name="impossible-week",
    explanation="No week keeps to everything that the pathway says.\n"
    "The few statements that exclude each other are named, each with its place; change any one of "
    "them.",
)
NOTHING_TO_HOLD: Final = DiagnosticCode(
    name="nothing-to-hold",
    explanation="The programs have no service of which a timetable could be made.\n"
    "Give one a service with `sessions`.",
)
NO_PROGRAMS: Final = NOTHING_TO_HOLD.kind(
    "this pathway has no programs, so there is no week to lay out"
)
NO_SERVICES: Final = NOTHING_TO_HOLD.kind(
    "no service of '{programs:', '}' can be laid out: none is listed, or there are no clients, or "
    "all are held as needed, or nobody says how often",
    "give the program a service with sessions",
)
UNDECIDED_WEEK: Final = DiagnosticCode(
    name="undecided-week",
    explanation="Neither a week was found nor a proof that there is none.\n"
    "Allow more seconds, or give a little more of what is scarce: rooms, people or time.",
)
BEYOND_DOUBT: Final = UNDECIDED_WEEK.kind(
    "no week was found, and no proof that there is none: there is too little of something, but not "
    "so little that it is beyond doubt",
    "with more rooms, people or time a week is found sooner",
)
OUT_OF_TIME: Final = UNDECIDED_WEEK.kind(
    "not decided within {seconds:g} seconds: whether {sessions} sessions of {programs:, } can be "
    "held together; no week was found, and no proof that there is none",
    "more seconds may decide it",
)
TOO_MANY_SESSIONS: Final = UNDECIDED_WEEK.kind(
    "a week of {sessions} sessions is too large to lay out; {most} are the most"
)
TOO_MANY_SECTIONS: Final = UNDECIDED_WEEK.kind(
    "{clients} clients in groups of {size} are too many for one week to be laid out"
)

_SESSIONS: Final = "{sessions:#session} of {minutes} minutes of {service} a week for "

CONSTRAINTS: Final[dict[str, DiagnosticKind]] = {
    name: IMPOSSIBLE_WEEK.kind(template)
    for name, template in {
        "service": f"{_SESSIONS}{{clients:#client}} of {{whose}}",
        "service-by-client": f"{_SESSIONS}each of {{clients:#client}} of {{whose}}, one by one",
        "service-by-section": f"{_SESSIONS}each of {{sections}} sections of {{whose}}, up to "
        "{clients} clients each",
        "apart": "sessions of {service} are on different days",
        "lead": "{service} is led by {led_by: or }",
        "days-low": "clients of {program} come on at least {days:#day} a week",
        "days-high": "clients of {program} come on at most {days:#day}",
        "track": "the {track} track is {times}",
        "busy": "clients of the {track} track are busy {hours:, }",
        "a-day": "a client of the {track} track has at most {minutes} minutes of sessions a day",
        "open": "sessions are {hours:, }",
        "open-assumed": "sessions are {hours}, which is assumed",
        "step": "sessions begin every {minutes:#minute}",
        "pause": "there are {minutes:#minute} between two sessions",
        "room": "{room}: {count:#room}",
        "size": "{room} holds at most {clients:#client}",
        "room-open": "{room} is open {hours:, }",
        "staff": "{staff}: {count} people",
        "staff-alone": "{staff}: 1 person",
        "hours": "{staff}: at most {hours:g} hours a week in sessions each",
        "staff-day": "{staff}: at most {minutes} minutes a day in sessions each",
        "at": "{staff} work {hours:, }",
    }.items()
}
"""Everything that a week has to keep to, by what it is of."""

SECTION: Final = DiagnosticSection(
    title="Weeks",
    introduction="Why `iopkit week` lays out no week.",
    codes=(IMPOSSIBLE_WEEK, NOTHING_TO_HOLD, UNDECIDED_WEEK),
)
