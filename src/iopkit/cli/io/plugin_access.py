"""The plugins of a run: looked for once, and only when somebody asks for what they may add."""

from __future__ import annotations

import os
import re
import sys
import traceback
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.terminal import note
from iopkit.errors import PluginError

if TYPE_CHECKING:
    from iopkit.registry import ExtensionKind, Registry

RUNNING: Final = f"{__name__}.running"
"""Where the context of the whole run says which plugin's command is running."""

_REGISTRY: Final = f"{__name__}.registry"
_SAID: Final = f"{__name__}.said"
_GROUP: Final = re.compile(rb"^\[iopkit\]", re.MULTILINE)


def registry(kind: ExtensionKind, ctx: click.Context | None = None) -> Registry:
    """Return what plugins add, asked for one kind; what is wrong there is noted, once in a run."""
    from iopkit import registry as plugins  # pluggy, which few commands need
    from iopkit.cli.command_names import COMMANDS

    root = (ctx or click.get_current_context()).find_root()
    found = root.meta.get(_REGISTRY)
    if not isinstance(found, plugins.Registry):
        found = root.meta[_REGISTRY] = plugins.load_registry(commands=COMMANDS)
    said: set[str] = root.meta.setdefault(_SAID, set())
    for problem in found.problems_with(kind):
        if str(problem) not in said and not root.resilient_parsing:
            note(f"Note: {problem}")
            say_where(problem, root)
        said.add(str(problem))
    return found


def say_where(problem: PluginError, ctx: click.Context) -> None:
    """Print the places in the program that led to a problem, if `--debug` asks for them."""
    if ctx.find_root().obj and problem.__cause__ is not None:
        note("".join(traceback.format_tb(problem.__cause__.__traceback__)).rstrip())


def without(found: Registry) -> str:
    """Return what to add where a name is unknown: a plugin that is left out may have it."""
    from iopkit.registry import DISABLE

    return f"{DISABLE} leaves out {', '.join(found.disabled)}" if found.disabled else ""


def commands(ctx: click.Context) -> dict[str, str]:
    """Return the commands of plugins by name, each with its one line; imports none of them."""
    if not may_be_there():
        return {}
    from iopkit.registry import ExtensionKind

    found = registry(ExtensionKind.COMMAND, ctx)
    known = [(name, found.command(name)) for name in found.names(ExtensionKind.COMMAND)]
    return {name: each[1].summary for name, each in known if each is not None}


def command(ctx: click.Context, name: str) -> click.Command | None:
    """Return a command of a plugin, imported now; None when no plugin gives it.

    Raises
    ------
    PluginError
        When two plugins give it, or the one that does cannot be imported.
    """
    if not may_be_there():
        return None
    from iopkit.registry import ExtensionKind
    from iopkit.registry.command_import import imported

    try:
        given = registry(ExtensionKind.COMMAND, ctx).command(name)
        if given is None:
            return None
        plugin, where = given
        found = imported(plugin, name, where)
    except PluginError:
        if ctx.resilient_parsing:  # somebody presses Tab
            return None
        raise
    ctx.find_root().meta[RUNNING] = plugin
    return found if isinstance(found, click.Command) else None  # `imported` makes sure of it


def may_be_there() -> bool:
    """Whether a plugin may be installed, found out in 2 ms where `importlib.metadata` takes 40.

    Installed distributions are looked through for the entry-point group. Where they cannot be,
    as in a zip file, the answer is yes.
    """
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                if any(_names_the_group(entry) for entry in entries):
                    return True
        except NotADirectoryError:
            return True
        except OSError:  # not there, or not for us
            continue
    return False


def _names_the_group(entry: os.DirEntry[str]) -> bool:
    if entry.name.endswith(".egg"):
        return True
    if not entry.name.endswith((".dist-info", ".egg-info")):
        return False
    try:
        with open(os.path.join(entry.path, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123  quick
            return _GROUP.search(file.read()) is not None
    except OSError:  # most distributions have none
        return False
