"""The command of a plugin, imported from where the plugin says that it is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from iopkit.errors import PluginError
from iopkit.registry.plugin_output import printing_on_stderr
from iopkit.registry.traceback_location import place_of

if TYPE_CHECKING:
    from iopkit.hookspecs import Command


def imported(plugin: str, name: str, command: Command) -> object:
    """Return the `click.Command` of a plugin; imports its module.

    Parameters
    ----------
    plugin
        Who gives it, for messages.
    name
        What it is called on the command line.
    command
        Where it is.

    Raises
    ------
    PluginError
        When its module cannot be imported, or no click command is there.
    """
    try:
        with printing_on_stderr():
            found: object = getattr(import_module(command.module), command.attribute)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"its command '{name}' cannot be loaded: {why}{place_of(error)}"
        raise PluginError(plugin, message) from error
    if not _is_command(found):
        where = f"{command.module}:{command.attribute}"
        kind = type(found).__name__
        message = f"its command '{name}' ({where}) is not a click.Command, but {kind}"
        raise PluginError(plugin, message)
    return found


def _is_command(found: object) -> bool:
    """Whether a value is a click command, told without click, which only the command line knows."""
    kinds = ((kind.__module__.partition(".")[0], kind.__name__) for kind in type(found).__mro__)
    return ("click", "Command") in kinds
