"""Scenarios compared, replication by replication."""

import json
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated_clinic import clinic, cohort, erlang_c_wait

from iopkit.errors import ScenarioError, UnknownNameError
from iopkit.files.compose.load import load, loads
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import simulate
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.study.comparison import COLUMNS, ScenarioComparison, compare
from iopkit.simulate.study.paired_difference import PairedDifference, replications_for

WAIT = MeasureName("wait_mean", "iop")


def standard(replications: int = 4, places: int | None = 31, seed: int = 7) -> Scenario:
    return Scenario(
        pathway=load("standard"),
        days=500,
        warm_up=100,
        replications=replications,
        seed=seed,
        places={"iop": places},
    )


def both_ways(one: Scenario, two: Scenario) -> tuple[ScenarioComparison, ScenarioComparison]:
    return compare(one, two), compare(two, one)


def test_a_scenario_does_not_differ_from_itself() -> None:
    found = compare(standard(), standard()).differences

    assert len(found) > 50
    assert all(each.is_same and not each.is_seen and each.weight == 0 for each in found)
    assert {each.difference for each in found} == {Estimate(0.0, 0.0, 0.0)}


@settings(max_examples=15)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 1000))
def test_the_other_way_round_every_difference_has_the_other_sign(
    one: int, two: int, seed: int
) -> None:
    there, back = both_ways(standard(3, one, seed), standard(3, two, seed))

    turned = {each.name: each for each in back.differences}
    assert turned.keys() == {each.name for each in there.differences}
    for each in there.differences:
        other = turned[each.name]
        assert (each.baseline, each.value, each.n_pairs) == (
            other.value,
            other.baseline,
            other.n_pairs,
        )
        if each.difference is not None and other.difference is not None:
            assert each.difference.mean == -other.difference.mean
            ends = (other.difference.ci_high, other.difference.ci_low)
            turned_ends = tuple(None if end is None else -end for end in ends)
            assert (each.difference.ci_low, each.difference.ci_high) == turned_ends


def test_pairs_are_narrower_than_two_intervals_side_by_side() -> None:
    change = compare(clinic(), clinic(places=4)).find("scenario 1", "wait_mean", "iop")

    assert change.difference
    assert change.baseline
    assert change.value
    halves = [
        (each.ci_high or 0.0) - each.mean
        for each in (change.difference, change.baseline, change.value)
    ]
    assert halves[0] < (halves[1] ** 2 + halves[2] ** 2) ** 0.5


@pytest.mark.parametrize(("places", "rate"), [(1, 0.06), (3, 0.21), (5, 0.4)])
def test_one_more_place_shortens_the_wait_as_erlang_says(places: int, rate: float) -> None:
    before = clinic(places=places, rate=rate, days=20_000, warm_up=1000, replications=20)
    found = compare(before, attrs.evolve(before, places={"iop": places + 1}))

    change = found.find("scenario 1", "wait_mean", "iop").difference
    expected = erlang_c_wait(places + 1, rate) - erlang_c_wait(places, rate)
    assert change
    assert change.ci_low is not None
    assert change.ci_high is not None
    assert change.ci_low < expected < change.ci_high
    assert change.ci_high - change.ci_low < 0.5 * abs(expected)


def test_replications_where_one_has_no_such_figure_are_left_out_and_counted() -> None:
    names = [{WAIT: 1.0}, {WAIT: 2.0}, {}], [{WAIT: 4.0}, {}, {WAIT: 9.0}]

    found = PairedDifference.of("more", WAIT, *names)

    assert (found.difference, found.n_pairs) == (Estimate(3.0), 1)
    assert found.baseline
    assert found.value
    assert (found.baseline.mean, found.value.mean) == (1.5, 6.5)


def test_nobody_admitted_in_one_of_them_leaves_no_pair_and_an_empty_cell() -> None:
    alone = clinic(when=cohort(3), places=0, days=10, warm_up=0)
    found = compare(alone, attrs.evolve(alone, places={"iop": 2}))

    change = found.find("scenario 1", "wait_mean", "iop")
    assert (change.n_pairs, change.difference, change.baseline) == (0, None, None)
    row = next(row for row in found.table.rows if row["measure"] == "wait_mean")
    assert (row["baseline"], row["difference"], row["n_pairs"]) == (None, None, 0)
    assert row["value"] == change.value.mean if change.value else False


def test_transitions_are_matched_by_their_ends_and_not_by_their_number() -> None:
    text = """
    iopkit: 1
    id: a
    title: A
    levels: {iop: {title: I, rank: 1}}
    outcomes: {left: {title: L}, done: {title: D}}
    transitions: [%s]
    arrivals: {street: {to: iop, rate: 1 per day}}
    """
    leave = "{from: iop, to: left, share: 0.3, stay: 2 days}"
    finish = "{from: iop, to: done, share: 0.7, stay: 5 days}"
    one, two = (
        Scenario(pathway=loads(text % ", ".join(parts)), days=200, replications=3)
        for parts in ((leave, finish), (finish, leave))
    )

    found = compare(one, two)

    done = found.find("scenario 1", "los_mean", "iop", "iop > done")
    assert done.baseline
    assert done.value
    assert [done.baseline.mean, done.value.mean] == pytest.approx([5.0, 5.0])


def test_who_cannot_give_up_does_so_never_which_is_0_and_not_unknown() -> None:
    base = standard(places=20)
    levels = [
        attrs.evolve(
            level, queue=QueueDiscipline(patience=Distribution.fixed(3.0), gives_up="dropped_out")
        )
        if level.id == "iop"
        else level
        for level in base.pathway.levels
    ]
    hasty = attrs.evolve(base, pathway=attrs.evolve(base.pathway, levels=levels))

    change = compare(base, hasty).find("scenario 1", "abandonments", "iop")

    assert change.baseline == Estimate(0.0, 0.0, 0.0)
    assert change.n_pairs == 4
    assert change.difference
    assert change.difference.mean > 0


def test_runs_that_are_there_are_not_simulated_again() -> None:
    base, more = standard(), standard(places=40)
    told: list[float] = []

    found = compare(simulate(base), simulate(more), names=["now", "then"], progress=told.append)

    assert told == []
    assert found.differences == compare(base, more, names=["now", "then"]).differences


def test_threads_change_nothing() -> None:
    base, more = standard(), standard(places=40)
    with ThreadPoolExecutor(3) as pool:
        many = compare(base, more, executor=pool)

    assert many.to_dict() == compare(base, more).to_dict()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (standard(seed=8), "needs the same seed as the base \\(seed 7 there, 8 here\\)"),
        (standard(replications=9), "needs as many replications as the base"),
        (attrs.evolve(standard(), days=501.0), "needs the same length as the base"),
        (attrs.evolve(standard(), warm_up=0.0), "needs the same warm-up as the base"),
        (attrs.evolve(standard(), discount=0.03), "needs the same discount as the base"),
    ],
)
def test_scenarios_that_are_no_twins_are_refused(other: Scenario, words: str) -> None:
    with pytest.raises(ScenarioError, match=f"'later' cannot be compared: it {words}"):
        compare(standard(), other, names=["now", "later"])


def test_names_must_be_as_many_and_different() -> None:
    with pytest.raises(ValueError, match="2 scenarios need 2 names, the base first; got 1"):
        compare(standard(), standard(), names=["now"])
    with pytest.raises(ValueError, match="two scenarios are called 'now'"):
        compare(standard(), standard(), names=["now", "now"])


def test_what_was_not_compared_is_not_found() -> None:
    found = compare(standard(), standard())

    with pytest.raises(UnknownNameError, match="no scenario named 'then'; there are: scenario 1"):
        found.find("then", "wait_mean", "iop")
    with pytest.raises(UnknownNameError, match="no figure named 'wait_meen:iop'; did you mean"):
        found.find("scenario 1", "wait_meen", "iop")


def test_no_money_in_both_is_no_open_question() -> None:
    def spent(before: list[float], after: list[float]) -> PairedDifference:
        name = MeasureName("cost", "", "USD 2024 program")
        base, other = ([{name: each} for each in figures] for figures in (before, after))
        return PairedDifference.of("then", name, base, other)

    nothing, new = spent([0.0, 0.0], [0.0, 0.0]), spent([0.0, 0.0], [900.0, 910.0])

    assert nothing.is_same
    assert not nothing.is_open
    assert nothing.weight == 0
    assert new.is_seen
    assert new.weight > 1


def test_a_notebook_shows_what_counts_and_the_start_of_a_table() -> None:
    found = compare(standard(), standard(places=40), names=["now", "<b>then</b>"])

    shown = found._repr_html_()

    assert "&lt;b&gt;then&lt;/b&gt;" in shown
    assert "<b>then" not in shown
    assert "<code>.table</code>" in shown
    assert f"The first 20 of {len(found.table)}." in found.table._repr_html_()


def test_the_table_says_the_same_in_every_form() -> None:
    table = compare(standard(), standard(places=40)).table

    assert table.names == COLUMNS
    assert table.csv().splitlines()[0] == ",".join(COLUMNS)
    assert len(table.csv().splitlines()) == len(table) + 1
    arrow = table.arrow()
    assert arrow.to_pylist() == [dict(row) for row in table.rows]
    assert table.parquet() == table.parquet()


def test_the_table_is_one_of_polars_too() -> None:
    pytest.importorskip("polars")
    table = compare(standard(), standard(places=40)).table

    assert table.polars().to_dicts() == table.arrow().to_pylist()


def test_json_holds_every_row_and_how_to_repeat_it() -> None:
    found = compare(standard(), standard(places=40), names=["now", "40 places"])

    printed = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert (printed["schema"], printed["version"]) == ("iopkit/comparison", 2)
    assert [each["name"] for each in printed["scenarios"]] == ["now", "40 places"]
    assert printed["scenarios"][1]["provenance"]["capacity"] == {"iop": 40}
    assert len(printed["differences"]) == len(found.differences)


def of(mean: float, low: float, high: float, base: float) -> PairedDifference:
    return PairedDifference(
        scenario="x",
        name=WAIT,
        baseline=Estimate(base, base, base),
        value=Estimate(base + mean, base + mean, base + mean),
        difference=Estimate(mean, low, high),
        n_pairs=20,
    )


def test_what_is_seen_what_is_open_and_what_counts() -> None:
    fall = of(-9.0, -10.0, -8.0, 20.0)
    assert (fall.is_seen, fall.is_open, fall.weight) == (True, False, 9.0)
    assert fall.relative == pytest.approx(-0.45)
    # nothing that would count could hide in this interval, but a day could in that one
    assert not of(0.1, -0.5, 0.7, 20.0).is_open
    assert of(0.1, -1.5, 1.7, 20.0).is_open
    # of 100 days of wait, 5 days are the least that counts
    assert not of(0.1, -1.5, 1.7, 100.0).is_open


def test_so_many_replications_make_an_interval_so_narrow() -> None:
    number = replications_for(2.0, 1.0, 20)

    sd = 2.0 / 2.093024 * 20**0.5
    values = [sd * (-1) ** i for i in range(number)]
    interval = Estimate.of(values)
    assert interval
    assert interval.ci_high is not None
    assert interval.ci_high - interval.mean == pytest.approx(1.0, rel=0.02)
    assert replications_for(0.5, 1.0, 20) == 20
