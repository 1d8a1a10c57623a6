"""The scripts of examples/ run, and find what they say."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from examples.national.__main__ import simulated
from examples.national.country import Country
from iopkit.files.compose.load import examine, load, loads
from iopkit.prove.prove import prove

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_a_pathway_made_by_hand_is_placed_proved_and_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = runpy.run_path(str(EXAMPLES / "by_hand.py"))

    placed, asked, proved, text = capsys.readouterr().out.split("\n", 3)
    assert placed == "Placed at iop"
    assert asked == "Still to ask ('home',)"
    assert proved == "Open findings 0"
    assert loads(text) == made["pathway"]


def test_a_country_has_the_beds_of_the_survey_in_facilities_of_its_sizes() -> None:
    country = Country.from_tables(1000)

    beds = country.places("residential") + country.places("detox")
    assert len(country.facilities) == 1000
    assert 0 <= beds - 110_795 * 1000 / 11_890 < 90  # the last facility has what is left over
    assert country.places("outpatient") == 0
    assert sum(country.admissions.values()) == pytest.approx(1_722_503 * 1000 / 11_890)


def test_a_small_country_is_simulated_and_nobody_is_lost() -> None:
    country = Country.from_tables(40)

    found = simulated(country.scenario(days=2 * 365.25, seed=7))

    admitted = sum(country.admissions.values())
    assert 0.8 * 2 * admitted < found.visits < 1.2 * 2 * admitted
    for kind in ("detox", "residential", "iop"):
        assert 0 < found.active[kind] <= country.places(kind)
    assert found.wait["outpatient"] == found.waiting["outpatient"] == 0


def test_the_country_is_told_beside_the_survey() -> None:
    command = [sys.executable, "-m", "examples.national", "--years", "1", "--facilities", "20"]
    done = subprocess.run(command, cwd=EXAMPLES.parent, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("20 facilities")
    assert re.search(r"[\d,]+ in treatment; the survey counted 2,059, ", done.stdout)
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["crest-view", "harbor", "lakeside", "lakeside-draft"])
def test_nothing_is_wrong_with_a_facility_that_is_shown(name: str) -> None:
    assert [str(each) for each in examine(EXAMPLES / f"{name}.yaml").complaints] == []


def test_the_harbor_has_a_full_week() -> None:
    harbor = load(EXAMPLES / "harbor.yaml")

    assert harbor.week is not None
    assert sum(room.count for room in harbor.week.rooms) == 5
    assert sum(staff.count for staff in harbor.week.staff) == 6
    tracks = harbor.program("iop").tracks
    assert [(track.id, track.clients) for track in tracks] == [("morning", 12), ("evening", 12)]
    assert harbor.program("iop").hours_of_services().low == pytest.approx(560 / 60)


def test_of_the_rules_of_the_harbor_everything_is_proved() -> None:
    pytest.importorskip("z3")

    assert prove(load(EXAMPLES / "harbor.yaml")).is_clean
