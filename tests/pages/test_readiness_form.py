"""The readiness form in a browser: what is filled in, what it answers, what it never does."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import readiness_cases
from markupsafe import Markup

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write_number
from iopkit.criteria.placement.place import place
from iopkit.files.compose.load import load
from iopkit.model.assessment import Assessment, Fact, YesNo
from iopkit.model.client import Client
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Rule
from iopkit.pages.document import html_document
from iopkit.pages.readiness.form import readiness_html
from iopkit.pages.template import part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CASES = json.loads(readiness_cases.TABLE.read_text(encoding="utf-8"))
FILES = [file for file in readiness_cases.FILES if (readiness_cases.ROOT / file).exists()]

FILL_IN = """
([clients, facts, levels]) => {
  const root = document.querySelector(".readiness");
  const field = (name) => root.querySelector(`[data-name="${CSS.escape(name)}"]`);
  const choose = (name, value) => {
    const found = field(name);
    if (found) found.querySelector(`input[value="${value}"]`).checked = true;
  };
  const fill = (client) => {
    root.querySelector(".readiness-clear").click();
    choose("level", client.level ? levels.indexOf(client.level) : "?");
    for (const [level, done] of Object.entries(client.completed)) {
      choose(`completed ${level}`, done ? 1 : 0);
    }
    const numbers = { days_in_level: client.days_in_level, days_in_care: client.days_in_care };
    for (const [name, value] of Object.entries(client.facts)) {
      const { kind, options } = facts.find((fact) => fact.id === name);
      if (kind === "number") numbers[name] = value;
      else choose(name, options ? options.indexOf(value) : value ? 1 : 0);
    }
    for (const [name, value] of Object.entries(numbers)) {
      if (value !== null && field(name)) field(name).querySelector("input").value = value;
    }
    root.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
  };
  return clients.map((client) => {
    fill(client);
    const all = (selector) => [...root.querySelectorAll(selector)];
    const next = root.querySelector(".readiness-line .next a");
    return {
      line: root.querySelector(".readiness-line .answer").textContent,
      next: next ? next.dataset.asks : null,
      ask: all("[data-question]").map((each) => each.dataset.question),
      levels: all("[data-level]").map((each) => [each.dataset.level, each.dataset.verdict]),
      moves: all("[data-move]").map((each) => [each.dataset.move, each.dataset.verdict]),
    };
  });
}
"""


class Opened:
    """A page with nothing but the form; it fails when anything goes wrong in it."""

    def __init__(self, page: "Page", file: Path) -> None:
        self.page = page
        self.file = file
        self.wrong: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("request", lambda request: self.requests.append(request.url))

    def show(self, pathway: Pathway) -> "Page":
        """Open the form of a pathway."""
        body = Markup("<h1>Ready?</h1><h2>The form</h2>") + readiness_html(pathway)
        html = html_document(
            title="Ready?",
            body=body,
            styles=[part("readiness.css")],
            scripts=[part("readiness.js")],
        )
        self.file.write_text(html, encoding="utf-8")
        self.page.goto(self.file.as_uri())
        return self.page

    def question(self, words: str) -> "Locator":
        """Return the answers to a question, or what holds its number."""
        return self.page.locator(".question", has_text=words)

    def choose(self, words: str, answer: str) -> None:
        """Choose an answer."""
        self.question(words).get_by_label(answer, exact=True).check()

    def answer(self) -> str:
        """Return what the form says."""
        return str(self.page.locator(".readiness-line .answer").text_content())


@pytest.fixture
def form(browser: "Browser", tmp_path: Path) -> Iterator[Opened]:
    context = browser.new_context()
    opened = Opened(context.new_page(), tmp_path / "form.html")
    yield opened
    context.close()
    assert opened.wrong == []
    assert set(opened.requests) <= {opened.file.as_uri()}


@pytest.mark.parametrize("file", FILES)
def test_the_form_says_of_every_case_what_python_says(form: Opened, file: str) -> None:
    pathway = readiness_cases.pathway(file)
    cases = [case for case in CASES if case["pathway"] == file]
    page = form.show(pathway)
    facts = page.evaluate(
        "JSON.parse(document.querySelector('.readiness script').textContent).facts"
    )
    levels = [level.id for level in pathway.levels]

    found = page.evaluate(FILL_IN, [[case["client"] for case in cases], facts, levels])

    for case, shown in zip(cases, found, strict=True):
        said: dict[str, Any] = case["said"]
        assert shown["line"] == said["line"]
        assert shown["ask"] == said["ask"]
        assert shown["levels"] == said["levels"]
        # Moves out of care that are open to everybody are named in a sentence.
        named = [move[:2] for move in said["moves"]]
        assert all(move in named for move in shown["moves"])
        inner = [move for move in named if move[0] in levels]
        assert sorted(move for move in shown["moves"] if move[0] in levels) == sorted(inner)
        if said["ask"]:
            assert shown["next"] == said["ask"][0]


def test_numbers_are_written_as_python_writes_them(form: Opened) -> None:
    page = form.show(load("standard"))
    chance = random.Random(1)
    numbers = [chance.uniform(-1, 1) * 10.0 ** chance.randint(-30, 30) for _ in range(500)]

    written = page.evaluate("(all) => all.map(iopkitReadiness.writeNumber)", numbers)

    assert written == [write_number(number) for number in numbers]


def test_two_hundred_open_questions_are_not_too_many_for_a_browser(form: Opened) -> None:
    facts = [Fact(id=f"f{n}", ask=f"Number {n}?", type=YesNo()) for n in range(200)]
    levels = [
        Level(id="a", title="A", rank=1, admit=[Rule(criterion=parse(f.id)) for f in facts]),
        Level(id="b", title="B", rank=2),
    ]
    pathway = Pathway(id="p", title="P", assessment=Assessment(facts), levels=levels)
    page = form.show(pathway)

    assert form.answer() == "Not settled: A or B."
    assert page.locator("[data-question]").count() == len(place(pathway, Client()).ask) == 200


def test_nothing_is_known_at_first_and_an_answer_changes_what_is_said(form: Opened) -> None:
    form.show(load("standard"))
    for asked in form.page.locator(".question [type=radio][value='?']").all():
        assert asked.is_checked()
    assert form.answer().startswith("Not settled: ")

    form.choose("How hard is withdrawal", "severe")

    assert form.answer() == "Medically supervised detox fits."
    assert form.page.locator(".readiness-line .next").count() == 0


def test_the_next_question_is_a_link_that_leads_to_its_answer(form: Opened) -> None:
    page = form.show(load("standard"))
    link = page.locator(".readiness-line .next a")
    assert link.inner_text() == "How hard is withdrawal, now or soon?"

    link.focus()
    page.keyboard.press("Enter")

    asked = form.question("How hard is withdrawal")
    assert asked.locator("input:focus").get_attribute("value") == "?"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert form.answer() == "Medically supervised detox fits."
    assert "#" not in page.url


def test_a_number_out_of_range_is_refused_and_not_counted(form: Opened) -> None:
    page = form.show(load("standard"))
    before = form.answer()
    number = page.get_by_role("textbox", name="How many DSM-5 criteria")

    number.fill("12")
    number.blur()

    wrong = form.question("How many DSM-5 criteria").locator(".wrong")
    assert "a whole number from 0 to 11" in wrong.inner_text()
    assert number.get_attribute("aria-invalid") == "true"
    assert form.answer() == before

    number.fill("11")
    number.blur()
    assert wrong.inner_text() == ""
    assert number.get_attribute("aria-invalid") is None


def test_nobody_is_longer_at_a_level_than_in_care(form: Opened) -> None:
    page = form.show(readiness_cases.pathway("tests/pages/readiness_clinic.yaml"))
    here = page.get_by_role("textbox", name="been at this level")
    care = page.get_by_role("textbox", name="been in care")

    here.fill("10")
    care.fill("9")
    care.blur()
    assert (
        "longer at a level than in care" in form.question("in care").locator(".wrong").inner_text()
    )

    care.fill("10")
    care.blur()
    assert form.question("in care").locator(".wrong").inner_text() == ""


def test_a_client_in_care_is_told_where_to_go_and_why_not_yet(form: Opened) -> None:
    page = form.show(load("standard"))
    assert page.locator("[data-move]").count() == 0
    assert "0 or more days, if in care" in form.question("been at this level").inner_text()
    assert not form.question("How strong were cravings").is_visible()

    form.choose("Level of care", "Intensive outpatient program (IOP)")
    for words, answer in {
        "stable without nursing": "yes",
        "How hard is withdrawal": "none",
        "follow the sessions": "yes",
        "safe place": "yes",
        "free of alcohol": "yes",
        "used again": "no",
        "risk of self-harm": "no",
        "any mental illness": "none",
    }.items():
        form.choose(words, answer)
    page.get_by_role("textbox", name="How many DSM-5 criteria").fill("5")
    page.get_by_role("textbox", name="been at this level").fill("10")
    page.get_by_role("textbox", name="How strong were cravings").fill("2")
    attendance = page.get_by_role("textbox", name="percentage of planned sessions")
    attendance.fill("75")
    attendance.blur()

    move = page.locator("[data-move=outpatient]")
    assert move.get_attribute("data-verdict") == "not met"
    assert "not open yet, but nearly" in move.inner_text()
    assert "Attendance is 75%; it opens at 80% or more." in move.inner_text()
    assert "That level would take the client." in move.inner_text()
    assert "The next review is due on day 14, in 4 days." in page.locator("body").inner_text()

    attendance.fill("80 %")
    attendance.blur()
    assert form.answer().startswith("From Intensive outpatient program (IOP) the way is open to")


def test_clear_and_a_new_visit_leave_nothing_behind(form: Opened) -> None:
    page = form.show(load("standard"))
    blank = form.answer()
    form.choose("How hard is withdrawal", "severe")
    page.get_by_role("textbox", name="How many DSM-5 criteria").fill("3")
    assert form.answer() != blank

    page.get_by_role("button", name="Clear all answers").click()

    assert form.answer() == blank
    assert page.get_by_role("textbox", name="How many DSM-5 criteria").input_value() == ""
    form.choose("How hard is withdrawal", "severe")
    page.reload()
    assert form.answer() == blank
    assert (
        page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    )


def test_words_are_beside_every_sign_and_folds_stay_open(form: Opened) -> None:
    page = form.show(load("standard"))
    form.choose("used again", "yes")
    for sign in page.locator(".verdict").all():
        assert sign.text_content() not in {"✓ ", "✗ ", "? ", None}

    fold = page.locator("[data-level=aftercare] details").first
    fold.locator("summary").click()
    form.choose("Does the client work", "yes")

    assert page.locator("[data-level=aftercare] details").first.get_attribute("open") is not None


def test_a_screen_reader_hears_the_answer_and_finds_names_for_all(form: Opened) -> None:
    page = form.show(load("standard"))
    form.choose("Level of care", "Intensive outpatient program (IOP)")
    form.choose("used again", "yes")
    number = page.get_by_role("textbox", name="How many DSM-5 criteria")
    number.fill("99")
    number.blur()

    assert page.get_by_role("status").inner_text().startswith("From Intensive outpatient program")
    assert page.get_by_role("radiogroup", name="How hard is withdrawal").count() == 1
    assert number.get_attribute("aria-describedby")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_in_the_form_shuts_anybody_out(
    browser: "Browser", tmp_path: Path, theme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(
        bypass_csp=True,  # or axe itself could not run
        color_scheme="dark" if theme == "dark" else "light",
    )
    opened = Opened(context.new_page(), tmp_path / "form.html")
    page = opened.show(load("standard"))
    opened.choose("Level of care", "Intensive outpatient program (IOP)")
    opened.choose("used again", "yes")
    page.get_by_role("textbox", name="How many DSM-5 criteria").fill("99")
    page.get_by_role("textbox", name="How many DSM-5 criteria").blur()
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    found = axe.Axe().run(page).response["violations"]

    context.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def test_a_phone_shows_all_of_it(browser: "Browser", tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = Opened(context.new_page(), tmp_path / "form.html")
    page = opened.show(readiness_cases.pathway("tests/pages/readiness_clinic.yaml"))
    opened.choose("Level of care", "House A")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_paper_gets_a_blank_questionnaire(form: Opened) -> None:
    page = form.show(load("standard"))
    blank = printed(page)
    form.choose("How hard is withdrawal", "severe")
    form.choose("Level of care", "Aftercare")
    page.get_by_role("textbox", name="How many DSM-5 criteria").fill("7")
    page.get_by_role("textbox", name="How many DSM-5 criteria").blur()

    assert printed(page) == blank
    page.emulate_media(media="print")
    assert form.question("How strong were cravings").is_visible()
    assert not page.locator(".readiness-line").is_visible()
    assert not page.get_by_role("button").is_visible()


def printed(page: "Page") -> bytes:
    """Return what paper shows of the page."""
    page.emulate_media(media="print")
    picture = page.screenshot(full_page=True)
    page.emulate_media(media="screen")
    return picture


def test_names_with_signs_of_html_are_text(form: Opened) -> None:
    page = form.show(readiness_cases.pathway("tests/pages/readiness_clinic.yaml"))

    form.choose("Where does the client live?", "2")

    assert page.get_by_text("Is the client stable & <i>safe</i>?").count() > 0
    assert page.locator(".readiness i, .readiness b").count() == 0


def test_a_reason_names_what_it_rests_on_as_people_do(form: Opened) -> None:
    pathway = load("standard")
    page = form.show(pathway)
    texts = page.locator(".readiness .basis").all_text_contents()
    assert texts
    named = {source.title for source in pathway.sources}
    assert any(text.strip().startswith(tuple(named)) for text in texts)
    assert not [text for text in texts if text.split(",")[0].strip() in {"seed-000", "tip-47"}]
