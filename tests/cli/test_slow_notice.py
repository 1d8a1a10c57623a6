"""What somebody reads who waits for a week."""

import io
import sys
import threading
import time

import pytest

from iopkit.cli.io import slow_notice as waiting
from iopkit.week import Stage


class Screen(io.StringIO):
    """A stderr that is a terminal, and says when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        length = super().write(text)
        self.written.set()
        return length


def timers() -> list[threading.Timer]:
    """Return what will happen later."""
    return [each for each in threading.enumerate() if isinstance(each, threading.Timer)]


def shown(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Let stderr be a terminal as wide as it takes, from now on."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "200")
    return screen


def test_what_takes_long_is_said_as_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = shown(monkeypatch)
    monkeypatch.setattr(waiting, "LONG", 0.0)
    with waiting.looking(60) as watch:
        watch(Stage.FIND, 1080)
        assert screen.written.wait(30)
        watch(Stage.EXPLAIN, 1)
        end = time.monotonic() + 30
        while "Looking for what conflicts" not in screen.getvalue() and time.monotonic() < end:
            time.sleep(0.05)
    said = screen.getvalue()
    assert "of at most 60 s. Ctrl-C stops it." in said
    assert "Looking for what conflicts in a week of 1 session" in said


def test_what_is_soon_over_is_not_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = shown(monkeypatch)
    monkeypatch.setattr(waiting, "LONG", 3600.0)
    with waiting.looking(60) as watch:
        watch(Stage.FIND, 1)
        assert len(timers()) == 1
    assert not timers()
    assert screen.getvalue() == ""


def test_another_program_hears_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(waiting, "LONG", 0.0)
    with waiting.looking(60) as watch:
        watch(Stage.FIND, 1)
        assert not timers()
    assert capsys.readouterr().err == ""
