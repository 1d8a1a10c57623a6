"""What a command may do with any input: end soon, with 0, 1 or 2, and say it plainly."""

import json
import re
import signal
import time
import unicodedata
from types import FrameType
from typing import Final, NoReturn

from click.testing import CliRunner, Result
from fuzz.inputs import Input

from iopkit.cli import main

SECONDS: Final = 5.0
"""The most time of the processor for one input. [s]"""

_CODES: Final = frozenset({0, 1, 2})
_PLACE: Final = re.compile(r'File "([^"]+)", line (\d+)')
_FAILED: Final = ("iopkit itself has failed", "Traceback (most recent call last)")


class TooLongError(BaseException):
    """An input took too long; no command can catch this."""


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TooLongError


def limit() -> None:
    """Have inputs that take too long interrupted from now on; for the main thread of a process."""
    signal.signal(signal.SIGPROF, _stop)


def verdict(one: Input) -> str:
    """Run an input in the present folder; return what is wrong, or nothing."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        result = CliRunner().invoke(main, one.words, input=one.stdin, prog_name="iopkit")
    except TooLongError:
        return f"more than {SECONDS:g} s"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    spent = time.process_time() - start
    return f"{spent:.1f} s" if spent > SECONDS else judged(one, result)


def judged(one: Input, result: Result) -> str:
    """Return what is wrong with how a command ended, or nothing."""
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return f"raises {type(result.exception).__name__}"
    for text in _FAILED:
        if text in result.output:
            return f"{text} in {_where(one)}"
    if result.exit_code not in _CODES:
        return f"ends with {result.exit_code}"
    try:
        stdout = result.stdout_bytes.decode()
        stderr = result.stderr_bytes.decode()
    except UnicodeDecodeError:
        return "prints what is not UTF-8"
    for char in {*stdout, *stderr} - {"\n", "\t"}:
        if unicodedata.category(char) == "Cc" and not (char == "\r" and "\r\n" in stdout):
            return f"prints the control character {ord(char):#04x}"
    if result.exit_code and not (stdout or stderr):
        return f"ends with {result.exit_code} and says nothing"
    return _json(stdout, result.exit_code) if "--json" in one.words else ""


def _where(one: Input) -> str:
    """Return the place in the program where a command fails."""
    words = ("--debug", *one.words)
    result = CliRunner().invoke(main, words, input=one.stdin, prog_name="iopkit")
    places = _PLACE.findall(result.output)
    ours = [f"{file}:{line}" for file, line in places if "/iopkit/" in file] or ["?"]
    return ours[-1].rpartition("/iopkit/")[2]


def _json(stdout: str, code: int) -> str:
    if not stdout:
        return "" if code else "prints no JSON"
    try:
        json.loads(stdout, parse_constant=_refuse)
    except ValueError:
        return "prints what is no JSON"
    return ""


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
