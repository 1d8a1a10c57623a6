"""A process that runs inputs, one after the other, with everything imported once."""

import gc
import resource
import shlex
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
from click.testing import CliRunner
from fuzz.folder import Folder
from fuzz.inputs import Input
from fuzz.kinds import make
from fuzz.smaller import smaller
from fuzz.sound import SHORT
from fuzz.verdict import limit, verdict

from iopkit.cli import main

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.sharedctypes import Synchronized

FindingKind: TypeAlias = tuple[int, str, str]
"""The number of an input, what is wrong, and how to see it again."""

MEMORY: Final = 1_500_000_000
"""How much more memory than at its start a worker may address. [bytes]"""

_EVERYTHING: Final = (
    ("check", "clinic.yaml", "--prove", "--seconds", "2", "--against", "teds-iop"),
    ("diff", "clinic.yaml", "small.yaml", "--seconds", "1"),
    ("week", "small.yaml", "-o", "w.ics", "--from", "2026-01-05"),
    ("week", "small.yaml", "-o", "w.html"),
    ("page", "small.yaml"),
    ("draw", "small.yaml", "-o", "a.png"),
    ("simulate", "clinic.yaml", "--census", "census.csv", *SHORT, "--out", "r"),
    ("place", "clinic.yaml", "--clients", "clients.csv", "--out", "p.parquet"),
    ("report", "run"),
    ("new", "n.yaml"),
    ("nothing",),
)
"""Command lines after which all that can be imported is imported."""


@attrs.frozen
class Wanted:
    """Which inputs to run.

    Parameters
    ----------
    seed
        Where chance starts.
    first, last
        Their numbers: from the first to before the last.
    step
        How many workers share them.
    keep
        The folder for inputs with a fault.
    """

    seed: int
    first: int
    last: int
    step: int
    keep: Path

    def repeat(self, number: int) -> str:
        """Return the command that runs one of them again."""
        return f"make fuzz FUZZ_SEED={self.seed} FUZZ_ONLY={number}"


def work(wanted: Wanted, at: "Synchronized[int]", found: "Queue[FindingKind]") -> None:
    """Run every input from the number that `at` holds; `found` hears of faults."""
    with tempfile.TemporaryDirectory() as name:
        folder = ready(Path(name))
        while at.value < wanted.last:
            number = at.value
            one = make(folder.sound, wanted.seed, number)
            what = fault(folder, one)
            if what:
                least = smaller(one, lambda each: fault(folder, each))
                found.put((number, what, keep(wanted, number, least, folder)))
            at.value = number + wanted.step


def ready(path: Path) -> Folder:
    """Return a folder to work in, with everything imported, and the limits set."""
    folder = Folder(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for words in _EVERYTHING:
            with folder.holding(Input(words)):
                CliRunner().invoke(main, words, prog_name="iopkit")
    warnings.simplefilter("error")
    limit()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return folder


def fault(folder: Folder, one: Input) -> str:
    """Run an input in a folder; return what is wrong, or nothing."""
    with folder.holding(one):
        return verdict(one)


def keep(wanted: Wanted, number: int, one: Input, folder: Folder) -> str:
    """Keep an input with the sound files around it, and return the commands that repeat it."""
    kept = (wanted.keep / f"{wanted.seed}-{number}").absolute()
    Input((), folder.sound.files).write(kept)
    one.write(kept)
    (kept / "stdin").write_bytes(one.stdin)
    line = f"cd {kept} && iopkit {shlex.join(one.words)} < stdin"
    (kept / "again.sh").write_text(line + "\n", encoding="utf-8", errors="replace")
    return f"{wanted.repeat(number)}\n  {line}"
