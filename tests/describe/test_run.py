"""The report of a run, with figures made by hand where a small run has none."""

import re
from typing import Any

import attrs
import pytest
from simulation_pages import simulated

from iopkit.describe.simulation.certainty import is_beyond
from iopkit.describe.simulation.headline import answers
from iopkit.files.compose.load import load
from iopkit.model.simulation.capacity_schedule import CapacitySchedule
from iopkit.model.simulation.flow import Routing
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import Estimate, LevelSummary, Run, simulate
from iopkit.terminal.style import DisplayStyle


@pytest.fixture(scope="module")
def run() -> Run:
    scenario = Scenario(pathway=load("standard"), days=100, warm_up=10, replications=2, seed=7)
    return simulate(scenario)


def test_what_went_wrong_is_said(run: Run) -> None:
    summary = attrs.evolve(
        run.summary(), not_admitted=Estimate(4, 1, 7), without_exit=Estimate(2, -1, 5)
    )

    page = simulated(attrs.evolve(run, summary=summary), DisplayStyle())

    notes = " ".join(page.partition("Levels\n")[0].split())
    assert "! 4.0 clients on average in the whole run came and went away again" in notes
    assert "no level takes them" in notes
    assert "! 2.0 stays on average in the whole run can never end" in notes


def test_what_did_not_happen_is_not_said(run: Run) -> None:
    page = simulated(run, DisplayStyle())

    assert "! " not in page
    assert "Changed for this run" not in page


def test_levels_without_limits_have_no_table_of_waits(run: Run) -> None:
    free: dict[str, Any] = {"capacity": None, "occupancy": None, "queue_length": Estimate(0.0)}
    levels = [attrs.evolve(level, **free) for level in run.summary().levels]
    summary = attrs.evolve(run.summary(), levels=tuple(levels))

    page = simulated(attrs.evolve(run, summary=summary), DisplayStyle())

    assert "Waiting for a place" not in page
    assert page.count("no limit") == 6


def test_a_level_that_nobody_left_has_no_stays(run: Run) -> None:
    levels = [attrs.evolve(level, stays=()) for level in run.summary().levels]
    summary = attrs.evolve(run.summary(), levels=tuple(levels))

    assert "How stays end" not in simulated(attrs.evolve(run, summary=summary), DisplayStyle())


def test_nothing_counted_is_a_dash(run: Run) -> None:
    first = attrs.evolve(run.summary().levels[0], wait_mean=None, wait_median=None, wait_p90=None)
    summary = attrs.evolve(run.summary(), levels=(first,))

    waits = simulated(attrs.evolve(run, summary=summary), DisplayStyle()).split(
        "Waiting for a place"
    )[1]

    assert re.search(r"^\S+ +- +- +\S+ ", waits.split("Clients a year")[0], re.MULTILINE)


@pytest.mark.parametrize(("width", "shown"), [(60, False), (100, True)])
def test_a_wide_page_has_the_median_wait(run: Run, width: int, shown: bool) -> None:
    page = simulated(run, DisplayStyle(width=width))
    assert bool(re.search(r"half wait +9 of 10 wait", page)) is shown


def test_it_ends_with_what_it_rests_on(run: Run) -> None:
    page = simulated(run, DisplayStyle())

    assert "In brackets: 95 % intervals over the replications; none where" in page
    assert "Sources: teds-d-2004" in page
    assert page.endswith(".")


def overrun(run: Run, **figures: Any) -> str:  # noqa: ANN401  whatever a summary holds
    told: dict[str, Any] = {"level": "iop", "capacity": 24, "occupancy": Estimate(0.99), **figures}
    crowded = attrs.evolve(run.summary().levels[0], **told)
    page = simulated(
        attrs.evolve(run, summary=attrs.evolve(run.summary(), levels=(crowded,))), DisplayStyle()
    )
    return " ".join(page.partition("\nLevels\n")[0].split())


@pytest.mark.parametrize(
    "figures",
    [
        {"queue_length": Estimate(41), "wait_mean": Estimate(140), "admissions": Estimate(100)},
        {"queue_length": Estimate(41), "wait_mean": Estimate(3), "admissions": Estimate(100)},
        {"queue_length": Estimate(41), "wait_mean": None, "admissions": Estimate(0)},
    ],
)
def test_a_level_that_cannot_keep_up_is_said_before_the_tables(
    run: Run, figures: dict[str, object]
) -> None:
    said = overrun(run, **figures)

    assert "! iop cannot keep up: 99 % of its places are used and 41 clients wait" in said
    assert "so its waits depend on how long was simulated." in said


def test_a_level_without_places_cannot_keep_up_either(run: Run) -> None:
    said = overrun(
        run, capacity=0, occupancy=None, queue_length=Estimate(5), admissions=Estimate(0)
    )

    assert "! iop cannot keep up: it has no places and 5.0 clients wait" in said


@pytest.mark.parametrize(
    "figures",
    [
        {"queue_length": Estimate(2), "wait_mean": Estimate(6), "admissions": Estimate(120)},
        {"occupancy": Estimate(0.9), "queue_length": Estimate(41), "wait_mean": Estimate(140)},
        {"occupancy": None, "capacity": None, "queue_length": Estimate(0.0)},
    ],
)
def test_a_level_that_keeps_up_needs_no_note(run: Run, figures: dict[str, object]) -> None:
    assert "! " not in overrun(run, **figures)


def test_the_routing_is_said_as_it_is(run: Run) -> None:
    alone = " ".join(simulated(run, DisplayStyle()).split())
    ruled = simulated(attrs.evolve(run, routing=Routing.RULES), DisplayStyle())
    rules = " ".join(ruled.split())

    assert "the criteria in `when` are not asked, not even those on days." in alone
    assert "By the rules: the criteria in `when` decide which moves" in rules


def in_short(run: Run, *levels: LevelSummary, **figures: Any) -> str:  # noqa: ANN401  as above
    summary = attrs.evolve(run.summary(), levels=levels, **figures)
    page = simulated(attrs.evolve(run, summary=summary), DisplayStyle())
    return " ".join(page.partition("\nLevels\n")[0].split())


def test_how_full_and_how_long_the_wait_is_said_first(run: Run) -> None:
    figures = zip((0.4, 0.83, 0.1, 0.97), (0.0, 6.64, 1.0, 2.0), strict=True)
    levels = [
        attrs.evolve(
            level,
            capacity=9,
            occupancy=Estimate(used),
            wait_mean=Estimate(wait),
            wait_p90=Estimate(21.6),
        )
        for level, (used, wait) in zip(run.summary().levels, figures, strict=False)
    ]

    said = in_short(run, *levels)

    assert "- Fullest: IOP, with 97 % of its places used; then residential (83 %) and" in said
    assert "- Longest wait: residential, 6.6 days on average; 1 of 10 waits more than 22" in said
    assert "give up" not in said


def test_how_care_ends_is_said_first(run: Run) -> None:
    ends = (("completed", Estimate(30.0)), ("dropped_out", Estimate(90.0)))
    level = attrs.evolve(
        run.summary().level("iop"),
        occupancy=None,
        wait_mean=Estimate(0.0),
        abandonment_share=Estimate(0.2),
    )

    said = in_short(run, level, outcomes=ends, readmissions=Estimate(8.0))

    assert "- Hardly anybody waits for a place." in said
    assert "- Of those who come to IOP, 20 % give up waiting." in said
    assert "- 120 clients a year leave care, 25 % as planned, and 8.0 come back." in said
    assert "Fullest" not in said


def test_places_that_change_are_said_to_be_a_mean(run: Run) -> None:
    level = attrs.evolve(
        run.scenario.pathway.level("iop"), calendar=CapacitySchedule(steps=((50.0, 40),))
    )
    others = [each for each in run.scenario.pathway.levels if each.id != "iop"]
    pathway = attrs.evolve(run.scenario.pathway, levels=[*others, level])
    changed = attrs.evolve(run, scenario=attrs.evolve(run.scenario, pathway=pathway))
    summary = run.summary()
    levels = tuple(
        attrs.evolve(each, capacity=35.5) if each.level == "iop" else each
        for each in summary.levels
    )

    page = simulated(
        attrs.evolve(changed, summary=attrs.evolve(summary, levels=levels)), DisplayStyle()
    )

    assert "The places of iop change by calendar; here is their mean over time." in page
    assert "change by calendar" not in simulated(changed, DisplayStyle())


def test_the_short_table_comes_before_the_long_one(run: Run) -> None:
    page = simulated(run, DisplayStyle())

    assert page.index("Clients a year") < page.index("How stays end")


@pytest.mark.parametrize("width", range(60, 101, 5))
def test_every_figure_is_whole_at_every_width(run: Run, width: int) -> None:
    wide = Estimate(123456.7, 99999.1, 1234567.8)
    level = attrs.evolve(
        run.summary().levels[0], admissions=wide, queue_length=wide, wait_mean=wide
    )
    page = simulated(
        attrs.evolve(run, summary=attrs.evolve(run.summary(), levels=(level,), new_arrivals=wide)),
        DisplayStyle(width=width),
    )

    assert page.count("(") == page.count(")")
    assert "123,457 (99,999 to 1,234,568)" in page
    assert level.level in page.partition("\nLevels\n")[2]


def test_rules_that_are_left_out_are_told(run: Run) -> None:
    page = simulated(attrs.evolve(run, not_asked=2), DisplayStyle())
    assert "Left out: 2 rules of queues" in " ".join(page.split())
    assert "Left out: " not in simulated(run, DisplayStyle())


def in_words(run: Run, *levels: LevelSummary) -> str:
    """Return the sentences of a run whose levels were these."""
    summary = attrs.evolve(run.summary(), levels=levels)
    return " ".join(answer for _, answer in answers(attrs.evolve(run, summary=summary)))


def test_the_longest_wait_is_not_among_levels_in_which_nobody_begins(run: Run) -> None:
    nobody: dict[str, Any] = {
        "wait_mean": None,
        "wait_median": None,
        "wait_p90": None,
        "admissions": Estimate(0.0),
    }
    first, second, *_ = run.summary().levels
    closed = attrs.evolve(first, queue_length=Estimate(7.25), occupancy=None, **nobody)
    open_ = attrs.evolve(second, wait_mean=Estimate(3.0), wait_p90=None)

    said = in_words(run, closed, open_)
    assert said.startswith(f"Nobody begins in {first.level}, though clients come: 7.2 clients wait")
    assert f"Longest wait of those who begin: {second.level}, 3.0 days on average." in said


def test_who_gives_up_where_nobody_begins_has_come_too(run: Run) -> None:
    first = attrs.evolve(
        run.summary().levels[0],
        admissions=Estimate(0.0),
        wait_mean=None,
        queue_length=Estimate(0.0),
        abandonments=Estimate(30.0),
    )
    assert "though clients come: 30 a year give up waiting." in in_words(run, first)


def test_a_queue_is_not_hidden_by_those_who_did_not_wait(run: Run) -> None:
    first = attrs.evolve(
        run.summary().levels[0], wait_mean=Estimate(0.0), queue_length=Estimate(50.0), wait_p90=None
    )
    said = in_words(run, first)
    assert "ardly anybody waits" not in said
    assert "50 clients at a time; those who begin have hardly waited." in said


def test_where_clients_wait_for_a_group_there_need_be_no_limit_of_places(run: Run) -> None:
    first = attrs.evolve(
        run.summary().levels[0],
        capacity=None,
        occupancy=None,
        wait_mean=Estimate(12.0),
        wait_p90=None,
        queue_length=Estimate(2.0),
    )
    assert "12 days on average." in in_words(run, first)
    summary = attrs.evolve(run.summary(), levels=(first,))
    page = simulated(attrs.evolve(run, summary=summary), DisplayStyle())
    assert "Waiting for a place\n" in page


def test_clients_who_stay_where_there_are_no_places_are_told(run: Run) -> None:
    first = attrs.evolve(
        run.summary().levels[0], capacity=0, occupancy=None, census=Estimate(3.0), blocked=None
    )
    assert f"In {first.level} clients stay on days without places for them." in in_words(run, first)


@pytest.mark.parametrize(
    ("of", "is_share", "expected"),
    [
        (Estimate(0.3, -0.2, 0.8), False, True),
        (Estimate(0.3, -0.01, 0.61), False, False),
        (Estimate(0.98, 0.93, 1.03), True, True),
        (Estimate(1.4, 1.2, 1.6), False, False),
        (Estimate(0.3), False, False),
        (None, False, False),
    ],
)
def test_an_interval_that_reaches_beyond_what_can_be(
    of: Estimate | None, *, is_share: bool, expected: bool
) -> None:
    assert is_beyond(of, is_share=is_share) is expected
