"""The group of commands, which knows each by name and one line until it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from iopkit.cli.failure import WRONG_USE, explained, is_about_output, say_unwritable
from iopkit.cli.terminal import is_closed
from iopkit.errors import unknown_name

COMMANDS: Final = {
    "new": "Write a first pathway file, each line explained.",
    "check": "Find what is wrong in pathway files, all of it at once.",
    "show": "Show a pathway as a staircase of levels, or one level in detail.",
    "place": "Say where a client belongs, why, and what is still to ask.",
    "try": "Try situations: is each made-up client placed as a clinician expects?",
    "diff": "Say in what two pathways differ, and show a client to whom it matters.",
    "rules": "List the rule sets that programs can be held against, or show one.",
    "simulate": "Let years pass: how full, how long the wait, where clients go.",
    "sources": "List every number and rule with what it rests on.",
    "schema": "Print the format of pathway files for editors (JSON Schema).",
}
"""Each command, in the order in which somebody meets them, with its one line of help."""


class Commands(click.Group):
    """A group whose commands are imported when they are called.

    Neither the list in the help nor the completion of a name imports a command.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  click's signature
        """Run the command line; a stream that is missing or full is no reason for a traceback."""
        if is_closed(sys.stderr):
            sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  to the end
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # the help itself could not be printed
            if not is_about_output(error):
                raise
            say_unwritable(error)
            sys.exit(WRONG_USE)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"iopkit.cli.{module}").command
        if not isinstance(command, click.Command):
            msg = f"iopkit.cli.{module}.command is not a command"
            raise TypeError(msg)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(unknown_name("command", args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin so, and the options of the group."""
        names = [
            CompletionItem(name, help=text)
            for name, text in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  whatever the command returns
        """Run the command that was asked for; whatever goes wrong becomes a message and a code."""
        with explained(ctx):
            return super().invoke(ctx)
