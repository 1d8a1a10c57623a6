"""The group of commands, which knows each by name and one line until it is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.shell_completion import CompletionItem

from iopkit.cli.command_names import COMMANDS, GROUPS
from iopkit.cli.io import plugin_access as plugged
from iopkit.cli.io.failure import (
    WRONG_USE,
    explained,
    harmless_error,
    is_about_output,
    say_unwritable,
)
from iopkit.cli.io.terminal import is_closed
from iopkit.errors import unknown_name


class Commands(click.Group):
    """A group whose commands are imported when they are called.

    Neither the list in the help nor the completion of a name imports a command, and no command of
    iopkit's own waits for a plugin that it does not need.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  click's signature
        """Run the command line; a stream that is missing or full is no reason for a traceback."""
        atexit.register(gc.freeze)  # the end searches for garbage, in vain: a tenth of a second
        if is_closed(sys.stderr):
            sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  to the end
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # the help itself could not be printed
            if not is_about_output(error):
                raise
            say_unwritable(error)
            sys.exit(WRONG_USE)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  click's signature
    ) -> click.Context:
        """Read the options before the command."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.ClickException as error:
            raise harmless_error(error) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the help; those of plugins come last."""
        return [*COMMANDS, *plugged.commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now; plugins are asked for names that iopkit does not have."""
        if cmd_name not in COMMANDS:
            return plugged.command(ctx, cmd_name)
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"iopkit.cli.commands.{module}").command
        if not isinstance(command, click.Command):
            msg = f"iopkit.cli.commands.{module}.command is not a command"
            raise TypeError(msg)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(unknown_name("command", args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, group by group in one column, and below them those of plugins."""
        groups = {**GROUPS, "Plugins": plugged.commands(ctx)}
        width = max(len(name) for group in groups.values() for name in group)
        for title, group in groups.items():
            if group:
                with formatter.section(title):
                    formatter.write_dl([(name.ljust(width), text) for name, text in group.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin so, and the options of the group."""
        names = [
            CompletionItem(name, help=text)
            for name, text in {**COMMANDS, **plugged.commands(ctx)}.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  whatever the command returns
        """Run the command that was asked for; whatever goes wrong becomes a message and a code."""
        with explained(ctx):
            return super().invoke(ctx)
