"""The options of every command that simulates: how long, how often, with which chance.

A command that has options of its own for some of these takes the others one by one:
`warm_up_option` gives None for ``auto``, and `precision_option` None for nothing. `Asked` in
`iopkit.cli.options.simulation_request` says what they mean.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from iopkit.cli.options.executor import running_options
from iopkit.cli.options.number_types import date, duration

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")

REPLICATIONS: Final = 20
"""How many replications there are if nobody says."""

AUTO: Final = "auto"


WARM_UP: Final = "1 year"
"""What is not counted of a run that starts empty, if nobody says."""


def warm_up_or_auto(ctx: click.Context, param: click.Parameter, text: str | None) -> float | None:
    """Return a time such as ``6 months``; None for ``auto``. [days]

    If nobody says, it is a year, and none where the run starts with a census: who asks what comes
    of those who are there today wants the first days counted.
    """
    if text is None:
        # What was given is known before what was not, in whatever order.
        if ctx.params.get("census") is not None:
            return 0.0
        text = WARM_UP
    return None if text.strip() == AUTO else duration(ctx, param, text)


def share(_ctx: click.Context, _param: click.Parameter, text: str | None) -> float | None:
    """Return a share such as ``5%``; None when it is not asked for. [1]"""
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", text, re.ASCII)
    value = float(match[1]) / 100 if match else math.nan
    if not 0 < value < 1:
        msg = f"'{text}' is not a precision: write a share of the mean in percent, such as 5%"
        raise click.BadParameter(msg)
    return value


def simulating(command: Command) -> Command:
    """Add the options of every simulation; `simulation_request.Asked` takes their values."""
    command = running_options(command)
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


warm_up_option = click.option(
    "--warm-up",
    metavar="TIME",
    callback=warm_up_or_auto,
    help="The time at the start that is not counted, until an empty facility has filled; `auto` "
    f"finds it in the simulated numbers.  [default: {WARM_UP}; 0 with --census]",
)

precision_option = click.option(
    "--precision",
    metavar="SHARE",
    callback=share,
    help="Simulate until the wait and the census of each level with places are known to this "
    "share of their mean, such as 5%. --replications is then the most, 1000 if it is not given.",
)

_OPTIONS: Final = (
    click.option(
        "--years",
        type=float,
        metavar="N",
        help="How long to simulate, warm-up included.  [default: 10]",
    ),
    click.option("--days", type=float, metavar="N", help="The same in days."),
    warm_up_option,
    click.option(
        "--replications",
        type=click.IntRange(1, 100_000),
        metavar="N",
        help=f"How often to simulate it, each time with other chance.  [default: {REPLICATIONS}]",
    ),
    precision_option,
    click.option(
        "--seed", type=int, metavar="N", default=7, show_default=True, help="Where chance starts."
    ),
    click.option(
        "--census",
        type=click.Path(),
        metavar="FILE",
        help="A table (CSV) of who is there at the start; without it the run starts empty.",
    ),
    click.option(
        "--starts",
        metavar="DATE",
        callback=date,
        help="The date of the first day, such as 2026-03-01: weekly patterns then follow the "
        "weekdays.",
    ),
    click.option(
        "--discount",
        type=click.FloatRange(0, 1, max_open=True),
        metavar="SHARE",
        default=0.0,
        help="By how much money counts less each year, such as 0.03.  [default: 0]",
    ),
)
