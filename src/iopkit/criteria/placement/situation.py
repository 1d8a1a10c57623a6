"""A made-up client, or a program, and what a clinician expects of a pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.criteria.logic.verdict import Verdict
from iopkit.model.client import Client
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    from iopkit.model.basis import SourceLocation
    from iopkit.model.range import Range
    from iopkit.model.support import Strength


@attrs.frozen(kw_only=True)
class AtLevel:
    """The client is placed at a level, for certain."""

    level: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class NotAtLevel:
    """The client is not placed at a level, whatever is still unknown."""

    level: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class AmongLevels:
    """The placement is open, and these are the levels that it can still be; in any order."""

    levels: tuple[str, ...] = attrs.field(converter=tuple[str, ...])


@attrs.frozen
class AtNoLevel:
    """No level takes the client, whatever is still unknown."""


@attrs.frozen(kw_only=True)
class MayMove:
    """Whether the client can go from the level where they are to another, or to an outcome.

    Parameters
    ----------
    to
        Id of the level or outcome.
    verdict
        What the criterion of the move comes to; of several moves there, the most open one.
    """

    to: str = attrs.field(validator=identifier)
    verdict: Verdict = Verdict.MET


@attrs.frozen(kw_only=True)
class MeetsRules:
    """What a program comes to when it is held against a rule set.

    Parameters
    ----------
    program, rules
        Their ids.
    verdict
        What all rules together come to.
    """

    program: str = attrs.field(validator=identifier)
    rules: str = attrs.field(validator=identifier)
    verdict: Verdict = Verdict.MET


@attrs.frozen(kw_only=True)
class HasDose:
    """How long a program lasts and how much of it there is.

    Parameters
    ----------
    program
        Its id.
    length
        How long it lasts; None when nothing is expected. [days]
    hours, days
        Hours and days a week; None when nothing is expected. [h/week, 1/week]
    """

    program: str = attrs.field(validator=identifier)
    length: Range | None = None
    hours: Range | None = None
    days: Range | None = None


@attrs.frozen(kw_only=True)
class HasSupport:
    """How firmly a support belongs."""

    support: str = attrs.field(validator=identifier)
    strength: Strength


AboutClient: TypeAlias = AtLevel | NotAtLevel | AmongLevels | AtNoLevel | MayMove
AboutProgram: TypeAlias = MeetsRules | HasDose | HasSupport
Expectation: TypeAlias = AboutClient | AboutProgram


@attrs.frozen(kw_only=True)
class Situation:
    """One test of a pathway, in the words of a clinician.

    Parameters
    ----------
    name
        What it is about, in a sentence.
    expect
        What the pathway should say.
    client
        Who it is about, made up; one of whom nothing is known when it is about a program.
    source
        Where the expectation comes from, in free words; empty if nobody says.
    origin
        Where it was written; None when no file holds it.

    >>> print(Situation(name="First treatment", expect=AtLevel(level="iop")).name)
    First treatment
    """

    name: str = attrs.field(validator=text)
    expect: Expectation
    client: Client = attrs.field(factory=Client)
    source: str = ""
    origin: SourceLocation | None = None
