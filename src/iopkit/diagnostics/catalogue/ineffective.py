"""Codes of what a file says and no simulation asks for: the file is used all the same."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.kind import DiagnosticCode, Severity

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
