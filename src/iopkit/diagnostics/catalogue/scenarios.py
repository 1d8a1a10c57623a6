"""Codes of scenarios that cannot be simulated, compared or drawn."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

NOTHING_HAPPENS: Final = DiagnosticCode(
    name="nothing-to-simulate",
    explanation="There is nothing to simulate: the pathway has no arrivals, and no census is "
    "given.\nSay under `arrivals` who comes.",
)
NOTHING_TO_SIMULATE: Final = NOTHING_HAPPENS.kind(
    "nobody arrives: pathway '{pathway}' has no arrivals, so there is nothing to simulate",
    "say who comes under 'arrivals'",
)
NO_EXIT: Final = DiagnosticCode(
    name="no-exit",
    explanation="Clients reach a level that no simulated transition leaves.\n"
    "Give one of its transitions a `share` and a `stay`.",
)
NEVER_LEAVING: Final = NO_EXIT.kind(
    "clients reach level '{level}' and could never leave it: none of its transitions has a share "
    "and a stay"
)
TOO_MANY_TRANSITIONS: Final = DiagnosticCode(
    name="too-many-transitions",
    explanation="More transitions leave one level than a simulation by the rules can weigh.\n"
    "Join those that lead to the same place.",
)
LEAVING_TOO_MANY: Final = TOO_MANY_TRANSITIONS.kind(
    "{number} transitions leave '{level}'; at most {most} can be simulated"
)
TOO_OFTEN: Final = DiagnosticCode(
    name="too-often",
    explanation="Reviews, groups, or the steps of a calendar or of arrivals follow each other "
    "after so short a time that a simulation would never come to an end.\nGive a longer time.",
)
_LONGER: Final = "give a longer time, or leave it out"
REVIEWS_TOO_OFTEN: Final = TOO_OFTEN.kind(
    "reviews at '{level}' follow each other after less than {least:g} days, which is too often to "
    "simulate",
    _LONGER,
)
GROUPS_TOO_OFTEN: Final = TOO_OFTEN.kind(
    "groups at '{level}' follow each other after less than {least:g} days, which is too often to "
    "simulate",
    _LONGER,
)
CALENDAR_TOO_OFTEN: Final = TOO_OFTEN.kind(
    "the steps of the calendar of '{level}' come again after less than {least:g} days, which is "
    "too often to simulate",
    _LONGER,
)
ARRIVALS_TOO_OFTEN: Final = TOO_OFTEN.kind(
    "the steps of the arrivals '{stream}' come again after less than {least:g} days, which is too "
    "often to simulate",
    _LONGER,
)
TIMELESS_MOVES: Final = DiagnosticCode(
    name="timeless-moves",
    explanation="Clients would move in a circle for ever without any time passing.\n"
    "Give one of the stays there a length.",
)
TIMELESS_CIRCLE: Final = TIMELESS_MOVES.kind(
    "clients would move for ever without time passing between {levels:, }: every stay there is 0 "
    "days",
    "give one a length",
)
TIMELESS_INSTANT: Final = TIMELESS_MOVES.kind(
    "clients move for ever without time passing at '{levels:', '}': some millions of visits ended "
    "at one instant of day {day} of replication {replication}",
    "give every stay, patience and time until a return there a length",
)
SHARED_KEY: Final = DiagnosticCode(
    name="shared-key",
    explanation="Two arrival streams would draw the same random numbers, which happens to one pair "
    "of names in billions.\nGive one of them another name.",
)
STREAMS_SHARE_A_KEY: Final = SHARED_KEY.kind(
    "two arrival streams share a key of chance", "give one another name"
)
TOO_MANY_EVENTS: Final = DiagnosticCode(
    name="too-many-events",
    explanation="A replication would have more events than anybody waits for, or memory can hold.\n"
    "The message says what most of them are.",
)
EVENTS_EXPECTED: Final = TOO_MANY_EVENTS.kind(
    "a replication of {days:,g} days would have {events} events, and at most {most:,} can be "
    "simulated; most are {part}: {cure}, or simulate a shorter time"
)
EVENTS_OF_A_RUN: Final = TOO_MANY_EVENTS.kind(
    "replication {replication} would not come to an end: until day {day:,} it had {events:,} "
    "events, more than three times as many as the shares and stays of the file make, and at this "
    "pace there would be more than {most:,}; most clients are now at {levels:'and'}: give every "
    "patience, review and stay there more time, or simulate a shorter time"
)
CLIENTS_AT_ONCE: Final = TOO_MANY_EVENTS.kind(
    "more than {clients:,} clients are in the system at once",
    "fewer arrivals or more places keep the queues short",
)
TOO_MANY_REPLICATIONS: Final = DiagnosticCode(
    name="too-many-replications",
    explanation="More replications are asked for than can be simulated; far fewer make every "
    "interval narrow.",
)
REPLICATIONS: Final = TOO_MANY_REPLICATIONS.kind(
    "{number:,} replications; at most {most:,} can be simulated, and far fewer make every interval "
    "narrow"
)
DEADLOCK: Final = DiagnosticCode(
    name="deadlock",
    explanation="Clients wait for each other's places for ever.\n"
    "Add places or patience, or take `hold` from one of the transitions.",
)
DEADLOCKED: Final = DEADLOCK.kind(
    "a deadlock on day {day} of replication {replication}: every place of {levels:'and'} is held "
    "by a client who waits for a place of these levels, so nobody can ever move",
    "add places or patience, or take 'hold' from one of the transitions",
)
FACTS_NOT_GIVEN: Final = DiagnosticCode(
    name="facts-not-given",
    explanation="Clients move by the rules, and a rule asks for a fact that some of them come "
    "without.\nSay in the stream's `facts` how its answers are spread, or complete the census.",
)
STREAMS_WITHOUT_FACTS: Final = FACTS_NOT_GIVEN.kind(
    "clients move by the rules, since a stream is placed or gives facts; then every stream must "
    "give every fact that a criterion asks for:\n  {missing:\n  }\nsay how they are spread in the "
    "stream's 'facts', or remove the stream"
)
CENSUS_WITHOUT_FACTS: Final = FACTS_NOT_GIVEN.kind(
    "clients move by the rules, so that every client of the census must have every fact that a "
    "criterion asks for; client {client} of the {census} does not have {missing:, }"
)
TOO_MANY_COMPLETED: Final = DiagnosticCode(
    name="too-many-completed",
    explanation="Criteria ask of more levels whether they are completed than a client's record can "
    "hold.",
)
COMPLETED_ASKED: Final = TOO_MANY_COMPLETED.kind(
    "criteria ask of more than {most} levels whether they are completed, which no client's record "
    "can hold"
)
NO_WARM_UP: Final = DiagnosticCode(
    name="no-warm-up",
    explanation="The simulated time is too short for a warm-up to be found in it.\n"
    "Simulate a longer time, or say how long the warm-up is.",
)
WARM_UP_NOT_FOUND: Final = NO_WARM_UP.kind(
    "a warm-up cannot be found in {days:g} days: simulate {least} days or more, or say how long it "
    "is"
)
NOT_COMPARABLE: Final = DiagnosticCode(
    name="not-comparable",
    explanation="Two scenarios do not have in common what they must, so that their difference "
    "would say nothing.",
)
UNLIKE: Final = NOT_COMPARABLE.kind(
    "'{name}' cannot be compared: it needs {needs} as the base ({field} {base:g} there, {other:g} "
    "here), {why}"
)
BAD_SWEEP: Final = DiagnosticCode(
    name="bad-sweep",
    explanation="A sweep has nothing to vary, or more combinations than anybody reads.",
)
NOTHING_VARIES: Final = BAD_SWEEP.kind("a sweep needs at least one value to vary")
COMBINATIONS: Final = BAD_SWEEP.kind(
    "{number:,} combinations are too many: at most {most:,}", "take wider steps"
)
TOO_MANY_LEVELS: Final = DiagnosticCode(
    name="too-many-levels",
    explanation="There are more levels than a picture can hold.\n`iopkit show` lists them all.",
)
LEVELS_OF_A_PICTURE: Final = TOO_MANY_LEVELS.kind(
    "{number:,} levels; a picture of more than {most} cannot be read. `iopkit show` lists them all"
)

SECTION: Final = DiagnosticSection(
    title="Scenarios",
    introduction="What `iopkit simulate`, `compare` and `draw` refuse, with no place in a file.",
    codes=(
        NOTHING_HAPPENS,
        NO_EXIT,
        TOO_MANY_TRANSITIONS,
        TOO_OFTEN,
        TIMELESS_MOVES,
        SHARED_KEY,
        TOO_MANY_EVENTS,
        TOO_MANY_REPLICATIONS,
        DEADLOCK,
        FACTS_NOT_GIVEN,
        TOO_MANY_COMPLETED,
        NO_WARM_UP,
        NOT_COMPARABLE,
        BAD_SWEEP,
        TOO_MANY_LEVELS,
    ),
)
