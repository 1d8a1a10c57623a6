"""Proofs about a pathway, over all clients that its assessment allows.

`prove` needs the extra ``prove``. What a proof says, a `Proof` of `Finding` and `Claim`, needs
nothing, so that it can be written down and read where no solver is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.errors import MissingExtraError
from iopkit.prove.finding import Claim, Clause, Finding, Proof

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.prove.equivalence import DistinguishingClient as DistinguishingClient
    from iopkit.prove.equivalence import differ as differ
else:  # these need the solver
    from iopkit.lazy_names import lazy_names

    __getattr__, _ = lazy_names(__name__)

try:
    # At once: the module has the same name, and would take the place of the function later.
    from iopkit.prove.prove import prove
except MissingExtraError:

    def prove(pathway: Pathway, *, seconds: float = 10.0) -> Proof:
        """Say what to install: without a solver nothing can be proved."""
        from iopkit.prove.prove import prove as with_solver  # raises, and says so

        return with_solver(pathway, seconds=seconds)


__all__ = ["Claim", "Clause", "DistinguishingClient", "Finding", "Proof", "differ", "prove"]
