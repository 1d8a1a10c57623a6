"""What a proof finds, and what it proved when it found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.model.field_types import frozen_mapping
from iopkit.model.finding_catalogue import ANY_FORM, BY_HISTORY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.basis import SourceLocation
    from iopkit.model.client import Client
    from iopkit.model.finding_catalogue import FindingKind


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

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        origin = self.origin
        return {
            "rule_name": self.what,
            "text": self.text,
            "file": origin.file if origin else None,
            "line": origin.line if origin else None,
            "column": origin.column if origin else None,
        }

    def __str__(self) -> str:
        """Return the rule as it is named in a sentence."""
        return f"'{self.text}' ({self.what})"


Argument: TypeAlias = str | tuple[str, ...] | tuple[Clause, ...]
"""What a template can be filled with."""


def _plain(value: Argument) -> str | list[object]:
    if isinstance(value, str):
        return value
    return [each if isinstance(each, str) else each.to_dict() for each in value]


def _frozen(args: Mapping[str, Argument]) -> Mapping[str, Argument]:
    return frozen_mapping(args)


@attrs.frozen(kw_only=True)
class Finding:
    """Something that holds for at least one client whom the assessment allows.

    Parameters
    ----------
    kind
        Its kind.
    about
        The ids of levels and facts, or the text of the rule, that tell it from others of its
        kind; what ``about`` in the section ``accepted`` must repeat.
    form, args
        In which way it comes, and the arguments of what is said of it then; see
        `iopkit.model.finding_catalogue.FindingForm`.
    by_history
        Whether only the ways through the levels make it so.
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
    """

    kind: FindingKind
    about: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    form: str = ANY_FORM
    args: Mapping[str, Argument] = attrs.field(factory=dict, converter=_frozen)
    by_history: bool = False
    clauses: tuple[Clause, ...] = attrs.field(default=(), converter=tuple["Clause", ...])
    witness: Client | None = None
    then: Client | None = None
    because: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        text = self.kind.said(self.form, self.args).text
        return f"{text}{BY_HISTORY}" if self.by_history else text

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it; clients have the keys of a client file."""
        return {
            "finding": self.kind.value,
            "about": list(self.about),
            "form": self.form or None,
            "args": {name: _plain(value) for name, value in self.args.items()},
            "message": self.message,
            "cure": self.cure,
            "because": self.because or None,
            "rules": [clause.to_dict() for clause in self.clauses],
            "client": None if self.witness is None else self.witness.to_dict(),
            "client_after": None if self.then is None else self.then.to_dict(),
        }

    @property
    def cure(self) -> str:
        """What to do about it, in a sentence."""
        return self.kind.said(self.form, self.args).hint


@attrs.frozen(kw_only=True)
class Claim:
    """What was asked of the solver about one kind of finding.

    Parameters
    ----------
    kind
        The kind of finding.
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

    kind: FindingKind
    over: int
    proved: int
    undecided: tuple[tuple[str, ...], ...] = attrs.field(
        default=(), converter=tuple[tuple[str, ...], ...]
    )
    unlisted: int = 0

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "finding": self.kind.value,
            "n_checked": self.over,
            "n_proved": self.proved,
            "undecided": [list(about) for about in self.undecided],
            "unlisted": self.unlisted,
        }

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
        What was found, in the order of `FindingKind`, then of the file; those that are meant too.
    claims
        What was asked, kind by kind, and how much of it was proved.
    stale
        Entries of the section ``accepted`` that no finding answers to any more.
    facts
        The names of the facts over whose answers everything was proved.
    """

    findings: tuple[Finding, ...] = attrs.field(default=(), converter=tuple["Finding", ...])
    claims: tuple[Claim, ...] = attrs.field(default=(), converter=tuple["Claim", ...])
    stale: tuple[AcceptedFinding, ...] = attrs.field(
        default=(), converter=tuple["AcceptedFinding", ...]
    )
    facts: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Its clients were made up: no answer is a real one's.

        >>> Proof(facts=("relapsed",)).to_dict()["facts"]
        ['relapsed']
        """
        return {
            "findings": [finding.to_dict() for finding in self.findings],
            "claims": [claim.to_dict() for claim in self.claims],
            "unused_acceptances": [each.to_dict() for each in self.stale],
            "facts": list(self.facts),
        }

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
