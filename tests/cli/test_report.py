"""`iopkit report`: from folders of runs to one file, or a clear no."""

import json
from pathlib import Path

import pytest
from commands import Run

from iopkit.errors import MissingExtraError

pytest.importorskip("pyarrow")

SHORT = ("simulate", "clinic.yaml", "--days", "200", "--warm-up", "30 days", "--replications", "2")


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    """Return a folder with two runs, one of them with other places."""
    for name, words in (("as-it-is", ()), ("more", ("--places", "iop=40"))):
        done = run(*SHORT, *words, "--out", str(tmp_path / name))
        assert done.exit_code == 0, done.stderr
    return tmp_path


def test_a_report_is_written_whole(run: Run, kept: Path) -> None:
    out = kept / "report.html"
    done = run("report", str(kept / "as-it-is"), "-o", str(out))

    assert (done.exit_code, done.stdout) == (0, f"{out}\n")
    assert "kB, one file that needs no other" in done.stderr
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page == run("report", str(kept / "as-it-is")).stdout
    assert not list(kept.glob(".*"))


def test_runs_are_called_as_their_folders_or_as_asked(run: Run, kept: Path) -> None:
    both = (str(kept / "as-it-is"), str(kept / "more"))

    assert "more, against as-it-is" in run("report", *both).stdout
    named = run("report", *both, "--name", "Today", "--name", "Next <year>").stdout
    assert "Next &lt;year&gt;, against Today" in named


def test_folders_of_the_same_name_are_told_apart(run: Run, kept: Path) -> None:
    for month, name in (("may", "as-it-is"), ("june", "more")):
        (kept / month).mkdir()
        (kept / name).rename(kept / month / "run")
    done = run("report", str(kept / "may" / "run"), str(kept / "june" / "run"))

    assert "june/run, against may/run" in done.stdout


def test_a_file_that_is_there_stays_as_it_is(run: Run, kept: Path) -> None:
    out = kept / "report.html"
    out.write_text("mine", encoding="utf-8")
    done = run("report", str(kept / "more"), "-o", str(out))

    assert done.exit_code == 2
    assert f"{out} is there already; choose another name." in done.stderr
    assert out.read_text(encoding="utf-8") == "mine"


def test_an_unfinished_run_says_how_to_finish_it(run: Run, kept: Path) -> None:
    folder = kept / "more"
    for name in ("manifest.json", "figures/part-00001.json"):
        (folder / name).unlink()
    done = run("report", str(kept / "as-it-is"), str(folder), "-o", str(kept / "r.html"))

    assert done.exit_code == 2
    assert "is not finished: 1 of 2 replications are missing" in done.stderr
    assert f"`iopkit simulate --resume {folder}`" in done.stderr
    assert not (kept / "r.html").exists()


def test_a_damaged_table_is_told(run: Run, kept: Path) -> None:
    part = kept / "more" / "visits" / "part-00000.parquet"
    part.write_bytes(b"nothing")
    done = run("report", str(kept / "more"))

    assert done.exit_code == 2
    assert f"{part} is not a whole Parquet file" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Missing argument 'RUN...'"),
        (("nowhere",), "there is no run in nowhere: it has no run.json"),
        (("clinic.yaml",), "there is no run in clinic.yaml"),
        (("a", "./a"), "./a is given twice."),
        (("a", "b", "--name", "A"), "1 name for 2 runs: give --name once for each run"),
        (("a", "-o", "report.pdf"), "end it in .html, as in -o report.html"),
        (("a", "--name", " "), "--name is empty"),
        (("a", "--name", "\x1b"), "--name is empty"),
        (("a", "b", "--name", "A", "--name", "A"), "Two runs are called 'A'"),
    ],
)
def test_wrong_use_is_explained(run: Run, words: tuple[str, ...], message: str) -> None:
    done = run("report", *words)

    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_a_place_that_cannot_be_written_is_told(run: Run, kept: Path) -> None:
    done = run("report", str(kept / "more"), "-o", str(kept / "no" / "where.html"))

    assert done.exit_code == 2
    assert "cannot be written: No such file or directory." in done.stderr


def test_without_pyarrow_it_says_what_to_install(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise MissingExtraError("table", "keeping a run in a folder, or as a table,")

    monkeypatch.setattr("iopkit.simulate.storage.run_table.RunTable.arrow", missing)
    done = run("report", str(kept / "more"))

    assert done.exit_code == 2
    assert "pip install 'iopkit[table]'" in done.stderr


def test_answers_of_a_census_are_not_in_the_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text("level,state,since\niop,in care,2026-02-20\n")
    given = ("--census", str(tmp_path / "today.csv"), "--starts", "2026-03-01")
    run(*SHORT, *given, "--out", str(tmp_path / "run"))
    page = run("report", str(tmp_path / "run")).stdout

    recorded = json.loads((tmp_path / "run" / "run.json").read_text())
    assert recorded["census"]
    assert "Begins on 2026-03-01 with 1 client in care and 0 waiting." in page
    assert "--census TODAY.csv --starts 2026-03-01" in page
