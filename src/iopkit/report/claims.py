"""What was proved and what was not, one line for each kind of fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.verdict import Verdict
from iopkit.report.fault_words import WORDS
from iopkit.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.prove.finding import Claim, Proof
    from iopkit.report.look import Look

_MANY: Final = 8
"""From how many on the names of questions are only counted. [1]"""


def claims(proof: Proof, look: Look, seconds: float) -> Iterator[str]:
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
    over = f"{counted(len(proof.facts), 'question')}{names}"
    yield look.wrapped(f"Asked for every client that the assessment allows ({over}).")
    for claim in proof.claims:
        found = claim.over - claim.proved - len(claim.undecided)
        meant = sum(bool(each.because) for each in proof.findings if each.fault is claim.fault)
        if not any(each.fault is claim.fault for each in proof.open):
            meant = found  # a rule that is written twice is asked about twice and found once
        yield from _claim(claim, meant, look, seconds)
    if not proof.is_decided:
        yield look.wrapped("What is not decided is not proved. Allow more time with --seconds.")


def _claim(claim: Claim, meant: int, look: Look, seconds: float) -> Iterator[str]:
    words = WORDS[claim.fault]
    if not claim.over:
        yield look.wrapped(f"{words.without}: {words.unasked}.", first="- ", rest="  ")
        return
    asked = counted(claim.over, words.one, words.many)
    undecided = len(claim.undecided)
    open_ = max(claim.over - claim.proved - undecided - meant, 0)
    rest = f", {meant} meant" if meant else ""
    rest += f", {undecided} not decided" if undecided else ""
    if open_:
        verdict = Verdict.NOT_MET
        count = ": not so" if claim.over == 1 else f": not so for {open_} of {asked}{rest}"
    elif rest:
        verdict = Verdict.UNKNOWN if undecided else Verdict.MET
        count = f": proved for {claim.proved} of {asked}{rest}"
    else:
        verdict, count = Verdict.MET, f" ({asked})"
    yield look.wrapped(f"{words.without}{count}.", first=f"{look.sign(verdict)} ", rest="  ")
    if claim.undecided:
        names = "; ".join(" ".join(about) or "the pathway" for about in claim.undecided)
        yield look.wrapped(f"not decided in {seconds:g} s: {names}", first="    ")
