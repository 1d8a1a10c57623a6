"""`iopkit check --prove`: what holds for every client of a pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.options.time_limit import Seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.pathway import Pathway
    from iopkit.prove.finding import Proof

Command = TypeVar("Command", bound="Callable[..., Any]")

SECONDS = 10.0
"""How long the proof of one pathway may take, if nobody says. [s]"""


def prove_options(command: Command) -> Command:
    """Add the options --prove and --seconds."""
    asked = click.option(
        "--prove",
        "proves",
        is_flag=True,
        help="Prove for every possible client that nobody falls through the rules.",
    )
    limit = click.option(
        "--seconds",
        type=Seconds(),
        metavar="N",
        help=f"How long the proof of one file may take.  [default: {SECONDS:g}]",
    )
    return asked(limit(command))


def seconds_for(*, proves: bool, seconds: float | None) -> float | None:
    """Return how long a proof may take; None when there is to be none. [s]"""
    if not proves:
        if seconds is not None:
            raise click.UsageError("--seconds says how long --prove may take; give both.")
        return None
    return SECONDS if seconds is None else seconds


def proof_of(pathway: Pathway, seconds: float) -> Proof:
    """Return what is proved about a pathway.

    Entries of ``accepted`` that no finding answers to any more are left to the file that they stand
    in: who extends a pathway and changes its rules has nothing to put right there.

    Raises
    ------
    MissingExtraError
        When the solver is not installed.
    """
    from iopkit.prove.prove import prove  # z3: only for those who prove

    proof = prove(pathway, seconds=seconds)
    own = pathway.origins.get(("id",))

    def is_own(entry: AcceptedFinding) -> bool:
        at = pathway.origins.get(("accepted", pathway.accepted.index(entry)))
        return own is None or at is None or at.file == own.file

    return attrs.evolve(proof, stale=tuple(entry for entry in proof.stale if is_own(entry)))


def proof_code(proof: Proof) -> int:
    """Return the exit code of a proof: what is open, out of date or not decided is a problem."""
    return 0 if proof.is_clean and not proof.stale else PROBLEMS
