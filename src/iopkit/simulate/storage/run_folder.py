"""The folder in which a run is kept, file by file as it comes."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import RunFolderError
from iopkit.files.yaml.atomic_write import write_text
from iopkit.simulate.storage.digest import DIGEST
from iopkit.simulate.storage.json_file import json_in
from iopkit.simulate.storage.lock import locked
from iopkit.simulate.storage.run_columns import TABLES
from iopkit.simulate.storage.scenario_record import begun_of, holds_answers, recorded

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.storage.digest import Json
    from iopkit.simulate.storage.scenario_record import RunRecord

RUN: Final = "run.json"
SUMMARY: Final = "summary.json"
MANIFEST: Final = "manifest.json"
FIGURES: Final = "figures"

MOST_PARTS: Final = 100_000
"""Replications that a folder holds: each has files of its own, numbered with five digits."""

LEFT_OVER: Final = ".unfinished"
"""How the name of a file ends that is being written."""


@attrs.frozen
class RunFolder:
    """A folder with ``run.json``, and for each replication a file in each of its folders.

    A replication is finished when its file of figures is there, which is written last and lists
    the two tables. Every file gets its name when it is whole.

    Parameters
    ----------
    path
        Where it is.
    run
        The digest of the run in it; empty where nobody has looked yet. Every part carries it.
    """

    path: Path = attrs.field(converter=Path)
    run: str = ""

    @classmethod
    def new(cls, path: str | os.PathLike[str], scenario: Scenario) -> RunFolder:
        """Make the folder for a run that begins.

        Where the scenario holds answers of clients, only the owner can look into the folder.

        Raises
        ------
        RunFolderError
            When there is something at this place already, or nothing can be written there.
        """
        folder = cls(path)
        if (folder.path / RUN).exists():
            raise RunFolderError(folder._taken())
        private = holds_answers(scenario)
        values = recorded(scenario)
        text = json.dumps(values, indent=2, sort_keys=True) + "\n"
        with folder.written():
            folder.path.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
            if any(not each.name.startswith(f".{RUN}") for each in folder.path.iterdir()):
                raise RunFolderError(
                    f"{folder.path} is there already and holds something else than a run; choose "
                    "another name"
                )
            if private:
                folder.path.chmod(0o700)
            try:
                write_text(folder.path / RUN, text, private=private)
            except FileExistsError:  # somebody else was quicker
                raise RunFolderError(folder._taken()) from None
            # Who is stopped before this can go on: `sweep` makes them too.
            for name in (*TABLES, FIGURES):
                (folder.path / name).mkdir(exist_ok=True)
        return attrs.evolve(folder, run=str(values[DIGEST]))

    def begun(self) -> RunRecord:
        """Return what is known of the run since it was begun.

        Raises
        ------
        RunFolderError
            When there is no run, or not one that this iopkit can read.
        """
        values = self._run()
        try:
            return begun_of(values)
        except RunFolderError as error:
            raise RunFolderError(f"{self.path / RUN} cannot be used: {error}") from None

    def scenario(self) -> Scenario:
        """Return what is simulated in it; raises as `begun` does."""
        return self.begun().scenario

    def part(self, kind: str, replication: int) -> Path:
        """Return the file of one replication: of a table, or of the figures."""
        ending = "json" if kind == FIGURES else "parquet"
        return self.path / kind / f"part-{replication:05d}.{ending}"

    def missing(self, replications: int) -> list[int]:
        """Return the replications that are not finished, in order."""
        present = [self._names(kind) for kind in (*TABLES, FIGURES)]
        return [
            number
            for number in range(replications)
            if not all(
                self.part(kind, number).name in names
                for kind, names in zip((*TABLES, FIGURES), present, strict=True)
            )
        ]

    def others(self, replications: int) -> list[Path]:
        """Return files that are called like parts of the run and are none, in order."""
        found = []
        for kind in (*TABLES, FIGURES):
            ours = {self.part(kind, number).name for number in range(replications)}
            names = sorted(name for name in self._names(kind) if name.startswith("part-"))
            found += [self.path / kind / name for name in names if name not in ours]
        return found

    @property
    def is_complete(self) -> bool:
        """Whether what is written at the very end is there."""
        return any((self.path / name).exists() for name in (SUMMARY, MANIFEST))

    def forget(self, replication: int) -> None:
        """Let a replication be unfinished again."""
        with self.written():
            self.part(FIGURES, replication).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what somebody left who was stopped while writing."""
        with self.written():
            for kind in (".", *TABLES, FIGURES):
                (self.path / kind).mkdir(exist_ok=True)
                for file in (self.path / kind).iterdir():
                    # Those of `write_text` end in .part, those of tables in .unfinished.
                    if file.name.startswith(".") and file.name.endswith((".part", LEFT_OVER)):
                        file.unlink(missing_ok=True)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from working on the same run meanwhile; a process that dies lets go.

        Raises
        ------
        RunFolderError
            When somebody works on it.
        """
        with self.written(), locked(self.path / RUN) as is_free:
            if not is_free:
                raise RunFolderError(
                    f"somebody is simulating into {self.path} just now; wait until it has ended"
                )
            yield

    @contextlib.contextmanager
    def written(self) -> Iterator[None]:
        """Turn what the system says about writing into a message.

        Raises
        ------
        RunFolderError
            When something cannot be written.
        """
        try:
            yield
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise RunFolderError(f"{self.path} cannot be written: {why}") from None

    def _run(self) -> dict[str, Json]:
        path = self.path / RUN
        try:
            return json_in(path)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise RunFolderError(f"{path} cannot be read: {error.strerror}") from None
        except ValueError:
            raise RunFolderError(f"{path} was not written by `iopkit simulate --out`") from None
        if any(self._names(kind) for kind in (*TABLES, FIGURES)):
            raise RunFolderError(
                f"{path} is missing, and nothing else says what was simulated: put it back from a "
                "copy, or begin a new run in another folder"
            )
        raise RunFolderError(
            f"there is no run in {self.path}: it has no {RUN}; begin one with `iopkit simulate "
            f"FILE --out {self.path}`"
        )

    def _taken(self) -> str:
        if self.is_complete:
            return f"{self.path} holds a complete run already; choose another name"
        return (
            f"{self.path} holds a run that is not finished: go on with `iopkit simulate --resume "
            f"{self.path}`, or choose another name"
        )

    def _names(self, kind: str) -> frozenset[str]:
        try:
            return frozenset(file.name for file in (self.path / kind).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()
