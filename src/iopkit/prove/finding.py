"""What a proof finds, and what it proved when it found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iopkit.model.accepted_findings import Fault, Meant
    from iopkit.model.basis import SourceLocation
    from iopkit.model.client import Client


@attrs.frozen(kw_only=True)
class Clause:
    """A rule, or a part of one, and where it stands.

    Parameters
    ----------
    text
        The criterion, as `iopkit.criteria.language.write` writes it.
    what
        What the rule does: "iop admits", "at least residential", "iop to outpatient".
    origin
        Where it is written; None for a pathway that no file holds.
    """

    text: str
    what: str
    origin: SourceLocation | None = None


@attrs.frozen(kw_only=True)
class Finding:
    """Something that holds for at least one client whom the assessment allows.

    Parameters
    ----------
    fault
        Its kind.
    about
        The ids of levels and facts, or the text of the rule, that tell it from others of its
        kind; what ``about`` in the section ``meant`` must repeat.
    message
        What is wrong, in a sentence.
    clauses
        The smallest set of clauses that conflict: without any one of them nothing would be found.
        Empty where nothing conflicts. More than it takes when the time ended while they were
        looked for.
    witness
        A client for whom it holds, with no answer more than it takes;
        `iopkit.criteria.placement.place`
        shows the same for this client. None where no client is needed: a criterion that nobody
        meets.
    then
        The same client afterwards, where the finding speaks of two moments or of two clients: at
        the next level, or with the more severe answer. Else None.
    because
        Why it is meant, if the file says so; else empty.
    remedy
        What to do about it, where that is not the same for all findings of the kind; else empty.
    """

    fault: Fault
    about: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    message: str
    clauses: tuple[Clause, ...] = attrs.field(default=(), converter=tuple["Clause", ...])
    witness: Client | None = None
    then: Client | None = None
    because: str = ""
    remedy: str = ""


@attrs.frozen(kw_only=True)
class Claim:
    """What was asked of the solver about one kind of fault.

    Parameters
    ----------
    fault
        The kind.
    over
        How many criteria, levels, moves or pairs of moves it was asked of. [1]
    proved
        Of how many it was proved that there is no such client. [1]
    undecided
        What each question that the solver did not decide in time is about, as in `Finding`; the
        first thousand of them.
    unlisted
        How many more were not decided in time. [1]
    """

    fault: Fault
    over: int
    proved: int
    undecided: tuple[tuple[str, ...], ...] = attrs.field(
        default=(), converter=tuple[tuple[str, ...], ...]
    )
    unlisted: int = 0

    @property
    def late(self) -> int:
        """How many questions were not decided in time. [1]"""
        return len(self.undecided) + self.unlisted


@attrs.frozen(kw_only=True)
class Proof:
    """Everything that a proof says about a pathway.

    Parameters
    ----------
    findings
        What was found, in the order of `Fault`, then of the file; those that are meant too.
    claims
        What was asked, kind by kind, and how much of it was proved.
    stale
        Entries of the section ``meant`` that no finding answers to any more.
    facts
        The names of the facts over whose answers everything was proved.
    """

    findings: tuple[Finding, ...] = attrs.field(default=(), converter=tuple["Finding", ...])
    claims: tuple[Claim, ...] = attrs.field(default=(), converter=tuple["Claim", ...])
    stale: tuple[Meant, ...] = attrs.field(default=(), converter=tuple["Meant", ...])
    facts: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody declared to be meant."""
        return tuple(finding for finding in self.findings if not finding.because)

    @property
    def is_decided(self) -> bool:
        """Whether the solver answered every question in time."""
        return not any(claim.late for claim in self.claims)

    @property
    def is_clean(self) -> bool:
        """Whether everything was proved: nothing is open, and nothing was left undecided.

        >>> Proof().is_clean
        True
        """
        return not self.open and self.is_decided
