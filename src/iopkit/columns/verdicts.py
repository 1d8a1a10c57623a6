"""Criteria and a batch of clients make verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from iopkit.columns.batch import ROWS
from iopkit.columns.vectorized_criteria import VectorizedCriteria

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from iopkit.columns.batch import Batch
    from iopkit.model.assessment import Assessment
    from iopkit.model.criterion import Criterion


def verdicts(
    criteria: Iterable[Criterion], batch: Batch, assessment: Assessment
) -> NDArray[np.uint8]:
    """Return for every criterion whether each client meets it. (n_criteria, n_clients)

    Parameters
    ----------
    criteria
        The criteria.
    batch
        The clients, any number of them.
    assessment
        What the criteria may ask.

    Returns
    -------
    array
        0 for not met, 1 for unknown, 2 for met: what `evaluate` returns for each client.

    Raises
    ------
    UnknownNameError, CriterionError
        When a criterion makes no sense for the assessment.

    >>> from iopkit.columns.batch import Batch
    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.files.compose.load import load
    >>> standard = load("standard")
    >>> batch = Batch.of({"cravings": [2, None, 8]}, standard)
    >>> verdicts([parse("cravings <= 3"), parse("relapsed")], batch, standard.assessment)
    array([[2, 1, 0],
           [1, 1, 1]], dtype=uint8)
    """
    steps = VectorizedCriteria.of(criteria, assessment)
    found = np.empty((len(steps.ends), batch.size), dtype=np.uint8)
    for start in range(0, batch.size, ROWS):
        for place, column in enumerate(steps.run(batch.rows(start, start + ROWS))):
            found[place, start : start + ROWS] = column
    return found
