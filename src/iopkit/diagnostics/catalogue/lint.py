"""Codes of warnings: the file is used all the same."""

from __future__ import annotations

from typing import Final

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
PLACES_HIDDEN: Final = DiagnosticCode(
    name="places-hidden",
    explanation=(
        "A level has places and a calendar, and the calendar is in force from day 0 on, so "
        "that a simulation never sees the places.\n"
        "Or the calendar comes again after a period and begins later: then the places hold "
        "until its first step once, and never again, for what the last step of a period says "
        "holds until the first of the next.\n"
        "Leave one of the two out.\n"
        "`--places`, and `levels.X.places` after `--set` and `--sweep`, put the calendar "
        "aside and say so."
    ),
    example=(
        "levels:\n"
        "  php: {title: PHP, rank: 4, places: 6, calendar: {steps: [{from: 0 days, places: "
        "6}, {from: 5 days, places: 0}], period: 7 days}}"
    ),
    severity=Severity.WARNING,
)
NOBODY_WAITS: Final = DiagnosticCode(
    name="nobody-waits",
    explanation=(
        "Clients never wait for a level that has no limit of places at any time and no "
        "intake, so that its queue, or `hold` on the way there, has no effect.\n"
        "Give it places, or leave that out."
    ),
    example=(
        "outcomes: {gone: {title: Gone}}\n"
        "levels: {iop: {title: IOP, rank: 3, queue: {patience: 9 days, gives_up: gone}}}"
    ),
    severity=Severity.WARNING,
)
NOBODY_DISPLACED: Final = DiagnosticCode(
    name="nobody-displaced",
    explanation="A calendar says who has to leave when the places get fewer, and they never do.",
    example=(
        "outcomes: {gone: {title: Gone}}\n"
        "levels:\n"
        "  iop: {title: IOP, rank: 3, places: 6, calendar: {steps: [{from: 30 days, places: "
        "9}], displaces: last, displaced_to: gone}}"
    ),
    severity=Severity.WARNING,
)
COST_OF_NOTHING: Final = DiagnosticCode(
    name="cost-of-nothing",
    explanation=(
        "A level has a cost per session, and no program of it says how many sessions there "
        "are, so that the cost comes to nothing.\n"
        "Say it in the program."
    ),
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3, costs: [{per: session, amount: 40, currency: USD, year:"
        " 2024, assumption: a guess}]}"
    ),
    severity=Severity.WARNING,
)
NOBODY_GOES: Final = DiagnosticCode(
    name="nobody-goes",
    explanation=(
        "A transition has the share 0, so that nobody goes that way in a simulation, however "
        "long the stay.\n"
        "Give it a share, or leave both out."
    ),
    example=(
        "outcomes: {done: {title: Done, completes: true}, gone: {title: Gone}}\n"
        "levels: {iop: {title: IOP, rank: 3}}\n"
        "transitions:\n"
        "  - {from: iop, to: done, share: 1, stay: 40 days}\n"
        "  - {from: iop, to: gone, share: 0, stay: 9 days}"
    ),
    severity=Severity.WARNING,
)
NOBODY_ARRIVES: Final = DiagnosticCode(
    name="nobody-arrives",
    explanation=(
        "A stream brings nobody: its rate is 0 at any time, on every weekday, in every step.\n"
        "Whoever it would have brought has no effect either.\n"
        "Give it a rate, or leave it out; `remove: true` takes out a stream of an extended "
        "file."
    ),
    example=(
        "levels: {iop: {title: IOP, rank: 3}}\n"
        "outcomes: {done: {title: Done, completes: true}}\n"
        "transitions: [{from: iop, to: done, share: 1, stay: 40 days}]\n"
        "arrivals: {walk-in: {to: iop, rate: 0 per day}}"
    ),
    severity=Severity.WARNING,
)
NOBODY_COMES: Final = DiagnosticCode(
    name="nobody-comes",
    explanation=(
        "A simulation brings nobody to a level: what leads there has no share, or leaves "
        "levels to which nobody comes either.\n"
        "Where a census says who is there, they are."
    ),
    example=(
        "levels: {iop: {title: IOP, rank: 3}, php: {title: PHP, rank: 4}, detox: {title: "
        "Detox, rank: 5}}\n"
        "outcomes: {done: {title: Done, completes: true}}\n"
        "transitions:\n"
        "  - {from: iop, to: done, share: 1, stay: 40 days}\n"
        "  - {from: php, to: detox, share: 1, stay: 9 days}\n"
        "  - {from: detox, to: php, share: 1, stay: 4 days}\n"
        "arrivals: {walk-in: {to: iop, rate: 1 per day}}"
    ),
    severity=Severity.WARNING,
)
UNASKED: Final = DiagnosticCode(
    name="unasked",
    explanation=(
        "An answer of those who come, or a change of it at reviews, that no criterion of a "
        "simulation asks for: not of the transitions that have a share and a stay, not of "
        "queues, and, where nobody is placed on arrival, not of admissions and floors either.\n"
        "The same is said of a rule of a queue where clients move on shares alone, for no "
        "stream gives facts.\n"
        "Ask for it in a transition, or leave it out."
    ),
    example=(
        'assessment: {pregnant: {ask: "Pregnant?", yes_no: true}}\n'
        "levels: {iop: {title: IOP, rank: 3, places: 6, queue: {first: [pregnant]}}}\n"
        "outcomes: {done: {title: Done, completes: true}}\n"
        "transitions: [{from: iop, to: done, share: 1, stay: 40 days}]\n"
        "arrivals: {walk-in: {to: iop, rate: 1 per day}}"
    ),
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
NOBODY_QUEUES: Final = NOBODY_WAITS.kind(
    (
        "nobody ever waits for '{level}', which has no limit of places, so that its queue "
        "has no effect"
    ),
    "give it places, as in places: 12, or leave the queue out",
)
NOBODY_HOLDS: Final = NOBODY_WAITS.kind(
    (
        "nobody ever waits for '{to}', which has no limit of places, so that 'hold' has no "
        "effect on the way from '{start}'"
    ),
    "leave 'hold' out, or give {to} places",
)
PLACES_NEVER_FEWER: Final = NOBODY_DISPLACED.kind(
    "the places of '{level}' never get fewer, so that nobody is displaced",
    "leave 'displaces' and 'displaced_to' out, or correct the steps",
)
NO_SESSION_KNOWN: Final = COST_OF_NOTHING.kind(
    "no session of '{level}' is known, so that a cost per session comes to nothing",
    "say in a program of {level} how many sessions a week there are",
)
SHARE_OF_NOBODY: Final = NOBODY_GOES.kind(
    "nobody goes from '{start}' to '{to}': the share is 0",
    "give it a share, or leave share and stay out",
)
RATE_OF_NOBODY: Final = NOBODY_ARRIVES.kind(
    "nobody ever comes by '{stream}': its rate is 0 at any time",
    "give it a rate, or leave the stream out",
)
NOBODY_COMES_TO_LEVEL: Final = NOBODY_COMES.kind(
    (
        "nobody comes to '{level}' in a simulation: no stream leads there, and no share of "
        "those who come anywhere else"
    ),
    "give a transition to it a share and a stay, or a stream that leads there",
)
NOBODY_LEAVES_FOR: Final = NOBODY_COMES.kind(
    "nobody leaves for '{outcome}' in a simulation", "give a transition to it a share and a stay"
)
PEOPLE_UNASKED: Final = UNASKED.kind(
    (
        "no criterion that a simulation of this pathway asks needs any answer of these "
        "people, so that who comes has no effect"
    ),
    "leave 'people' out",
)
RULE_OF_QUEUE_UNASKED: Final = UNASKED.kind(
    (
        "clients move on shares alone, for no stream gives '{fact}'; so this rule of the "
        "queue of '{level}' is left out"
    ),
    "give the streams facts, or leave the rule out",
)
ANSWER_UNASKED: Final = UNASKED.kind(
    (
        "no criterion that a simulation of this pathway asks needs '{fact}', so that how "
        "it is spread has no effect"
    ),
    "leave it out here, or ask for it in a transition",
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
PLACES_NEVER: Final = PLACES_HIDDEN.kind(
    "the places of '{level}' are never in force: its calendar is, from day 0 on",
    "leave one of the two out, or let the calendar begin later",
)
PLACES_ONCE: Final = PLACES_HIDDEN.kind(
    "the places of '{level}' are in force until day {day:g} of a simulation and never again: "
    "with a period, what its last step says holds until the next first step",
    "begin the steps with from: 0 days, and leave 'places' out",
)
CHANGE_UNASKED: Final = UNASKED.kind(
    "no criterion that a simulation of this pathway asks needs '{fact}' after arrival, so that "
    "how it changes has no effect",
    "leave the change out, or ask for it in a transition",
)
CHANGE_UNKNOWN: Final = UNASKED.kind(
    "clients move on shares alone, for no stream gives facts; so nothing about them changes at "
    "the reviews of '{level}'",
    "give the streams facts, or leave 'progress' out",
)
HOURS_OVER_DAYS: Final = TOO_MANY_HOURS.kind(
    "{problem}", "correct 'hours' or 'days': both are of a week"
)
