"""The sound files that mutations start from, all in one folder, and what each is."""

import json
from pathlib import Path
from typing import Final

import attrs
from click.testing import CliRunner
from fuzz.tree import Tree, read
from fuzz.tree_change import Donors

from iopkit.cli import main

_HERE: Final = Path(__file__).parent
_OTHERS: Final = (
    _HERE.parents[1] / "examples",
    _HERE.parent / "cases" / "data" / "facilities",
)
LARGEST: Final = 20_000
"""The most bytes of a pathway that is mutated."""

RUN: Final = "run"
"""The folder of the kept run."""

SHORT: Final = ("--days", "30", "--warm-up", "0", "--replications", "2", "--threads", "1")
"""The longest run that an input asks for."""


@attrs.frozen
class Sound:
    """What stands in the folder in which every command runs.

    Parameters
    ----------
    files
        Their bytes by name, the kept run included.
    trees
        What the YAML and JSON files hold.
    pathways, others
        The names of the small and plain files, and of those that somebody might have written.
    donors, run_donors
        What a mutation puts elsewhere.
    """

    files: dict[str, bytes]
    trees: dict[str, Tree]
    pathways: tuple[str, ...]
    others: tuple[str, ...]
    donors: Donors
    run_donors: Donors

    @property
    def run(self) -> dict[str, bytes]:
        """The files of the kept run, by their names in its folder."""
        ahead = f"{RUN}/"
        return {n.removeprefix(ahead): d for n, d in self.files.items() if n.startswith(ahead)}


def sound_in(folder: Path) -> Sound:
    """Write the sound files into an empty folder, keep a run there, and return all of it."""
    files = {path.name: path.read_bytes() for path in sorted((_HERE / "sound").iterdir())}
    others: list[str] = []
    for other in _OTHERS:
        for path in sorted(other.glob("*.yaml")):
            data = path.read_bytes()
            if len(data) <= LARGEST and b"\nextends: standard" not in data:
                files[path.name] = data
                if b"\nlevels:" in data:
                    others.append(path.name)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    run = folder / RUN
    words = ["simulate", str(folder / "small.yaml"), *SHORT, "--out", str(run)]
    kept = CliRunner().invoke(main, words, prog_name="iopkit")
    assert kept.exit_code == 0, kept.output
    for path in sorted(run.rglob("*")):
        if path.is_file():
            files[f"{RUN}/{path.relative_to(run).as_posix()}"] = path.read_bytes()
    trees = {n: read(d.decode()) for n, d in files.items() if n.endswith((".yaml", ".json"))}
    return Sound(
        files=files,
        trees=trees,
        pathways=("small.yaml", "clinic.yaml"),
        others=tuple(others),
        donors=Donors.of([t for n, t in trees.items() if n.endswith(".yaml")], _schema_keys()),
        run_donors=Donors.of([t for n, t in trees.items() if n.endswith(".json")]),
    )


def _schema_keys() -> tuple[str, ...]:
    """Return every key that the format knows, from the schema that the command prints."""
    schema = json.loads(CliRunner().invoke(main, ["schema"], prog_name="iopkit").stdout)
    found: set[str] = set()
    todo: list[object] = [schema]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            properties = one.get("properties")
            found |= set(properties) if isinstance(properties, dict) else set()
            todo += one.values()
        elif isinstance(one, list):
            todo += one
    return tuple(sorted(found))
