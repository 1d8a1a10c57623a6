import datetime as dt
from typing import Any

import pytest

from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Dates, Rate
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.distribution import Distribution

TWO = ClientSample(facts=["stable", "cravings"], rows=[(True, 3), (False, 4)])


@pytest.mark.parametrize(
    ("facts", "rows", "message"),
    [
        ([], [()], "people need the ids of the facts that are known about them"),
        (["Home?"], [(1,)], "people need the ids of the facts that are known about them"),
        (["home", "home"], [(1, 2)], "people cannot answer the same fact twice"),
        (["home"], [], "people need at least one row"),
        (["home", "job"], [(1, 2), (1,)], "row 2 of people has 1 answers to 2 facts"),
    ],
)
def test_people_who_do_not_answer_everything_are_refused(
    facts: list[str], rows: list[tuple[Any, ...]], message: str
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        ClientSample(facts=facts, rows=rows)

    assert str(caught.value) == message


def test_no_answer_shows() -> None:
    assert repr(TWO) == "ClientSample(facts=('stable', 'cravings'), rows=...)"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"people": TWO, "answers": [Answer(fact="cravings", amount=Distribution.fixed(1))]},
            "'cravings' comes from 'people'; leave it out of 'facts'",
        ),
        (
            {"in_order": True, "when": Dates((0, 1))},
            "clients in order need 'people', and the days on which these come",
        ),
        (
            {"in_order": True, "people": TWO},
            "clients in order need 'people', and the days on which these come",
        ),
        (
            {"in_order": True, "people": TWO, "when": Dates((0, 1, 2))},
            "2 people in order cannot come on 3 days",
        ),
    ],
)
def test_a_stream_whose_people_cannot_come_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        ArrivalStream(**{"id": "door", "to": "iop", "when": Rate.constant(1), **given})

    assert str(caught.value) == message


def test_days_with_a_date_are_counted_from_another_and_others_stay() -> None:
    march = Dates((0, 3), day_zero=dt.date(2026, 3, 1))

    assert march.counted_from(dt.date(2026, 2, 28)).days == (1, 4)
    assert march.counted_from(dt.date(2026, 3, 1)) == march
    assert Dates((0, 3)).counted_from(dt.date(2026, 2, 28)) == Dates((0, 3))
    with pytest.raises(ValueError, match="somebody arrives before 2026-03-02, the first day"):
        march.counted_from(dt.date(2026, 3, 2))
