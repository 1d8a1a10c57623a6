"""A proof in words: what was found, what is meant, what holds for every client."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief, counted, days, listed
from iopkit.files.compose.client_file import dump_client
from iopkit.files.schema.emitter import scalar
from iopkit.terminal.claims import claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.basis import SourceLocation
    from iopkit.model.client import Client
    from iopkit.model.finding_catalogue import FindingKind
    from iopkit.model.pathway import Pathway
    from iopkit.prove.finding import Clause, Finding, Proof
    from iopkit.terminal.style import DisplayStyle

MOST_OF_A_KIND: Final = 10
"""How many findings of a kind are shown in full. [1]"""


def proved(pathway: Pathway, proof: Proof, look: DisplayStyle, *, file: str, seconds: float) -> str:
    """Return what a proof says, findings first.

    Parameters
    ----------
    pathway, proof
        The pathway, and what was proved about it.
    look
        How it is written.
    file
        The name of its file, for the command that shows a client again.
    seconds
        How long the solver was allowed to take. [s]
    """
    lines = [look.strong(f"Proof: {_result(proof)}.")]
    counts = Counter(each.kind for each in proof.open)
    seen: Counter[FindingKind] = Counter()
    for number, finding in enumerate(proof.open, start=1):
        place = seen[finding.kind]
        seen[finding.kind] += 1
        if place < MOST_OF_A_KIND:
            lines += ["", *_finding(number, finding, pathway, look)]
        elif place == MOST_OF_A_KIND:
            more = f"and {counts[finding.kind] - MOST_OF_A_KIND} more of this kind ({finding.kind})"
            lines += ["", look.wrapped(f"... {more}; --json lists all of them.")]
    if any(finding.witness for finding in proof.open):
        text = "These clients are made up. To see what is said of one, put it into a file and run:"
        lines += ["", look.wrapped(text), f"  iopkit place {brief(file)} --client client.yaml"]
    if proof.stale:
        lines += ["", look.strong("Under `accepted`, but not found any more: take it out")]
        lines += [_entry(each, _written_at(pathway, each), look) for each in proof.stale]
    meant = [finding for finding in proof.findings if finding.because]
    if meant:
        lines += ["", look.strong("Found, and accepted")]
        lines += _meant(meant, look)
    lines += ["", *claims(proof, look, seconds)]
    return "\n".join(lines)


def _result(proof: Proof) -> str:
    undecided = sum(claim.late for claim in proof.claims)
    meant = len(proof.findings) - len(proof.open)
    parts = [counted(len(proof.open), "finding")] if proof.open else []
    parts += [f"{counted(undecided, 'question')} not decided"] if undecided else []
    stale = "entry of `accepted` without a finding", "entries of `accepted` without a finding"
    parts += [counted(len(proof.stale), *stale)] if proof.stale else []
    if not parts:
        return f"nothing found but what is accepted ({meant})" if meant else "nothing found"
    return listed([*parts, f"{meant} accepted"] if meant else parts)


def _finding(number: int, finding: Finding, pathway: Pathway, look: DisplayStyle) -> Iterator[str]:
    head = f"{number}. "
    text = look.wrapped(_sentence(finding.message), first=head)
    yield "\n".join(look.strong(line) for line in text.split("\n"))
    for clause in finding.clauses:
        yield look.wrapped(_clause(clause), first="   ", rest="     ")
    if finding.witness is not None:
        yield "   For example this client:"
        yield from _client(finding.witness)
    if finding.witness is not None and finding.then is not None:
        if finding.then.facts == finding.witness.facts:
            yield look.wrapped(_afterwards(finding.witness, finding.then), first="   ")
        else:
            yield "   The same client with the more severe answer:"
            yield from _client(finding.then)
    broken = _broken(finding, pathway)
    if broken:
        text = f"If only whole numbers are answers to {listed(broken)}, write there: whole: true"
        yield look.wrapped(text, first="   ")
    yield look.wrapped(finding.cure, first="   ")
    yield look.faint("   If it is meant, write under `accepted`:")
    about = ", ".join(scalar(each) for each in finding.about)
    named = f"about: [{about}], " if about else ""
    yield f"     - {{finding: {finding.kind}, {named}because: ...}}"


def _broken(finding: Finding, pathway: Pathway) -> list[str]:
    """Return the facts that a client answers by a broken number, which nobody may ever record."""
    clients = [client for client in (finding.witness, finding.then) if client is not None]
    return [
        fact.id
        for fact in pathway.assessment.facts
        if any(
            isinstance(answer := client.facts.get(fact.id), float) and not answer.is_integer()
            for client in clients
        )
    ]


def _sentence(message: str) -> str:
    text = message[:1].upper() + message[1:]
    return text if text.endswith(".") else f"{text}."


def _clause(clause: Clause) -> str:
    where = f"{clause.origin}: " if clause.origin else ""
    return f"{where}{clause.what}: {clause.text}" if clause.text else f"{where}{clause.what}"


def _client(client: Client) -> Iterator[str]:
    # Not wrapped: it is to be copied.
    for line in dump_client(client).splitlines():
        yield f"     {line}"


def _afterwards(before: Client, then: Client) -> str:
    """Return where a client is after a move, whose answers are the same."""
    parts = [f"at {then.level}"]
    if then.days_in_level is not None:
        since = then.days_in_level
        parts.append(f"since {days(since)}" if since else "on the first day")
    if then.days_in_care is not None:
        parts.append(f"in care for {days(then.days_in_care)}")
    earlier = () if before.history is None else before.history
    done = [stay.level for stay in then.history or () if stay.completed and stay not in earlier]
    completed = f", with {listed(done)} completed" if done else ""
    return f"After the move this client is {', '.join(parts)}{completed}."


def _written_at(pathway: Pathway, entry: AcceptedFinding) -> SourceLocation | None:
    return pathway.origins.get(("accepted", pathway.accepted.index(entry)))


def _entry(entry: AcceptedFinding, origin: SourceLocation | None, look: DisplayStyle) -> str:
    where = f"{origin}: " if origin else ""
    about = f" ({', '.join(entry.about)})" if entry.about else ""
    return look.wrapped(f"{where}{entry.finding}{about}", first="  ", rest="    ")


def _meant(meant: Sequence[Finding], look: DisplayStyle) -> Iterator[str]:
    """Yield each reason, and below it once what has it."""
    by_reason: dict[str, list[str]] = {}
    for finding in meant:
        about = f" ({', '.join(finding.about)})" if finding.about else ""
        by_reason.setdefault(finding.because, []).append(f"{finding.kind}{about}")
    for reason, found in by_reason.items():
        yield look.wrapped(reason, first="  ")
        yield from (look.wrapped(each, first="    - ") for each in found)
