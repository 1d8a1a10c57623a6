"""The one door to numba.

With numba installed, `compiled` compiles and `Word` is an unsigned 64-bit integer. Without it, or
with the environment variable ``IOPKIT_PLAIN`` set, the same source runs as plain Python on Python's
own integers and gives the same numbers, some hundred times more slowly. That is why the code behind
this door masks every sum and product of words: plain integers do not wrap by themselves.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

P = ParamSpec("P")
R = TypeVar("R")


def _numba_is_here() -> bool:
    if os.environ.get("IOPKIT_PLAIN"):
        return False
    try:
        import numba  # noqa: F401
    except ImportError:
        return False
    return True


IS_COMPILED: Final = _numba_is_here()
"""Whether kernels run compiled in this process."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over numbers, releasing the interpreter lock while it runs."""
    return _compile(function, inline=False)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a small function into whoever calls it, which loses no time to the call."""
    return _compile(function, inline=True)


def _compile(function: Callable[P, R], *, inline: bool) -> Callable[P, R]:
    if not IS_COMPILED:
        return function
    import numba

    def compile_(*, cache: bool) -> Callable[P, R]:
        dispatcher = numba.njit(
            function, cache=cache, nogil=True, error_model="numpy", forceinline=inline
        )
        return cast("Callable[P, R]", dispatcher)

    try:
        return compile_(cache=True)
    except RuntimeError:  # nowhere to keep the compiled code: a read-only installation
        return compile_(cache=False)


def table(values: Sequence[float]) -> Sequence[float]:
    """Return constant numbers in the form that is quickest to read: an array, or a tuple."""
    if not IS_COMPILED:
        return tuple(values)
    import numpy as np

    return cast("Sequence[float]", np.array(values))


def word(value: int) -> int:
    """Return a constant as a word: 64 bits without sign."""
    if not IS_COMPILED:
        return value
    import numpy as np

    return cast("int", np.uint64(value))


def _word_type() -> Callable[[int], int]:
    if not IS_COMPILED:
        return int
    import numpy as np

    return cast("Callable[[int], int]", np.uint64)


as_word: Final = _word_type()
"""Turns an element of an array into a word, inside kernels as outside."""


@contextlib.contextmanager
def announced(say: Callable[[], object]) -> Iterator[None]:
    """Call `say` once if anything is compiled in the block, not found as compiled before."""
    if not IS_COMPILED:
        yield
        return
    from numba.core import event

    class Compiling(event.Listener):
        """Hears of the first compilation."""

        heard = False

        def on_start(self, _event: object) -> None:
            if not self.heard:
                self.heard = True
                say()

        def on_end(self, _event: object) -> None:
            pass

    with event.install_listener("numba:compile", Compiling()):
        yield
