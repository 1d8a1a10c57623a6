"""Questions put to the solver about one kind of finding, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.prove.encoding.solver import SolverUndecidedError
from iopkit.prove.finding import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iopkit.model.finding_catalogue import FindingKind
    from iopkit.prove.encoding.solver import Solver
    from iopkit.prove.finding import Finding

MOST_LISTED: Final = 1000
"""How many questions of a kind that were not decided are listed; the others are counted. [1]"""


@attrs.frozen
class SolverAnswer:
    """A question to put to the solver.

    Parameters
    ----------
    about
        What it is about, as in `Finding`.
    find
        Returns the finding, or None when it is proved that there is none.
    unless
        Whether the question has no point, for another finding says it all; it is then not counted.
    """

    about: tuple[str, ...]
    find: Callable[[], Finding | None]
    unless: Callable[[], bool] = lambda: False


def put(
    solver: Solver, kind: FindingKind, questions: Iterable[SolverAnswer]
) -> tuple[list[Finding], Claim]:
    """Return what was found of a kind, and what was proved of it.

    Each question is put before the next one is made. From the end of the time on they are only
    counted, for that the time was over is an answer too.
    """
    found: list[Finding] = []
    late: list[tuple[str, ...]] = []
    over = proved = unlisted = 0
    for question in questions:
        over += 1
        if not solver.is_over:
            try:
                if question.unless():
                    over -= 1
                elif (finding := question.find()) is not None:
                    found.append(finding)
                else:
                    proved += 1
                continue
            except SolverUndecidedError:
                pass
        if len(late) < MOST_LISTED:
            late.append(question.about)
        else:
            unlisted += 1
    there = {finding.about for finding in found}  # what is written twice may be found once
    undecided = [about for about in late if about not in there]
    return found, Claim(kind=kind, over=over, proved=proved, undecided=undecided, unlisted=unlisted)
