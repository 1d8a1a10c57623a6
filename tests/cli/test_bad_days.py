"""Bad days: who presses Ctrl-C again, a full disk at the very end, a run that is empty."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import GOLDEN, Run

SHORT = ("--days", "60", "--warm-up", "0", "--replications", "2")

BUSY = """
import signal, sys, threading, time
from iopkit.cli.io.interrupt import heeded
signal.signal(signal.SIGINT, signal.default_int_handler)
with heeded():
    thread = threading.Thread(target=time.sleep, args=(60,), daemon=True)
    thread.start()
    try:
        print("busy", flush=True)
        while True:
            time.sleep(0.01)
    finally:
        print("waits", flush=True)
        thread.join()
"""

HEAD = """
iopkit: 1
id: hillside
title: Hillside
outcomes: {done: {title: Done, completes: true}}
transitions: [{from: iop, to: done, share: 1, stay: 10 days}]
"""


def heeds_ctrl_c() -> None:
    """Undo what the shell does to a program in the background, so that its children ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_second_ctrl_c_ends_what_heeds_nobody() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BUSY],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeds_ctrl_c,  # noqa: PLW1509  no threads here
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "busy\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "waits\n"
        process.send_signal(signal.SIGINT)  # at once: the same press
        while process.poll() is None:
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()

    assert process.returncode == 130
    assert stderr == "Interrupted.\n"


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.3])
def test_workers_that_are_starting_print_nothing_at_ctrl_c(moment: float, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    words = ["simulate", "clinic.yaml", "--years", "100", "--replications", "40", "--workers", "2"]
    with subprocess.Popen(
        [sys.executable, "-m", "iopkit", *words, "--out", str(folder)],
        cwd=GOLDEN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heeds_ctrl_c,  # noqa: PLW1509  no threads here
    ) as process:
        while not (folder / "figures").exists():
            assert process.poll() is None
            time.sleep(0.005)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate()

    assert process.returncode == 130
    assert stdout == ""
    assert "Traceback" not in stderr
    assert stderr.endswith("Interrupted.\n")


def test_a_comparison_whose_table_cannot_be_written_is_shown(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "a.csv"
    done = run("compare", "clinic.yaml", "--set", "levels.iop.places=30", *SHORT, "--out", str(out))

    assert done.exit_code == 2
    assert "iop.places=30, against clinic" in done.stdout
    assert done.stderr == f"Error: {out} cannot be written: No such file or directory.\n"


def test_levels_that_only_one_has_are_named(run: Run, tmp_path: Path) -> None:
    day = "levels: {day: {title: Day, rank: 1}}\narrivals: {street: {to: day, rate: 1 per day}}"
    iop = "levels: {iop: {title: IOP, rank: 1}}\narrivals: {walk-in: {to: iop, rate: 1 per day}}"
    (tmp_path / "one.yaml").write_text(f"{HEAD}{iop}\n")
    (tmp_path / "two.yaml").write_text(f"{HEAD}{day}\n".replace("from: iop", "from: day"))
    words = ("compare", str(tmp_path / "one.yaml"), "--with", str(tmp_path / "two.yaml"), *SHORT)

    told = json.loads(run(*words, "--json").stdout)["notes"]

    assert told == ["Not compared, for only one of the two has it: iop in one; day in two."]


@pytest.mark.parametrize(
    ("level", "rate", "message"),
    [
        ("{title: IOP, rank: 1}", "0", "! Nobody was there in the time that counts: no clients"),
        (
            "{title: IOP, rank: 1, intake: {every: 300 days, from: 900 days}}",
            "1",
            "! Nobody began at iop, and ",
        ),
    ],
)
def test_a_run_in_which_nothing_happens_says_so(
    run: Run, tmp_path: Path, level: str, rate: str, message: str
) -> None:
    text = f"levels: {{iop: {level}}}\narrivals: {{walk-in: {{to: iop, rate: {rate} per day}}}}"
    (tmp_path / "a.yaml").write_text(f"{HEAD}{text}\n")

    done = run("simulate", str(tmp_path / "a.yaml"), *SHORT)

    assert done.exit_code == 0
    assert message in " ".join(done.stdout.split())


def test_a_time_that_nobody_lives_to_see_is_refused(run: Run) -> None:
    done = run("simulate", "clinic.yaml", "--years", "1e300")

    assert done.exit_code == 2
    assert "days must be at most 36,525,000 (100,000 years)" in done.stderr


def test_a_run_that_is_not_there_says_how_to_begin_one(run: Run, tmp_path: Path) -> None:
    done = run("simulate", "--resume", str(tmp_path / "none"))

    assert done.exit_code == 2
    assert done.stderr == (
        f"Error: there is no run in {tmp_path}/none: it has no run.json; begin one with `iopkit "
        f"simulate FILE --out {tmp_path}/none`\n"
    )
