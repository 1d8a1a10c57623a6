"""What somebody reads who waits for a week."""

import io
import sys
import threading

import pytest

from iopkit.cli import waiting


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


def test_what_takes_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(waiting, "LONG", 0.0)
    with waiting.said_if_long("Still looking."):
        assert screen.written.wait(30)
    assert screen.getvalue().startswith("Still looking.")


def test_what_is_soon_over_is_not_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(waiting, "LONG", 3600.0)
    before = threading.active_count()
    with waiting.said_if_long("Still looking."):
        assert threading.active_count() == before + 1
    assert screen.getvalue() == ""


def test_another_program_hears_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(waiting, "LONG", 0.0)
    before = threading.active_count()
    with waiting.said_if_long("Still looking."):
        assert threading.active_count() == before
    assert capsys.readouterr().err == ""
