"""The week in a browser: a table that is one, names that are text, and a page for everybody."""

from __future__ import annotations

import shutil
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weeks import HOSTILE, WEEK, named

from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.model.schedule.weekday import Weekday
from iopkit.pages.template import seen
from iopkit.pages.week.table import week_table
from iopkit.pages.week.week import week_document, week_html
from iopkit.terminal.week.sections import section_weeks
from iopkit.week.workload.workload import load_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from iopkit.week.session import Session

BOOKS = [load_rule_set(name) for name in shipped_rule_sets()]
LOAD = load_of(WEEK, BOOKS)
CHROMIUM = shutil.which("chromium")


class Page(HTMLParser):
    """The elements of a page, their attributes, and the text that can be read."""

    def __init__(self, whole: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._silent = False
        self.feed(whole)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._silent = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._silent = self._silent and tag not in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data

    def count(self, tag: str) -> int:
        return sum(each == tag for each, _ in self.elements)


def test_each_session_of_a_section_stands_in_its_table_once() -> None:
    for week in section_weeks(WEEK):
        tones = {each.title: 1 for each in week.together}
        table = week_table(week, WEEK.pathway, tones)
        cards = [card for row in table.rows for cell in row.cells for card in cell.cards]
        held = Counter((s.title, s.time.split()[1].replace("-", " to ")) for s in week.together)

        assert Counter((card.title, card.time) for card in cards) == held


def _sessions() -> st.SearchStrategy[list[Session]]:
    """Return a few group sessions at any time of the week, which may overlap as they like."""
    start = st.integers(0, 1380)
    one = st.builds(
        lambda day, start, minutes: attrs.evolve(
            WEEK.sessions[0],
            track="morning",
            section="",
            day=day,
            start=start,
            minutes=min(minutes, 1440 - start),
        ),
        st.sampled_from(list(Weekday)),
        start,
        st.integers(1, 480),
    )
    return st.lists(one, min_size=1, max_size=12)


@given(_sessions())
def test_the_cells_of_a_table_leave_no_hole_and_lie_on_no_other(sessions: list[Session]) -> None:
    (week,) = section_weeks(attrs.evolve(WEEK, sessions=sessions))
    table = week_table(week, WEEK.pathway, {"Group therapy": 1})
    reach = [0] * len(table.days)  # how many rows below each column is taken from above

    for row in table.rows:
        cells = iter(row.cells)
        for column, taken in enumerate(reach):
            reach[column] = taken - 1 if taken else next(cells).rows - 1
        assert not list(cells)

    assert not any(reach)
    cards = [card for row in table.rows for cell in row.cells for card in cell.cards]
    assert len(cards) == len(sessions)


def test_days_and_times_are_headers() -> None:
    page = Page(week_html(WEEK))
    scopes = Counter(found.get("scope") for tag, found in page.elements if tag == "th")

    assert page.count("table") == 3
    assert scopes["col"] == (1 + 3) + (1 + 4) + (1 + 4)
    assert scopes[None] == 0
    assert scopes["row"] == page.count("tr") - 3


def test_what_stands_beside_the_tables() -> None:
    text = " ".join(Page(week_document(WEEK, LOAD)).text.split())

    assert "The week can be held: 37 sessions in 1 program (20 of them with one client)" in text
    assert "Individual counseling: 8 appointments of 50 minutes a week, one for each client" in text
    assert "Client 3: Tuesday 13:00 to 13:50, Office 1, Counselor 1" in text
    assert "iop: Crisis support: held when needed" in text
    assert "sessions may be held Mon-Fri 08:00-20:00" in text
    assert "iop, evening, groups A and B" in text
    assert (
        "Not met: medicare-iop-2024, plndp-iop, rosewood-iop hours_per_week >= 9 (is 7.333)" in text
    )
    assert "Counselor: people 2; sessions 31" in text


def test_a_page_is_the_same_every_time_and_asks_nobody_for_anything() -> None:
    whole = week_document(WEEK, LOAD)
    page = Page(whole)

    assert week_document(WEEK, LOAD) == whole
    assert not [found for _, found in page.elements if "style" in found or "onclick" in found]
    named_ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(named_ids) == len(set(named_ids))
    links = [v for _, found in page.elements for k, v in found.items() if k in {"src", "href"}]
    assert all(link and link.startswith(("#", "data:")) for link in links)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_come_out_as_text(name: str) -> None:
    plain, hostile = Page(week_document(WEEK, LOAD)), Page(week_document(named(name), LOAD))

    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain.elements]
    text = " ".join(hostile.text.split())
    shown = " ".join(str(seen(name)).split())
    assert shown in text
    assert text.count(shown) >= len(WEEK.sessions) - 20  # in each cell, twice for narrow pages


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def _file(folder: Path, whole: str) -> str:
    path = folder / "week.html"
    path.write_text(whole, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_it(browser: Browser, tmp_path: Path, theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(
        bypass_csp=True,  # or axe itself could not run
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.goto(_file(tmp_path, week_document(WEEK, LOAD)))
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    found = axe.Axe().run(page).response["violations"]

    context.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("name", [None, *HOSTILE])
def test_nothing_happens_in_a_browser_but_reading(
    browser: Browser, tmp_path: Path, name: str | None
) -> None:
    """No request, no complaint in the console, no dialog, and a telephone scrolls one way only."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    happened: list[str] = []
    address = _file(tmp_path, week_document(WEEK if name is None else named(name), LOAD))
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("dialog", lambda dialog: happened.append(dialog.message))
    page.on("request", lambda request: happened.append(request.url))

    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth")
    is_list = page.locator(".week-days").first.is_visible()
    is_table = page.locator(".week-table").first.is_visible()

    context.close()
    assert [each for each in happened if each not in {address, "data:,"}] == []
    assert wide <= 360
    assert (is_list, is_table) == (True, False)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_pushes_a_table_off_the_screen(browser: Browser, tmp_path: Path, name: str) -> None:
    context = browser.new_context(viewport={"width": 1100, "height": 740})
    page = context.new_page()
    page.goto(_file(tmp_path, week_document(named(name), load_of(named(name), []))))
    wide = page.evaluate("document.documentElement.scrollWidth")

    context.close()
    assert wide <= 1100


def test_on_paper_it_lies_on_its_side_and_no_section_needs_two_pages(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(_file(tmp_path, week_document(WEEK)))

    paper = page.pdf(prefer_css_page_size=True)

    page.close()
    pages = paper.count(b"/Type /Page\n")
    assert 1 <= pages <= len(WEEK.sections)
    assert paper.count(b"/MediaBox [0 0 841.9") == pages  # the width of A4 on its side
