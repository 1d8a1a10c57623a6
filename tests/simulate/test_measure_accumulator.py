"""Figures from chunks of visits, against a slow count of the same visits, row by row."""

import hashlib
import math
import os
import subprocess
import sys
from collections.abc import Iterable
from fractions import Fraction
from random import Random
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulate.recount import LEVELS, MOVES, USD, Recount, Row, quantile

from iopkit.model.range import Range
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.kernel import accumulation as _tally
from iopkit.simulate.kernel import jit as _jit
from iopkit.simulate.kernel.sums import MOST_MEMORY, bits_for, n_bins, no_sums
from iopkit.simulate.kernel.visits import Visits
from iopkit.simulate.lowering.costs import LevelCost
from iopkit.simulate.lowering.departures import DepartureKind
from iopkit.simulate.lowering.ledger import Ledger
from iopkit.simulate.lowering.scenario import LoweredScenario
from iopkit.simulate.measures.replication_measures import Figures, Window
from iopkit.simulate.replication.measure_accumulator import MeasureAccumulator
from iopkit.simulate.replication.replication import ReplicationEnd

GIVES_UP = {"iop": 5}
ENDS = ReplicationEnd(unplaced=3, stuck=4, returns=5)


def lowered(*, discount: float = 0.0, census: bool = False) -> LoweredScenario:
    """Return what a tally reads of a pathway of two levels that has everything to be counted."""
    ledger = Ledger(
        places=(4, None),
        calendars=(None, None),
        holds=(True, False),
        discount=discount,
        has_census=census,
        costs=(
            LevelCost(
                level=0,
                money=USD,
                per_day=2.0,
                per_admission=7.0,
                per_active_day=Range.exactly(0.0),
            ),
            LevelCost(
                level=1,
                money=USD,
                per_day=0.0,
                per_admission=0.0,
                per_active_day=Range(1.0, 3.0),
            ),
        ),
        staff=(),
    )
    moves = tuple(DepartureKind(start=start, to=to, why=why) for start, to, why in MOVES)
    return cast(
        "LoweredScenario",
        SimpleNamespace(
            levels=LEVELS,
            outcomes=("done", "left"),
            streams=("walk-in", "census"),
            moves=moves,
            ledger=ledger,
        ),
    )


def columns(rows: list[Row]) -> Visits:
    def whole(name: str) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        return np.array([getattr(row, name) for row in rows], np.int32)

    def real(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([getattr(row, name) for row in rows], np.float64)

    return Visits(
        stream=whole("stream"),
        number=np.arange(len(rows), dtype=np.int32),
        visit=whole("visit"),
        level=whole("level"),
        queued_at=real("queued_at"),
        started_at=real("started_at"),
        ended_at=real("ended_at"),
        left_at=real("left_at"),
        edge=whole("edge"),
    )


END = 40.0
LASTING = st.integers(0, 30).map(lambda half: half / 2) | st.floats(0, 20)


@st.composite
def visits(draw: st.DrawFn) -> Row:
    """Visits that ended, were given up, or were cut off while waiting, active or blocked."""
    level = draw(st.integers(0, 1))
    times = [draw(st.integers(-6, 60).map(lambda half: half / 2) | st.floats(-3, 35))]
    for _ in range(3):
        times.append(min(times[-1] + draw(LASTING), END))
    queued, started, ended, left = times
    edges = [i for i, (start, _, why) in enumerate(MOVES) if start == LEVELS[level] and why]
    edge = draw(st.sampled_from([*edges, -1]))
    if edge == GIVES_UP.get(LEVELS[level]):
        started, left = math.nan, ended
    elif edge == -1:
        left = END
        if draw(st.booleans()):
            started, ended = math.nan, END
        elif draw(st.booleans()):
            ended = END
    elif draw(st.booleans()):
        left = ended
    stream, visit = draw(st.integers(0, 1)), draw(st.integers(1, 3))
    return Row(stream, visit, level, queued, started, ended, left, edge)


windows = st.sampled_from([Window(0.0, END), Window(5.0, END), Window(7.25, END)])


def tallied(
    chunks: Iterable[list[Row]],
    window: Window,
    *,
    discount: float = 0.0,
    census: bool = False,
) -> Figures:
    tally = MeasureAccumulator(lowered(discount=discount, census=census), window)
    for rows in chunks:
        tally.add(columns(rows))
    return tally.figures(ENDS)


@settings(max_examples=200)
@given(
    st.lists(visits(), max_size=25),
    windows,
    st.sampled_from([0.0, 0.03, 0.5]),
    st.booleans(),
)
def test_every_figure_is_that_of_a_slow_count(
    rows: list[Row], window: Window, discount: float, census: bool
) -> None:
    found = tallied([rows], window, discount=discount, census=census)
    expected = dict(Recount(rows, window, discount).figures(census=census))
    expected |= {
        ("readmissions",): window.per_year(5),
        ("not_admitted",): 3.0,
        ("without_exit",): 4.0,
    }

    assert found.keys() == expected.keys()
    for name, value in found.items():
        is_quantile = name[0] in {"wait_median", "wait_p90", "los_median"}
        # 2**-10 days is the border below which all but 0 shares one bin
        rel, least = (2**-7, 2**-10) if is_quantile else (1e-9, 1e-9)
        assert value == pytest.approx(expected[name], rel=rel, abs=least), name


@given(st.lists(visits(), max_size=30), windows, st.data())
def test_chunks_of_any_size_give_the_same_figures_to_the_last_bit(
    rows: list[Row], window: Window, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=4)))
    chunks = [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True)]

    assert tallied(chunks, window, discount=0.05) == tallied([rows], window, discount=0.05)


@pytest.mark.parametrize("discount", [0.0, 0.03])
def test_a_stay_that_fills_the_window_is_worth_what_the_formula_says(discount: float) -> None:
    stay = Row(0, 1, 0, -5.0, -5.0, END, END, -1)

    cost = tallied([[stay]], Window(5.0, END), discount=discount)["cost", "iop", str(USD)]

    counted = sum((1 + discount) ** (-(day + 0.5) / DAYS_IN_YEAR) for day in range(int(END - 5)))
    assert cost == pytest.approx(2.0 * counted / (END - 5) * DAYS_IN_YEAR, rel=1e-6)


def test_those_who_were_there_at_the_start_did_not_arrive() -> None:
    rows = [Row(1, 1, 0, 0.0, 0.0, 3.0, 3.0, 0), Row(0, 1, 0, 0.0, 0.0, 3.0, 3.0, 0)]
    window = Window(0.0, END)

    assert tallied([rows], window, census=True)["new_arrivals",] == window.per_year(1)
    assert tallied([rows], window, census=False)["new_arrivals",] == window.per_year(2)


# -- quantiles


def of_waits(waits: list[float], tenths: int) -> float:
    tally = MeasureAccumulator(lowered(), Window(0.0, 1e9))
    tally.add(columns([Row(0, 1, 0, 0.0, wait, wait, wait, -1) for wait in waits]))
    figures = tally.figures(ENDS)
    return figures["wait_median" if tenths == 5 else "wait_p90", "iop"]


IN_BINS = st.floats(2.0**-10, 2.0**15, exclude_max=True)


@given(st.lists(IN_BINS | st.just(0.0), min_size=1, max_size=60), st.sampled_from([5, 9]))
def test_a_quantile_is_within_a_128th_of_the_exact_one(waits: list[float], tenths: int) -> None:
    exact = quantile(waits, Fraction(tenths, 10))

    assert of_waits(waits, tenths) == pytest.approx(exact, rel=2**-7, abs=0)


@given(st.lists(st.sampled_from([0.0, 1e-5, 1.0, 7.0, 30.0, 1e6]), min_size=1, max_size=60))
def test_a_quantile_of_times_that_coincide_is_exact(waits: list[float]) -> None:
    for tenths in (5, 9):
        exact = quantile(waits, Fraction(tenths, 10))
        assert of_waits(waits, tenths) == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize("size", [1, 9, 10, 11, 30, 70, 110, 990, 1_000])
def test_the_ninth_decile_counts_exactly(size: int) -> None:
    waits = [1.0] * -(-9 * size // 10)
    more = size - len(waits)

    assert of_waits(waits + [2.0] * more, 9) == 1.0
    assert of_waits(waits[1:] + [2.0] * (more + 1), 9) == 2.0


@given(IN_BINS, IN_BINS, st.integers(0, 7))
def test_longer_times_are_never_in_a_lower_bin(one: float, two: float, bits: int) -> None:
    low, high = sorted([one, two])
    bins = [
        _tally.bin_of(int(np.float64(time).view(np.int64)), bits, n_bins(bits) - 1)
        for time in (low, high)
    ]

    assert 2 <= bins[0] <= bins[1] < n_bins(bits) - 1
    if bins[0] == bins[1]:
        assert high <= low * (1 + 2.0**-bits)


@given(st.integers(1, 20_000), st.integers(1, 100_000))
def test_bins_take_a_bounded_memory_and_are_no_coarser_than_they_must(
    n_levels: int, n_moves: int
) -> None:
    bits = bits_for(n_levels, n_moves)

    def memory(bits: int) -> int:
        return (n_levels + n_moves) * n_bins(bits) * 16

    assert memory(bits) <= MOST_MEMORY
    assert bits == 7 or memory(bits + 1) > MOST_MEMORY


def test_the_sums_are_as_large_as_was_reckoned() -> None:
    sums = no_sums(20, 100, 5)
    assert sums.waits.nbytes + sums.stays.nbytes == 120 * n_bins(5) * 16


# -- with and without numba


def digest() -> str:
    """Return a hash of the figures of some visits."""
    chance = Random(4)
    rows = []
    for _ in range(400):
        times = sorted(
            chance.choice([chance.random() * 40, chance.randint(0, 80) / 2]) for _ in "abcd"
        )
        came, began, ended, left = times
        rows.append(Row(0, 1, 0, came, began, ended, left, chance.randint(0, 1)))
    hashed = hashlib.sha256()
    for discount in (0.0, 0.04):
        figures = tallied([rows], Window(6.5, END), discount=discount)
        hashed.update(repr(sorted(figures.items())).encode())
    return hashed.hexdigest()


def test_plain_python_gives_the_figures_of_the_compiled_tally() -> None:
    assert _jit.IS_COMPILED
    path = os.pathsep.join(entry for entry in sys.path if entry)
    source = (
        "from iopkit.simulate.kernel import jit as _jit; "
        "from simulate import test_measure_accumulator; "
        "assert not _jit.IS_COMPILED; print(test_measure_accumulator.digest())"
    )
    plain = subprocess.run(
        [sys.executable, "-W", "error", "-c", source],
        env={**os.environ, "IOPKIT_PLAIN": "1", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert plain.stderr == ""
    assert plain.stdout.strip() == digest()
