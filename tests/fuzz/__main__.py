"""Mutate files and command lines of iopkit, and run its commands on them: `make fuzz`.

The same seed gives the same inputs. An input with a fault is made smaller, kept in a folder of its
own, and printed with the command that repeats it.
"""

import argparse
import multiprocessing
import queue
import sys
import tempfile
import time
import traceback
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
from click.testing import CliRunner
from fuzz.kinds import make
from fuzz.smaller import smaller
from fuzz.worker import FindingKind, Wanted, fault, keep, ready, work

from iopkit.cli import main as iopkit

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.sharedctypes import Synchronized

STUCK: Final = 180.0
"""After how long without a sign a worker is taken to hang where nothing interrupts it. [s]"""

MOST_FAULTS: Final = 200
"""After how many faults to stop."""

_CONTEXT: Final = multiprocessing.get_context("spawn")


@attrs.define
class Seat:
    """A worker, and what is known about it; whoever is gone before the end is replaced.

    Parameters
    ----------
    at
        The number of its input.
    process
        The process; None at the end.
    number, since
        The last number that was seen, and when it was new. [s]
    """

    at: "Synchronized[int]"
    process: BaseProcess | None = None
    number: int = -1
    since: float = 0.0

    def start(self, wanted: Wanted, found: "Queue[FindingKind]") -> None:
        self.process = _CONTEXT.Process(target=work, args=(wanted, self.at, found), daemon=True)
        self.process.start()

    def is_stuck(self, now: float) -> bool:
        """Whether it has the same input since long ago."""
        if self.at.value != self.number:
            self.number, self.since = self.at.value, now
        return now - self.since > STUCK


class Watch:
    """Workers, and the faults that they find."""

    def __init__(self, wanted: Wanted, seconds: float) -> None:
        self.wanted, self.seconds = wanted, seconds
        self.found: Queue[FindingKind] = _CONTEXT.Queue()
        self.faults = 0
        self.started = time.monotonic()
        self.seats = [
            Seat(_CONTEXT.Value("q", wanted.first + place)) for place in range(wanted.step)
        ]

    @property
    def done(self) -> int:
        """How many inputs have been run."""
        return sum(
            max(0, (seat.at.value - self.wanted.first - place) // self.wanted.step)
            for place, seat in enumerate(self.seats)
        )

    def run(self) -> None:
        """Run all inputs, or as many as there is time for."""
        for seat in self.seats:
            seat.start(self.wanted, self.found)
        said = self.started
        while any(seat.process for seat in self.seats):
            self._hear(0.5)
            now = time.monotonic()
            over = now - self.started > self.seconds or self.faults >= MOST_FAULTS
            for seat in self.seats:
                self._look_at(seat, now, over=over)
            if now - said > 60:
                said = now
                rate = self.done / (now - self.started)
                print(
                    f"... {self.done} inputs, {rate:.0f} a second, {self.faults} faults", flush=True
                )
        self._hear(0.5)

    def _look_at(self, seat: Seat, now: float, *, over: bool) -> None:
        if seat.process is None:
            return
        stuck = seat.is_stuck(now)
        if stuck or over:
            seat.process.kill()
            seat.process.join()
        if seat.process.is_alive():
            return
        number = seat.at.value
        if over or number >= self.wanted.last:
            seat.process = None
            return
        what = "hangs" if stuck else f"the process is gone ({seat.process.exitcode})"
        self._note(number, what, self.wanted.repeat(number))
        seat.at.value = number + self.wanted.step
        seat.start(self.wanted, self.found)

    def _hear(self, seconds: float) -> None:
        try:
            self._note(*self.found.get(timeout=seconds))
            while True:
                self._note(*self.found.get_nowait())
        except queue.Empty:
            pass

    def _note(self, number: int, what: str, repeat: str) -> None:
        self.faults += 1
        print(f"input {number}: {what}\n  {repeat}", flush=True)


def _again(wanted: Wanted, number: int) -> int:
    """Run one input, and show what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = ready(Path(name))
        one = make(folder.sound, wanted.seed, number)
        what = fault(folder, one)
        least = smaller(one, lambda each: fault(folder, each)) if what else one
        with folder.holding(least):
            result = CliRunner().invoke(
                iopkit, ("--debug", *least.words), input=least.stdin, prog_name="iopkit"
            )
        print(keep(wanted, number, least, folder))
    for file, data in least.files.items():
        if not file.endswith(".parquet"):
            print(f"--- {file}\n{data.decode('utf-8', 'backslashreplace')}")
    print(f"--- stdout\n{result.stdout[-3000:]}\n--- stderr\n{result.stderr[-3000:]}")
    print(f"--- ends with {result.exit_code}")
    if result.exception and not isinstance(result.exception, SystemExit):
        traceback.print_exception(result.exception)
    print(f"fault: {what or 'none'}")
    return 1 if what else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="where chance starts")
    parser.add_argument("--inputs", type=int, default=10**9, help="how many")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="for how long at most")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--workers", type=int, default=2, help="how many processes")
    parser.add_argument("--only", type=int, help="run this one input, and show it")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where faults go")
    given = parser.parse_args()
    last = given.first + given.inputs
    wanted = Wanted(given.seed, given.first, last, given.workers, given.keep)
    if given.only is not None:
        return _again(wanted, given.only)
    watch = Watch(wanted, given.seconds)
    watch.run()
    took = time.monotonic() - watch.started
    print(f"{watch.done} inputs of seed {given.seed} in {took:.0f} s, {watch.faults} faults")
    return 1 if watch.faults else 0


if __name__ == "__main__":
    sys.exit(main())
