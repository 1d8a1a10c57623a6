"""What `iopkit simulate` finds out by itself: the warm-up, and how often it takes."""

import json
from pathlib import Path

import pytest
from commands import Run

CLINIC = ("simulate", "clinic.yaml")


def test_the_warm_up_is_found_and_used(run: Run) -> None:
    asked = (*CLINIC, "--years", "6", "--replications", "5", "--warm-up", "auto")

    printed = " ".join(run(*asked).stdout.split())
    told = json.loads(run(*asked, "--json").stdout)

    days = told["provenance"]["warm_up_days"]
    assert 0 < days <= 6 * 365.25 / 2
    assert f"Warm-up found: {days:g} days, by MSER-5; the slowest level is iop." in printed
    assert told["notes"][0] == f"Warm-up found: {days:g} days, by MSER-5; the slowest level is iop."


def test_a_warm_up_that_takes_half_is_told(run: Run) -> None:
    full = (*CLINIC, "--places", "iop=4", "--years", "2", "--replications", "3")

    printed = " ".join(run(*full, "--warm-up", "auto").stdout.split())

    assert "More than half of the 2 years cannot be warm-up, and by then iop may not" in printed


def test_as_many_replications_as_a_precision_needs(run: Run) -> None:
    asked = (*CLINIC, "--days", "800", "--warm-up", "100 days", "--precision", "25%", "--json")

    told = json.loads(run(*asked).stdout)

    number = told["provenance"]["replications"]
    assert number > 20
    words = f"All asked for is known to 25 %: {number} replications were enough."
    assert told["notes"] == [words]
    again = run(*asked[:-3], "--replications", str(number), "--json")
    assert json.loads(again.stdout)["summary"] == told["summary"]


def test_what_is_not_reached_is_named(run: Run) -> None:
    asked = (*CLINIC, "--days", "800", "--warm-up", "100 days", "--precision", "0.5%")

    printed = " ".join(run(*asked, "--replications", "5").stdout.split())

    told = printed.partition("Not known to 0.5 % after 5 replications: ")[2]
    assert told.startswith("the number of clients in residential and IOP; the mean wait for IOP.")
    assert "--replications says how many there may be at most" in told


def test_a_run_that_is_kept_has_as_many_replications(run: Run, tmp_path: Path) -> None:
    asked = (*CLINIC, "--days", "400", "--warm-up", "50 days", "--precision", "60%")

    done = run(*asked, "--out", str(tmp_path / "kept"), "--json")

    assert done.exit_code == 0
    number = json.loads(done.stdout)["provenance"]["replications"]
    assert len(list((tmp_path / "kept" / "visits").iterdir())) == number


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--precision", "5"], "'5' is not a precision: write a share of the mean in percent"),
        (["--precision", "100%"], "'100%' is not a precision"),
        (["--warm-up", "automatic"], "'automatic' is not a time"),
        (["--precision", "5%", "--replications", "1"], "intervals need 2 replications or more"),
    ],
)
def test_wrong_options_are_explained(run: Run, words: list[str], message: str) -> None:
    done = run(*CLINIC, *words)

    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
