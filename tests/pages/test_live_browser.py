"""The live form of a page in a browser: it follows the file by itself."""

from typing import TYPE_CHECKING

import pytest

from iopkit.files.compose.load import examine_text, load
from iopkit.pages.live_server import Board, served
from iopkit.pages.pathway.page import pathway_page
from iopkit.pages.problem_page import complaint_page, failure_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROKEN = "iopkit: 1\nid: broken\ntitle: <b>Broken</b>\nlevles: <img src=x onerror=alert(1)>\n"


def hang_page(board: Board) -> None:
    board.hang(lambda version: pathway_page(load("standard"), week=False, live=version))


def hang_complaints(board: Board, text: str = BROKEN) -> None:
    found = examine_text(text, name="broken.yaml").complaints
    board.hang(lambda version: complaint_page("broken.yaml", found, live=version))


def test_the_page_gives_way_to_complaints_and_comes_back(browser: "Browser") -> None:
    board = Board()
    hang_page(board)
    page = browser.new_page()
    happened: list[str] = []
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("dialog", lambda dialog: happened.append(dialog.message))
    # A question that a reload cuts off may be told as a failure; it is none.
    lost = "Failed to load resource: net::"

    with served(board, 0) as address:
        page.goto(address)
        page.locator("#level-iop").evaluate("found => { found.parentElement.open = true }")
        page.evaluate("scrollTo(0, 700)")

        hang_complaints(board)
        page.get_by_role("heading", name="in broken.yaml").wait_for()
        shown = page.locator("pre").all_inner_texts()

        hang_page(board)
        page.get_by_role("heading", name="Standard levels").wait_for()
        hang_page(board)
        version = board.seen()[1]
        page.locator(f"#live[data-version='{version}']").wait_for()
        page.close()  # while it is served: a page that asks in vain says so

    assert any("did you mean 'levels'?" in text for text in shown)
    assert any("    4 | levles: <img src=x onerror=alert(1)>\n      | ^^^^^^" in t for t in shown)
    assert [each for each in happened if not each.startswith(lost)] == []


def test_what_was_unfolded_stays_unfolded(browser: "Browser") -> None:
    board = Board()
    hang_page(board)
    page = browser.new_page()

    with served(board, 0) as address:
        page.goto(address)
        page.locator("#level-iop").evaluate("found => { found.parentElement.open = true }")
        hang_page(board)
        version = board.seen()[1]
        page.locator(f"#live[data-version='{version}']").wait_for()

        unfolded = page.locator("details.level[open] > div").evaluate_all(
            "all => all.map(d => d.id)"
        )
        assert unfolded == ["level-iop"]
    page.close()


def test_the_page_says_when_nobody_serves_it_any_more(browser: "Browser") -> None:
    board = Board()
    hang_page(board)
    page = browser.new_page()

    with served(board, 0) as address:
        page.goto(address)
        page.get_by_text("Shown live: this page follows the file.").wait_for()

    page.get_by_text("No longer live: iopkit has been stopped.").wait_for()
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_the_complaints(browser: "Browser", theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    board = Board()
    board.hang(
        lambda version: failure_page("north.yaml", "plugin 'x': " + "no" * 200, live=version)
    )
    page = browser.new_page(
        bypass_csp=True,  # or axe itself could not run
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    with served(board, 0) as address:
        page.goto(address)
        found = axe.Axe().run(page).response["violations"]
        hang_complaints(board, BROKEN + f"{'x' * 300}: 1\n")
        page.get_by_role("heading", name="in broken.yaml").wait_for()
        found += axe.Axe().run(page).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth")

    page.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert wide <= width
