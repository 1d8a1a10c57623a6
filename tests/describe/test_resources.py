"""What care takes, as a reader sees it, with amounts made by hand."""

from typing import Any

import attrs
import pytest
from simulation_pages import simulated

from iopkit.describe.simulation.costs import costs, staff
from iopkit.files.compose.load import load
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import Estimate, Run, simulate
from iopkit.simulate.measures.summary import CostSummary, LevelSummary, StaffSummary, Summary
from iopkit.terminal.renderer import blocks_lines
from iopkit.terminal.style import DisplayStyle

SCENARIO = Scenario(pathway=load("standard"), days=100, warm_up=10, replications=2, seed=7)


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(SCENARIO)


def amount(low: Estimate, high: Estimate | None = None, **more: Any) -> CostSummary:  # noqa: ANN401  any field
    given: dict[str, Any] = {
        "currency": "USD",
        "price_year": 2001,
        "perspective": "program",
        "at_least": low,
        "at_most": high,
        "at_least_per_client": low,
        "at_most_per_client": high,
        **more,
    }
    return CostSummary(**given)


def with_costs(run: Run, *of_levels: tuple[CostSummary, ...]) -> Summary:
    """Return a summary of as many levels as there are costs, and the same in all."""
    summary = run.summary()
    levels = [
        attrs.evolve(level, costs=each)
        for level, each in zip(summary.levels, of_levels, strict=False)
    ]
    every = {(c.currency, c.price_year): c for each in of_levels for c in each}
    return attrs.evolve(summary, levels=tuple(levels), costs=tuple(every.values()))


def said(summary: Summary, *, discount: float = 0.0) -> str:
    sections = costs(summary, attrs.evolve(SCENARIO, discount=discount))
    return "\n".join(blocks_lines(sections, DisplayStyle(width=110)))


EXACT = Estimate(1234567.8, 1200000.0, 1300000.0)


def test_an_amount_known_exactly_has_its_interval(run: Run) -> None:
    page = said(with_costs(run, (amount(EXACT, EXACT),)))

    assert "USD of 2001 (program)" in page
    assert "1,235,000 (1,200,000 to 1,300,000)" in page
    assert "all together" not in page.lower()


@pytest.mark.parametrize(
    ("high", "words"),
    [(Estimate(1500000.2), "1,235,000 to 1,500,000"), (None, "at least 1,235,000")],
)
def test_an_amount_known_as_a_range_has_its_ends(
    run: Run, high: Estimate | None, words: str
) -> None:
    assert said(with_costs(run, (amount(EXACT, high),))).count(words) == 2


def test_several_levels_have_a_sum_of_each_money_and_no_other(run: Run) -> None:
    euros = amount(Estimate(5.0), Estimate(5.0), currency="EUR")
    dollars = amount(EXACT, EXACT)

    page = said(with_costs(run, (dollars,), (dollars, euros)))

    assert page.count("all together") == 1
    assert page.index("EUR of 2001") > page.index("all together")
    assert "are not added to each other" in " ".join(page.split())


def test_levels_without_costs_are_named(run: Run) -> None:
    page = said(with_costs(run, (), (amount(EXACT, EXACT),), ()))

    assert "No costs are stated for detox and php." in page


def test_nobody_admitted_costs_nothing_each(run: Run) -> None:
    page = said(
        with_costs(run, (amount(EXACT, EXACT, at_least_per_client=None, at_most_per_client=None),))
    )

    assert "1,300,000)  " in page
    assert " -\n" in page


def test_a_discount_is_said_and_only_then(run: Run) -> None:
    summary = with_costs(run, (amount(EXACT, EXACT),))

    assert "counts less, by 3 % a year from the end of the warm-up" in " ".join(
        said(summary, discount=0.03).split()
    )
    assert "counts less" not in said(summary)


def test_the_standard_pathway_says_its_costs_and_no_hours(run: Run) -> None:
    page = simulated(run, DisplayStyle())

    assert "Costs\n" in page
    assert "Hours of the staff" not in page


def test_without_costs_there_is_no_page(run: Run) -> None:
    levels = tuple(attrs.evolve(level, costs=()) for level in run.summary().levels)
    summary = attrs.evolve(run.summary(), levels=levels, costs=())

    assert list(costs(summary, SCENARIO)) == []
    assert list(staff(summary)) == []


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Estimate(9.1, 8.9, 9.3), Estimate(9.1, 8.9, 9.3), "9.1 (8.9 to 9.3)"),
        (Estimate(6.6, 6.0, 7.0), Estimate(120.4, 100, 140), "6.6 to 120.4"),
        (Estimate(6.6), None, "at least 6.6"),
    ],
)
def test_the_hours_of_the_staff_are_said_by_who_may_lead(
    run: Run, low: Estimate, high: Estimate | None, words: str
) -> None:
    of_both = StaffSummary(led_by=("counselor", "nurse"), at_least=low, at_most=high)
    sections = staff(attrs.evolve(run.summary(), staff=(of_both,)))
    page = "\n".join(blocks_lines(sections, DisplayStyle()))

    assert "counselor or nurse" in page
    assert words in page
    assert "one person leading" in " ".join(page.split())


# -- who gave up, who is blocked, whose place was cut


def page_of(run: Run, **figures: Any) -> str:  # noqa: ANN401  whatever a level has
    level: LevelSummary = attrs.evolve(run.summary().levels[0], **figures)
    return " ".join(simulated_with(run, level).split())


def simulated_with(run: Run, level: LevelSummary) -> str:
    summary = attrs.evolve(run.summary(), levels=(level,))
    return simulated(attrs.evolve(run, summary=summary), DisplayStyle(width=90))


def test_who_gave_up_is_said_where_anybody_did(run: Run) -> None:
    page = page_of(
        run,
        abandonments=Estimate(30.2),
        abandonment_share=Estimate(0.184),
        wait_before_abandonment=Estimate(4.9),
    )

    assert "Gave up waiting" in page
    assert "detox 30.2 18 4.9" in page
    assert "Their waits are not among those above." in page


def test_who_is_blocked_is_said_where_anybody_is(run: Run) -> None:
    page = page_of(run, blocked=Estimate(0.83, 0.7, 1.0))

    assert "Blocked in their old place" in page
    assert "detox 0.8 (0.7 to 1.0)" in page


@pytest.mark.parametrize("none", [None, Estimate(0.0, 0.0, 0.0)])
def test_what_happens_to_nobody_is_not_said(run: Run, none: Estimate | None) -> None:
    page = page_of(run, abandonments=none, blocked=none, displaced=none)

    assert "Gave up" not in page
    assert "Blocked" not in page


def test_a_place_that_was_cut_ends_a_stay(run: Run) -> None:
    stay = attrs.evolve(run.summary().levels[0].stays[0], departure_kind="displaced", to="iop")

    assert "place cut: iop" in page_of(run, stays=(stay,))


def test_places_that_change_are_said_as_their_mean(run: Run) -> None:
    assert "detox 7.4 " in page_of(run, capacity=52 / 7)
    assert "detox 12 " in page_of(run, capacity=12)
