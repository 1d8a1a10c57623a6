"""A million clients through every criterion of `standard`, beside polars.

`python -m benchmarks.columns [CLIENTS]`

The same criteria stand below as polars expressions, written by hand. Both read columns in memory
in the form that is natural to them, both keep three values, and the verdicts are compared before
anything is timed. polars uses all cores, iopkit one. The two run in turn, because the speed of a
shared machine drifts.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from iopkit import load, place, write
from iopkit.columns import Batch, BatchPlacer, place_table, verdicts
from iopkit.columns.batch import kinds
from iopkit.model import NumberFact, YesNo
from iopkit.model.provenance.source_paths import criteria

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.model import Pathway

CLIENTS: Final = 1_000_000
ROUNDS: Final = 9
MISSING: Final = 0.1
"""The part of answers that is not recorded."""

CHUNK: Final = 250_000
"""Rows that are written at once, when a file is made for the measure of memory."""


def by_hand() -> dict[str, pl.Expr]:
    """Return the criteria of `standard` as polars expressions, by their text."""
    col = pl.col
    stable, relapsed = col("physically_stable"), col("relapsed")
    calm = col("withdrawal_risk") <= "mild"
    no_risk = col("withdrawal_risk") == "none"
    withdrawal = col("withdrawal_risk") >= "moderate"
    able, safe = col("able_to_take_part"), col("home_is_safe")
    abstinent, harm = col("abstinent_while_attending"), col("self_harm_risk")
    not_serious = col("mental_health_severity") <= "moderate"
    minor = col("mental_health_severity") <= "minor"
    count, attends = col("dsm5_criteria_count"), col("attendance") >= 80
    triggers, plan = col("triggers_known"), col("relapse_prevention_plan")
    detox, residential = col("completed detox"), col("completed residential")
    php, iop = col("completed php"), col("completed iop")
    outpatient = col("completed outpatient")
    day = stable & calm & able & safe & abstinent
    no_more_needed = (count <= 5) | minor | residential | php
    after_iop = (count <= 3) | (iop & minor)
    steady = ~harm & not_serious
    named = {
        "physically_stable": stable,
        "not physically_stable": ~stable,
        "able_to_take_part": able,
        "home_is_safe": safe,
        "abstinent_while_attending": abstinent,
        "self_harm_risk": harm,
        "relapsed": relapsed,
        "not relapsed": ~relapsed,
        "triggers_known": triggers,
        "relapse_prevention_plan": plan,
        "work_or_school": col("work_or_school"),
        "on_medication": col("on_medication"),
        "lgbtq": col("lgbtq"),
        "veteran": col("veteran"),
        "gender = female": col("gender") == "female",
        "gender = male": col("gender") == "male",
        "withdrawal_risk >= moderate": withdrawal,
        "withdrawal_risk <= mild": calm,
        "withdrawal_risk = none": no_risk,
        "withdrawal_risk >= moderate or not physically_stable": withdrawal | ~stable,
        "home_support >= moderate": col("home_support") >= "moderate",
        "commitment >= strong": col("commitment") >= "strong",
        "mental_health_severity <= minor": minor,
        "mental_health_severity >= serious": col("mental_health_severity") >= "serious",
        "dsm5_criteria_count <= 5": count <= 5,
        "completed detox or completed residential or completed php": detox | residential | php,
        "completed residential or completed php or completed iop or completed outpatient": (
            residential | php | iop | outpatient
        ),
        "dsm5_criteria_count >= 6 and mental_health_severity >= moderate"
        " and not (completed residential or completed php)": (
            (count >= 6) & (col("mental_health_severity") >= "moderate") & ~(residential | php)
        ),
        "dsm5_criteria_count >= 4 and not completed iop": (count >= 4) & ~iop,
        "physically_stable and withdrawal_risk <= mild": stable & calm,
        f"{_DAY} and {_STEADY} and {_NO_MORE}": day & steady & no_more_needed,
        f"{_DAY} and {_STEADY}": day & steady,
        f"{_DAY} and {_STEADY} and commitment >= moderate": (
            day & steady & (col("commitment") >= "moderate")
        ),
        f"physically_stable and withdrawal_risk <= mild and not relapsed and {_STEADY}"
        f" and {_AFTER_IOP}": stable & calm & ~relapsed & steady & after_iop,
        f"attendance >= 80% and not relapsed and {_DAY} and {_STEADY}": (
            attends & ~relapsed & day & steady
        ),
        "relapsed and not abstinent_while_attending and physically_stable"
        " and withdrawal_risk <= mild": relapsed & ~abstinent & stable & calm,
        "attendance >= 80% and not relapsed and cravings <= 3 and physically_stable"
        f" and withdrawal_risk <= mild and {_STEADY} and {_NO_MORE}": (
            attends & ~relapsed & (col("cravings") <= 3) & stable & calm & steady & no_more_needed
        ),
        "attendance >= 80% and not relapsed and triggers_known and relapse_prevention_plan"
        f" and physically_stable and withdrawal_risk = none and {_STEADY} and {_NO_MORE}": (
            attends & ~relapsed & triggers & plan & stable & no_risk & steady & no_more_needed
        ),
        "not relapsed and triggers_known and relapse_prevention_plan and physically_stable"
        f" and withdrawal_risk = none and {_STEADY} and {_AFTER_IOP}": (
            ~relapsed & triggers & plan & stable & no_risk & steady & after_iop
        ),
    }
    return {text.replace("\n", " "): expression for text, expression in named.items()}


_DAY: Final = (
    "physically_stable and withdrawal_risk <= mild and able_to_take_part and home_is_safe"
    " and abstinent_while_attending"
)
_STEADY: Final = "not self_harm_risk and mental_health_severity <= moderate"
_NO_MORE: Final = (
    "(dsm5_criteria_count <= 5 or mental_health_severity <= minor"
    " or completed residential or completed php)"
)
_AFTER_IOP: Final = (
    "(dsm5_criteria_count <= 3 or (completed iop and mental_health_severity <= minor))"
)


def people(pathway: Pathway, clients: int, seed: int = 1) -> pl.DataFrame:
    """Return clients with random answers to every question, some of them missing."""
    chance = np.random.default_rng(seed)
    columns = {}
    for name, kind in kinds(pathway).items():
        if isinstance(kind, YesNo):
            column = pl.Series(name, chance.random(clients) < 0.5)
        elif isinstance(kind, NumberFact):
            low, high = kind.low or 0.0, kind.high or 365.0
            drawn = chance.uniform(low, high, clients)
            column = pl.Series(name, np.round(drawn, 0 if kind.whole else 1))
        else:
            words = pl.Enum(list(kind.options))
            places = chance.integers(0, len(kind.options), clients).astype(np.uint8)
            column = pl.Series(name, kind.options).gather(places).cast(words)
        gone = pl.Series(chance.random(clients) < MISSING)
        columns[name] = pl.select(pl.when(~gone).then(column)).to_series().alias(name)
    # Whoever is at a level is in care.
    care = columns["days_in_care"]
    columns["days_in_level"] = pl.select(
        pl.min_horizontal(columns["days_in_level"], care.fill_null(1e9)).alias("days_in_level")
    ).to_series()
    return pl.DataFrame(columns)


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of some work. [s]"""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compare(pathway: Pathway, clients: int) -> None:
    """Check that both say the same, time both in turn, and print the table."""
    frame = people(pathway, clients)
    known = by_hand()
    asked = [each for _, each in criteria(pathway)]
    missing = sorted({write(each) for each in asked} - known.keys())
    for text in missing:
        print(f"left out, not written by hand: {text}")
    asked = [each for each in asked if write(each) in known]
    expressions = [known[write(each)].alias(str(row)) for row, each in enumerate(asked)]
    arrow = {series.name: series.to_arrow() for series in frame}
    batch = Batch.of(arrow, pathway)
    placing = BatchPlacer.of(pathway)

    ours = verdicts(asked, batch, pathway.assessment)
    theirs = frame.lazy().select(expressions).collect()
    for row, series in enumerate(theirs):
        as_bytes = (series.cast(pl.UInt8) * 2).fill_null(1).to_numpy()
        if not np.array_equal(ours[row], as_bytes):
            sys.exit(f"polars says otherwise: {write(asked[row])}")

    rows: dict[str, list[float]] = {}
    works: dict[str, Callable[[], object]] = {
        "polars, lazy": lambda: frame.lazy().select(expressions).collect(),
        "polars, eager": lambda: frame.select(expressions),
        "iopkit": lambda: verdicts(asked, batch, pathway.assessment),
        "iopkit, from Arrow columns": lambda: verdicts(
            asked, Batch.of(arrow, pathway), pathway.assessment
        ),
        "iopkit, placements with exact ranges": lambda: placing.place(batch),
    }
    for _ in range(ROUNDS):
        for name, work in works.items():
            rows.setdefault(name, []).append(median(work, 1))
    times = {name: statistics.median(taken) for name, taken in rows.items()}
    best = min(times["polars, lazy"], times["polars, eager"])
    print(
        f"\n{len(asked)} criteria, {clients:,} clients; equal verdicts; median of {ROUNDS} rounds, "
        f"polars {pl.__version__} with {pl.thread_pool_size()} threads, iopkit with one\n"
    )
    for name, taken in times.items():
        print(f"{name:<40}{1000 * taken:>9.1f} ms{taken / best:>8.2f} x polars")
    client = batch.client(0, pathway)
    one = median(lambda: place(pathway, client), 200)
    print(f"{'one client with every reason':<40}{1000 * one:>9.2f} ms")


def memory(pathway: Pathway, clients: int) -> None:
    """Print by how much the peak of memory grows while files of two sizes are placed."""
    print("\nGrowth of the peak of memory, file to file\n")
    with tempfile.TemporaryDirectory() as folder:
        for size in (clients, 4 * clients):
            file = Path(folder, f"{size}.csv")
            _write(pathway, size, file)
            for suffix in (".csv", ".parquet"):
                made = file.with_suffix(suffix)
                grown, taken = _placed(made, file.with_name(f"{suffix[1:]}-out{suffix}"))
                print(f"{size:>10,} clients, {suffix:<9}{grown:>6.0f} MB{taken:>8.1f} s")
                made.unlink()


def _write(pathway: Pathway, size: int, file: Path) -> None:
    with file.open("wb") as out:
        for start in range(0, size, CHUNK):
            frame = people(pathway, min(CHUNK, size - start), seed=start)
            renamed = frame.rename(lambda name: name.replace(" ", "."))
            renamed.write_csv(out, include_header=start == 0)
    pl.scan_csv(file).sink_parquet(file.with_suffix(".parquet"), row_group_size=CHUNK)


def _placed(file: Path, out: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.columns", "--file", str(file), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  ours
    out.unlink()
    grown, taken = done.stdout.split()
    return float(grown), float(taken)


def main() -> None:
    """Print the tables; with ``--file IN OUT`` place one file, and print growth [MB], time [s]."""
    pathway = load("standard")
    if sys.argv[1:2] == ["--file"]:
        before, start = _peak(), time.perf_counter()
        place_table(pathway, sys.argv[2], sys.argv[3])
        print(_peak() - before, time.perf_counter() - start)
        return
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else CLIENTS
    compare(pathway, clients)
    memory(pathway, clients)


def _peak() -> float:
    """Return the most memory that this process has held. [MB]"""
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` says begins with the parent's
        words = status.read_text(encoding="ascii").split()
        return int(words[words.index("VmHWM:") + 1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
