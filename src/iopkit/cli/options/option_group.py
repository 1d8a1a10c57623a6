"""Options below titles: a long help is read in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")


class GroupedOption(click.Option):
    """An option that knows the title below which the help shows it.

    Parameters
    ----------
    group
        The title; empty for the list without one.
    """

    def __init__(self, *args: Any, group: str = "", **kwargs: Any) -> None:  # noqa: ANN401  as in click
        super().__init__(*args, **kwargs)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose help shows options below their titles, those without one last."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, title by title."""
        titled: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if isinstance(param, click.Option) and record is not None:
                titled.setdefault(getattr(param, "group", ""), []).append(record)
        others = titled.pop("", [])
        for title, records in [*titled.items(), ("Options", others)]:
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def option(*flags: str, group: str = "", **kwargs: Any) -> Callable[[Command], Command]:  # noqa: ANN401  as in click
    """Add an option below a title."""
    return click.option(*flags, cls=GroupedOption, group=group, **kwargs)
