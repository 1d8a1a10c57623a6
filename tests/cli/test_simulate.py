"""`iopkit simulate`."""

import json

import pytest
from commands import Run

SHORT = ("simulate", "clinic.yaml", "--days", "400", "--warm-up", "30 days", "--replications", "4")


def test_any_number_of_threads_gives_the_same_bytes(run: Run) -> None:
    one, many = (run(*SHORT, "--json", "--threads", threads) for threads in ("1", "3"))

    assert one.exit_code == 0
    assert one.stdout_bytes == many.stdout_bytes


def test_json_says_how_to_repeat_it(run: Run) -> None:
    printed = json.loads(run(*SHORT, "--seed", "11", "--places", "iop=9", "--json").stdout)

    assert (printed["schema"], printed["version"]) == ("iopkit/run", 2)
    told = printed["provenance"]
    assert (told["seed"], told["days"], told["capacity"]) == (11, 400.0, {"iop": 9})
    assert [level["capacity"] for level in printed["summary"]["levels"]] == [12, 9]


def test_changed_places_are_said(run: Run) -> None:
    printed = run(*SHORT, "--places", "iop=9", "--places", "residential=unlimited").stdout

    assert "Changed for this run: iop has 9 places." in printed
    assert "Changed for this run: residential has no limit of places." in printed


def test_nothing_but_the_result_is_printed_when_nobody_watches(run: Run) -> None:
    assert run(*SHORT).stderr == ""


def test_one_replication_shows_no_interval(run: Run) -> None:
    printed = run("simulate", "clinic.yaml", "--years", "2", "--replications", "1").stdout

    assert " to " not in printed.split("Clients a year")[1].split("How stays end")[0]
    assert "One replication has no intervals" in printed


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--years", "2", "--days", "3"], "--years and --days exclude each other"),
        (["--days", "3"], "the warm-up takes all of the 3 days"),
        (["--days", "-1"], "days must be more than 0"),
        (["--days", "nan"], "days must be more than 0"),
        (["--years", "inf"], "days must be more than 0"),
        (["--warm-up", "3"], "'3' is not a time"),
        (["--replications", "0"], "0 is not in the range"),
        (["--seed", "-1"], "the seed must be"),
        (["--places", "iop"], "'iop' is not LEVEL=NUMBER"),
        (["--places", "iop=-1"], "'iop=-1' is not LEVEL=NUMBER"),
        (["--places", "iop=1.5"], "'iop=1.5' is not LEVEL=NUMBER"),
        (["--places", "ipo=1"], "no level named 'ipo'; did you mean 'iop'?"),
        (["--places", "IOP=3"], "no level named 'IOP'; did you mean 'iop'?"),
        (["--places", "iop=1", "--places", "iop=2"], "'iop' is named twice"),
        (["--threads", "0"], "0 is not in the range"),
    ],
)
def test_wrong_options_are_explained(run: Run, words: list[str], message: str) -> None:
    done = run("simulate", "clinic.yaml", *words)

    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_a_pathway_without_numbers_is_explained(run: Run) -> None:
    text = "{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: 1}}}"

    done = run("simulate", "-", stdin=text)

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
