"""The folder in which a run is kept, file by file as it comes."""

from __future__ import annotations

import contextlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import RunFolderError
from iopkit.files.atomic import write_text
from iopkit.simulate.damage import Damage, DamagedError, ForeignError
from iopkit.simulate.digest import DIGEST, digest_of
from iopkit.simulate.figures_file import entry_in, entry_text, figures_in
from iopkit.simulate.json_file import json_in
from iopkit.simulate.lock import locked
from iopkit.simulate.manifest import Manifest, manifest_in
from iopkit.simulate.recorded import begun_of, holds_answers, recorded
from iopkit.simulate.run_columns import TABLES

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    from iopkit.model.scenario import Scenario
    from iopkit.simulate.digest import Json
    from iopkit.simulate.figures_file import Entry
    from iopkit.simulate.measure import Figures
    from iopkit.simulate.recorded import Begun

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

    def begun(self) -> Begun:
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

    def write_entry(self, entry: Entry) -> str:
        """Write what is listed of a replication, and with it finish it; return its digest."""
        text, digest = entry_text(entry)
        with self.written():
            write_text(self.part(FIGURES, entry.replication), text, overwrite=True)
        return digest

    def entry(self, replication: int) -> tuple[Entry, str]:
        """Return what is listed of a replication that is finished, and its digest.

        Raises
        ------
        DamagedError
            When the file is not what the run wrote.
        RunFolderError
            When the system does not let it be read.
        """
        path = self.part(FIGURES, replication)
        try:
            entry, digest = entry_in(self._json(path))
        except ValueError:
            raise DamagedError(Damage(path, "holds something else than was written")) from None
        if entry.run != self.run:
            raise ForeignError(Damage(path, "belongs to another run"))
        if entry.replication != replication:
            raise DamagedError(Damage(path, f"is not replication {replication} of the run"))
        return entry, digest

    def unlisted_figures(self, replication: int) -> Figures:
        """Return the figures of a replication in a folder that lists no digests.

        Raises
        ------
        DamagedError, RunFolderError
            As `entry` does.
        """
        path = self.part(FIGURES, replication)
        try:
            return figures_in(self._json(path))
        except ValueError:
            raise DamagedError(Damage(path, "holds something else than was written")) from None

    def forget(self, replication: int) -> None:
        """Let a replication be unfinished again."""
        with self.written():
            self.part(FIGURES, replication).unlink(missing_ok=True)

    def complete(self, summary: Mapping[str, Json], figures: Sequence[str]) -> None:
        """Write what the run says, and with the list of everything complete the run.

        Parameters
        ----------
        summary
            What it says.
        figures
            The digest of each replication.
        """
        text = json.dumps(summary, indent=2, sort_keys=True, allow_nan=False) + "\n"
        manifest = Manifest(run=self.run, figures=tuple(figures), summary=digest_of(summary))
        with self.written():
            write_text(self.path / SUMMARY, text, overwrite=True)
            write_text(self.path / MANIFEST, manifest.text(), overwrite=True)

    def manifest(self, replications: int) -> Manifest | None:
        """Return the list of everything in a complete run; None when it is not complete.

        Parameters
        ----------
        replications
            How many the run has.

        Raises
        ------
        DamagedError, RunFolderError
            As `entry` does.
        """
        path = self.list_of_everything
        if not path.exists():
            return None
        try:
            manifest = manifest_in(self._json(path))
        except ValueError:
            raise DamagedError(Damage(path, "holds something else than was written")) from None
        if manifest.run != self.run or len(manifest.figures) != replications:
            raise DamagedError(Damage(path, "belongs to another run"))
        return manifest

    @property
    def list_of_everything(self) -> Path:
        """Where the list of everything in a complete run is."""
        return self.path / MANIFEST

    def refused(self, first: Damage, *others: Damage) -> RunFolderError:
        """Return what is said of files that are damaged, and what to do."""
        begun = self.begun()
        more = f" (and {len(others):,} more)" if others else ""
        if begun.is_listed and begun.iopkit == version("iopkit"):
            cure = f"`iopkit simulate --resume {self.path}` makes it again"
        else:
            cure = (
                f"put it back from a copy, or begin a new run: iopkit {begun.iopkit} began this "
                "one, and only that could make it again"
            )
        return RunFolderError(f"{first}{more}; {cure}")

    def check_summary(self, manifest: Manifest) -> None:
        """Check that the summary is the one that is listed; raises as `entry` does."""
        path = self.path / SUMMARY
        try:
            digest = digest_of(self._json(path))
        except ValueError:
            digest = None
        if digest != manifest.summary:
            raise DamagedError(Damage(path, "holds something else than was written"))

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

    def _json(self, path: Path) -> dict[str, Json]:
        """Return the object in a file; raises as `entry` does, or ValueError."""
        try:
            return json_in(path)
        except FileNotFoundError:
            raise DamagedError(Damage(path, "is missing")) from None
        except OSError as error:
            raise RunFolderError(f"{path} cannot be read: {error.strerror}") from None

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
