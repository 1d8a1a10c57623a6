"""Everything that can be proved about a pathway, over all clients whom its assessment allows."""

from __future__ import annotations

import math
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.canonical import canonical
from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.errors import CriterionError, InvalidValueError
from iopkit.model.field_types import checked_call
from iopkit.model.finding_catalogue import FindingKind
from iopkit.prove.encoding.case import EncodingCase
from iopkit.prove.encoding.query import put
from iopkit.prove.finding import Finding, Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.pathway import Pathway
    from iopkit.prove.encoding.query import SolverAnswer
    from iopkit.prove.finding import Claim


@checked_call
def prove(pathway: Pathway, *, seconds: float = 10.0) -> Proof:
    """Return everything that a solver finds in the criteria of a pathway, or proves absent.

    Over all clients that the assessment allows, with every answer recorded: ``FACT is known`` is
    true of them, except where a finding says that *nobody* does something, which then holds for
    clients with missing answers too. Who has been at a level for some days has been in care for at
    least as many. A transition without a criterion states no rule and is left out, except that it
    is a way out.

    Parameters
    ----------
    pathway
        What is proved about.
    seconds
        The time for everything together; what is not decided by then is listed as such. [s]

    Raises
    ------
    ValueError
        When the seconds are no number from 0 on.
    MissingExtraError
        When z3 is not installed.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment, Fact, YesNo
    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.rule import Rule
    >>> safe = Fact(id="safe_home", ask="Is the home safe?", type=YesNo())
    >>> level = Level(id="iop", title="IOP", rank=1, admit=[Rule(criterion=parse("safe_home"))])
    >>> pathway = Pathway(id="p", title="P", assessment=Assessment([safe]), levels=[level])
    >>> (finding,) = prove(pathway).findings
    >>> finding.message, dict(finding.witness.facts)
    ('there is a client whom no level takes', {'safe_home': False})
    """
    if not (math.isfinite(seconds) and seconds >= 0):
        msg = f"the time for a proof must be a number of seconds, 0 or more, got {seconds:g}"
        raise InvalidValueError(msg)
    case = EncodingCase(pathway, seconds)
    answers = [put(case.solver, kind, check(kind)(case)) for kind in FindingKind]
    found = [finding for some, _ in answers for finding in some]
    claims = [claim for _, claim in answers]
    once: dict[tuple[FindingKind, tuple[str, ...]], Finding] = {}
    for finding in found:
        once.setdefault((finding.kind, finding.about), finding)
    findings = list(once.values())
    return Proof(
        findings=_justified(findings, pathway.accepted),
        claims=claims,
        stale=_stale(findings, claims, pathway.accepted),
        facts=case.questions,
    )


def check(kind: FindingKind) -> Callable[[EncodingCase], Iterator[SolverAnswer]]:
    """Return what looks for a kind of finding."""
    module, _, name = kind.declared.check.partition(".")
    found: Callable[[EncodingCase], Iterator[SolverAnswer]] = getattr(
        import_module(f"iopkit.prove.checks.{module}"), name
    )
    return found


def _justified(findings: list[Finding], accepted: tuple[AcceptedFinding, ...]) -> Iterator[Finding]:
    """Yield the findings, with their reasons where the file states them."""
    reasons: dict[tuple[FindingKind, tuple[str, ...]], str] = {}
    for entry in accepted:
        reasons.setdefault(_key(entry.finding, entry.about), entry.because)
    kinds = {entry.finding for entry in accepted}
    for each in findings:
        because = reasons.get(_key(each.kind, each.about)) if each.kind in kinds else None
        yield each if because is None else attrs.evolve(each, because=because)


def _stale(
    findings: list[Finding], claims: list[Claim], accepted: tuple[AcceptedFinding, ...]
) -> list[AcceptedFinding]:
    """Return the entries without a finding; what was not decided may still turn out so."""
    kinds = {entry.finding for entry in accepted}
    there = {_key(each.kind, each.about) for each in findings if each.kind in kinds}
    there |= {
        _key(claim.kind, about)
        for claim in claims
        if claim.kind in kinds
        for about in claim.undecided
    }
    uncounted = {claim.kind for claim in claims if claim.unlisted}
    return [
        entry
        for entry in accepted
        if entry.finding not in uncounted and _key(entry.finding, entry.about) not in there
    ]


def _key(kind: FindingKind, about: tuple[str, ...]) -> tuple[FindingKind, tuple[str, ...]]:
    """Return what a finding is known by, however its criterion is spelled."""
    return kind, tuple(_plainly(each) for each in about)


def _plainly(name: str) -> str:
    try:
        return write(canonical(parse(name)))
    except CriterionError:  # an id that is no word of the language
        return name
