"""One input: some files, a command line, and what is typed."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import attrs
from fuzz import damage
from fuzz.sound import Sound
from fuzz.tree import copied, write, write_json
from fuzz.tree_change import change, vary


@attrs.frozen
class Input:
    """What a command gets.

    Parameters
    ----------
    words
        The command line.
    files
        The bytes of the files that differ from the sound ones.
    stdin
        What is typed.
    """

    words: tuple[str, ...]
    files: Mapping[str, bytes] = attrs.field(factory=dict)
    stdin: bytes = b""

    def write(self, folder: Path) -> None:
        """Write the files into a folder."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def mutated(sound: Sound, name: str, chance: Random) -> bytes:
    """Return a sound file with a few mutations."""
    data = sound.files[name]
    way = chance.random()
    if name.endswith(".csv"):
        return damage.of_cells(data, chance) if way < 0.7 else _damaged(data, chance)
    if name.endswith(".parquet") or way > 0.85:
        return _damaged(data, chance)
    fresh = copied(sound.trees[name])
    kept_run = name.endswith(".json")
    for _ in range(chance.choice((1, 1, 1, 1, 2, 3))):
        mutate = vary if chance.random() < 0.7 else change
        mutate(fresh, sound.run_donors if kept_run else sound.donors, chance)
    return (write_json(fresh) if kept_run else write(fresh) + "\n").encode("utf-8", "replace")


def _damaged(data: bytes, chance: Random) -> bytes:
    return chance.choice((damage.of_bytes, damage.of_tokens, damage.of_lines))(data, chance)
