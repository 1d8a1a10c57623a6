"""Settings of a simulation: declared once, and the same when a run is repeated."""

import datetime as dt

import attrs
import pytest

from iopkit import Scenario, SimulationRequest, load
from iopkit.describe.simulation.option_catalogue import (
    SIMULATION_OPTIONS,
    arguments_of,
    settings_of,
)

PATHWAY = load("standard")


def read_back(arguments: list[str]) -> SimulationRequest:
    """Return the request that options make, as the command line reads them."""
    declared = {option.flag: option for option in SIMULATION_OPTIONS}
    given: dict[str, list[str]] = {}
    for flag, text in zip(arguments[::2], arguments[1::2], strict=True):
        given.setdefault(flag, []).append(text)
    values = {}
    for flag, texts in given.items():
        option = declared[flag]
        if option.number is not None:
            number = int(texts[0]) if option.number.is_whole else float(texts[0])
            values[option.field] = option.read(number)
        else:
            values[option.field] = option.read(texts if option.is_repeatable else texts[0])
    return SimulationRequest(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "request_",
    [
        SimulationRequest(),
        SimulationRequest(days=730.5, warm_up=30.25, replications=3, seed=0),
        SimulationRequest(days=100.1, warm_up=0, discount=0.03, starts=dt.date(2026, 3, 1)),
        SimulationRequest(places={"iop": 3, "php": None}, warm_up=731.25, days=1461),
    ],
)
def test_the_command_that_repeats_a_run_means_the_same_scenario(
    request_: SimulationRequest,
) -> None:
    scenario = request_.scenario(PATHWAY)

    assert read_back(arguments_of(scenario)).scenario(PATHWAY) == scenario


def test_every_setting_of_a_scenario_has_an_option_and_words() -> None:
    settings = {field.name for field in attrs.fields(Scenario)} - {"pathway", "arrivals"}

    assert settings <= {option.field for option in SIMULATION_OPTIONS}
    assert settings == {option.field for option in SIMULATION_OPTIONS if option.label}


def test_what_is_as_usual_has_no_words() -> None:
    told = dict(settings_of(SimulationRequest().scenario(PATHWAY)))

    assert told == {
        "length": "10 years",
        "warm-up, not counted": "1 year",
        "replications": "20",
        "seed": "7",
    }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"warm_up": "some"}, "'auto', got 'some'"),
        ({"precision": 1.5}, "5 % is 0.05"),
        ({"discount": 1.0}, "3 % is 0.03"),
        ({"days": 0}, "days"),
    ],
)
def test_a_request_that_cannot_be_is_refused(values: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        SimulationRequest(**values)  # type: ignore[arg-type]


def test_a_warm_up_to_be_found_is_none_at_first() -> None:
    request = SimulationRequest(warm_up="auto")

    assert request.finds_warm_up
    assert request.scenario(PATHWAY).warm_up == 0
