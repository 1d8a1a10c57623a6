"""The options of every command that simulates, made of the declarations of its settings."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from iopkit.cli.options.completion import LEVEL_PLACES
from iopkit.cli.options.executor import ExecutorRequest, executor_options
from iopkit.cli.options.option_group import option
from iopkit.cli.options.simulation_job import SimulationJob
from iopkit.describe.simulation.option_catalogue import SIMULATION_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.describe.simulation.option import NumberRange, SimulationOption

_COMPLETED: Final = {"level=": LEVEL_PLACES}
"""The types of options that a shell completes."""

Command = TypeVar("Command", bound="Callable[..., Any]")


def simulation_options(*, without: str = "") -> Callable[[Command], Command]:
    """Add the options of a simulation; the command gets them as one value, `job`.

    Parameters
    ----------
    without
        The flag of an option that the command does not have.
    """
    declared = [each for each in SIMULATION_OPTIONS if each.flag != without]

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def called(*args: object, **given: Any) -> object:  # noqa: ANN401  what the options hold
            said = [(each, given.pop(each.name)) for each in declared]
            executor = ExecutorRequest(*(given.pop(n) for n in ("threads", "workers", "cluster")))
            return command(*args, job=_job(said, executor), **given)

        wrapped: Any = executor_options(called)
        for each in reversed(declared):
            wrapped = option(
                each.flag,
                type=_type_of(each),
                metavar=each.metavar,
                multiple=each.is_repeatable,
                callback=_reader(each),
                help=each.explanation,
                group=each.group,
            )(wrapped)
        found: Command = wrapped
        return found

    return add


def _job(said: list[tuple[SimulationOption, Any]], executor: ExecutorRequest) -> SimulationJob:
    """Return what was asked for; what nobody said has the default of the request."""
    values: dict[str, Any] = {}
    flags: dict[str, str] = {}
    for each, value in said:
        if value is None:
            continue
        if each.field in flags:
            told = f"{flags[each.field]} and {each.flag}"
            raise click.UsageError(f"{told} exclude each other; give one of them.")
        flags[each.field] = each.flag
        values[each.field] = value
    return SimulationJob.of(values, executor)


def _type_of(declared: SimulationOption) -> click.ParamType[Any] | None:
    if declared.is_file:
        return click.Path()
    if declared.completes:
        return _COMPLETED[declared.completes]
    return None if declared.number is None else _number_type(declared.number)


def _number_type(number: NumberRange) -> click.ParamType[Any]:
    low, high = number.at_least, number.at_most
    if low is None and high is None:
        return click.INT if number.is_whole else click.FLOAT
    if number.is_whole:
        return click.IntRange(low, high, max_open=number.is_below)  # type: ignore[arg-type]
    return click.FloatRange(low, high, max_open=number.is_below)


def _reader(declared: SimulationOption) -> Callable[..., object]:
    def read(_ctx: click.Context, _param: click.Parameter, given: object) -> object:
        if given is None or given == ():
            return None
        try:
            return declared.read(given)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return read
