"""Executors for runs: threads, processes, and the machines of a cluster."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib.metadata import version
from multiprocessing import active_children, connection, get_context, parent_process
from typing import TYPE_CHECKING, Final, cast

from iopkit.errors import LostWorkerError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

DROPPING: Final = 0.1
"""How long the pool's own thread has to drop what is cancelled; where a process ends before that,
the thread of Python 3.11 takes it for an error and prints it. [s]"""

PATIENCE: Final = 10
"""How long a cluster has to answer. [s]"""


@contextlib.contextmanager
def threads(number: int) -> Iterator[Executor]:
    """Yield so many threads. After Ctrl-C nothing is begun any more."""
    pool = ThreadPoolExecutor(number)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def processes(number: int) -> Iterator[Executor]:
    """Yield so many processes, which end with this one, however it ends.

    Ctrl-C is heard by this process only. What a process writes then is left unfinished, and swept
    away when the run goes on.
    """
    others = set(active_children())
    pool = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin)
    try:
        with _deaf():
            for _ in range(number):
                pool.submit(_version)  # work for which no process is free starts one
        yield pool
    except BaseException:  # nobody wants what they still work on
        pool.shutdown(wait=False, cancel_futures=True)
        time.sleep(DROPPING)
        for process in set(active_children()) - others:
            process.kill()
            process.join()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Yield the machines of a Dask cluster.

    Parameters
    ----------
    address
        Where its scheduler is, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    MissingExtraError
        When Dask is not installed.
    LostWorkerError
        When no scheduler answers, it has no workers, or they have another iopkit than this.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError("cluster", "simulating on a cluster") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise LostWorkerError(f"no Dask scheduler answers at '{address}'") from error
    with client:
        _check(client.run(_version, on_error="return"), address)
        pool = cast("Executor", client.get_executor(pure=False))
        try:
            yield pool
        finally:
            pool.shutdown(wait=False)


def _check(versions: dict[str, object], address: str) -> None:
    """Refuse a cluster whose numbers might differ."""
    here = version("iopkit")
    if not versions:
        raise LostWorkerError(f"the scheduler at '{address}' has no workers")
    for worker, found in versions.items():
        if found != here:
            has = "no iopkit" if isinstance(found, BaseException) else f"iopkit {found}"
            raise LostWorkerError(
                f"worker {worker} has {has} and this machine iopkit {here}; all need the same, or "
                "their numbers could differ"
            )


def _version() -> str:
    return version("iopkit")


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Keep Ctrl-C away from processes that are started in the block; here it comes afterwards.

    They would hear it before `_begin` can say that they should not, and print where they were.
    """
    try:
        from signal import SIG_BLOCK, SIG_SETMASK, pthread_sigmask
    except ImportError:  # Windows
        yield
        return
    before = pthread_sigmask(SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _begin() -> None:
    """Begin a process: deaf to Ctrl-C, which the parent hears, and with no life of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
