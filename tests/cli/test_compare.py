"""`iopkit compare`."""

import json
from pathlib import Path

import pytest
from commands import Run

BASE = ("compare", "clinic.yaml")
SHORT = ("--days", "400", "--warm-up", "50 days", "--replications", "4")


def test_each_change_is_a_scenario_by_its_name(run: Run) -> None:
    sets = [
        *("--set", "more: levels.iop.places=30"),
        *("--set", "levels.iop.places=26"),
        *("--set", "more: levels.residential.places=14"),
    ]
    printed = json.loads(run(*BASE, *sets, *SHORT, "--json").stdout)

    assert (printed["schema"], printed["version"]) == ("iopkit/comparison", 2)
    names = [each["name"] for each in printed["scenarios"]]
    assert names == ["clinic", "more", "iop.places=26"]
    wait = [row for row in printed["differences"] if row["measure"] == "wait_mean"]
    assert [(row["scenario"], row["level"], row["unit"]) for row in wait] == [
        *(("more", "residential", "days"), ("more", "iop", "days")),
        *(("iop.places=26", "residential", "days"), ("iop.places=26", "iop", "days")),
    ]


def test_another_file_is_held_against_the_base(run: Run) -> None:
    printed = run(*BASE, "--with", "clinic-next.yaml", *SHORT).stdout

    assert "clinic-next, against clinic" in printed


def test_the_same_file_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_bytes(Path("clinic.yaml").read_bytes())

    printed = run(*BASE, "--with", str(tmp_path / "clinic.yaml"), *SHORT).stdout

    assert "- This is the same scenario: " in printed
    assert "clinic.yaml, against clinic.yaml" in " ".join(
        printed.replace(f"{tmp_path}/", "").split()
    )
    assert "Level by level" not in printed


def test_what_stands_on_stdin_can_be_the_base(run: Run) -> None:
    text = Path("clinic.yaml").read_bytes()

    printed = run("compare", "-", "--set", "levels.iop.places=30", *SHORT, stdin=text).stdout

    assert "iop.places=30, against <stdin>" in printed


def test_the_table_is_written_in_the_form_of_its_name(run: Run, tmp_path: Path) -> None:
    csv, parquet = tmp_path / "a.csv", tmp_path / "a.parquet"
    for out in (csv, parquet):
        done = run(*BASE, "--set", "levels.iop.places=30", *SHORT, "--out", str(out))
        assert done.exit_code == 0

    head, first, *_ = csv.read_text(encoding="utf-8").splitlines()
    assert head.startswith(
        "scenario,measure,level,about,unit,baseline,value,difference,ci_low,ci_high"
    )
    assert first.startswith("iop.places=30,")
    assert parquet.read_bytes().startswith(b"PAR1")
    again = run(*BASE, "--set", "levels.iop.places=30", *SHORT, "--out", str(csv))
    assert again.exit_code == 2
    assert "a.csv is there already; choose another name." in again.stderr


def test_a_sweep_has_a_row_for_each_combination(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "grid.csv"
    grid = ["--sweep", "levels.iop.places=20..28/4", "--sweep", "levels.residential.places=10,12"]

    done = run(*BASE, *grid, *SHORT, "--show", "wait_mean:iop", "--out", str(out), "--json")

    rows = json.loads(done.stdout)["rows"]
    places = [(row["levels.iop.places"], row["levels.residential.places"]) for row in rows]
    assert places == [(iop, house) for iop in ("20", "24", "28") for house in ("10", "12")]
    assert rows[0]["wait_mean:iop"] > rows[4]["wait_mean:iop"]
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("wait_mean:iop,wait_mean:iop:ci_low,wait_mean:iop:ci_high")
    assert len(lines) == 7


def test_a_figure_that_nothing_has_is_left_out_and_named(run: Run) -> None:
    shown = ("--show", "displaced:iop", "--show", "census:iop")

    done = run(*BASE, "--sweep", "levels.iop.places=20,24", *shown, *SHORT)

    assert "Note: no combination has the figure displaced:iop, so it is left out." in done.stderr
    assert "clients at a time" in done.stdout


def test_the_warm_up_that_was_found_is_said(run: Run) -> None:
    long = ("--years", "6", "--replications", "5", "--warm-up", "auto")

    printed = run(*BASE, "--set", "levels.iop.places=40", *long).stdout

    assert "Warm-up found: " in printed
    assert " by MSER-5; the slowest level is iop." in " ".join(printed.split())
    assert "of warm-up not counted" in " ".join(printed.split())


def test_so_many_replications_as_a_precision_needs(run: Run) -> None:
    asked = ("--days", "800", "--warm-up", "100 days", "--precision", "40%")

    done = run(*BASE, "--set", "levels.iop.places=28", *asked)

    printed = " ".join(done.stdout.split())
    assert "All asked for is known to 40 %: " in printed
    few = run(*BASE, "--set", "levels.iop.places=28", *asked[:-1], "1%", "--replications", "3")
    told = " ".join(few.stdout.split())
    assert "Not known to 1 % after 3 replications: the" in told


def test_one_replication_says_nothing(run: Run) -> None:
    done = run(*BASE, "--set", "levels.iop.places=28", "--days", "500", "--replications", "1")

    assert "One replication cannot tell a change from chance" in " ".join(done.stdout.split())
    assert " falls by " not in done.stdout


def test_too_few_replications_say_how_many_might_do(run: Run) -> None:
    few = ("--days", "800", "--warm-up", "100 days", "--replications", "3")

    printed = " ".join(run(*BASE, "--set", "levels.iop.places=23", *few).stdout.split())

    assert "! Too uncertain to say anything about: " in printed
    assert "replications might tell: --replications " in printed


def test_threads_change_nothing(run: Run) -> None:
    words = (*BASE, "--set", "levels.iop.places=28", *SHORT, "--json")

    one, many = (run(*words, "--threads", threads) for threads in ("1", "3"))

    assert one.stdout_bytes == many.stdout_bytes


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "There is nothing to compare with"),
        (["--show", "wait_mean:iop", "--set", "title=X"], "--show goes with --sweep"),
        (["--sweep", "levels.iop.places=1,2", "--set", "title=X"], "--sweep goes with neither"),
        (["--sweep", "levels.iop.places=1,2", "--precision", "5%"], "--sweep goes with neither"),
        (["--sweep", "levels.iop.places"], "is not a path and its values"),
        (["--sweep", "levels.iop.places=1,,2"], "is not a path and its values"),
        (["--sweep", "levels.iop.places=9..3/1"], "'9..3/1' does not rise"),
        (["--sweep", "levels.iop.places=3..9/0"], "'3..9/0' does not rise"),
        (["--sweep", "levels.iop.places=1..99999/1"], "has 99,999 values; at most 10,000"),
        (["--sweep", "title=X", "--sweep", "title=Y"], "'title' is swept twice"),
        (["--sweep", "levels.iop.places=1,2", "--show", "wait:iop"], "no figure named 'wait'"),
        (["--sweep", "levels.iop.places=1,2", "--show", "census:ipo"], "no level named 'ipo'"),
        (["--sweep", "levels.iop.places=1,x"], "this must be a number or unlimited"),
        (["--set", "levels.ipo.places=1"], "--set:1:8: error: 'ipo' is not there"),
        (["--set", "levels.iop.places"], "not a path, '=' and a value"),
        (["--set", "clinic: levels.iop.places=1"], "two scenarios are called 'clinic'"),
        (["--set", "transitions.iop>left.share=0.9"], "with this, what the file says elsewhere"),
        (["--with", "none.yaml"], "there is no such file"),
        (["--set", "title=X", "--out", "a.txt"], "a table ends in .csv or .parquet"),
        (["--set", "title=X", "--years", "2", "--days", "3"], "exclude each other"),
        (["--set", "title=X", "--days", "3"], "the warm-up takes all of the 3 days"),
        (["--set", "title=X", "--precision", "5"], "'5' is not a precision"),
        (["--set", "title=X", "--precision", "0%"], "'0%' is not a precision"),
        (["--set", "title=X", "--warm-up", "some"], "'some' is not a time"),
        (["--set", "title=X", "--seed", "-1"], "the seed must be"),
    ],
)
def test_wrong_options_are_explained(run: Run, words: list[str], message: str) -> None:
    done = run(*BASE, *words)

    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_time_too_short_for_a_warm_up_is_explained(run: Run) -> None:
    done = run(*BASE, "--set", "levels.iop.places=30", "--days", "50", "--warm-up", "auto")

    assert done.exit_code == 1
    assert "a warm-up cannot be found in 50 days" in done.stderr


def test_a_wrong_value_is_one_object_for_programs(run: Run) -> None:
    done = run(*BASE, "--set", "levels.iop.places=-1", "--json")

    assert done.exit_code == 2
    told = json.loads(done.stdout)
    assert told["schema"] == "iopkit/check"
    complaint = told["files"][0]["complaints"][0]
    assert (complaint["file"], complaint["line"], complaint["column"]) == ("--set", 1, 19)
