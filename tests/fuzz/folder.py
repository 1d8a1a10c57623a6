"""The folder in which inputs are run, one after the other: sound before each."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from fuzz.inputs import Input
from fuzz.sound import Sound, sound_in


class Folder:
    """A folder with the sound files in it.

    Parameters
    ----------
    path
        An empty folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sound: Sound = sound_in(path)
        self._names = {name.partition("/")[0] for name in self.sound.files}

    @contextlib.contextmanager
    def holding(self, one: Input) -> Iterator[None]:
        """Put the files of an input there, work there, and clean up."""
        before = Path.cwd()
        one.write(self.path)
        os.chdir(self.path)
        try:
            yield
        finally:
            os.chdir(before)
            self._clean(one)

    def _clean(self, one: Input) -> None:
        for name in {*one.files} & {*self.sound.files}:
            (self.path / name).write_bytes(self.sound.files[name])
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name in self._names:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    os.unlink(entry.path)  # noqa: PTH108  there are many
