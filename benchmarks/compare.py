"""Run the benchmark models in every program there is; set speeds and results side by side.

`python -m benchmarks.compare [--rounds N] [--days D] [--json FILE]`

Every run is a fresh process. Each run of a peer follows a run of the C program with the same
model, horizon and seed, and the two make one ratio: the speed of a shared machine drifts, and
both runs of a pair drift together. Even so, a difference below 1.3 times says little.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path
from statistics import mean, stdev
from typing import Any, Final

from benchmarks.m1 import DAYS, ERLANG_C_WAIT
from benchmarks.programs import PEERS, Run, compiled, machine, run
from benchmarks.tables import (
    Row,
    agreement_rows,
    show_agreement,
    show_speed,
    speed,
    speed_row,
)

REPLICATIONS: Final = 60
"""Runs of the C program that the results of the peers are held against."""

FIRST_SEED: Final = 1_000_001
"""Seed of the first of these; the paired runs have 1, 2, ..."""


def speeds(
    model: str, days: float, rounds: int, c: str | None
) -> tuple[list[Row], dict[float, dict[str, list[Run]]]]:
    """Run one model in all programs.

    Parameters
    ----------
    model
        Name of the model.
    days
        Horizon; a slow peer has a part of it.
    rounds
        Pairs of runs; a slow peer has fewer.
    c
        The C program, None if it could not be compiled.

    Returns
    -------
    tuple
        Rows of the speed table, and the runs of the peers by horizon and name.
    """
    in_c: dict[float, list[Run]] = {}
    runs: dict[float, dict[str, list[Run]]] = {}
    rows = []
    for peer in (each for each in PEERS if not each.missing()):
        horizon = days * peer.horizon[model]
        mine: list[Run] = []
        ratios: list[float] = []
        for seed in range(1, max(2, round(rounds * peer.rounds)) + 1):
            before = run(c, model, str(horizon), str(seed)) if c else None
            mine.append(peer.run(model, horizon, seed))
            if before:
                in_c.setdefault(horizon, []).append(before)
                ratios.append(speed(mine[-1]) / speed(before))
        runs.setdefault(horizon, {})[peer.name] = mine
        rows.append(speed_row(peer.name, horizon, mine, ratios))
    if c and days not in in_c:
        in_c[days] = [run(c, model, str(days), str(seed)) for seed in range(1, rounds + 1)]
    rows += [speed_row("C", horizon, each, [1.0]) for horizon, each in in_c.items()]
    rows.sort(key=lambda row: (-row["days"], -row["visits_per_second"]["median"]))
    return rows, runs


def agreement(model: str, days: float, peers: dict[str, list[Run]], c: str) -> dict[str, Any]:
    """Hold the results of peers against many runs of the C program, and print the table."""
    seeds = range(FIRST_SEED, FIRST_SEED + REPLICATIONS)
    reference = [run(c, model, str(days), str(seed)) for seed in seeds]
    rows = agreement_rows(reference, peers)
    show_agreement(model, days, len(reference), rows)
    if model == "m2":
        waits = [line["wait"]["queue"] for line in reference]
        error = stdev(waits) / math.sqrt(len(waits))
        print(f"\nErlang C: {ERLANG_C_WAIT}; C: {mean(waits):.5f} with standard error {error:.5f}")
    return {"model": model, "days": days, "runs": len(reference), "rows": rows}


def main() -> None:
    """Run everything and print the tables."""
    parser = argparse.ArgumentParser(description="Speed and agreement of the benchmark programs.")
    parser.add_argument("--rounds", type=int, default=9, help="pairs of runs, 9 if not said")
    parser.add_argument(
        "--days",
        type=float,
        default=DAYS["m1"],
        help="horizon of M1, 36500 if not said; that of M2 changes by the same factor",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    given = parser.parse_args()
    if given.rounds < 1 or given.days <= 0:
        parser.error("Rounds and days have to be positive.")
    for peer in PEERS:
        if peer.missing():
            print(f"{peer.name}: skipped, the package or {peer.module} is not installed")
    result: dict[str, Any] = {"machine": machine(), "speed": {}, "agreement": []}
    with tempfile.TemporaryDirectory() as folder:
        c = compiled(folder)
        if c is None:
            print("C: skipped, there is no compiler (cc); without it there are no ratios either")
        for model, horizon in DAYS.items():
            days = horizon * given.days / DAYS["m1"]
            rows, runs = speeds(model, days, given.rounds, c)
            show_speed(model, rows)
            result["speed"][model] = rows
            for each, peers in (runs or {days: {}}).items():
                if c:
                    result["agreement"].append(agreement(model, each, peers, c))
            sys.stdout.flush()
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
