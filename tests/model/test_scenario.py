import math
from typing import Any

import attrs
import pytest

from iopkit.errors import IntegrityError, UnknownNameError
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Rate
from iopkit.model.simulation.scenario import Scenario

STATED = ArrivalStream(id="stated", to="iop", when=Rate.constant(1))
OTHER = ArrivalStream(id="other", to="php", when=Rate.constant(2))
CLINIC = Pathway(
    id="clinic",
    title="Clinic",
    levels=[
        Level(id="php", title="PHP", rank=3, places=Figure(12)),
        Level(id="iop", title="IOP", rank=2),
    ],
    arrivals=[STATED],
)


def scenario(**given: Any) -> Scenario:  # noqa: ANN401  what is refused has any type
    return attrs.evolve(Scenario(pathway=CLINIC, days=100), **given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"days": 0}, "days must be more than 0, got 0"),
        ({"days": 4e7}, "days must be at most 36,525,000 (100,000 years), got 4e+07"),
        ({"days": math.inf}, "days must be more than 0, got inf"),
        ({"days": math.nan}, "days must be more than 0, got nan"),
        ({"warm_up": -1}, "warm_up must be 0 or more, got -1"),
        ({"warm_up": 100}, "a warm-up of 100 days leaves nothing of 100 days to count"),
        ({"replications": 0}, "replications must be more than 0, got 0"),
        ({"seed": -1}, "the seed must be a whole number from 0 to 2**64 - 1, got -1"),
        (
            {"seed": 2**64},
            "the seed must be a whole number from 0 to 2**64 - 1, got 18446744073709551616",
        ),
        (
            {"places": {"iop": -1}},
            "places of 'iop' must be a whole number from 0 to a billion, got -1",
        ),
        (
            {"places": {"iop": 2.5}},
            "places of 'iop' must be a whole number from 0 to a billion, got 2.5",
        ),
        ({"seed": 1.5}, "seed must be a whole number, got 1.5"),
        ({"replications": 2.5}, "replications must be a whole number, got 2.5"),
    ],
)
def test_a_scenario_that_cannot_be_counted_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        scenario(**given)

    assert str(caught.value) == message


def test_the_largest_seed_and_no_places_at_all_are_possible() -> None:
    possible = scenario(seed=2**64 - 1, places={"iop": 0}, warm_up=99.5)

    assert possible.places_of("iop") == 0


def test_places_of_a_level_that_does_not_exist_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"^no level named 'ipo'; did you mean 'iop'?"):
        scenario(places={"ipo": 5})


def test_places_are_the_scenarios_own_or_the_pathways() -> None:
    plain, changed = scenario(), scenario(places={"php": None, "iop": 8})

    assert [plain.places_of(name) for name in ("php", "iop")] == [12, None]
    assert [changed.places_of(name) for name in ("php", "iop")] == [None, 8]
    with pytest.raises(UnknownNameError, match=r"^no level named 'detox'; there are: php, iop$"):
        plain.places_of("detox")


def test_arrivals_are_the_scenarios_own_or_the_pathways() -> None:
    assert scenario().streams == (STATED,)
    assert scenario(arrivals=(OTHER,)).streams == (OTHER,)
    assert scenario(arrivals=()).streams == ()


@pytest.mark.parametrize(
    ("streams", "message"),
    [
        (
            (attrs.evolve(OTHER, to="ipo"),),
            "arrivals.other.to: no level named 'ipo' (did you mean 'iop'?)",
        ),
        (
            (OTHER, OTHER),
            "arrivals.other: 'other' is used 2 times; a name stands for one thing",
        ),
        (
            (attrs.evolve(OTHER, answers=[Answer(fact="stable", weights=[(True, 1)])]),),
            "arrivals.other.facts.stable: no fact named 'stable' (there are none)",
        ),
    ],
)
def test_own_arrivals_must_suit_the_pathway(
    streams: tuple[ArrivalStream, ...], message: str
) -> None:
    with pytest.raises(IntegrityError) as caught:
        scenario(arrivals=streams)

    assert str(caught.value) == message
