"""What a proof says about each kind of fault: what holds without it, and what to do about it."""

from __future__ import annotations

from typing import Final

import attrs

from iopkit.model.accepted_findings import Fault


@attrs.frozen
class FaultWords:
    """How people speak of a kind of fault.

    Parameters
    ----------
    without
        What holds for every client when nothing is found, as a sentence begins.
    one
        What was asked about, one of them; empty for the pathway as a whole.
    many
        What was asked about, several of them; empty for the pathway as a whole.
    remedy
        What to do about a finding that does not say so itself.
    unasked
        Why there was nothing to ask, where there was nothing.
    """

    without: str
    one: str
    many: str
    remedy: str
    unasked: str = "nothing here to ask that of"


WORDS: Final[dict[Fault, FaultWords]] = {
    Fault.NEVER_MET: FaultWords(
        "Somebody can meet every rule and enter every level",
        "rule or level",
        "rules and levels",
        "Change what contradicts itself, or take it out.",
    ),
    Fault.ALWAYS_MET: FaultWords(
        "Every rule has somebody who does not meet it",
        "rule",
        "rules",
        "Change the number or the word in it, or take it out: as it stands it decides nothing.",
    ),
    Fault.NO_LEVEL: FaultWords(
        "Nobody is left without a level",
        "",
        "",
        "Loosen one of these rules, or add a level for such clients.",
    ),
    Fault.NEVER_PLACED: FaultWords(
        "Somebody is placed at every level",
        "level",
        "levels",
        "Add a floor that asks for this level, or let the less intensive ones refuse such clients.",
    ),
    Fault.FLAPPING: FaultWords(
        "Nobody may step up and down at the same review",
        "pair of moves",
        "pairs of moves",
        "Add to one of the two moves what closes it when the other is open.",
    ),
    Fault.ROUND_TRIP: FaultWords(
        "Nobody steps down and is sent straight back",
        "pair of moves",
        "pairs of moves",
        "Set the two rules further apart, so that nobody meets both.",
    ),
    Fault.REFUSED: FaultWords(
        "No move leads to a level that refuses the client",
        "move",
        "moves",
        "Ask the same of the move as the level asks, or let the level take such clients.",
    ),
    Fault.BELOW_NEED: FaultWords(
        "No move leads to less than a floor asks for",
        "move",
        "moves",
        "Close the move to clients for whom the floor holds, or change the floor.",
    ),
    Fault.NO_WAY_OUT: FaultWords(
        "Nobody is held at a level for ever",
        "level",
        "levels",
        "Add a move that is open to such clients, or loosen one of those that are there.",
    ),
    Fault.OVERRIDDEN: FaultWords(
        "Every rule decides for somebody",
        "rule",
        "rules",
        "Take it out or change it. If it is a second safeguard, say so under `meant`.",
    ),
    Fault.LOWER_WHEN_WORSE: FaultWords(
        "Nobody is placed at less because an answer is more severe",
        "fact",
        "facts",
        "Change the rule that the more severe answer slips through; or `worse`, if it is wrong.",
        "no fact says under `worse` which answers are",
    ),
}
