"""What a proof finds and the author means all the same."""

from __future__ import annotations

from enum import StrEnum

import attrs

from iopkit.model.checks import text


class Fault(StrEnum):
    """The kinds of finding that a proof can make about a pathway.

    ================  ==================================================================
    never-met         nobody can meet a criterion, or enter a level
    always-met        everybody meets a criterion, so that it decides nothing
    no-level          some client is admitted by no level
    never-placed      no client is ever placed at a level
    flapping          at one review some client may step up and down
    round-trip        a step down, and the next review sends the same client back
    refused           a move leads to a level that does not admit the client
    below-need        a move leads to less than a floor asks for
    no-way-out        some client can never leave a level by any way to an outcome
    overridden        a rule never decides anything, because another always does
    lower-when-worse  with a more severe answer some client is placed at less
    ================  ==================================================================
    """

    NEVER_MET = "never-met"
    ALWAYS_MET = "always-met"
    NO_LEVEL = "no-level"
    NEVER_PLACED = "never-placed"
    FLAPPING = "flapping"
    ROUND_TRIP = "round-trip"
    REFUSED = "refused"
    BELOW_NEED = "below-need"
    NO_WAY_OUT = "no-way-out"
    OVERRIDDEN = "overridden"
    LOWER_WHEN_WORSE = "lower-when-worse"


@attrs.frozen(kw_only=True)
class Meant:
    """A finding that is no mistake, and why.

    Parameters
    ----------
    finding
        Its kind.
    about
        What it is about, as the finding names it: the ids of levels and facts, or the text of a
        rule. Empty where the finding names nothing.
    because
        Why it is meant.
    """

    finding: Fault
    about: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    because: str = attrs.field(validator=text)
