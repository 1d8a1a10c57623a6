"""`iopkit page`: written whole or not at all, and shown live while the file is written."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from commands import GOLDEN, Run, Start

LONG = 30.0
"""Before a test gives up. [s]"""


def test_the_page_goes_to_a_file_of_its_own(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "clinic.html"
    done = run("page", "clinic.yaml", "-o", str(out))

    assert done.exit_code == 0
    assert done.stdout == f"{out}\n"
    assert f"{out.stat().st_size / 1000:.0f} kB, one file that needs no other" in done.stderr
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["clinic.html"]


def test_without_a_file_the_same_bytes_go_to_another_program(
    run: Run, start: Start, tmp_path: Path
) -> None:
    out = tmp_path / "clinic.html"
    run("page", "clinic.yaml", "-o", str(out))

    assert start("page", "clinic.yaml").stdout == out.read_bytes()


def test_a_page_that_is_there_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "clinic.html"
    out.write_text("mine")
    done = run("page", "clinic.yaml", "-o", str(out))

    assert done.exit_code == 2
    assert f"{out} is there already; choose another name." in done.stderr
    assert out.read_text() == "mine"


@pytest.mark.parametrize("name", ["clinic.pdf", "clinic", "."])
def test_a_page_has_the_name_of_a_page(run: Run, tmp_path: Path, name: str) -> None:
    out = f"{tmp_path}/{name}"
    done = run("page", "clinic.yaml", "-o", out)

    assert done.exit_code == 2
    assert "is no name of a page, which a browser opens; end it in .html" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    done = run("page", "clinic.yaml", "-o", str(tmp_path / "nowhere" / "clinic.html"))

    assert done.exit_code == 2
    assert "cannot be written: No such file or directory" in done.stderr


def test_nothing_is_written_of_a_broken_file(run: Run, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.yaml", tmp_path / "broken.html"
    broken.write_text("iopkit: 1\nid: b\ntitle: B\nlevles: {}\n")
    done = run("page", str(broken), "-o", str(out))

    assert done.exit_code == 1
    assert "did you mean 'levels'?" in done.stderr
    assert not out.exists()


def test_the_week_can_be_left_out(run: Run) -> None:
    assert "The week" in run("page", "week.yaml").stdout
    assert "The week" not in run("page", "week.yaml", "--no-week").stdout


def test_a_week_that_cannot_be_held_is_explained_in_the_page(run: Run) -> None:
    done = run("page", "week-crowded.yaml")

    assert done.exit_code == 0
    assert "There is no timetable, for this cannot be held together" in done.stdout
    assert "week-crowded.yaml, line" in done.stdout


def test_options_that_do_not_go_together_are_told(run: Run) -> None:
    both = run("page", "clinic.yaml", "--watch", "-o", "x.html")
    alone = run("page", "clinic.yaml", "--port", "8000")
    stdin = run("page", "-", "--watch", stdin="iopkit: 1")

    assert [each.exit_code for each in (both, alone, stdin)] == [2, 2, 2]
    assert "leave -o out" in both.stderr
    assert "--port goes with --watch" in alone.stderr
    assert "--watch needs a file" in stdin.stderr


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("page", "clinic.yaml", "--watch", "--port", str(port))

    assert done.exit_code == 2
    assert f"Port {port} cannot be used" in done.stderr
    assert "--port 0 for any that is free" in done.stderr


def test_a_file_that_is_not_there_is_not_waited_for(run: Run) -> None:
    done = run("page", "clinik.yaml", "--watch", "--port", "0")

    assert done.exit_code == 2
    assert "there is no such file" in done.stderr
    assert "did you mean 'clinic.yaml'?" in done.stderr


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return Path(shutil.copy(GOLDEN / "clinic.yaml", tmp_path))


@pytest.fixture
def live(clinic: Path) -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(
        [sys.executable, "-m", "iopkit", "page", str(clinic), "--watch", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeds_ctrl_c,  # noqa: PLW1509  no threads here
    ) as process:
        yield process
        process.kill()


def heeds_ctrl_c() -> None:
    """Undo what the shell does to a program in the background, so that its children ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ask(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LONG) as answer:  # noqa: S310  our own address
        return unescape(bytes(answer.read()).decode())


def wait_for(address: str, holds: Callable[[str], bool]) -> str:
    end = time.monotonic() + LONG
    while not holds(page := ask(address)):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return page


def test_the_live_page_follows_the_file_through_a_mistake(
    live: "subprocess.Popen[str]", clinic: Path
) -> None:
    assert live.stdout is not None
    address = live.stdout.readline().strip()
    right = clinic.read_text()
    title = next(line for line in right.splitlines() if line.startswith("title:"))

    assert title.removeprefix("title: ").strip('"') in ask(address)
    clinic.write_text(right.replace("levels:", "levles:", 1))
    page = wait_for(address, lambda page: "levles" in page)
    assert f"{clinic}:" in page
    assert "^^^^^^ did you mean 'levels'?" in page
    clinic.write_text(right.replace(title, "title: Mended House"))
    page = wait_for(address, lambda page: "Mended House" in page)
    assert "levles" not in page

    live.send_signal(signal.SIGINT)
    _, stderr = live.communicate(timeout=LONG)
    assert live.returncode == 130
    assert stderr.endswith("Interrupted.\n")
    assert "Traceback" not in stderr
    with pytest.raises(urllib.error.URLError):
        ask(address)


def test_a_file_that_goes_away_may_come_back(live: "subprocess.Popen[str]", clinic: Path) -> None:
    assert live.stdout is not None
    address = live.stdout.readline().strip()
    right = clinic.read_text()

    clinic.unlink()
    wait_for(address, lambda page: "there is no such file" in page)
    clinic.write_text(right)
    wait_for(address, lambda page: "Level by level" in page)
