import datetime as dt
from typing import Any

import attrs
import pytest

from iopkit.errors import IntegrityError
from iopkit.model.assessment import Assessment, Fact, NumberFact, YesNo
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import ArrivalStream, Dates, Rate
from iopkit.model.simulation.census import Census, CurrentClient
from iopkit.model.simulation.scenario import Scenario

CLINIC = Pathway(
    id="clinic",
    title="Clinic",
    assessment=Assessment(
        [
            Fact(id="stable", ask="Stable?", type=YesNo()),
            Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
        ]
    ),
    levels=[Level(id="php", title="PHP", rank=3), Level(id="iop", title="IOP", rank=2)],
    arrivals=[ArrivalStream(id="door", to="iop", when=Rate.constant(1))],
)


def scenario(**given: Any) -> Scenario:  # noqa: ANN401  what is refused has any type
    return attrs.evolve(Scenario(pathway=CLINIC, days=100), **given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"days": -1}, "days must be a number of days, 0 or more"),
        ({"days": float("nan")}, "days must be a number of days, 0 or more"),
        ({"days": 3, "days_in_care": -4}, "days_in_care must be a number of days, 0 or more"),
        (
            {"days": 3, "days_in_care": 2},
            "days_in_care must be at least days: whoever is at a level is in care",
        ),
    ],
)
def test_times_that_cannot_be_are_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        CurrentClient(level="iop", **given)

    assert str(caught.value) == message


def test_who_waits_may_wait_for_longer_than_in_care() -> None:
    waiting = CurrentClient(level="iop", is_waiting=True, days=9, days_in_care=2)

    assert waiting.days_in_care == 2


def test_no_answer_shows_and_none_can_be_changed() -> None:
    facts = {"cravings": 7.0}
    client = CurrentClient(level="iop", days=9, facts=facts, completed=["php"])

    facts["cravings"] = 8.0

    assert client.facts["cravings"] == 7
    shown = repr(Census([client]))
    assert not [secret for secret in ("7", "iop", "php", "9") if secret in shown]
    assert "cravings" not in repr(client)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"level": "ipo"}, "census[0].level: no level named 'ipo' (did you mean 'iop'?)"),
        ({"completed": ["phh"]}, "census[0].completed: no level named 'phh' (did you mean 'php'?)"),
        (
            {"facts": {"cravngs": 7}},
            (
                "census[0].cravngs: no question named 'cravngs' in the assessment (did you mean "
                "'cravings'?)"
            ),
        ),
        (
            {"facts": {"birthday": "x"}},
            (
                "census[0].birthday: 'birthday' would tell who the client is; iopkit keeps no "
                "identity (leave it out)"
            ),
        ),
        (
            {"facts": {"cravings": 77}},
            "census[0].cravings: 'cravings' must be a number from 0 to 10",
        ),
    ],
)
def test_a_census_must_suit_the_pathway_and_no_answer_is_repeated(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(IntegrityError) as caught:
        scenario(census=Census([CurrentClient(**{"level": "iop", "days": 3, **given})]))

    assert str(caught.value) == message


def test_a_stream_cannot_be_called_as_the_clients_of_a_census() -> None:
    stream = ArrivalStream(id="census", to="iop", when=Rate.constant(1))
    today = Census([CurrentClient(level="iop", days=3)])

    assert scenario(arrivals=(stream,)).streams == (stream,)
    with pytest.raises(ValueError, match="a stream called 'census' cannot arrive beside"):
        scenario(arrivals=(stream,), census=today)


@pytest.mark.parametrize("discount", [-0.1, 1, float("nan")])
def test_a_discount_is_a_share_of_a_year(discount: float) -> None:
    with pytest.raises(ValueError, match=r"discount must be 0 or more and less than 1 \(3 % is"):
        scenario(discount=discount)


def test_days_with_dates_are_counted_from_where_the_run_starts() -> None:
    march = ArrivalStream(id="last", to="iop", when=Dates((0, 3), day_zero=dt.date(2026, 3, 1)))

    run = scenario(arrivals=(march,), starts=dt.date(2026, 2, 27))

    assert run.streams[0].when.days == (2, 5)  # type: ignore[union-attr]
    assert scenario(arrivals=(march,)).streams == (march,)
    with pytest.raises(ValueError, match="stream 'last': somebody arrives before 2026-03-02"):
        scenario(arrivals=(march,), starts=dt.date(2026, 3, 2))
