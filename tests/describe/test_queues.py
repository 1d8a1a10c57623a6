"""What `show` says about waiting, places that change, and reviews."""

from typing import Any

import pytest
from described import detail, staircase

from iopkit.export.pathway_json import pathway_values
from iopkit.files.compose.load import loads
from iopkit.terminal.style import DisplayStyle

PATHWAY = loads(
    """\
iopkit: 1
id: here
title: Here
sources: {book: {title: Book}}
assessment:
  pregnant: {ask: "Pregnant?", yes_no: true}
  cravings: {ask: "Cravings?", number: 0 to 10}
  home: {ask: "Home?", scale: [weak, fair, strong]}
levels:
  php: {title: PHP, rank: 4, places: 5}
  iop:
    title: IOP
    rank: 3
    places: 20
    queue:
      first: [{if: pregnant, source: book}, {if: days_waiting >= 14 days, title: a long wait}]
      patience: 21 days
      gives_up: gone
    intake: {with: 8, every: 4 weeks, assumption: a guess}
    calendar:
      steps: [{from: 5 days, places: 12}, {from: 9 days, places: unlimited}]
      displaces: last
      displaced_to: php
    review: every 7 days
    progress:
      cravings: {by: {uniform: -2 to 1}}
      home: {by: {low: -1, likely: 0, high: 2}}
      pregnant: {becomes: {no: 0.05, yes: 0.01}, source: book}
outcomes: {gone: {title: Gone}}
transitions:
  - {from: php, to: iop, hold: true, share: 1, stay: 9 days}
  - {from: iop, to: php, at: review, when: cravings > 8}
  - {from: iop, to: gone, share: 1, stay: 9 days}
"""
)


@pytest.mark.parametrize(
    "line",
    [
        (
            "  Places change: 12 from day 5, unlimited from day 9; when they get fewer, who began "
            "last leaves for php"
        ),
        "  Clients begin every 28 days, at least 8 at a time [assumption: a guess]",
        "  Who waits gives up after 21 days, for gone",
        "Of those who wait, first goes whoever meets the earliest of",
        "  pregnant [book]",
        "  a long wait",
        "Changes at each review",
        "  cravings changes by -2 to 1",
        "  home changes by triangular, high 2, likely 0, low -1",
        "  pregnant becomes no for 5 % and yes for 1 % [book]",
        "  step up to php: at a review, every 7 days",
        (
            "  step down from php: 100 % of those who leave, after 9 days, keeping the place "
            "until there is one"
        ),
    ],
)
def test_a_level_in_detail_says_it(line: str) -> None:
    assert line in detail(PATHWAY, "iop", DisplayStyle(width=200)).splitlines()


def test_a_level_that_says_none_of_it_has_no_such_lines() -> None:
    page = detail(PATHWAY, "php", DisplayStyle(width=200))

    assert "Places change" not in page
    assert "begin" not in page
    assert "review" not in page.split("Moves", maxsplit=1)[0].lower()


def test_the_staircase_says_that_places_change() -> None:
    page = staircase(PATHWAY, DisplayStyle(width=200))

    assert "20 places, changing in time" in page
    assert "5 places, changing" not in page


def test_json_says_it_too() -> None:
    values: Any = pathway_values(PATHWAY)
    php, iop = values["levels"]

    assert (php["queue"], php["intake"], php["calendar"], php["progress"]) == (None, None, None, [])
    assert iop["queue"]["mean_patience_days"] == 21
    assert iop["queue"]["first"][0]["if"] == "pregnant"
    assert iop["intake"] == {
        "size": 8,
        "every_days": 28.0,
        "first_day": 0.0,
        "basis": {"assumption": "a guess"},
    }
    assert iop["calendar"]["steps"] == [{"day": 5.0, "places": 12}, {"day": 9.0, "places": None}]
    assert [change["mean_change"] for change in iop["progress"]] == [
        -0.5,
        pytest.approx(1 / 3),
        None,
    ]
    assert iop["progress"][2]["becomes"] == [
        {"answer": False, "share": 0.05},
        {"answer": True, "share": 0.01},
    ]
    assert [(move["at_review"], move["hold"]) for move in values["transitions"]] == [
        (False, True),
        (True, False),
        (False, False),
    ]
