"""What the common draws are worth: the interval of a difference with them and without.

`python -m benchmarks.common_draws [--replications N] [--rounds N] [--threads N]`

The question is what a tenth more IOP places would change in `standard`, whose clients wait for an
IOP some days. It is asked twice: with the same seed, so that the same clients come to both and
replications are paired; and with another seed for the second scenario, which is what two runs of a
simulator are whose draws come from one sequence. Both intervals are Student's t, of 95 %. The
widths are those of several such comparisons, averaged as variances are.
"""

from __future__ import annotations

import argparse
import math
import os
from statistics import fmean, variance
from typing import TYPE_CHECKING, Final

import attrs

from benchmarks.tables import show
from iopkit import load
from iopkit.model import Scenario
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate import compare, simulate
from iopkit.simulate.execution import workers
from iopkit.simulate.measures.interval import t_quantile

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from iopkit.simulate import Estimate

LEVEL: Final = "iop"
FIGURES: Final = ("wait_mean", "wait_p90", "queue_length", "occupancy", "census", "admissions")
TARGET: Final = 4.0


@attrs.frozen
class Widths:
    """The squared half widths of the interval of one difference.

    Parameters
    ----------
    paired
        With common draws.
    unpaired
        With independent ones.
    difference
        The mean difference with common draws.
    """

    paired: float
    unpaired: float
    difference: float


def scenarios(replications: int, seed: int) -> tuple[Scenario, Scenario]:
    """Give `standard` over ten years, and the same with a tenth more IOP places."""
    base = Scenario(
        pathway=load("standard"),
        days=10 * DAYS_IN_YEAR,
        warm_up=DAYS_IN_YEAR,
        replications=replications,
        seed=seed,
    )
    places = base.places_of(LEVEL)
    if places is None:
        raise SystemExit(f"There is no limit at {LEVEL}.")
    return base, attrs.evolve(base, places={LEVEL: round(1.1 * places)})


def widths(replications: int, seed: int, executor: Executor) -> dict[str, Widths]:
    """Compare the two scenarios once in either way; give the widths by figure.

    Parameters
    ----------
    replications
        Of each scenario.
    seed
        That of both, and one less than that of the second where draws are not common.
    executor
        Where they run.
    """
    base, more = scenarios(replications, seed)
    paired = compare(base, more, names=("base", "more"), executor=executor)
    apart = simulate(attrs.evolve(more, seed=seed + 1), executor=executor)
    found = {}
    for figure in FIGURES:
        difference = paired.find("more", figure, LEVEL).difference
        if difference is None:
            continue
        one = [each[figure, LEVEL] for each in paired.baseline.figures if (figure, LEVEL) in each]
        two = [each[figure, LEVEL] for each in apart.figures if (figure, LEVEL) in each]
        found[figure] = Widths(_half(difference) ** 2, _unpaired(one, two) ** 2, difference.mean)
    return found


def _half(interval: Estimate) -> float:
    if interval.ci_low is None or interval.ci_high is None:
        raise SystemExit("One replication has no interval.")
    return (interval.ci_high - interval.ci_low) / 2


def _unpaired(one: list[float], two: list[float]) -> float:
    """Give the half width of Welch's interval of the difference of two means."""
    parts = [variance(values) / len(values) for values in (one, two)]
    total = sum(parts)
    freedom = total**2 / sum(
        part**2 / (len(values) - 1) for part, values in zip(parts, (one, two), strict=True)
    )
    return t_quantile(0.975, max(int(freedom), 1)) * math.sqrt(total)


def main() -> None:
    """Compare again and again, and print the table."""
    parser = argparse.ArgumentParser(description="The worth of common draws.")
    parser.add_argument("--replications", type=int, default=20, help="20 if not said")
    parser.add_argument("--rounds", type=int, default=20, help="comparisons, 20 if not said")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if given.replications < 2 or given.rounds < 1:
        parser.error("It takes two replications and one round at least.")
    with workers.threads(given.threads) as executor:
        rounds = [
            widths(given.replications, 2 * number, executor) for number in range(given.rounds)
        ]
    lines = []
    for figure in FIGURES:
        each = [found[figure] for found in rounds if figure in found]
        if not each:
            continue
        paired = math.sqrt(fmean(one.paired for one in each))
        unpaired = math.sqrt(fmean(one.unpaired for one in each))
        ratio = unpaired / paired if paired else math.inf
        lines.append(
            [
                figure,
                f"{fmean(one.difference for one in each):+.4g}",
                f"{paired:.3g}",
                f"{unpaired:.3g}",
                f"{ratio:.1f}",
                f"{ratio**2:.0f}",
                "yes" if ratio >= TARGET else "no",
            ]
        )
    base, more = scenarios(given.replications, 0)
    title = (
        f"IOP of `standard`, {more.places_of(LEVEL)} places against {base.places_of(LEVEL)}: half "
        f"width of the 95 % interval of the difference,\n{given.replications} replications of ten "
        f"years, {given.rounds} comparisons"
    )
    header = ("figure", "difference", "common", "apart", "narrower", "saves", f">= {TARGET:g}")
    show(title, header, lines)
    print("\nnarrower: apart / common; saves: how many times as many replications it takes apart")


if __name__ == "__main__":
    main()
