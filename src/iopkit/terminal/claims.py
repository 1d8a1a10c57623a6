"""What was proved and what was not, one line for each kind of fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import brief, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.prove.finding import Claim, Proof
    from iopkit.terminal.style import DisplayStyle

_MANY: Final = 8
"""From how many on the names of questions are only counted. [1]"""

_MOST: Final = 10
"""How many questions that were not decided are named. [1]"""

_LONGEST: Final = 60
"""How many characters of a question that was not decided are shown. [1]"""


def claims(proof: Proof, look: DisplayStyle, seconds: float) -> Iterator[str]:
    """Yield over whom everything was asked, then kind by kind what came of it.

    Parameters
    ----------
    proof
        What was proved.
    look
        How it is written.
    seconds
        How long the solver was allowed to take. [s]
    """
    names = f": {', '.join(proof.facts)}" if len(proof.facts) < _MANY and proof.facts else ""
    asked = counted(len(proof.facts), "question")
    over = f"{asked}{names}" if proof.facts else "no rule asks anything"
    yield look.wrapped(f"Asked for every client that the assessment allows ({over}).")
    for claim in proof.claims:
        found = claim.over - claim.proved - claim.late
        meant = sum(bool(each.because) for each in proof.findings if each.kind is claim.kind)
        if not any(each.kind is claim.kind for each in proof.open):
            meant = found  # a rule that is written twice is asked about twice and found once
        yield from _claim(claim, meant, look, seconds)
    if not proof.is_decided:
        yield look.wrapped("What is not decided is not proved. Allow more time with --seconds.")


def _claim(claim: Claim, meant: int, look: DisplayStyle, seconds: float) -> Iterator[str]:
    words = claim.kind.declared
    if not claim.over:
        yield look.wrapped(f"{words.absence}: {words.unasked}.", first="- ", rest="  ")
        return
    undecided = claim.late
    open_ = max(claim.over - claim.proved - undecided - meant, 0)
    verdict = Verdict.NOT_MET if open_ else Verdict.UNKNOWN if undecided else Verdict.MET
    count = _count(claim, open_, meant)
    yield look.wrapped(f"{words.absence}{count}.", first=f"{look.sign(verdict)} ", rest="  ")
    if claim.undecided:
        about = (" ".join(each) or "the pathway" for each in claim.undecided[:_MOST])
        shown = [brief(each, most=_LONGEST) for each in about]
        shown += [f"and {undecided - _MOST} more"] if undecided > _MOST else []
        names = "; ".join(shown)
        yield look.wrapped(f"not decided in {seconds:g} s: {names}", first="    ")


def _count(claim: Claim, open_: int, meant: int) -> str:
    """Return of how many something was proved, in words that follow the sentence."""
    words, undecided = claim.kind.declared, claim.late
    if not words.one:  # asked once, of the pathway as a whole
        if open_:
            return ": not so"
        return ": not decided" if undecided else ": found, and accepted" if meant else ""
    asked = counted(claim.over, words.one, words.many)
    rest = f", {meant} accepted" if meant else ""
    rest += f", {undecided} not decided" if undecided else ""
    if open_:
        return ": not so" if claim.over == 1 else f": not so for {open_} of {asked}{rest}"
    return f": proved for {claim.proved} of {asked}{rest}" if rest else f" ({asked})"
