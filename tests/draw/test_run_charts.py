"""Charts of a run: their numbers are those of the run."""

import html
import math
from collections.abc import Callable
from pathlib import Path

import attrs
import numpy as np
import pytest
from charted import check
from simulated_clinic import clinic

import iopkit
from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.run_census import MOST_READ, census_over_time
from iopkit.draw.charts.run_charts import (
    census_chart,
    census_charts,
    clients_chart,
    cost_charts,
    difference_chart,
    flows_chart,
    places_chart,
    staff_chart,
    stays_chart,
    waits_charts,
)
from iopkit.draw.charts.run_waits import CLASSES, waits
from iopkit.draw.picture.amounts import interval, paid, share
from iopkit.draw.picture.primitives import Area, Rect
from iopkit.errors import UnknownNameError
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import Run, compare, simulate

pytest.importorskip("pyarrow")

STANDARD = iopkit.load("standard")


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(Scenario(pathway=STANDARD, days=900, warm_up=200, replications=6, seed=3))


@pytest.fixture(scope="module")
def more() -> Run:
    scenario = Scenario(
        pathway=STANDARD, days=900, warm_up=200, replications=6, seed=3, places={"iop": 50}
    )
    return simulate(scenario)


def cells(chart: Chart) -> dict[str, tuple[str, ...]]:
    return {first: tuple(rest) for first, *rest in chart.rows}


MAKERS: list[Callable[[Run], Chart | tuple[Chart, ...] | None]] = [
    census_charts,
    waits_charts,
    places_chart,
    clients_chart,
    lambda run: tuple(stays_chart(run, level.level) for level in run.summary().levels),
    cost_charts,
    staff_chart,
]


@pytest.mark.parametrize("make", MAKERS)
def test_every_chart_is_whole(run: Run, make: Callable[[Run], object]) -> None:
    made = make(run)
    for chart in made if isinstance(made, tuple) else (made,):
        if chart is None:
            continue
        assert isinstance(chart, Chart)
        check(chart.picture)
        assert chart.caption.endswith(".")
        assert len(chart.picture.description) > 20
        assert all(len(row) == len(chart.head) for row in chart.rows)
        assert "900 days" in chart.note
        assert "6 replications, seed 3." in chart.note
        assert chart.note in html.unescape(chart._repr_html_())


def test_stays_of_all_levels_are_drawn_to_one_scale(run: Run) -> None:
    lengths: dict[str, set[float]] = {}
    for level in run.summary().levels:
        chart = stays_chart(run, level.level)
        bars = [each.width for each in chart.picture.flat() if isinstance(each, Rect)]
        for row, bar in zip(chart.rows, bars, strict=False):
            lengths.setdefault(row[1].partition(" ")[0], set()).add(round(bar / 360, 2))
    told = sorted(
        (int(said), max(shown) - min(shown), max(shown)) for said, shown in lengths.items()
    )

    assert all(spread <= 0.05 for _, spread, _ in told)
    assert [shown for *_, shown in told] == sorted(shown for *_, shown in told)


def test_the_census_over_time_is_that_of_the_table(run: Run) -> None:
    found = census_over_time(run, period=90)

    rows = run.census.columns()
    days = np.array([float(str(day)) for day in rows["day"]])
    here = np.array([level == "iop" for level in rows["level"]])
    active = np.array([float(str(each)) for each in rows["active"]])
    for place, mean in enumerate(found.mean[found.number("iop")]):
        start = place * found.period
        chosen = here & (days >= start) & (days < start + found.period)
        assert mean == pytest.approx(active[chosen].mean())
    assert found.low is not None
    assert found.high is not None
    assert (found.low <= found.mean).all()
    assert (found.mean <= found.high).all()


def test_the_census_says_how_many_are_there_on_average(run: Run) -> None:
    found, chart = census_over_time(run), census_chart(run, "iop")
    counted = found.at > run.scenario.warm_up
    mean = run.summary().level("iop").census.mean

    assert chart.caption == f"{mean:.1f} clients at a time, in 31 places."
    # Days are looked at when they begin, so the two differ a little.
    assert found.mean[found.number("iop")][counted].mean() == pytest.approx(mean, rel=0.05)


def test_a_level_without_a_limit_has_no_line_of_places(run: Run) -> None:
    assert math.isnan(census_over_time(run).places[-1][0])
    assert "places" not in census_chart(run, "aftercare").svg()


@pytest.mark.parametrize("replications", [2, 6, 40, 41, 60])
def test_a_band_holds_as_many_replications_as_it_says(replications: int) -> None:
    run = simulate(clinic(days=60, warm_up=0, replications=replications))
    found = census_over_time(run, period=20)
    rows = run.census.columns()
    active = np.array([float(str(each)) for each in rows["active"]])
    each = active.reshape(replications, -1, 20).mean(axis=2)

    assert found.low is not None
    assert found.high is not None
    held = ((each >= found.low[0] - 1e-9) & (each <= found.high[0] + 1e-9)).mean(axis=0)
    least = 1 if found.band == "all replications" else 0.95
    assert held.min() >= least
    assert (replications <= 40) == (least == 1)
    assert found.band in census_chart(run, "iop").head


def test_runs_of_other_lengths_have_the_same_periods() -> None:
    short = simulate(clinic(days=60, warm_up=0, replications=2))
    long = simulate(clinic(days=600, warm_up=0, replications=2))
    chart = census_chart({"short": short, "long": long}, "iop")

    check(chart.picture)
    days = [int(row[0]) for row in chart.rows]
    assert days == list(range(0, 600, 5))
    alone = census_over_time(short, period=5)
    assert [row[1] for row in chart.rows[:12]] == [f"{each:.1f}" for each in alone.mean[0]]
    assert {row[1] for row in chart.rows[12:]} == {"-"}
    assert "short: " in chart.note
    assert "600 days" in chart.note


def test_a_chart_of_no_run_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a run"):
        census_chart({}, "iop")
    with pytest.raises(ValueError, match="needs a run"):
        census_charts({})


def test_one_replication_has_no_band() -> None:
    chart = census_chart(simulate(clinic(days=200, warm_up=0, replications=1)), "iop")

    assert not [shape for shape in chart.picture.flat() if isinstance(shape, Area)]
    assert {row[2] for row in chart.rows} == {"-"}


def test_of_very_many_replications_the_first_are_read_and_it_says_so() -> None:
    run = simulate(clinic(days=2, warm_up=0, replications=MOST_READ + 1))

    assert census_over_time(run).replications == MOST_READ
    assert "the mean of the first 1,000 replications" in census_chart(run, "iop").note
    (chart,) = waits_charts(run)
    assert "of the first 1,000 replications" in chart.note
    assert "1001 replications, seed" in chart.note


def test_money_that_counts_less_later_says_so(run: Run) -> None:
    less = simulate(attrs.evolve(run.scenario, replications=2, discount=0.03))

    assert all("Discounted by 3 % a year" in chart.note for chart in cost_charts(less))
    assert not any("Discounted" in chart.note for chart in cost_charts(run))


def test_several_runs_are_told_apart_by_name(run: Run, more: Run) -> None:
    chart = census_chart({"as it is": run, "more places": more}, "iop")

    check(chart.picture)
    words = [text for text in chart.svg().splitlines() if text.startswith("<text")]
    for name in ("as it is", "more places", "31 places", "50 places"):
        assert any(f">{name}</text>" in each for each in words)


def test_the_shares_of_waits_are_those_of_all_who_began(run: Run) -> None:
    found = [each for each in waits(run) if each.shares]

    assert {each.level for each in found} == {level.id for level in STANDARD.levels}
    assert all(sum(each.mean for each in of.shares) == pytest.approx(1) for of in found)


def test_the_classes_of_waits_agree_with_the_quantiles() -> None:
    one = simulate(clinic(replications=1))
    (of,) = waits(one)
    level = one.summary().level("iop")
    assert level.wait_p90 is not None

    for name, end in CLASSES:
        if end < level.wait_p90.mean * 0.99:
            assert of.within(name) < 0.9
        if end > level.wait_p90.mean * 1.01:
            assert of.within(name) >= 0.9


def test_tables_hold_the_figures_of_the_run(run: Run) -> None:
    summary = run.summary()
    full, clients = cells(places_chart(run)), cells(clients_chart(run))

    for level in summary.levels:
        row = full[STANDARD.level(level.level).title]
        assert row[1:] == (
            share(level.occupancy),
            interval(level.census),
            interval(level.admissions),
        )
    assert clients["Come back"] == (interval(summary.readmissions),)
    for name, each in summary.outcomes:
        if each.mean:
            assert clients[STANDARD.outcome(name).title] == (interval(each),)
    stays = stays_chart(run, "iop")
    assert len(stays.rows) == len(summary.level("iop").stays)
    told = {(row[1], row[2], row[3]) for row in stays.rows}
    assert told == {
        (share(stay.share), interval(stay.los_median), interval(stay.los_mean))
        for stay in summary.level("iop").stays
    }
    charts = cost_charts(run)
    assert len(charts) == len(summary.costs)
    for chart, total in zip(charts, summary.costs, strict=True):
        assert paid(total.at_least, total.at_most) in chart.caption


def test_what_flows_in_flows_out(run: Run) -> None:
    chart = flows_chart(run)
    rows = [(start, to, float(amount.replace(",", ""))) for start, to, amount in chart.rows]
    admitted = {
        STANDARD.level(level.level).title: level.admissions.mean for level in run.summary().levels
    }
    for title, admissions in admitted.items():
        coming = sum(amount for _, to, amount in rows if to == title)
        assert coming == pytest.approx(admissions, abs=2)


def test_a_difference_has_the_numbers_of_the_comparison(run: Run, more: Run) -> None:
    comparison = compare(run, more, names=["as it is", "more places"])
    chart = difference_chart(comparison, "more places", "occupancy")
    assert chart is not None
    check(chart.picture)

    found = comparison.find("more places", "occupancy", "iop")
    assert found.baseline is not None
    assert found.difference is not None
    base, _, difference, pairs = cells(chart)["Intensive outpatient program (IOP)"]
    assert base == interval(found.baseline, scale=100)
    assert difference.startswith(f"{100 * found.difference.mean:.1f} (")
    assert pairs == "6"
    assert difference_chart(comparison, "more places", "abandonments") is None


def test_unknown_levels_are_refused(run: Run) -> None:
    with pytest.raises(UnknownNameError):
        census_chart(run, "nowhere")
    with pytest.raises(UnknownNameError):
        stays_chart(run, "nowhere")


def test_a_chart_in_a_notebook_needs_nothing_else(run: Run) -> None:
    shown = places_chart(run)._repr_html_()

    assert 'src="data:image/svg+xml;base64,' in shown
    assert "<table>" in shown
    assert "http" not in shown


def test_hostile_titles_come_out_as_text() -> None:
    scenario = clinic(days=100, warm_up=0, replications=2)
    words = "<script>alert(1)</script>"
    level = attrs.evolve(scenario.pathway.levels[0], title=words)
    pathway = attrs.evolve(scenario.pathway, title=words, levels=[level])
    run = simulate(attrs.evolve(scenario, pathway=pathway))

    for chart in (*census_charts(run), *waits_charts(run), places_chart(run), flows_chart(run)):
        assert "<script" not in chart.svg()
        assert "<script" not in chart._repr_html_()


def test_a_kept_run_has_the_same_charts(tmp_path: Path) -> None:
    scenario = clinic(days=200, warm_up=50, replications=3)
    kept, again = simulate(scenario, out=tmp_path / "run"), simulate(scenario)

    assert census_charts(kept) == census_charts(again)
    assert waits_charts(kept) == waits_charts(again)
