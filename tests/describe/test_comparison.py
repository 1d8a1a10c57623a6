"""What a comparison says."""

import pytest
from simulated_clinic import clinic
from simulation_pages import compared, said

from iopkit.describe.simulation.estimates import rounded
from iopkit.describe.simulation.paired_change import is_spoken_of, sentence, spoken_level, subjects
from iopkit.files.compose.load import load
from iopkit.model.simulation.measure_catalogue import MEASURES
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.study.comparison import compare
from iopkit.simulate.study.paired_difference import PairedDifference
from iopkit.terminal.style import DisplayStyle

STANDARD = load("standard")


def change(figure: str, level: str, base: float, by: float, half: float = 0.0) -> PairedDifference:
    return PairedDifference(
        scenario="more",
        name=MeasureName(figure, level),
        baseline=Estimate(base, base, base),
        value=Estimate(base + by, base + by, base + by),
        difference=Estimate(by, by - half, by + half),
        n_pairs=20,
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            change("wait_mean", "iop", 21.3, -9.1, 0.9),
            "The mean wait for IOP falls by 9.1 days (95 %: 8.2 to 10.0), from 21.3 to 12.2.",
        ),
        (
            change("occupancy", "php", 0.8, 0.06, 0.02),
            (
                "The share of places used in PHP rises by 6.0 points (95 %: 4.0 to 8.0), "
                "from 80.0 to 86.0 %."
            ),
        ),
        (
            change("admissions", "detox", 240.0, 31.2, 3.0),
            (
                "The number of admissions to detox a year rises by 31.2 (95 %: 28.2 to 34.2), "
                "from 240 to 271."
            ),
        ),
    ],
)
def test_a_change_is_a_sentence(told: PairedDifference, words: str) -> None:
    assert said(sentence(told, STANDARD, 20)) == words


def test_a_change_that_few_replications_show_says_how_many() -> None:
    told = said(sentence(change("wait_mean", "iop", 9.0, -3.0, 1.0), STANDARD, 30))

    assert told.endswith("from 9.0 to 6.0, in the 20 of 30 replications where both have one.")


def test_figures_of_one_kind_stand_together() -> None:
    names = [
        MeasureName("wait_mean", "iop"),
        MeasureName("readmissions"),
        MeasureName("wait_mean", "php"),
    ]

    told = subjects(names, STANDARD)

    assert told == "the mean wait for IOP and PHP; the number of clients who come back a year"


def test_every_figure_that_counts_is_spoken_of() -> None:
    counting = [each.name for each in MEASURES if each.worth is not None]

    assert [name for name in counting if not is_spoken_of(MeasureName(name))] == []
    assert not is_spoken_of(MeasureName("cost", "iop", "USD 2001 program"))
    assert not is_spoken_of(MeasureName("los_median", "iop", "iop > completed"))


def test_a_level_of_another_pathway_is_called_by_its_id() -> None:
    assert spoken_level("sober-house", STANDARD) == "sober-house"
    assert rounded(12.0, like=3.0).number == "12.0"


def test_a_level_that_cannot_keep_up_is_told_where_it_is_so() -> None:
    found = compare(
        clinic(places=3, days=3000), clinic(places=1, days=3000), names=["today", "one place"]
    )

    page = " ".join(compared(found, DisplayStyle(width=100)).split())

    assert "! In one place IOP cannot keep up: its queue grows for the whole run" in page
    assert "In today IOP cannot keep up" not in page


def test_nothing_is_said_of_chance_when_nothing_differs() -> None:
    found = compare(clinic(days=500, warm_up=50), clinic(days=500, warm_up=50))

    page = compared(found, DisplayStyle(width=100))

    assert "- This is the same scenario: what was changed is what stands there already." in page
    assert "by chance alone" not in page
    assert "Level by level" not in page


def test_too_few_replications_ask_for_more() -> None:
    few = {"days": 600.0, "warm_up": 100.0, "replications": 3}
    found = compare(clinic(**few, seed=1), clinic(**few, seed=1, rate=0.245))  # type: ignore[arg-type]

    page = " ".join(compared(found, DisplayStyle(width=100)).split())

    assert "! Too uncertain to say anything about: " in page
    assert "replications might tell: --replications " in page or "a longer time might" in page
