"""What the reader hears when something goes wrong: a message and an exit code, no traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.plugin_access import RUNNING
from iopkit.cli.io.terminal import note
from iopkit.errors import InvalidTypeError, InvalidValueError, IopkitError, PluginError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

PROBLEMS: Final = 1
"""Problems were found, or no place is certain."""

WRONG_USE: Final = 2
"""Wrong options, or a file that cannot be read."""

INTERRUPTED: Final = 130
"""Somebody pressed Ctrl-C."""

READER_GONE: Final = 141
"""Whoever read the output wanted no more of it; the code of other programs in that case."""


class StoppedError(click.ClickException):
    """Ends a command with one sentence; a wrong use would show how the command is used as well."""

    exit_code = WRONG_USE


@contextmanager
def explained(ctx: click.Context) -> Iterator[None]:
    """Turn every exception into a message on stderr and an exit code."""
    try:
        yield
    except click.ClickException as error:
        raise harmless_error(error) from None  # click says it by itself
    except (click.Abort, click.exceptions.Exit):
        raise
    except KeyboardInterrupt:
        note("Interrupted.")
        raise click.exceptions.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _close_quietly(sys.stdout)
        raise click.exceptions.Exit(READER_GONE) from None
    except OSError as error:
        if is_about_output(error):
            say_unwritable(error)
        elif error.filename is None or RUNNING in ctx.meta:
            _apologise(error, ctx)
            raise click.exceptions.Exit(PROBLEMS) from None
        else:
            _say_unusable(error)
        raise click.exceptions.Exit(WRONG_USE) from None
    except IopkitError as error:
        _tell(error, ctx)
        raise click.exceptions.Exit(error.exit_code) from None
    except Exception as error:  # noqa: BLE001  the last resort: no traceback for a nurse
        _apologise(error, ctx)
        raise click.exceptions.Exit(PROBLEMS) from None


def harmless_error(error: click.ClickException) -> click.ClickException:
    """Return an error of click's as it can be shown: it repeats what came from the command line.

    No character of that reaches a terminal that could control it, and no end of it.
    """
    if type(error).show not in {click.ClickException.show, click.UsageError.show}:
        return error  # it shows something of its own, as the help where there are no arguments
    from iopkit.describe.wording import briefer
    from iopkit.terminal.style import harmless  # not for --help: it imports attrs

    text = harmless(briefer(error.format_message()))
    ctx = getattr(error, "ctx", None)
    is_usage = isinstance(error, click.UsageError)
    again = click.UsageError(text, ctx) if is_usage else click.ClickException(text)
    again.exit_code = error.exit_code  # type: ignore[misc]  # final for subclasses only
    return again


def is_about_output(error: OSError) -> bool:
    """Whether an error comes from printing: one about a file would carry the file's name."""
    return error.filename is None and error.errno is not None


def say_unwritable(error: OSError) -> None:
    """Say why the result could not be printed."""
    _close_quietly(sys.stdout)
    why = os.strerror(error.errno) if error.errno is not None else type(error).__name__
    try:
        note(f"Error: the result cannot be printed: {why}.")
        sys.stderr.flush()
    except OSError:  # nobody can be told
        _close_quietly(sys.stderr)


def _say_unusable(error: OSError) -> None:
    """Say which file the system refuses: its name is too long, the disk is full, ...."""
    from iopkit.describe.wording import briefer

    name = briefer(os.fsdecode(error.filename))
    note(f"Error: '{name}' cannot be used: {error.strerror or type(error).__name__}.")


def _tell(error: IopkitError, ctx: click.Context) -> None:
    if isinstance(error, (InvalidTypeError, InvalidValueError)):
        # What a person wrote is refused with its place, or as an option, before it gets this far.
        _apologise(error, ctx)
        return
    # The complaints about a file begin with the place, as those of a compiler do.
    note(str(error) if hasattr(error, "complaints") else f"Error: {error}")
    if isinstance(error, PluginError) and error.__cause__ is not None and ctx.obj:
        _say_where(error.__cause__)


def _apologise(error: Exception, ctx: click.Context) -> None:
    """Say who failed. The text of the exception may hold a client's answer: never shown."""
    plugin = ctx.meta.get(RUNNING)
    if plugin is None:
        note(f"Sorry, iopkit itself has failed ({type(error).__name__}); your files are untouched.")
    else:
        note(f"Error: plugin '{plugin}' has failed ({type(error).__name__}), not iopkit itself.")
    if ctx.obj:
        _say_where(error)
    else:
        to = "" if plugin is None else " to whoever made the plugin"
        note(f"`iopkit --debug` before the command says where; please report it{to} with that.")


def _say_where(error: BaseException) -> None:
    note("".join(traceback.format_tb(error.__traceback__)).rstrip())
    note("The lines above hold places in the program only, so they can be passed on.")


def _close_quietly(stream: TextIO) -> None:
    # Python flushes the streams once more at the end, and would complain.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError):  # a stream that is no file has nothing to flush either
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
