"""The sum over a column that tells whether it is still what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.simulate.kernel.jit import as_word, compiled, word
from iopkit.simulate.kernel.keyed_random import GOLDEN, MASK, mixed

if TYPE_CHECKING:
    from iopkit.simulate.kernel.tables import Words

ZERO = word(0)


@compiled
def summed(words: Words, first: int) -> int:
    """Return the sum of words, each mixed with its place, modulo 2**64.

    The sums of two parts of a column, added up, are the sum of the whole.

    Parameters
    ----------
    words
        The words.
    first
        The place of the first one in the column, from 0.
    """
    place = (as_word(first) * GOLDEN) & MASK
    total = ZERO
    for i in range(len(words)):
        place = (place + GOLDEN) & MASK
        total = (total + mixed(as_word(words[i]) ^ place)) & MASK
    return total
