"""The one door to numba.

With numba installed, `compiled` compiles and `Word` is an unsigned 64-bit integer. Without it, or
with the environment variable ``IOPKIT_PLAIN`` set, the same source runs as plain Python on Python's
own integers and gives the same numbers, some hundred times more slowly. That is why the code behind
this door masks every sum and product of words: plain integers do not wrap by themselves.

What was compiled is kept where numba keeps it: beside the source, or in the user's cache where that
is not writable, or in ``NUMBA_CACHE_DIR``; where nothing can be kept, every process compiles.
"""

from __future__ import annotations

import contextlib
import functools
import os
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar, cast

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

    dispatcher: Any = numba.njit(function, nogil=True, error_model="numpy", forceinline=inline)
    with contextlib.suppress(RuntimeError):  # nowhere to keep it: a read-only installation
        dispatcher._cache = _keeping()(function)  # noqa: SLF001  as numba's own `cache=True` does
    return cast("Callable[P, R]", dispatcher)


@functools.cache
def _keeping() -> Callable[[Callable[..., Any]], object]:
    """Return the class of what keeps compiled functions, and finds them again.

    It differs from numba's own in three ways. A function is compiled again when any kernel changed,
    not its own file alone, for it holds the code of those that it calls. To load one, nothing is
    prepared that only compiling needs: half a second, of which scipy takes most where it is
    installed. And a cache that cannot be read or written costs time, never a run.
    """
    from numba.core import caching
    from numba.core.runtime.nrt import rtsys

    class Code(caching.CompileResultCacheImpl):
        """Says what the code of a function depends on."""

        def __init__(self, function: Callable[..., Any]) -> None:
            super().__init__(function)  # type: ignore[no-untyped-call]
            self.locator.get_source_stamp = sources

    class Keeping(caching.FunctionCache):
        """Keeps one function."""

        _impl_class = Code

        def load_overload(self, sig: object, target_context: object) -> object:
            """Return the code for a signature, None when it must be compiled."""
            try:
                rtsys.initialize(target_context)
                return self._load_overload(sig, target_context)  # type: ignore[no-untyped-call]
            except Exception:  # noqa: BLE001  broken bytes fail to load in any way they like
                with contextlib.suppress(OSError):
                    self.flush()  # type: ignore[no-untyped-call]
                return None

        def save_overload(self, sig: object, data: object) -> None:
            """Keep the code for a signature, if that can be."""
            with contextlib.suppress(OSError):
                super().save_overload(sig, data)  # type: ignore[no-untyped-call]

    return Keeping


@functools.cache
def sources() -> str:
    """Return a hash of the room of the kernel: all that compiled code can be made of is there."""
    import hashlib
    from pathlib import Path

    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


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
