"""What would never end, or take all memory, is refused with its reason within seconds."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEAD = """
iopkit: 1
id: hillside
title: Hillside
assessment: {c: {ask: "C?", number: 0 to 10, whole: true, worse: higher}}
outcomes: {done: {title: Done, completes: true}, gone: {title: Gone}}
"""
LEVEL = "levels: {a: {title: A, rank: 1}}\n"
LEAVING = "transitions: [{from: a, to: done, share: 1, stay: 20 days}]\n"
COMING = "arrivals: {w: {to: a, rate: 1 per day}}\n"
SECONDS = 10.0
"""CPU that a refusal may take; kernels are compiled before. [s]"""


def seconds(work: Run, *words: str) -> tuple[float, int, str]:
    """Return how much CPU a command takes, its exit code, and what it says on stderr."""
    before = time.process_time()
    result = work(*words)
    return time.process_time() - before, result.exit_code, result.stderr


@pytest.mark.parametrize("name", ["endless-arrivals", "endless-moves"])
def test_it_is_refused_before_it_starts(run: Run, data: Path, name: str) -> None:
    words = ("simulate", str(data / f"{name}.yaml"), "--days", "40", "--warm-up", "0")
    took, code, told = seconds(run, *words)

    assert (code, "at most 1,000,000,000 can be simulated" in " ".join(told.split())) == (1, True)
    assert took < SECONDS


def test_what_is_too_much_says_what_it_is(run: Run, data: Path) -> None:
    words = ("--days", "40", "--warm-up", "0")
    crowd = run("simulate", str(data / "endless-arrivals.yaml"), *words).stderr
    moves = run("simulate", str(data / "endless-moves.yaml"), *words).stderr

    assert "most are clients who come by 'walk-in': let fewer come" in " ".join(crowd.split())
    assert "most are stays at 'a', 'b': give stays and returns there" in " ".join(moves.split())


IMPATIENT = """
levels:
  a: {title: A, rank: 2, places: 1, queue: {patience: 0.0000001 days, gives_up: b}}
  b: {title: B, rank: 1, places: 1, queue: {patience: 0.0000001 days, gives_up: a}}
transitions:
  - {from: a, to: done, share: 1, stay: 20 days}
  - {from: b, to: done, share: 1, stay: 20 days}
"""
TOO_MUCH = {
    "rate": LEVEL + LEAVING + "arrivals: {w: {to: a, rate: 1e9 per day}}",
    "weekly": LEVEL + LEAVING + "arrivals: {w: {to: a, weekly: {mon: 1e12}}}",
    "table": LEVEL
    + LEAVING
    + "arrivals: {w: {to: a, table: [{from: 0 days, rate: 1 per day}, "
    + "{from: 5 days, rate: 1e9 per day}]}}",
    "yearly": LEVEL
    + LEAVING
    + "arrivals: {w: {to: a, table: [{from: 0 days, rate: 0 per day}, "
    + "{from: 200 days, rate: 1e9 per day}], period: 365 days}}",
    "returns": LEVEL
    + "transitions: [{from: a, to: done, share: 1, stay: 1 minute}, "
    + "{from: done, to: a, share: 1, stay: 0.00001 minutes}]\n"
    + COMING,
    "reviews": "levels: {a: {title: A, rank: 1, review: every 0.001 days, "
    "progress: {c: {by: -1}}}}\n"
    "transitions: [{from: a, to: done, share: 1, stay: 400 days}, "
    "{from: a, to: gone, at: review, when: c >= 10}]\n"
    "arrivals: {w: {to: a, rate: 50 per day, facts: {c: {uniform: 0 to 9}}}}",
    "patience": IMPATIENT + COMING,
    "memory": "levels: {a: {title: A, rank: 1, places: 3}}\n"
    + LEAVING
    + "arrivals: {w: {to: a, rate: 1e5 per day}}",
    "places": "levels: {a: {title: A, rank: 1, places: 1e300}}\n" + LEAVING + COMING,
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_its_siblings_are_refused_too(run: Run, tmp_path: Path, what: str) -> None:
    file = tmp_path / "much.yaml"
    file.write_text(HEAD + TOO_MUCH[what], encoding="utf-8")
    run("simulate", str(file), "--days", "1e-6", "--warm-up", "0")  # compiles what it can
    words = ("simulate", str(file), "--years", "10", "--replications", "2", "--warm-up", "0")
    took, code, told = seconds(run, *words)

    assert (code, "Error" in told or "error" in told) == (1, True)
    assert "itself has failed" not in told
    assert took < SECONDS


@pytest.mark.parametrize(
    "words",
    [
        ("simulate", "standard", "--days", "1e12"),
        ("simulate", "standard", "--days", "inf"),
        ("simulate", "standard", "--replications", "1000000000"),
        ("simulate", "standard", "--replications", "1e9"),
        ("simulate", "standard", "--places", "iop=1000000000000"),
        ("compare", "standard", "--sweep", "levels.iop.places=1..1000000000/1"),
        ("compare", "standard", "--sweep", "levels.iop.places=1..1e9/1"),
        ("compare", "standard", "--set", "levels.iop.places=1e300"),
    ],
    ids=" ".join,
)
def test_numbers_beyond_measure_are_wrong_use(run: Run, words: tuple[str, ...]) -> None:
    took, code, told = seconds(run, *words)

    assert code in {1, 2}
    assert told
    assert "itself has failed" not in told
    assert took < SECONDS


MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")
def test_a_queue_that_grows_for_ever_takes_less_than_a_gigabyte(tmp_path: Path) -> None:
    file = tmp_path / "queue.yaml"
    file.write_text(HEAD + TOO_MUCH["memory"], encoding="utf-8")
    words = ("simulate", str(file), "--years", "10", "--threads", "2", "--warm-up", "0")
    # In a process of its own, for what else the tests have started counts here too.
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "iopkit", *words],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=tmp_path,
    )

    assert result.returncode == 1
    assert b"are in the system at once" in result.stderr
    used = int(result.stdout.splitlines()[-1])
    assert used // (1024 if sys.platform == "darwin" else 1) < 1_000_000


LONG = HEAD + TOO_MUCH["reviews"].replace("rate: 50 per day", "rate: 0.5 per day")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no Ctrl-C to one process alone")
def test_a_long_run_that_is_allowed_can_be_interrupted(tmp_path: Path) -> None:
    """Hundreds of millions of reviews and hardly a visit: the loop must come back all the same."""
    file = tmp_path / "long.yaml"
    file.write_text(LONG, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "iopkit", "simulate", str(file), "--years", "10"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "80"},
        preexec_fn=_listening,  # noqa: PLW1509  a program in the background is deaf to Ctrl-C
    )
    try:
        time.sleep(4)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        process.communicate(timeout=60)
        assert (process.returncode, time.monotonic() - begun < SECONDS) == (130, True)
    finally:
        process.kill()


def _listening() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rate=st.floats(-3, 30).map(lambda power: 10.0**power),
    stay=st.floats(-12, 4).map(lambda power: 10.0**power),
    back=st.one_of(st.none(), st.floats(-12, 4).map(lambda power: 10.0**power)),
    places=st.sampled_from(["3", "100000", "unlimited"]),
    days=st.floats(-1, 7).map(lambda power: 10.0**power),
)
def test_whatever_the_numbers_it_ends(  # noqa: PLR0913  one for each number
    run: Run,
    tmp_path: Path,
    *,
    rate: float,
    stay: float,
    back: float | None,
    places: str,
    days: float,
) -> None:
    """Only what is small is let through here, so that every example takes at most seconds."""
    limit = "" if places == "unlimited" else f", places: {places}"
    moves = [f"{{from: a, to: done, share: 1, stay: {stay:.12f} days}}"]
    if back is not None:
        moves.append(f"{{from: done, to: a, share: 1, stay: {back:.12f} days}}")
    file = tmp_path / "any.yaml"
    file.write_text(
        f"{HEAD}\nlevels: {{a: {{title: A, rank: 1{limit}}}}}\ntransitions: [{', '.join(moves)}]\n"
        f"arrivals: {{w: {{to: a, rate: {rate:.6g} per day}}}}\n",
        encoding="utf-8",
    )
    comings = rate * days
    visits = comings * (1.0 if back is None else max(days / (stay + back), 1.0))
    if 3e5 < comings + visits < 1e10:
        return
    words = ("simulate", str(file), f"--days={days:.6g}", "--warm-up=0", "--replications=1")
    took, code, told = seconds(run, *words)

    assert code in {0, 1}
    assert code == 0 or re.search("can be simulated|at once|would move for ever", told)
    assert took < SECONDS
