"""Codes of levels, transitions, programs and weeks that contradict themselves."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.names import RESERVED_NAME, UNKNOWN_OPTION
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

SELF_TRANSITION: Final = DiagnosticCode(
    name="self-transition",
    explanation="A transition leads to where it starts.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: iop}]"
    ),
)
OUTCOME_TO_OUTCOME: Final = DiagnosticCode(
    name="outcome-to-outcome",
    explanation="A transition joins two outcomes.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "outcomes: {gone: {title: Gone}}\n"
        "transitions: [{from: gone, to: community}]"
    ),
)
WRONG_KIND: Final = DiagnosticCode(
    name="wrong-kind",
    explanation=("The `kind` does not suit the two ends.\nLeave it out."),
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: op, kind: step up}]"
    ),
)
NO_RETURN: Final = DiagnosticCode(
    name="no-return",
    explanation="A transition leaves an outcome from which nobody returns.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "outcomes: {died: {title: Died, returns: false}}\n"
        "transitions: [{from: died, to: iop}]"
    ),
)
SHARES: Final = DiagnosticCode(
    name="shares",
    explanation=(
        "The shares that leave a level do not add up to 1.\n"
        "The message lists them; when some are yours and some those of an extended file, it "
        "points at your last one."
    ),
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: op, share: 0.4, stay: 9 days}]"
    ),
)
SHARE_WITHOUT_STAY: Final = DiagnosticCode(
    name="share-without-stay",
    explanation="A transition says how many go this way, and not after how long.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: op, share: 1}]"
    ),
)
STAY_WITHOUT_SHARE: Final = DiagnosticCode(
    name="stay-without-share",
    explanation="A transition says after how long clients go this way, and not how many.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "transitions: [{from: iop, to: op, stay: 9 days}]"
    ),
)
SAME_LEVEL: Final = DiagnosticCode(
    name="same-level",
    explanation=(
        "Who gives up waiting for a level, or has to leave it, would go to this same level.\n"
        "Name an outcome or another level."
    ),
    example=("levels:\n  iop: {title: IOP, rank: 3, queue: {patience: 21 days, gives_up: iop}}"),
)
HOLD_WITHOUT_PLACE: Final = DiagnosticCode(
    name="hold-without-place",
    explanation=(
        "A transition keeps the old place until there is one at the next level, but one of "
        "its ends is no level.\n"
        "Leave `hold` out."
    ),
    example=(
        "levels: {iop: {title: IOP, rank: 3}}\n"
        "outcomes: {done: {title: Done}}\n"
        "transitions: [{from: iop, to: done, share: 1, stay: 9 days, hold: true}]"
    ),
)
NO_REVIEW: Final = DiagnosticCode(
    name="no-review",
    explanation=(
        "Something happens at the reviews of a level that has none: a transition `at: "
        "review`, or answers that progress.\n"
        "Give the level an interval, as in `review: every 7 days`."
    ),
    example=(
        "levels:\n"
        "  php: {title: PHP, rank: 4}\n"
        "  iop: {title: IOP, rank: 3}\n"
        "transitions: [{from: iop, to: php, at: review}]"
    ),
)
NOT_A_ZONE: Final = DiagnosticCode(
    name="not-a-zone",
    explanation=(
        "There is no time zone of this name.\n"
        "Zones are called by a continent and a city, as in `America/Denver`."
    ),
    example="week: {zone: Mountain Time}",
)
ALWAYS_BUSY: Final = DiagnosticCode(
    name="always-busy",
    explanation=(
        "Clients of a track are busy all the time that it is held, so that none of them can "
        "come.\n"
        "Correct the times of the track, or leave out of `busy` the time in which they can "
        "come."
    ),
    example=(
        "programs: {day: {title: Day, tracks: {late: {at: Mon-Thu 13:00-16:00, busy: Mon-Fri "
        "08:00-17:00}}}}"
    ),
)
DAY_TOO_SHORT: Final = DiagnosticCode(
    name="day-too-short",
    explanation=(
        "A client of a track has fewer minutes of sessions a day than one session takes that "
        "every client attends.\n"
        "Give the day more minutes, or the session fewer."
    ),
    example=(
        "programs:\n"
        "  day:\n"
        "    title: Day\n"
        "    services: [{therapy: group, sessions: 3, minutes: 90}]\n"
        "    tracks: {evening: {at: Mon-Thu 17:30-20:30, a_day: 60}}"
    ),
)
HOURS_CONTRADICT: Final = DiagnosticCode(
    name="hours-contradict",
    explanation="The stated weekly hours and those of the services exclude each other.",
    example=(
        "programs: {day: {title: Day, hours: 20, services: [{therapy: group, sessions: 3, "
        "minutes: 60}]}}"
    ),
)
WRONG_ANSWER: Final = DiagnosticCode(
    name="wrong-answer",
    explanation=(
        "An arriving client's answers are spread, or the answers at a level change, in a way "
        "that does not suit the question."
    ),
    example=(
        'assessment: {stable: {ask: "Stable?", yes_no: true}}\n'
        "levels: {iop: {title: IOP, rank: 3, review: weekly, progress: {stable: {by: 1}}}}"
    ),
)

SECTION: Final = DiagnosticSection(
    title="Moves and programs that contradict",
    introduction="",
    codes=(
        SELF_TRANSITION,
        OUTCOME_TO_OUTCOME,
        WRONG_KIND,
        NO_RETURN,
        SHARES,
        SHARE_WITHOUT_STAY,
        STAY_WITHOUT_SHARE,
        SAME_LEVEL,
        HOLD_WITHOUT_PLACE,
        NO_REVIEW,
        NOT_A_ZONE,
        ALWAYS_BUSY,
        DAY_TOO_SHORT,
        HOURS_CONTRADICT,
        WRONG_ANSWER,
    ),
)

TRANSITION_TO_ITSELF: Final = SELF_TRANSITION.kind(
    "a transition from '{start}' to itself moves nobody", "leave it out"
)
TWO_OUTCOMES: Final = OUTCOME_TO_OUTCOME.kind(
    "'{start}' and '{to}' are both outcomes; one end must be a level"
)
TRANSITION_OF_OTHER_KIND: Final = WRONG_KIND.kind(
    "a transition of kind '{kind}' {must}", "leave 'kind' out: it follows from the two ends"
)
NOBODY_RETURNS: Final = NO_RETURN.kind(
    "nobody returns from '{start}': the outcome says 'returns: false'",
    "leave the transition out, or say 'returns: true' at the outcome",
)
SHARES_ADD_UP: Final = SHARES.kind(
    "the shares leaving '{start}' add up to {total:.4g}, {wrong}: {listed}",
    "they must {must}{more}",
)
SHARE_BUT_NO_STAY: Final = SHARE_WITHOUT_STAY.kind(
    "the transition {way} has a share, but no stay to simulate it with",
    "say how long clients stay before, as in stay: 28 days",
)
STAY_BUT_NO_SHARE: Final = STAY_WITHOUT_SHARE.kind(
    "the transition {way} has a stay, but no share to simulate it with",
    "say how many go this way, as in share: 0.25",
)
GIVES_UP_FOR_ITSELF: Final = SAME_LEVEL.kind(
    "who gives up waiting for '{level}' cannot go to '{level}'", "name an outcome or another level"
)
DISPLACED_TO_ITSELF: Final = SAME_LEVEL.kind(
    "who has to leave '{level}' cannot go to '{level}'", "name an outcome or another level"
)
NOBODY_REVIEWED: Final = NO_REVIEW.kind(
    "nobody is reviewed at '{start}', so that nobody ever goes this way"
)
PROGRESS_WITHOUT_REVIEW: Final = NO_REVIEW.kind(
    "'{level}' has no interval of review, so that nothing ever changes there",
    "give {level} one, as in review: every 7 days",
)
NO_SUCH_ZONE: Final = NOT_A_ZONE.kind(
    "no time zone is named '{name}'", "write it as America/Denver"
)
ALWAYS_BUSY_TRACK: Final = ALWAYS_BUSY.kind(
    "clients of the track '{track}' are busy all the time that it is held, {when}",
    "correct 'at', or leave out of 'busy' the time in which they can come",
)
SESSION_OVER_DAY: Final = DAY_TOO_SHORT.kind(
    (
        "a client of the track '{track}' has at most {a_day} minutes a day, but one "
        "session of '{name}' takes {least:g}"
    ),
    "give the day more minutes, or the session fewer",
)
HOURS_CONTRADICT_SERVICES: Final = HOURS_CONTRADICT.kind(
    "the stated weekly hours ({stated}) and those of the services ({added}) exclude each other",
    "correct one of them, or make services optional",
)
NUMBER_BECOMES: Final = WRONG_ANSWER.kind(
    "'{fact}' is answered by a number", "say how much is added, as in {{by: 1}}"
)
STEPS_WITHOUT_ORDER: Final = WRONG_ANSWER.kind(
    "the answers to '{fact}' have no order, so that nothing moves them by steps",
    "say whose answer changes, as in {{becomes: {{{first}: 0.1}}}}",
)
STEPS_OF_YES_NO: Final = WRONG_ANSWER.kind(
    "'{fact}' is answered by yes or no", "write {{becomes: {{yes: 0.1}}}}"
)
ARRIVAL_NEEDS_NUMBER: Final = WRONG_ANSWER.kind(
    "'{fact}' is answered by a number", "give a distribution, as in {{mean: 5, sd: 2}}"
)
ARRIVAL_NEEDS_YES_NO: Final = WRONG_ANSWER.kind(
    "'{fact}' is answered by yes or no", "give the share of yes, as in 0.4"
)
ARRIVAL_NEEDS_WORD: Final = WRONG_ANSWER.kind(
    "'{fact}' is answered by a word",
    "give the share of each, as in {{{first}: 0.4, {second}: 0.6}}",
)
ARRIVAL_BELOW_ZERO: Final = WRONG_ANSWER.kind(
    "no answer to '{fact}' can be less than 0", "give a distribution that stays above"
)
CHANGE_TO_NO_ANSWER: Final = UNKNOWN_OPTION.kind("'{answer}' is not an answer to '{fact}'")
ARRIVAL_WITH_NO_ANSWER: Final = UNKNOWN_OPTION.kind("'{option}' is not an answer to '{fact}'")
CLOCK_FACT_MOVED: Final = RESERVED_NAME.kind(
    "'{fact}' is known from the clock, which no review moves", "leave it out"
)
CLOCK_FACT_OF_PEOPLE: Final = RESERVED_NAME.kind(
    "'{name}' is known from the clock; nobody arrives with it", "leave it out"
)
CLOCK_FACT_OF_ARRIVALS: Final = RESERVED_NAME.kind(
    "'{fact}' is known from the clock; nobody arrives with it", "leave it out"
)
NO_PLACE_TO_HOLD: Final = HOLD_WITHOUT_PLACE.kind(
    "nobody holds a place from '{start}' to '{to}': there is no place to hold",
    "leave 'hold' out: it is for a transition between two levels",
)
NO_PLACE_TO_WAIT_FOR: Final = HOLD_WITHOUT_PLACE.kind(
    "nobody holds a place from '{start}' to '{to}': there is no place to wait for",
    "leave 'hold' out: it is for a transition between two levels",
)
