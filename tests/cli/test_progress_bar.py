"""The bar of a simulation, for somebody who watches."""

import io
import sys

import pytest

from iopkit.cli.io import progress_bar as bar
from iopkit.simulate.kernel import jit as _jit


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Let stderr be a terminal from here on."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return screen


def test_a_long_run_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    monkeypatch.setattr(bar, "SOON", 0.0)
    with bar.shown(40) as show:
        show(0.5)
        show(12.25)
    printed = terminal.getvalue()
    assert "12.2 of 40 replications" in printed
    assert "left" in printed
    # It is gone at the end: the last line is cleared, and the cursor is back.
    assert printed.endswith("\x1b[2K")
    assert "\x1b[?25h" in printed


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    monkeypatch.setattr(bar, "SOON", 3600.0)
    with bar.shown(40) as show:
        show(12.25)
    assert terminal.getvalue() == ""


def test_nobody_who_watches_hears_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bar, "SOON", 0.0)
    with bar.shown(40) as show:
        show(12.25)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not _jit.IS_COMPILED, reason="nothing is compiled here")
def test_a_compilation_is_announced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import numba

    terminal = watched(monkeypatch)
    with bar.shown(40):
        for add in (1, 2):
            assert numba.njit(lambda x, add=add: x + add)(1) == 1 + add
    assert terminal.getvalue() == f"{bar.COMPILING}\n"
