"""Whether a column measured in percent holds shares from 0 to 1.

One answer of 0.5 % says nothing; a whole column without an answer above 1 % is probably one of
shares. See `iopkit.model.check.percent`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@attrs.define
class Shares:
    """What is known of a column, batch by batch.

    Parameters
    ----------
    answers
        How many answers there are so far. [clients]
    shares
        How many of them look like shares. [clients]
    others
        Whether one of them is none: larger, or written with its sign.

    >>> column = Shares()
    >>> column.add(np.array([0.85, 0.0]), np.array([True, False]), np.array([2, 1]))
    >>> column.answers, column.is_suspect
    (3, True)
    """

    answers: int = 0
    shares: int = 0
    others: bool = False

    @property
    def is_suspect(self) -> bool:
        """Whether all that was answered, and not nothing, looks like shares."""
        return self.shares > 0 and not self.others

    def add(
        self, answers: NDArray[np.float64], like: NDArray[np.bool], often: NDArray[np.integer]
    ) -> None:
        """Count some different answers.

        Parameters
        ----------
        answers
            The answers, NaN where there is none. (n,) [%]
        like
            Which of them look like shares. (n,)
        often
            How often each was given. (n,) [clients]
        """
        given = often > 0
        self.others |= bool((given & (np.abs(answers) > 0) & ~like).any())
        self.answers += int(often[~np.isnan(answers)].sum())
        self.shares += int(often[like].sum())
