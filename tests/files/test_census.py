"""A table of who is there today."""

import datetime as dt
from pathlib import Path

import pytest

from iopkit.errors import PathwayError, UnreadableError
from iopkit.files.compose.load import loads
from iopkit.files.tables.census import load_census, loads_census
from iopkit.model.simulation.census import Census, CurrentClient

CLINIC = loads(
    """\
iopkit: 1
id: here
title: Here
assessment:
  stable: {ask: "Stable?", yes_no: true}
  cravings: {ask: "Cravings?", number: 0 to 10}
levels:
  php: {title: P, rank: 3, admit: [stable]}
  iop: {title: I, rank: 2, admit: [cravings < 5]}
"""
)
MARCH = dt.date(2026, 3, 1)


def said(text: str, on: dt.date | None = None) -> list[str]:
    with pytest.raises((PathwayError, UnreadableError)) as caught:
        loads_census(text, CLINIC, name="today.csv", on=on)
    return [f"{c.line}:{c.column} {c.code}: {c.message}" for c in caught.value.complaints]


def test_everybody_is_read_in_the_order_of_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "today.csv"
    path.write_text(
        "cravings,level,state,days,days_in_care,completed,stable\n"
        "7,iop,in care,12,40.5,php; iop,yes\n"
        ",php,Waiting,0,,,no\n",
        encoding="utf-8",
    )

    assert load_census(path, CLINIC) == Census(
        [
            CurrentClient(
                level="iop",
                days=12,
                days_in_care=40.5,
                completed=["php", "iop"],
                facts={"cravings": 7.0, "stable": True},
            ),
            CurrentClient(level="php", is_waiting=True, days=0, facts={"stable": False}),
        ]
    )


def test_dates_are_counted_to_the_date_of_the_census() -> None:
    text = "level,state,since\niop,in care,2026-02-27\nphp,waiting,2026-03-01\n"

    found = loads_census(text, CLINIC, on=MARCH)

    assert [client.days for client in found.clients] == [2, 0]


@pytest.mark.parametrize("completed", ["php;iop", '"php, iop"', "PHP; Iop", '"P,I"', "P;I"])
def test_levels_finished_may_be_parted_and_called_in_several_ways(completed: str) -> None:
    found = loads_census(f"level,state,days,completed\niop,in care,3,{completed}\n", CLINIC)

    assert found.clients[0].completed == ("php", "iop")


def test_an_empty_house_is_a_census_too() -> None:
    assert loads_census("level,state,days\n", CLINIC) == Census([])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("level,days\niop,3\n", ["1:1 missing-key: the table has no column 'state'"]),
        ("level,state\niop,waiting\n", ["1:1 missing-key: one column has to be 'days' or 'since'"]),
        (
            "level,state,days,since\niop,waiting,3,2026-03-01\n",
            ["1:1 missing-key: one column has to be 'days' or 'since'"],
        ),
        (
            "level,state,since\niop,waiting,2026-03-01\n",
            ["1:1 missing-key: the dates in 'since' need the date of the census"],
        ),
        (
            "level,state,days,mrn\niop,waiting,3,x\n",
            ["1:18 identity: column 'mrn' would tell who a client is; iopkit keeps no identity"],
        ),
        (
            "level,state,days,cravngs\niop,waiting,3,x\n",
            ["1:18 unknown-key: column 'cravngs' is no question of this pathway"],
        ),
        (
            (
                "level,state,days,days_in_care,completed,stable,cravings\n"
                "ipo,here,-3,soon,phh,perhaps,77\n"
            ),
            [
                "2:1 bad-answer: 'level' must be one of php, iop",
                "2:5 bad-value: 'state' must be one of in care, waiting",
                "2:10 not-a-number: 'days' must be a number of days, 0 or more",
                "2:13 not-a-number: 'days_in_care' must be a number of days, 0 or more",
                "2:18 bad-answer: 'completed' must be one or more of php, iop",
                "2:22 bad-answer: 'stable' must be yes or no (or true, false, 1, 0)",
                "2:30 bad-answer: 'cravings' must be a number from 0 to 10",
            ],
        ),
        (
            "level,state,days\niop,in care,\n",
            ["2:13 not-a-number: 'days' is empty; it must be a number of days, 0 or more"],
        ),
        (
            "level,state,days,days_in_care\niop,in care,5,3\n",
            ["2:15 bad-answer: 'days_in_care' must be at least the days at the level"],
        ),
    ],
)
def test_what_is_wrong_is_found_at_its_place(text: str, found: list[str]) -> None:
    assert said(text) == found


def test_a_date_must_be_one_and_not_after_the_census() -> None:
    text = "level,state,since\niop,in care,yesterday\niop,in care,2026-03-02\n"

    assert said(text, on=MARCH) == [
        "2:13 not-a-date: 'since' must be a date such as 2026-03-01",
        "3:13 bad-answer: 'since' must not be after the date of the census, 2026-03-01",
    ]


def test_no_complaint_repeats_what_is_recorded() -> None:
    with pytest.raises(PathwayError) as caught:
        loads_census("level,state,days,stable\niop,in care,3,secret\n", CLINIC)

    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no such file"):
        load_census(tmp_path / "gone.csv", CLINIC)
