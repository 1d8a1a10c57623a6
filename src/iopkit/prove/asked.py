"""A question put to the solver, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.prove._solver import UndecidedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopkit.model.meant import Fault
    from iopkit.prove._solver import Solver
    from iopkit.prove.finding import Finding


@attrs.frozen
class Asked:
    """A question put to the solver, and what came of it.

    Parameters
    ----------
    fault
        The kind of fault that was looked for.
    about
        What it is about, as in `Finding`.
    finding
        What was found; None for nothing.
    is_decided
        Whether the solver answered in time.
    """

    fault: Fault
    about: tuple[str, ...]
    finding: Finding | None = None
    is_decided: bool = True


def ask(
    solver: Solver,
    fault: Fault,
    about: tuple[str, ...],
    find: Callable[[], Finding | None],
    *,
    unless: Callable[[], bool] = lambda: False,
) -> Iterator[Asked]:
    """Yield what comes of looking for a finding; that the time was over is an answer too.

    Parameters
    ----------
    solver
        What knows how much time is left.
    fault, about
        What is asked.
    find
        Returns the finding, or None when it is proved that there is none.
    unless
        Whether the question has no point, for another finding says it all; nothing is yielded then.
    """
    try:
        solver.heed_the_time()  # before the question is put together, which takes time too
        if not unless():
            yield Asked(fault, about, find())
    except UndecidedError:
        yield Asked(fault, about, is_decided=False)
