"""The three values of a verdict, and how they combine.

Kleene's tables: what was not recorded is *unknown*, never *no*, and unknown spreads only as far as
the rest leaves the matter open.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(StrEnum):
    """What a criterion comes to for a client.

    ===========  =======================================================
    met          it holds, whatever the missing answers are
    not met      it does not hold, whatever the missing answers are
    unknown      the recorded answers do not decide it
    ===========  =======================================================

    >>> all_of([Verdict.MET, Verdict.UNKNOWN]), any_of([Verdict.MET, Verdict.UNKNOWN])
    (<Verdict.UNKNOWN: 'unknown'>, <Verdict.MET: 'met'>)
    """

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


def verdict_of(truth: bool | None) -> Verdict:  # noqa: FBT001  the truth is the argument
    """Return the verdict for yes, no, and not known (None).

    >>> verdict_of(None)
    <Verdict.UNKNOWN: 'unknown'>
    """
    if truth is None:
        return Verdict.UNKNOWN
    return Verdict.MET if truth else Verdict.NOT_MET


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return met when all are met, not met when one is not, else unknown. Of none: met.

    >>> all_of([Verdict.UNKNOWN, Verdict.NOT_MET])
    <Verdict.NOT_MET: 'not met'>
    """
    found = set(verdicts)
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.MET


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return met when one is met, not met when none can be, else unknown. Of none: not met.

    >>> any_of([Verdict.NOT_MET, Verdict.UNKNOWN])
    <Verdict.UNKNOWN: 'unknown'>
    """
    found = set(verdicts)
    if Verdict.MET in found:
        return Verdict.MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.NOT_MET


def negated(verdict: Verdict) -> Verdict:
    """Return the opposite; the opposite of unknown is unknown.

    >>> negated(Verdict.MET)
    <Verdict.NOT_MET: 'not met'>
    """
    match verdict:
        case Verdict.MET:
            return Verdict.NOT_MET
        case Verdict.NOT_MET:
            return Verdict.MET
        case Verdict.UNKNOWN:
            return Verdict.UNKNOWN
