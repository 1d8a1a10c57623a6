"""Kept runs that are killed and damaged at random: resumed or refused, never wrong.

``python -m run_damages --kills 50 --damages 200`` in this folder does it and counts, as ``make
damage`` does. The tests take the same damages.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from runs import files

from iopkit.errors import RunFolderError
from iopkit.simulate import open_run, resume

if TYPE_CHECKING:
    from collections.abc import Callable

HOUSE: Final = Path(__file__).parent / "cases" / "data" / "kept-runs" / "house.yaml"
TABLES: Final = ("visits", "census")
KINDS: Final = (*TABLES, "figures")

Hit: TypeAlias = tuple[Path, ...]


@attrs.frozen
class Site:
    """A run to be damaged.

    Parameters
    ----------
    folder
        Its folder.
    other
        The folder of a run of the same pathway with another seed.
    chance
        What chooses.
    """

    folder: Path
    other: Path
    chance: random.Random

    def any_file(self) -> Path:
        """Return one of its files."""
        return self.chance.choice(sorted(self.folder.rglob("*.*")))

    def part(self, kind: str | None = None) -> Path:
        """Return a part, of one kind."""
        return self.chance.choice(self.parts(kind))

    def parts(self, kind: str | None = None) -> list[Path]:
        """Return all parts of one kind."""
        kind = kind or self.chance.choice(KINDS)
        return sorted((self.folder / kind).glob("part-*"))

    def json_file(self) -> Path:
        """Return a file of JSON."""
        return self.chance.choice(sorted(self.folder.rglob("*.json")))


def flip_a_bit(site: Site) -> Hit:
    """Flip one bit."""
    path = site.any_file()
    content = bytearray(path.read_bytes())
    content[site.chance.randrange(len(content))] ^= 1 << site.chance.randrange(8)
    path.write_bytes(content)
    return (path,)


def flip_a_bit_of_a_table(site: Site) -> Hit:
    """Flip one bit where the rows are."""
    path = site.part(site.chance.choice(TABLES))
    content = bytearray(path.read_bytes())
    content[site.chance.randrange(len(content) // 2)] ^= 1 << site.chance.randrange(8)
    path.write_bytes(content)
    return (path,)


def write_noise(site: Site) -> Hit:
    """Write random bytes over some."""
    path = site.any_file()
    content = bytearray(path.read_bytes())
    length = site.chance.randint(1, max(len(content) // 4, 1))
    at = site.chance.randrange(len(content) - length + 1)
    content[at : at + length] = site.chance.randbytes(length)
    path.write_bytes(content)
    return (path,)


def cut_off(site: Site) -> Hit:
    """Keep the beginning only."""
    path = site.any_file()
    path.write_bytes(path.read_bytes()[: site.chance.randrange(path.stat().st_size)])
    return (path,)


def append(site: Site) -> Hit:
    """Append bytes."""
    path = site.any_file()
    path.write_bytes(path.read_bytes() + site.chance.randbytes(site.chance.randint(1, 99)))
    return (path,)


def delete(site: Site) -> Hit:
    """Delete a file."""
    path = site.any_file()
    path.unlink()
    return (path,)


def empty(site: Site) -> Hit:
    """Leave nothing in a file."""
    path = site.any_file()
    path.write_bytes(b"")
    return (path,)


def exchange(site: Site) -> Hit:
    """Exchange two parts of one kind."""
    one, two = site.chance.sample(site.parts(), 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return (one, two)


def copy_over(site: Site) -> Hit:
    """Copy a part over another."""
    one, two = site.chance.sample(site.parts(), 2)
    shutil.copy(one, two)
    return (two,)


def copy_a_replication_over(site: Site) -> Hit:
    """Copy all of a replication over another."""
    one, two = site.chance.sample(range(len(site.parts("figures"))), 2)
    hit = []
    for kind in KINDS:
        shutil.copy(site.parts(kind)[one], site.parts(kind)[two])
        hit.append(site.parts(kind)[two])
    return tuple(hit)


def take_a_part_of_another_seed(site: Site) -> Hit:
    """Take one file from a run with another seed."""
    path = site.part()
    shutil.copy(site.other / path.relative_to(site.folder), path)
    return (path,)


def take_a_replication_of_another_seed(site: Site) -> Hit:
    """Take a whole replication from a run with another seed."""
    name = site.part("figures").stem
    hit = sorted(site.folder.rglob(f"{name}.*"))
    for path in hit:
        shutil.copy(site.other / path.relative_to(site.folder), path)
    return tuple(hit)


def take_a_file_of_another_seed(site: Site) -> Hit:
    """Take what stands beside the parts from a run with another seed."""
    path = site.folder / site.chance.choice(("run.json", "summary.json", "manifest.json"))
    shutil.copy(site.other / path.name, path)
    return (path,)


def change_a_number(site: Site) -> Hit:
    """Change a digit somewhere in JSON."""
    path = site.json_file()
    text = list(path.read_text())
    at = site.chance.choice([at for at, each in enumerate(text) if each.isdigit()])
    text[at] = site.chance.choice([each for each in "0123456789" if each != text[at]])
    path.write_text("".join(text))
    return (path,)


def change_figures(site: Site) -> Hit:
    """Multiply figures."""
    return _figures(site, lambda told: [[*name, value * 9] for *name, value in told])


def no_figures(site: Site) -> Hit:
    """Leave an empty list of figures."""
    return _figures(site, lambda _told: [])


def fewer_figures(site: Site) -> Hit:
    """Leave one figure out."""
    return _figures(site, lambda told: told[1:])


def no_number(site: Site) -> Hit:
    """Write figures that are no numbers."""
    bad = site.chance.choice([float("nan"), float("inf"), 1e308, None, "x", [1]])
    return _figures(site, lambda told: [[*told[0][:-1], bad], *told[1:]])


def more_figures(site: Site) -> Hit:
    """Write a row that is none."""
    return _figures(site, lambda told: [*told, ["wait_mean", "iop"]])


def twice_the_same_key(site: Site) -> Hit:
    """Say a key twice, each time something else."""
    path = site.json_file()
    values = json.loads(path.read_text())
    key = site.chance.choice(sorted(values))
    path.write_text(f'{{"{key}": 1, {path.read_text().lstrip()[1:]}')
    return (path,)


def nest_without_end(site: Site) -> Hit:
    """Nest lists or objects deeper than anybody reads."""
    path = site.json_file()
    path.write_text(site.chance.choice(("[", '{"figures":')) * 200_000)
    return (path,)


def change_a_cell(site: Site) -> Hit:
    """Change one value of a table, as a program would that knows Parquet."""
    return _table(site, _with_another_cell)


def fewer_rows(site: Site) -> Hit:
    """Leave the last row of a table out."""
    return _table(site, lambda table, _chance: table.slice(0, len(table) - 1))


def more_rows(site: Site) -> Hit:
    """Say a row of a table twice."""
    return _table(site, lambda table, _chance: pa.concat_tables([table, table.slice(0, 1)]))


def rows_in_another_order(site: Site) -> Hit:
    """Turn a table upside down."""
    return _table(site, lambda table, _chance: table.take(list(range(len(table) - 1, -1, -1))))


def another_name(site: Site) -> Hit:
    """Exchange two columns."""

    def exchanged(table: Any, chance: random.Random) -> Any:  # noqa: ANN401
        one, two = chance.choice([("queued_at", "ended_at"), ("level", "stream")])
        if one not in table.column_names:
            one, two = "active", "waiting"
        names = [{one: two, two: one}.get(name, name) for name in table.column_names]
        return table.rename_columns(names)

    return _table(site, exchanged)


def a_part_too_many(site: Site) -> Hit:
    """Put a part where no replication is."""
    path = site.part()
    more = path.with_name(f"part-00099{path.suffix}")
    shutil.copy(path, more)
    return (more,)


def rename(site: Site) -> Hit:
    """Call a part otherwise."""
    path = site.part()
    other = path.with_name(f"part-{site.chance.randint(50, 999):05d}{path.suffix}")
    path.rename(other)
    return (path, other)


def lay_out_anew(site: Site) -> Hit:
    """Lay JSON out as people like it: the content is the same."""
    path = site.json_file()
    path.write_text(json.dumps(json.loads(path.read_text()), indent=8))
    return (path,)


def write_as_another_pyarrow(site: Site) -> Hit:
    """Write a table with other bytes and the same rows."""
    path = site.part(site.chance.choice(TABLES))
    pq.write_table(pq.read_table(path), path, compression="snappy", row_group_size=7)
    return (path,)


def leave_something(site: Site) -> Hit:
    """Leave what somebody leaves who is killed while writing."""
    path = site.part()
    path = path.with_name(f".{path.name}.1a2b3c4d.unfinished")
    path.write_bytes(b"half")
    return (path,)


def _figures(site: Site, change: Callable[[list[Any]], list[Any]]) -> Hit:
    path = site.part("figures")
    values = json.loads(path.read_text())
    values["figures"] = change(values["figures"])
    path.write_text(json.dumps(values))
    return (path,)


def _table(site: Site, change: Callable[[Any, random.Random], Any]) -> Hit:
    path = site.part(site.chance.choice(TABLES))
    table = pq.read_table(path)
    changed = change(table, site.chance)
    pq.write_table(changed.replace_schema_metadata(table.schema.metadata), path, compression="zstd")
    return (path,)


def _with_another_cell(table: Any, chance: random.Random) -> Any:  # noqa: ANN401
    name = chance.choice(table.column_names)
    row = chance.randrange(len(table))
    field, column = table.schema.field(name), table.column(name).to_pylist()
    value = column[row]
    if isinstance(value, str) or pa.types.is_dictionary(field.type):
        column[row] = None if value is not None else "iop"
    else:
        column[row] = None if value is not None and chance.random() < 0.3 else (value or 0) + 1
    array = pa.array(column, pa.string() if pa.types.is_dictionary(field.type) else field.type)
    array = array.dictionary_encode() if pa.types.is_dictionary(field.type) else array
    return table.set_column(table.schema.get_field_index(name), name, pc.cast(array, array.type))


DAMAGES: Final[tuple[Callable[[Site], Hit], ...]] = (
    flip_a_bit,
    flip_a_bit_of_a_table,
    write_noise,
    cut_off,
    append,
    delete,
    empty,
    exchange,
    copy_over,
    copy_a_replication_over,
    take_a_part_of_another_seed,
    take_a_replication_of_another_seed,
    take_a_file_of_another_seed,
    change_a_number,
    change_figures,
    no_figures,
    fewer_figures,
    no_number,
    more_figures,
    twice_the_same_key,
    nest_without_end,
    change_a_cell,
    fewer_rows,
    more_rows,
    rows_in_another_order,
    another_name,
    a_part_too_many,
    rename,
)
"""What goes wrong by accident or mistake."""

HARMLESS: Final[tuple[Callable[[Site], Hit], ...]] = (
    lay_out_anew,
    write_as_another_pyarrow,
    leave_something,
)
"""What changes bytes and no content."""


def said(folder: Path) -> dict[str, Any]:
    """Return everything that a kept run says, read as programs read it.

    Raises
    ------
    RunFolderError
        When it is refused.
    """
    run = open_run(folder)
    return {
        "json": run.to_dict(),
        "figures": run.figures,
        "visits": run.visits.columns(),
        "census": run.census.columns(),
    }


@attrs.frozen
class Trial:
    """What became of a damage.

    Parameters
    ----------
    reading
        ``refused`` or ``harmless``; anything else says what is wrong.
    resuming
        ``mended``, ``refused`` or ``left alone``; anything else says what is wrong.
    """

    reading: str
    resuming: str

    @property
    def is_right(self) -> bool:
        """Whether nothing wrong was said or left behind."""
        return self.reading in {"refused", "harmless"} and self.resuming in {
            "mended",
            "refused",
            "left alone",
        }


def tried(folder: Path, hit: Hit, right: dict[str, Any], whole: dict[str, str]) -> Trial:
    """Read and resume a damaged run, and say what became of it.

    Parameters
    ----------
    folder
        Where it is.
    hit
        The files that were damaged.
    right
        What the run says when it is whole.
    whole
        What its files are then.
    """
    reading = _read(folder, hit, right)
    try:
        resume(folder)
    except RunFolderError as error:
        # Only what says what is simulated cannot be made again, and nothing foreign is removed.
        mine = folder / "run.json" in hit or any(name not in whole for name in _names(folder, hit))
        named = any(str(path) in str(error) for path in hit) or folder / "run.json" in hit
        return Trial(reading, "refused" if mine and named else f"not mended: {error}")
    if files(folder) == whole:
        return Trial(reading, "mended")
    if reading != "harmless":
        return Trial(reading, "not the same bytes")
    return Trial(reading, "left alone" if said(folder) == right else "wrong")


def _read(folder: Path, hit: Hit, right: dict[str, Any]) -> str:
    try:
        found = said(folder)
    except RunFolderError as error:
        # Where run.json says another run, everything else is of another.
        is_named = folder / "run.json" in hit or any(str(path) in str(error) for path in hit)
        return "refused" if is_named else f"no file named: {error}"
    return "harmless" if found == right else "wrong"


def _names(folder: Path, hit: Hit) -> list[str]:
    return [str(path.relative_to(folder)) for path in hit]


def simulate_command(out: Path, seed: int = 3) -> list[str]:
    """Return the words of the command that makes the run."""
    words = ["simulate", str(HOUSE), "--days", "400", "--warm-up", "30 days"]
    return [*words, "--replications", "6", "--seed", str(seed), "--out", str(out)]


def damaged(times: int, seed: int) -> bool:
    """Damage a run many times and print what became of it; return whether all was right."""
    chance = random.Random(seed)
    counts: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        whole, other = home / "whole", home / "other"
        for folder, number in ((whole, 3), (other, 4)):
            _iopkit(*simulate_command(folder, number))
        right, right_files = said(whole), files(whole)
        for number in range(times):
            kinds = (*DAMAGES, *HARMLESS)
            damage = kinds[number] if number < len(kinds) else chance.choice(kinds)
            folder = home / "damaged"
            shutil.copytree(whole, folder)
            before = files(folder)
            hit = damage(Site(folder, other, chance))
            if files(folder) == before:
                counts[damage.__name__, "nothing changed", ""] += 1
            else:
                trial = tried(folder, hit, right, right_files)
                counts[damage.__name__, trial.reading, trial.resuming] += 1
                if not trial.is_right:
                    print(f"WRONG: {damage.__name__} of {_names(folder, hit)}: {trial}")
            shutil.rmtree(folder)
    for (name, reading, resuming), count in sorted(counts.items()):
        print(f"{count:6} {name}: {reading}, then {resuming or '-'}")
    total: Counter[str] = Counter()
    for (_, reading, resuming), count in counts.items():
        total[f"{reading}, then {resuming or '-'}"] += count
    print(f"{times} damages: " + "; ".join(f"{n} {what}" for what, n in total.most_common()))
    fine = {"nothing changed", "refused", "harmless"}
    after = {"", "mended", "refused", "left alone"}
    return all(reading in fine and resuming in after for _, reading, resuming in counts)


PARTS: Final = 12
LONG: Final = ("--years", "60", "--replications", str(PARTS), "--seed", "5")


def killed(times: int, seed: int) -> bool:
    """Kill runs at random moments, resume them, and print what became of them."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        whole = home / "whole"
        _iopkit("simulate", str(HOUSE), *LONG, "--out", str(whole))
        right, right_files = said(whole), files(whole)
        for number in range(times):
            where = ("--threads", "2") if number % 2 == 0 else ("--workers", "2")
            folder = home / "killed"
            begin = ["simulate", str(HOUSE), *LONG, *where, "--out", str(folder)]
            _kill(begin, folder, chance)
            finished = _finished(folder)
            if not (folder / "run.json").exists():
                counts["before it had begun"] += 1
                _iopkit(*begin)
            else:
                counts["complete" if (folder / "manifest.json").exists() else "unfinished"] += 1
                if chance.random() < 0.4:  # and once more while it goes on
                    counts["twice"] += 1
                    _kill(["simulate", "--resume", str(folder), *where], folder, chance)
                _iopkit("simulate", "--resume", str(folder), *where)
            same = files(folder) == right_files and said(folder) == right
            counts["the same bytes" if same else "WRONG"] += 1
            print(f"kill {number + 1} {where[0]}, {finished} of {PARTS}: same {same}", flush=True)
            shutil.rmtree(folder)
    print(f"{times} kills: {dict(counts)}")
    return not counts["WRONG"]


def _finished(folder: Path) -> int:
    """Return how many replications are finished in a folder, if it is there."""
    return len(list((folder / "figures").glob("part-*")))


def _iopkit(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "iopkit", *words], check=True, capture_output=True)


def _kill(words: list[str], folder: Path, chance: random.Random) -> None:
    """Run a command, and kill it at some moment from its start to its end."""
    until = chance.randint(-3, PARTS)
    with subprocess.Popen(
        [sys.executable, "-m", "iopkit", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and until > 0 and _finished(folder) < until:
            time.sleep(0.002)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.1 if until > 0 else 2.0))
        process.send_signal(signal.SIGKILL)


def main() -> None:
    """Do it, and end with 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--damages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    is_right = damaged(asked.damages, asked.seed) & killed(asked.kills, asked.seed)
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
