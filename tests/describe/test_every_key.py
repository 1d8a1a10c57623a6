"""Every key that a pathway file can have is described in every output, with its value."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopkit.describe.pathway.document import describe_pathway
from iopkit.export.markdown_renderer import document_markdown
from iopkit.files.compose.load import load
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.format.reference_tables import records
from iopkit.pages.citations import Citations
from iopkit.pages.pathway.page import pathway_page
from iopkit.pages.renderer import HtmlRenderer
from iopkit.terminal.renderer import document_text
from iopkit.terminal.style import DisplayStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_KEY = load(Path(__file__).with_name("every_key.yaml"))

READS_THE_FILE = {"iopkit", "extends", "uses"}
"""Keys that say how to read a file, and are no more when it is read."""

SHOWN: dict[str, dict[str, str | tuple[str, ...]]] = {
    "": {
        "id": "every-key",
        "title": "Every Key House",
        "description": "A pathway that says everything.",
    },
    "sources.ID": {
        "title": "A Survey of Houses",
        "by": "Some Bureau",
        "year": "2019",
        "where": "shelf 12",
        "note": "Read with care.",
    },
    "referrals[]": {"by": "Sent by: a street doctor"},
    "assessment.ID": {
        "ask": "How strong are cravings?",
        "yes_no": "yes or no",
        "number": "a number, 0 to 11",
        "scale": "one of feeble, middling and mighty, in this order",
        "choice": "one of wine and hash",
        "unit": "in points",
        "whole": "whole numbers only",
        "worse": "higher is the more severe",
    },
    "levels.ID": {
        "title": "The house",
        "rank": "37",
        "setting": "residential",
        "overnight": "overnight",
        "supervision": "round the clock",
        "room_and_board": "with room and board",
        "on_site": "psychiatrist and cook",
        "places": "places at The house: 13",
        "review": "every 9 days",
        "admit": "safe",
        "program": "Program: The days program",
    },
    "levels.ID.calendar": {
        "period": "again every 77 days",
        "displaces": "who began last leaves",
        "displaced_to": ("leaves for left", "leaves for Walked out"),
    },
    "levels.ID.calendar.steps[]": {"from": "from day 17", "places": "19 from day"},
    "levels.ID.queue": {
        "first": "Strong cravings go first",
        "patience": "gives up after 21 days",
        "gives_up": ("21 days, for left", "21 days, for Walked out"),
    },
    "levels.ID.intake": {
        "with": "at least 5 at a time",
        "every": "every 23 days",
        "from": "first on day 3",
    },
    "levels.ID.progress.ID": {
        "by": "cravings changes by -2",
        "becomes": "safe becomes yes for 31 %",
    },
    "levels.ID.codes[]": {"system": "ASAM", "edition": "fourth", "code": "3.5"},
    "levels.ID.costs[]": {
        "amount": "451",
        "per": "per day",
        "currency": "EUR",
        "year": "2017",
        "perspective": "borne by the payer",
    },
    "outcomes.ID": {
        "title": ("How care can end done", "Graduated"),
        "completes": "the stay was finished as planned",
        "returns": "may not come back",
    },
    "therapies.ID": {"title": "Dialectical skills", "about": "skills for strong feelings"},
    "programs.ID": {
        "title": "The days program",
        "length": "for 5 to 6 weeks",
        "days": "4 days a week",
        "hours": "14 hours a week",
        "taper": "over time: less after four weeks",
        "varies_with": "set for each client by cravings",
    },
    "programs.ID.goals[]": {"goal": "meant to reach: go back to work"},
    "programs.ID.lengths[]": {
        "when": ("for those with cravings > 8", "for those with cravings over 8"),
        "length": "up to 95 days",
    },
    "programs.ID.services[]": {
        "therapy": "pills",
        "title": "Long talk",
        "format": "individual",
        "sessions": "27",
        "minutes": "85",
        "need": "as needed",
        "optional": "optional",
        "size": "up to 12 clients",
        "led_by": "led by counselor or nurse",
        "group": ("group: veterans", "group: Old soldiers"),
        "for": ("for clients with cravings > 7", "for clients with cravings over 7"),
        "mode": "online",
        "produces": "gives a diary",
        "instead_of": ("in place of dbt", "in place of Dialectical skills"),
        "varies_with": "set for each client by drug",
        "may_change": "may change the dose",
    },
    "programs.ID.tracks.ID": {
        "at": "Tue 18:30-20:45",
        "mode": "hybrid",
        "clients": "16 clients",
        "busy": "busy Mon-Fri 08:00-17:00",
        "a_day": "at most 135 minutes",
    },
    "programs.ID.review": {"value": "every 10 days", "by": "by the team"},
    "groups.ID": {
        "title": "Old soldiers",
        "for": ("for clients with drug = wine", "for clients with drug: wine"),
    },
    "supports.ID": {
        "title": "Church meetings",
        "strength": "required",
        "levels": ("at house", "at The house"),
        "after": ("after done", "after Graduated"),
        "on_site": "on site",
    },
    "week": {
        "zone": "America/Denver",
        "open": "Mon-Sat 07:30-21:15",
        "closed": "2026-12-24",
        "step": "multiples of 25 minutes",
        "pause": "at least 6 minutes between",
        "full_time": "38 hours a week",
    },
    "week.rooms.ID": {
        "title": "The hall",
        "size": "up to 14 clients",
        "count": "2 rooms",
        "open": "Wed 09:10-11:10",
    },
    "week.staff.ID": {
        "title": "Head nurse",
        "as": "led by nurse",
        "count": "3 people",
        "hours": "up to 22 hours a week",
        "at": "Thu 10:20-12:20",
        "a_day": "205 minutes",
    },
    "floors[]": {
        "at_least": "Nothing less will do",
        "when": ("cravings >= 10", "cravings at least 10"),
    },
    "transitions[]": {
        "from": ("Moves from house", "Where clients go from here"),
        "to": ("step down to evenings", "step down to The evenings"),
        "kind": "step down",
        "when": ("when support = mighty", "when support: mighty"),
        "share": "61 % of those who leave",
        "stay": "after 33 days",
        "at": "at a review, every 6 days",
        "hold": "keeping the place until there is one",
    },
    "rule_sets.ID": {
        "title": "Our own book",
        "about": "about a program",
        "standing": "payer",
        "edition": "second",
        "in_force": "in force from 2023-03-04",
        "note": "It covers little.",
        "rules": ("hours_per_week >= 11", "hours per week at least 11"),
    },
    "arrivals.ID": {
        "to": ("steady: to house", "steady: to The house"),
        "rate": "0.7 per day",
        "period": "again after 88 days",
        "days": "on the days 2 and 61",
        "cohort": "41 clients at day 0",
        "from_file": "on the days 2 and 61",  # read, a file gives days and people
        "starts": "day 0 is 2026-02-03",
        "people": "drawn from 2 clients with safe, drug",
        "in_order": "in this order",
        "facts": "safe: yes 0.29, no 0.71",
    },
    "arrivals.ID.weekly": {
        day: f"{day}: 1.{at}"
        for at, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)
    },
    "arrivals.ID.table[]": {"from": "from 53 days", "rate": "0.9 per day"},
    "accepted[]": {
        "finding": "never-placed",
        "about": "(evenings)",
        "because": "nobody needs it yet",
    },
}
"""What is shown of each key of each map: one text, or one of several."""


def read(text: str) -> str:
    """Return a text without marks of its form, as a person reads it."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    bare = html.unescape(re.sub(r"</?[a-z][^>]*>", "", bare))
    return " ".join(re.sub(r"\\(\W)", r"\1", bare).replace("\xa0", " ").split()).casefold()


def every_key() -> Iterator[tuple[str, str]]:
    """Yield the place and the name of every key that holds a value of its own."""
    places = {place.lstrip("."): record for place, record in records("", PATHWAY)}
    for place, record in places.items():
        for key in record.keys:
            inside = f"{place}.{key.name}".lstrip(".")
            if not any(re.match(rf"{re.escape(inside)}($|[.\[])", other) for other in places):
                yield place, key.name


DOCUMENT = describe_pathway(EVERY_KEY)
OUTPUTS = {
    "terminal": read(document_text(DOCUMENT, DisplayStyle(width=200))),
    "html": read(str(HtmlRenderer(Citations(["survey"])).document(DOCUMENT))),
    "markdown": read(document_markdown(DOCUMENT)),
    "page": read(pathway_page(EVERY_KEY, week=False)),
}


@pytest.mark.parametrize(("place", "name"), list(every_key()))
def test_every_key_of_the_format_is_described_in_every_output(place: str, name: str) -> None:
    if not place and name in READS_THE_FILE:
        return
    shown = SHOWN[place][name]
    texts = [shown] if isinstance(shown, str) else shown
    for output, page in OUTPUTS.items():
        if name == "id" and output != "terminal":
            continue  # commands name it; pages call it by its title
        assert any(text.casefold() in page for text in texts), output


def test_nothing_is_expected_of_keys_that_are_not_there() -> None:
    expected = {(place, name) for place, keys in SHOWN.items() for name in keys}

    assert expected <= set(every_key())
