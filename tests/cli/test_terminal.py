"""Streams: colours, encodings, a reader who leaves, Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import GOLDEN, Run, Start

UTF_8 = {"PYTHONIOENCODING": "utf-8"}


def test_a_pipe_has_no_colours(start: Start) -> None:
    assert b"\x1b" not in start("show", "clinic.yaml", **UTF_8).stdout


def test_force_color_gives_colours_to_a_pipe(start: Start) -> None:
    assert b"\x1b[1m" in start("show", "clinic.yaml", **UTF_8, FORCE_COLOR="1").stdout


def test_no_color_wins(start: Start) -> None:
    done = start("simulate", "clinic.yaml", "--years", "2", FORCE_COLOR="1", NO_COLOR="1", **UTF_8)

    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    "words",
    [
        ["show", "clinic.yaml"],
        ["show", "clinic.yaml", "--level", "iop"],
        ["place", "clinic.yaml", "--client", "known.yaml", "--all"],
        ["simulate", "clinic.yaml", "--years", "2", "--replications", "2"],
    ],
    ids=" ".join,
)
def test_a_narrow_encoding_is_written_in_ascii(
    start: Start, encoding: str, words: list[str]
) -> None:
    done = start(*words, PYTHONIOENCODING=encoding)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert b"?" not in done.stdout.replace(b"?:", b"")


def test_a_letter_that_cannot_be_written_is_replaced(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "cafe.yaml"
    file.write_text("{iopkit: 1, id: cafe, title: Café, extends: standard}", encoding="utf-8")

    done = start("show", str(file), PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Caf? (cafe)")


def test_json_is_the_same_in_every_encoding(start: Start) -> None:
    narrow, wide = (
        start("show", "clinic.yaml", "--json", PYTHONIOENCODING=encoding).stdout
        for encoding in ("ascii", "utf-8")
    )

    assert narrow == wide
    assert narrow.endswith(b"}\n")


def test_a_title_cannot_steer_the_terminal(run: Run) -> None:
    text = r'{iopkit: 1, id: a, title: "A\e]0;gotcha\a\u202e", extends: standard}'

    for words in (["check"], ["show"], ["sources"], ["show", "--mermaid"], ["show", "--dot"]):
        printed = run(words[0], "-", *words[1:], stdin=text).output
        assert all(char.isprintable() or char == "\n" for char in printed)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_who_leaves_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "iopkit", "sources", "standard", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()

    assert process.wait(timeout=30) in {0, 141}
    assert complaints == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
def test_ctrl_c_is_quiet_and_has_its_own_code() -> None:
    read, write = os.pipe()  # never written to, so the command waits
    # whoever runs the tests in the background may have switched Ctrl-C off for all below
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    process = subprocess.Popen(
        [sys.executable, "-c", f"{heed}import iopkit.__main__", "check", "clinic.yaml", "-"],
        cwd=GOLDEN,
        stdin=read,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=30)
    os.close(read)
    os.close(write)

    assert (process.returncode, complaints) == (130, b"Interrupted.\n")


def shell(command: str) -> "subprocess.CompletedProcess[bytes]":
    words = command.replace("iopkit", f'"{sys.executable}" -m iopkit')
    return subprocess.run(
        ["/bin/sh", "-c", words], cwd=GOLDEN, capture_output=True, check=False, timeout=60
    )


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed otherwise there")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("iopkit check clinic.yaml >&-", b"stdout is closed"),
        ("iopkit check - <&-", b"stdin is closed"),
        ("iopkit check clinic.yaml >&- 2>&-", b""),
        ("iopkit check nowhere.yaml 2>&-", b""),
        ("iopkit --wrong 2>&-", b""),
    ],
)
def test_closed_streams_are_explained(command: str, said: bytes) -> None:
    done = shell(command)

    assert done.returncode == 2
    assert said in done.stderr
    assert bool(done.stderr) == bool(said)
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("words", ["check clinic.yaml", "schema", "--help", "check --help"])
def test_a_full_disk_is_explained(words: str) -> None:
    done = shell(f"iopkit {words} >/dev/full")

    assert done.returncode == 2
    assert done.stderr == b"Error: the result cannot be printed: No space left on device.\n"
    assert shell(f"iopkit {words} >/dev/full 2>/dev/full").returncode == 2
