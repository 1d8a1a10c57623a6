"""What a proof finds and the author means all the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from iopkit.model.field_types import checked
from iopkit.model.validators import text


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


class Named(StrEnum):
    """What sort of thing a finding names."""

    LEVEL = "level"
    END = "level or outcome"
    FACT = "fact"
    CRITERION = "criterion"
    LEVEL_OR_CRITERION = "level or criterion"


ABOUT: Final[dict[Fault, tuple[Named, ...]]] = {
    Fault.NEVER_MET: (Named.LEVEL_OR_CRITERION,),
    Fault.ALWAYS_MET: (Named.CRITERION,),
    Fault.NO_LEVEL: (),
    Fault.NEVER_PLACED: (Named.LEVEL,),
    Fault.FLAPPING: (Named.LEVEL, Named.LEVEL, Named.LEVEL),
    Fault.ROUND_TRIP: (Named.LEVEL, Named.LEVEL, Named.LEVEL),
    Fault.REFUSED: (Named.END, Named.LEVEL),
    Fault.BELOW_NEED: (Named.END, Named.LEVEL),
    Fault.NO_WAY_OUT: (Named.LEVEL,),
    Fault.OVERRIDDEN: (Named.LEVEL, Named.CRITERION),
    Fault.LOWER_WHEN_WORSE: (Named.FACT,),
}
"""What each kind of finding is about, in the order of ``about``."""


@attrs.frozen(kw_only=True, field_transformer=checked)
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

    @property
    def names(self) -> tuple[tuple[Named, str], ...]:
        """What it is about, each with its sort; nothing when that tells no finding."""
        sorts = ABOUT[self.finding]
        return tuple(zip(sorts, self.about, strict=True)) if len(sorts) == len(self.about) else ()
