"""Every setting of a simulation, declared once: how it is written, read, explained and repeated.

The command line makes its options of this, a report the command that repeats a run and the table
of what a run depends on. A new setting is an entry here, a field of `ScenarioSettings`, and where
it acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.simulation.option import NumberRange, SimulationOption
from iopkit.describe.simulation_values import (
    read_date,
    read_places,
    read_share,
    read_warm_up,
    say_census,
    say_places,
    write_date,
    write_days,
    write_places,
    write_warm_up,
    write_years,
)
from iopkit.describe.wording import days as in_words
from iopkit.model.simulation.request import REPLICATIONS, YEARS, SimulationRequest
from iopkit.model.units import to_days

if TYPE_CHECKING:
    from iopkit.model.simulation.scenario import Scenario

TIME: Final = "How long and how often"
MODEL: Final = "What is simulated"
_DEFAULTS: Final = SimulationRequest()


SIMULATION_OPTIONS: Final = (
    SimulationOption(
        flag="--years",
        field="days",
        metavar="N",
        help="How long to simulate, warm-up included.",
        group=TIME,
        default=str(YEARS),
        number=NumberRange(),
        read=lambda years: to_days(years, "year"),
        write=write_years,
        label="length",
        say=in_words,
    ),
    SimulationOption(
        flag="--days",
        field="days",
        metavar="N",
        help="The same in days.",
        group=TIME,
        number=NumberRange(),
        write=write_days,
    ),
    SimulationOption(
        flag="--warm-up",
        field="warm_up",
        metavar="TIME",
        help="The time at the start that is not counted, until an empty facility has filled; "
        "`auto` finds it in the simulated numbers.",
        group=TIME,
        default="1 year; 0 with --census",
        read=read_warm_up,
        write=write_warm_up,
        label="warm-up, not counted",
        say=lambda time: in_words(time) if time else "none",
    ),
    SimulationOption(
        flag="--replications",
        field="replications",
        metavar="N",
        help="How often to simulate it, each time with other chance.",
        group=TIME,
        default=str(REPLICATIONS),
        number=NumberRange(at_least=1, at_most=100_000, is_whole=True),
        write=lambda number: [str(number)],
        label="replications",
        say=lambda number: f"{number:,}",
    ),
    SimulationOption(
        flag="--precision",
        field="precision",
        metavar="SHARE",
        help="Simulate until the wait and the census of each level with places are known to this "
        "share of their mean, such as 5%. --replications is then the most, 1000 if it is not "
        "given.",
        group=TIME,
        read=read_share,
        write=lambda _: [],  # a run that took as many as it needed is repeated with their number
    ),
    SimulationOption(
        flag="--seed",
        field="seed",
        metavar="N",
        help="Where chance starts.",
        group=TIME,
        default=str(_DEFAULTS.seed),
        number=NumberRange(is_whole=True),
        write=lambda seed: [str(seed)],
        label="seed",
    ),
    SimulationOption(
        flag="--places",
        field="places",
        metavar="LEVEL=NUMBER",
        help="Other places than the file says, or LEVEL=unlimited; can be given several times.",
        group=MODEL,
        read=read_places,
        is_repeatable=True,
        completes="level=",
        write=write_places,
        label="changed places",
        say=say_places,
    ),
    SimulationOption(
        flag="--census",
        field="census",
        metavar="FILE",
        help="A table (CSV) of who is there at the start; without it the run starts empty.",
        group=MODEL,
        is_file=True,
        write=lambda census: [] if census is None else ["TODAY.csv"],
        label="clients at the start",
        say=say_census,
    ),
    SimulationOption(
        flag="--starts",
        field="starts",
        metavar="DATE",
        help="The date of the first day, such as 2026-03-01: weekly patterns then follow the "
        "weekdays.",
        group=MODEL,
        read=read_date,
        write=write_date,
        label="first day",
        say=lambda date: "".join(write_date(date)),
    ),
    SimulationOption(
        flag="--discount",
        field="discount",
        metavar="SHARE",
        help="By how much money counts less each year, such as 0.03.",
        group=MODEL,
        default=f"{_DEFAULTS.discount:g}",
        number=NumberRange(at_least=0, at_most=1, is_below=True),
        write=lambda share: [repr(share)] if share else [],
        label="discount a year",
        say=lambda share: f"{100 * share:g} %" if share else "",
    ),
)
"""All of them, in the order of the help."""


def arguments_of(scenario: Scenario) -> list[str]:
    """Return the options with which a command simulates a scenario.

    >>> from iopkit import SimulationRequest, load
    >>> request = SimulationRequest(days=1461, seed=3, places={"iop": 40, "php": None})
    >>> " ".join(arguments_of(request.scenario(load("standard"))))  # doctest: +NORMALIZE_WHITESPACE
    '--years 4 --warm-up 1 year --replications 20 --seed 3 --places iop=40 --places php=unlimited'
    """
    return [
        word
        for option in SIMULATION_OPTIONS
        for written in option.write(getattr(scenario, option.field, None))
        for word in (option.flag, written)
    ]


def settings_of(scenario: Scenario) -> list[tuple[str, str]]:
    """Return the settings of a scenario by what a report calls them, in words."""
    told = [
        (option.label, option.say(getattr(scenario, option.field)))
        for option in SIMULATION_OPTIONS
        if option.label
    ]
    return [(label, words) for label, words in told if words]
