"""One Ctrl-C is enough, wherever it comes."""

import contextlib
import signal
from collections.abc import Callable

import pytest

from iopkit.cli.io.interrupt import heeded


class Callback:
    """Something that Python calls, and whose exceptions it ignores."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def __del__(self) -> None:
        raise self.error


@pytest.fixture(autouse=True)
def at_a_terminal() -> None:
    """A test may itself run in the background, where Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def ignored_by_python() -> None:
    with heeded() as check:
        Callback(KeyboardInterrupt)
        check()
        pytest.fail("nobody heeded it")


def taken_for_something_else() -> None:
    with heeded():
        with contextlib.suppress(BaseException):
            signal.raise_signal(signal.SIGINT)
        raise ImportError


@pytest.mark.parametrize("work", [ignored_by_python, taken_for_something_else])
def test_an_interruption_that_got_lost_ends_the_command_and_is_not_printed(
    capsys: pytest.CaptureFixture[str], work: Callable[[], None]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        work()

    assert capsys.readouterr().err == ""


def test_afterwards_all_is_as_before() -> None:
    with contextlib.suppress(KeyboardInterrupt), heeded():
        signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_other_exceptions_in_callbacks_are_told_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook", lambda given: told.append(given.exc_type))

    with heeded():
        Callback(ValueError)

    assert told == [ValueError]
