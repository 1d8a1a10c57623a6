"""The two tables of the benchmark: how fast the programs are, and whether they agree."""

from __future__ import annotations

import math
from statistics import mean, median, stdev
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.programs import Run

Row = dict[str, Any]


def speed(run: Run) -> float:
    """Give the visits per second of a run."""
    return float(run["visits"] / run["seconds"])


def speed_row(program: str, days: float, runs: Sequence[Run], ratios: Sequence[float]) -> Row:
    """Sum up the runs of a program.

    Parameters
    ----------
    program
        Name of the program.
    days
        Horizon of the runs.
    runs
        What the program printed.
    ratios
        Speed in each run to that of the C program just before; empty if there is none.
    """
    speeds = [speed(run) for run in runs]
    return {
        "program": program,
        "days": days,
        "runs": len(runs),
        "visits_per_second": {"median": median(speeds), "min": min(speeds), "max": max(speeds)},
        "ratio_to_c": median(ratios) if ratios else None,
        "peak_mb": max((run["peak_mb"] for run in runs if run.get("peak_mb")), default=None),
    }


def agreement_rows(reference: Sequence[Run], peers: Mapping[str, Sequence[Run]]) -> list[Row]:
    """Hold the results of peers against those of the C program at the same horizon.

    The difference of a peer from C is in standard errors of that difference. The standard
    deviation of one run is that of C, since a peer has few runs. A level where hardly anybody
    waits has no difference: its wait is too skewed for one.

    Parameters
    ----------
    reference
        Runs of the C program.
    peers
        Runs of the peers, by name.
    """
    rows = []
    for figure in ("wait", "occupancy"):
        for level in reference[0][figure]:
            values = [run[figure][level] for run in reference]
            centre, spread = mean(values), stdev(values)
            told = spread < centre
            differences = {
                name: (mean(run[figure][level] for run in runs) - centre)
                / (spread * math.sqrt(1 / len(runs) + 1 / len(values)))
                for name, runs in peers.items()
                if told
            }
            row = {"figure": figure, "level": level, "c_mean": centre, "c_sd": spread}
            rows.append(row | {"standard_errors": differences})
    return rows


def show(title: str, header: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print a table: the first column flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(header, *lines, strict=True)]
    print(f"\n{title}\n")
    for line in (header, ["-" * width for width in widths], *lines):
        first, *others = zip(line, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        print("  ".join(cells).rstrip())


def show_speed(model: str, rows: Sequence[Row]) -> None:
    """Print the table of speeds."""
    lines = []
    for row in rows:
        speeds = row["visits_per_second"]
        ratio, memory = row["ratio_to_c"], row["peak_mb"]
        lines.append(
            [
                row["program"],
                f"{row['days']:,.0f}",
                str(row["runs"]),
                f"{speeds['median']:,.0f}",
                f"{speeds['min']:,.0f}-{speeds['max']:,.0f}",
                "-" if ratio is None else f"{ratio:.3g}",
                "-" if memory is None else f"{memory:.0f}",
            ]
        )
    header = ("program", "days", "runs", "visits/s", "min-max", "ratio to C", "peak MB")
    show(f"{model.upper()}: speed", header, lines)


def show_agreement(model: str, days: float, runs: int, rows: Sequence[Row]) -> None:
    """Print the table of agreement."""
    names = list(next((row["standard_errors"] for row in rows if row["standard_errors"]), {}))
    lines = []
    for row in rows:
        told = row["standard_errors"]
        differences = [f"{told[name]:+.1f}" if name in told else "-" for name in names]
        label = f"{row['figure']} {row['level']}"
        lines.append([label, f"{row['c_mean']:.4g}", f"{row['c_sd']:.3g}", *differences])
    title = f"{model.upper()}, {days:,.0f} days: mean of {runs} runs in C, differences from it"
    show(f"{title} in standard errors", ("figure", "C mean", "C sd", *names), lines)
