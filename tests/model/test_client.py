import math
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import LEVELS, assessments, clients, completions, stays

from iopkit.model.client import Client, Stay

HISTORIES = st.lists(stays(), max_size=3).map(tuple)


@pytest.mark.parametrize(
    ("ends", "completed"),
    [
        ([], False),
        ([("detox", True)], True),
        ([("detox", False)], False),
        ([("detox", None)], None),
        ([("detox", False), ("detox", None)], None),
        ([("detox", None), ("detox", True)], True),
        ([("detox", False), ("detox", True)], True),
        ([("iop", True)], False),
        ([("iop", None), ("detox", False)], False),
    ],
)
def test_one_finished_stay_is_enough_and_an_unrecorded_end_leaves_it_open(
    ends: list[tuple[str, bool | None]], completed: bool | None
) -> None:
    history = tuple(Stay(level=level, completed=end) for level, end in ends)

    assert Client(history=history).has_completed("detox") is completed


def test_without_a_history_nothing_is_known() -> None:
    assert Client().has_completed("detox") is None
    assert Client(history=()).has_completed("detox") is False


@given(st.data())
def test_recording_more_never_turns_a_known_answer_round(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    client = data.draw(clients(assessment))
    complete = data.draw(completions(client, assessment))

    for level in LEVELS:
        before = client.has_completed(level)
        assert complete.has_completed(level) is not None
        assert before in {None, complete.has_completed(level)}


@given(HISTORIES, stays())
def test_another_stay_never_takes_a_completion_away(history: tuple[Stay, ...], stay: Stay) -> None:
    for level in LEVELS:
        if Client(history=history).has_completed(level):
            assert Client(history=(*history, stay)).has_completed(level)


def test_what_is_known_about_a_client_never_shows() -> None:
    client = Client(
        facts={"cravings": 4711, "secret": "hidden"},
        history=(Stay(level="detox", completed=False, days=4712),),
        level="residential",
        days_in_level=4713,
        days_in_care=4714,
    )

    shown = "Client(facts=..., history=..., level=..., days_in_level=..., days_in_care=...)"
    assert repr(client) == str(client) == f"{client}" == shown
    assert repr(client) == repr(Client())


@pytest.mark.parametrize("name", ["days_in_level", "days_in_care"])
@pytest.mark.parametrize("days", [-4711, -math.inf, math.nan])
def test_times_that_cannot_be_are_refused_and_not_repeated(name: str, days: float) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        Client(**{name: days})  # type: ignore[arg-type]

    assert str(caught.value) == f"{name} must be a number of days, 0 or more"
    assert "4711" not in "".join(traceback.format_exception_only(caught.value))


def test_nobody_is_longer_at_a_level_than_in_care_and_neither_time_is_repeated() -> None:
    assert Client(days_in_level=12, days_in_care=12).days_in_care == 12
    message = "days_in_care must be at least days_in_level: whoever is at a level is in care"

    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        Client(days_in_level=4711, days_in_care=4712 - 2)

    assert str(caught.value) == message


def test_a_stay_that_cannot_be_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValueError, match=r"^days must be a number of days, 0 or more$"):
        Stay(level="detox", days=-4711)
    with pytest.raises(ValueError, match=r"^level must be the id of a level$"):
        Stay(level="The Hidden House")
