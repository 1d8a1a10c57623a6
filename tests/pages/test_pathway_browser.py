"""The page of a pathway in a browser: read, walked through by keys, printed."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopkit.files.compose.load import load
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.pages.pathway.page import pathway_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[2] / "examples"
LONG = "Anything" * 40


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    rules = [load_rule_set(name) for name in shipped_rule_sets()]
    path = tmp_path_factory.mktemp("page") / "standard.html"
    path.write_text(pathway_page(load("standard"), rules), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_it(browser: "Browser", address: str, theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_page(
        bypass_csp=True,  # or axe itself could not run
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page.goto(address)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    found = axe.Axe().run(page).response["violations"]

    page.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_fetched_and_nothing_scrolls_sideways(
    browser: "Browser", address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    happened: list[str] = []
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("request", lambda request: happened.append(request.url))

    page.goto(address)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    wide = page.evaluate("document.documentElement.scrollWidth")

    page.close()
    assert happened == [address]
    assert wide <= width


def test_a_whole_week_fits_on_a_telephone(browser: "Browser", tmp_path: Path) -> None:
    out = tmp_path / "harbor.html"
    out.write_text(pathway_page(load(EXAMPLES / "harbor.yaml")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(out.as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    wide = page.evaluate("document.documentElement.scrollWidth")

    page.close()
    assert wide <= 360


def test_hostile_names_do_nothing_and_fit(browser: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(
        f"""
        iopkit: 1
        id: hostile
        title: "<img src=x onerror=alert(1)>{LONG}"
        levels:
          iop: {{title: "<script>alert(1)</script>{LONG}", rank: 1, program: p}}
        programs:
          p: {{title: "{LONG}", services: [{{therapy: group, title: "{LONG}"}}]}}
        """,
        encoding="utf-8",
    )
    out = tmp_path / "hostile.html"
    out.write_text(pathway_page(load(path), week=False), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    happened: list[str] = []
    page.on("dialog", lambda dialog: happened.append(dialog.message))
    page.on("console", lambda message: happened.append(message.text))
    page.goto(out.as_uri())
    page.locator("details.level > summary").first.click()
    wide = page.evaluate("document.documentElement.scrollWidth")

    page.close()
    assert happened == []
    assert wide <= 360


@pytest.fixture
def page(browser: "Browser", address: str) -> "Page":
    found = browser.new_page(viewport={"width": 1280, "height": 800})
    found.goto(address)
    return found


def folds(page: "Page") -> list[bool]:
    found = page.locator("details.level").evaluate_all("all => all.map(each => each.open)")
    return [bool(each) for each in found]


def test_a_level_in_the_picture_unfolds_by_a_click_and_by_enter(page: "Page") -> None:
    assert not any(folds(page))

    page.locator("svg a[href='#level-iop']").click()
    page.locator("details.level[open]:has(#level-iop) > summary:focus").wait_for()
    assert sum(folds(page)) == 1

    page.locator("svg a[href='#level-detox']").focus()
    page.keyboard.press("Enter")
    page.locator("details.level[open]:has(#level-detox) > summary:focus").wait_for()
    assert sum(folds(page)) == 2
    page.close()


def test_a_folded_level_opens_again_when_it_is_chosen_again(page: "Page") -> None:
    link = page.locator("svg a[href='#level-iop']")
    link.click()
    page.locator("details.level[open] > summary:focus").wait_for()
    page.keyboard.press("Enter")  # on the summary, which has the focus
    page.locator("details.level:not([open]) > summary:focus").wait_for()

    link.click()

    page.locator("details.level[open] > summary:focus").wait_for()
    page.close()


def test_all_levels_unfold_and_fold_together(page: "Page") -> None:
    page.get_by_role("button", name="Open all").click()
    assert all(folds(page))

    page.get_by_role("button", name="Close all").click()
    assert not any(folds(page))
    page.close()


def test_an_address_can_name_a_level(browser: "Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}#level-php")

    assert page.evaluate("document.querySelector('#level-php').parentElement.open")
    assert sum(folds(page)) == 1
    page.close()


def test_without_a_script_everything_is_unfolded(browser: "Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert page.locator("details.level[open]").count() == 6
    assert page.locator("#levels").get_by_text("Withdrawal risk at most mild").first.is_visible()
    context.close()


def test_the_first_key_leads_past_the_picture(page: "Page") -> None:
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.locator("main:focus").wait_for()
    page.close()


def test_paper_shows_what_was_folded_and_no_buttons(page: "Page") -> None:
    page.evaluate(
        "addEventListener('beforeprint', () => {"
        " window.unfolded = document.querySelectorAll('#levels details.level[open]').length })"
    )

    paper = page.pdf(format="A4")

    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") >= 5
    assert page.evaluate("window.unfolded") == 6
    assert not any(folds(page)), "after printing it is as before"
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Open all").is_visible()
    page.close()
