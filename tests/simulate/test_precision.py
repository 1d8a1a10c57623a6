"""As many replications as it takes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from simulated_clinic import clinic, cohort, erlang_c_wait

from iopkit.simulate import simulate
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.study.precision import FIRST, until_precise

WAIT = MeasureName("wait_mean", "iop")


def test_the_intervals_are_as_narrow_as_asked() -> None:
    found = until_precise(clinic(), precision=0.1)

    assert found.missed == ()
    assert found.replications > FIRST
    level = found.run.summary().level("iop")
    for interval in (level.wait_mean, level.census):
        assert interval
        assert interval.ci_high is not None
        assert interval.ci_high - interval.mean <= 0.1 * interval.mean


def test_they_hold_what_erlang_says() -> None:
    found = until_precise(clinic(days=20_000, warm_up=1000), precision=0.05, figures=[WAIT])

    wait = found.run.summary().level("iop").wait_mean
    assert wait
    assert wait.ci_low is not None
    assert wait.ci_high is not None
    assert wait.ci_low < erlang_c_wait(3, 0.24) < wait.ci_high


def test_the_run_is_the_one_with_as_many_replications() -> None:
    found = until_precise(clinic(), precision=0.2)

    whole = simulate(clinic(replications=found.replications))
    assert found.run.figures == whole.figures
    assert found.run.to_dict() == whole.to_dict()


def test_the_number_does_not_depend_on_the_executor() -> None:
    with ThreadPoolExecutor(3) as pool:
        many = until_precise(clinic(), precision=0.15, executor=pool)

    assert many.replications == until_precise(clinic(), precision=0.15).replications


def test_what_is_not_reached_is_told() -> None:
    found = until_precise(clinic(), precision=0.001, most=30)

    assert found.replications == 30
    assert {width.name for _, width in found.missed} >= {WAIT}
    assert all(width.half and width.half > width.wanted for _, width in found.missed)


def test_scenarios_get_as_many_replications_each() -> None:
    found = until_precise(clinic(), clinic(places=4), precision=0.3)

    assert [run.scenario.replications for run in found.runs] == [found.replications] * 2
    needed = [until_precise(clinic(places=n), precision=0.3).replications for n in (3, 4)]
    assert found.replications >= max(needed)


def test_near_zero_a_tenth_of_what_counts_is_narrow_enough() -> None:
    found = until_precise(clinic(places=12), precision=0.01, figures=[WAIT])

    assert (found.replications, found.missed) == (FIRST, ())


def test_a_figure_that_nobody_has_asks_for_nothing() -> None:
    nobody = clinic(when=cohort(0))

    assert until_precise(nobody, precision=0.05, figures=[WAIT]).replications == FIRST


def test_progress_counts_the_replications_of_all_scenarios() -> None:
    told: list[float] = []
    found = until_precise(clinic(), clinic(places=4), precision=0.5, progress=told.append)

    assert max(told) == 2 * found.replications


@pytest.mark.parametrize("precision", [0.0, 1.0, -0.1, float("nan")])
def test_a_precision_is_a_share(precision: float) -> None:
    with pytest.raises(ValueError, match="more than 0 % and below 100 %"):
        until_precise(clinic(), precision=precision)


def test_one_replication_has_no_interval() -> None:
    with pytest.raises(ValueError, match="2 replications or more"):
        until_precise(clinic(), precision=0.1, most=1)
    with pytest.raises(ValueError, match="no scenario"):
        until_precise(precision=0.1)
