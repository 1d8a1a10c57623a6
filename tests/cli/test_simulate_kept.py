"""`iopkit simulate --out` and `--resume`: whole files, whatever ends the command."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import Result
from commands import GOLDEN, Run
from runs import files

from iopkit.errors import LostWorkerError

SHORT = ("simulate", "clinic.yaml", "--days", "400", "--warm-up", "30 days", "--replications", "4")
LONG = ("simulate", "clinic.yaml", "--years", "100", "--replications", "40")


@contextlib.contextmanager
def begun(*words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a command that lasts a while, as a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "iopkit", *words],
        cwd=GOLDEN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def wait_for_parts(folder: Path, process: "subprocess.Popen[bytes]", number: int = 2) -> None:
    """Wait until some replications are finished."""
    while len(list((folder / "figures").glob("part-*"))) < number:
        assert process.poll() is None, "the command ended before it could be stopped"
        time.sleep(0.01)


def check_whole(folder: Path) -> int:
    """Check that every file that has its name is whole; return how many replications are."""
    finished = sorted((folder / "figures").glob("part-*"))
    for part in finished:
        assert json.loads(part.read_text())["figures"]
    for kind in ("visits", "census"):
        parts = sorted((folder / kind).glob("part-*"))
        assert {part.stem for part in finished} <= {part.stem for part in parts}
        for part in parts:
            pyarrow.parquet.ParquetFile(part).read()
    return len(finished)


def resumed(run: Run, folder: Path) -> Result:
    done = run("simulate", "--resume", str(folder), "--json")
    assert done.exit_code == 0, done.stderr
    return done


def test_what_is_printed_is_the_summary_that_is_kept(run: Run, tmp_path: Path) -> None:
    done = run(*SHORT, "--json", "--out", str(tmp_path / "run"))

    assert done.exit_code == 0
    assert done.stderr == ""
    assert done.stdout == (tmp_path / "run" / "summary.json").read_text()
    assert done.stdout == run(*SHORT, "--json").stdout


def test_the_report_says_where_the_run_is(run: Run, tmp_path: Path) -> None:
    done = run(*SHORT, "--out", str(tmp_path / "run"))

    assert done.stdout == run(*SHORT).stdout
    assert done.stderr == f"The run is in {tmp_path / 'run'}.\n"


@pytest.mark.parametrize("where", [("--threads", "2"), ("--workers", "2")])
def test_a_run_that_was_killed_goes_on_to_the_same_files(
    where: tuple[str, str], run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    with begun(*LONG, *where, "--out", str(folder)) as process:
        wait_for_parts(folder, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        finished = check_whole(folder)
        assert 2 <= finished < 40
        # Workers that lost their parent end by themselves, else the folder would still fill.
        done = resumed(run, folder)

    assert run(*LONG, "--json", "--out", str(tmp_path / "whole")).stdout == done.stdout
    assert files(folder) == files(tmp_path / "whole")


@pytest.mark.parametrize("where", [("--threads", "2"), ("--workers", "2")])
def test_after_ctrl_c_only_whole_files_are_left(where: tuple[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with begun(*LONG, *where, "--out", str(folder)) as process:
        wait_for_parts(folder, process)
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate()

    assert process.returncode == 130
    assert stdout == b""
    told = stderr.decode()
    finished = check_whole(folder)
    assert f"{finished} of 40 replications are finished and kept" in told
    assert f"go on with `iopkit simulate --resume {folder}`" in told
    assert "Interrupted." in told
    assert "Traceback" not in told
    assert not list(folder.rglob(".*"))


def test_a_full_disk_is_told_and_what_is_finished_is_kept(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    folder = tmp_path / "run"
    limit = 60_000  # no file may be longer, as if the disk were full
    script = (
        "import resource, sys; from iopkit.cli import main\n"
        # What is compiled is kept before the disk is full.
        f"main([*{SHORT!r}, '--out', {str(tmp_path / 'before')!r}], standalone_mode=False)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *LONG, "--threads", "1", "--out", str(folder)],
        cwd=GOLDEN,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    told = done.stderr.decode()
    assert f"{folder} cannot be written: File too large" in told
    assert "0 of 40 replications are finished and kept; go on with" in told
    assert "Traceback" not in told
    assert not list(folder.rglob(".*"))


def test_a_run_that_is_complete_is_shown(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "run")
    first = run(*SHORT, "--out", folder)
    again = run("simulate", "--resume", folder)

    assert again.exit_code == 0
    assert again.stdout == first.stdout
    assert again.stderr == f"The run in {folder} is complete; nothing is left to simulate.\n"


def test_a_name_that_is_taken_is_told(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "run")
    run(*SHORT, "--out", folder)
    taken = run(*SHORT, "--out", folder)
    other = run(*SHORT, "--out", str(tmp_path))

    assert (taken.exit_code, other.exit_code) == (2, 2)
    assert taken.stderr == f"Error: {folder} holds a complete run already; choose another name\n"
    assert "is there already and holds something else than a run" in other.stderr


def test_nothing_is_left_of_a_run_that_cannot_begin(run: Run, tmp_path: Path) -> None:
    text = "{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: 1}}}"
    done = run("simulate", "-", "--out", str(tmp_path / "run"), stdin=text)

    assert done.exit_code == 1
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--resume", "nowhere"), "there is no run in nowhere: it has no run.json"),
        (("--resume", "run", "--seed", "7"), "leave --seed out"),
        (("--resume", "run", "--warm-up", "1 year"), "leave --warm-up out"),
        (("--resume", "run", "--out", "other"), "leave --out out"),
        (("clinic.yaml", "--resume", "run"), "leave FILE out"),
        ((), "Missing argument 'FILE'"),
        (("clinic.yaml", "--threads", "2", "--workers", "2"), "--threads and --workers exclude"),
        (("clinic.yaml", "--workers", "2", "--cluster", "a"), "--workers and --cluster exclude"),
        (("clinic.yaml", "--workers", "0"), "0 is not in the range"),
        (("clinic.yaml", "--starts", "1 March"), "'1 March' is not a date"),
        (("clinic.yaml", "--discount", "1"), "is not in the range"),
        (("clinic.yaml", "--out", "/dev/null/run"), "cannot be written: Not a directory"),
    ],
)
def test_wrong_options_are_explained(run: Run, words: tuple[str, ...], message: str) -> None:
    done = run("simulate", *words)

    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_processes_give_the_same_bytes(run: Run) -> None:
    assert run(*SHORT, "--json", "--workers", "2").stdout == run(*SHORT, "--json").stdout


def test_a_lost_worker_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_folder: object, _entry: object) -> str:
        raise LostWorkerError("a worker is gone")

    with monkeypatch.context() as unlucky:
        unlucky.setattr("iopkit.simulate.storage.replication_files.write_entry", lose)
        done = run(*SHORT, "--out", str(tmp_path / "run"))

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: a worker is gone. 0 of 4 replications are finished")
    assert resumed(run, tmp_path / "run").stdout == run(*SHORT, "--json").stdout


def test_a_run_that_starts_on_a_date_keeps_it(run: Run, tmp_path: Path) -> None:
    given = ("--starts", "2026-03-01", "--discount", "0.03")
    told = json.loads(run(*SHORT, *given, "--json", "--out", str(tmp_path / "run")).stdout)

    assert told["provenance"]["starts"] == "2026-03-01"
    assert told["provenance"]["discount_rate"] == 0.03
    assert json.loads(resumed(run, tmp_path / "run").stdout) == told


CENSUS = "level,state,since\niop,in care,2026-02-20\niop,waiting,2026-02-25\n"


def test_a_census_is_who_is_there_at_the_start(run: Run, tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text(CENSUS)
    given = ("--census", str(tmp_path / "today.csv"), "--starts", "2026-03-01")
    done = run(*SHORT, *given, "--json", "--out", str(tmp_path / "run"))

    provenance = json.loads(done.stdout)["provenance"]
    assert provenance["initial_census_clients"] == 2
    visits = pyarrow.parquet.read_table(tmp_path / "run" / "visits" / "part-00000.parquet")
    rows = [row for row in visits.to_pylist() if row["stream"] == "census" and row["visit"] == 1]
    assert [row["queued_at"] for row in sorted(rows, key=lambda row: row["client"])] == [-9, -4]
    # Who is there is nobody else's business.
    assert (tmp_path / "run").stat().st_mode & 0o077 == 0
    assert resumed(run, tmp_path / "run").stdout == done.stdout
    report = run("simulate", "--resume", str(tmp_path / "run")).stdout
    assert "Begins on 2026-03-01 with 1 client in care and 1 waiting.\n" in report


@pytest.mark.parametrize(
    ("words", "days"), [((), 0.0), (("--warm-up", "30 days"), 30.0), (("--warm-up", "0"), 0.0)]
)
def test_who_is_there_today_is_counted_from_today(
    run: Run, tmp_path: Path, words: tuple[str, ...], days: float
) -> None:
    (tmp_path / "today.csv").write_text("level,state,days\niop,in care,9\n")
    given = ("--days", "60", "--replications", "2", *words, "--census", str(tmp_path / "today.csv"))
    done = run("simulate", "clinic.yaml", *given, "--json")

    assert json.loads(done.stdout)["provenance"]["warm_up_days"] == days


def test_a_census_that_cannot_be_used_is_explained(run: Run, tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text(CENSUS.replace("in care", "secret"))
    words = (*SHORT, "--census", str(tmp_path / "today.csv"), "--starts", "2026-03-01")
    told, for_programs = run(*words), run(*words, "--json")

    assert (told.exit_code, for_programs.exit_code) == (1, 1)
    assert "today.csv:2:5: error: " in told.stderr
    assert "secret" not in told.output
    assert json.loads(for_programs.stdout)["schema"] == "iopkit/check"
