"""The report of runs: whole, readable by everybody, and true to the runs."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from parsed_page import Parsed
from simulated_clinic import clinic

import iopkit
from iopkit.describe.simulation.comparison import changes
from iopkit.describe.simulation.headline import answers
from iopkit.draw.picture.amounts import interval, signed
from iopkit.model.basis import Source
from iopkit.model.simulation.arrivals import ArrivalStream, Dates, Rate
from iopkit.model.simulation.scenario import Scenario
from iopkit.pages.report.report import report_page
from iopkit.pages.report.reproduction import command_of
from iopkit.simulate import Run, compare, simulate
from iopkit.terminal.renderer import blocks_lines
from iopkit.terminal.style import DisplayStyle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest.importorskip("pyarrow")

STANDARD = iopkit.load("standard")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "x" * 300,
    "مرحبا",
    "🏥",
    "[bold]",
    "`code",
)


BASE = Scenario(pathway=STANDARD, days=900, warm_up=200, replications=6, seed=3, places={"iop": 18})


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(BASE)


@pytest.fixture(scope="module")
def more() -> Run:
    return simulate(attrs.evolve(BASE, places={"iop": 50}))


@pytest.fixture(scope="module")
def page(run: Run) -> str:
    return report_page({"as-it-is": run})


@pytest.fixture(scope="module")
def change(run: Run, more: Run) -> str:
    return report_page({"as it is": run, "more places": more})


def words(page: str) -> str:
    """Return the text of a page, its spaces made one."""
    return " ".join(Parsed(page).text.split())


@pytest.mark.parametrize("name", ["page", "change"])
def test_every_reference_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    parsed = Parsed(request.getfixturevalue(name))
    ids = parsed.all("id")

    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in parsed.all("href") if href.startswith("#")}
    named = {each for value in parsed.all("aria-labelledby") for each in value.split()}
    described = {each for value in parsed.all("aria-describedby") for each in value.split()}
    assert inside | named | described <= set(ids)


def test_nothing_stands_in_attributes_that_the_browser_refuses(change: str) -> None:
    parsed = Parsed(change)

    assert parsed.all("style") == []
    assert not [name for _, named in parsed.elements for name in named if name.startswith("on")]
    assert parsed.all("src") == []


def test_the_sentences_are_those_of_the_terminal(run: Run, more: Run, change: str) -> None:
    told = words(change)
    for _, sentence in answers(run):
        assert sentence in told
    comparison = compare(run, more, names=["as it is", "more places"])
    style = DisplayStyle(width=10_000)
    said = [line.strip() for line in blocks_lines(changes(comparison, "more places"), style)]
    said = [line[2:] for line in said]
    assert any("mean wait for IOP falls" in text for text in said)
    assert all(text in told for text in said)


def test_the_numbers_are_those_of_the_run(run: Run, page: str) -> None:
    told = words(page)
    for level in run.summary().levels:
        assert interval(level.census) in told
        assert interval(level.admissions) in told
        if level.capacity is not None:
            assert interval(level.wait_mean) in told


def test_differences_are_those_of_the_comparison(run: Run, more: Run, change: str) -> None:
    comparison = compare(run, more, names=["as it is", "more places"])
    for level in ("iop", "residential"):
        difference = comparison.find("more places", "wait_mean", level).difference
        assert signed(difference) in words(change)


@pytest.mark.parametrize(
    ("unlike", "why"),
    [
        (attrs.evolve(BASE, seed=4), "the same seed"),
        (attrs.evolve(BASE, days=800.0), "the same length"),
        (attrs.evolve(BASE, discount=0.03), "the same discount"),
    ],
)
def test_runs_that_do_not_pair_say_why(run: Run, unlike: Scenario, why: str) -> None:
    other = simulate(unlike)
    told = words(report_page({"base": run, "other": other}))

    assert "Not paired: 'other' cannot be compared" in told
    assert why in told
    assert "pairs of replications" not in told
    assert "what would change" not in told.casefold()
    assert "base, beside other runs." in told
    assert interval(other.summary().level("iop").census) in told


def test_one_of_three_may_not_pair(run: Run, more: Run) -> None:
    other = simulate(attrs.evolve(BASE, seed=4))
    told = words(report_page({"base": run, "odd": other, "more": more}))

    assert "'odd' cannot be compared" in told
    assert "more, against base" in told
    assert "odd, against base" not in told


def test_pathways_that_state_other_numbers_say_which(run: Run) -> None:
    iop = STANDARD.level("iop")
    assert iop.places is not None
    changed = attrs.evolve(
        STANDARD,
        levels=[
            attrs.evolve(each, places=attrs.evolve(iop.places, value=44)) if each is iop else each
            for each in STANDARD.levels
        ],
    )
    told = words(report_page({"base": run, "new": simulate(attrs.evolve(BASE, pathway=changed))}))

    assert "Otherwise in new places at Intensive outpatient program (IOP): 44" in told


def test_levels_that_only_one_run_has_are_told(run: Run) -> None:
    small = simulate(
        attrs.evolve(clinic(days=BASE.days, warm_up=BASE.warm_up, replications=6), seed=BASE.seed)
    )
    told = words(report_page({"standard": run, "clinic": small}))

    assert "clinic, against standard" in told
    assert "no such level" in told
    assert "only one of the two has it: detox, residential, php, outpatient and aftercare" in told


def test_hostile_names_come_out_as_text() -> None:
    for name in HOSTILE:
        small = clinic(days=100, warm_up=0, replications=2)
        old = small.pathway
        pathway = attrs.evolve(
            old,
            title=name,
            levels=[attrs.evolve(old.levels[0], title=name)],
            outcomes=[attrs.evolve(old.outcomes[0], title=name), *old.outcomes[1:]],
            sources=[Source(id="s", title=name, where=name, note=name)],
        )
        run = simulate(attrs.evolve(small, pathway=pathway))
        page = report_page({name: run, f"{name}2": simulate(attrs.evolve(run.scenario, seed=8))})

        parsed = Parsed(page)
        assert {tag for tag, _ in parsed.elements} & {"script", "img"} == {"script"}
        assert len(parsed.scripts) == 1
        assert name in parsed.text


def test_the_same_runs_make_the_same_bytes(run: Run, page: str) -> None:
    assert report_page({"as-it-is": run}) == page
    assert report_page({"as-it-is": simulate(BASE)}) == page


def test_where_the_folder_is_does_not_show(tmp_path: Path) -> None:
    small = clinic(days=100, warm_up=0, replications=2)
    for name in ("here", "there"):
        simulate(small, out=tmp_path / name / "run")
    pages = {
        report_page({"run": iopkit.simulate.open_run(tmp_path / name / "run")})
        for name in ("here", "there")
    }

    (page,) = pages
    assert str(tmp_path) not in page
    assert "iopkit simulate --resume run" in words(page)


def test_a_run_of_nobody_is_reported() -> None:
    small = clinic(days=50, warm_up=0, replications=2, when=Dates((50.0,)))

    assert "Nobody was there" in words(report_page({"empty": simulate(small)}))


def test_one_replication_has_no_intervals() -> None:
    told = words(report_page({"one": simulate(clinic(days=100, warm_up=0, replications=1))}))

    assert "One replication, averaged over a day" in told
    assert "In brackets" not in told
    assert "100 days of care, simulated once." in told


def test_the_page_says_how_many_replications_a_band_holds() -> None:
    few, many = (
        words(report_page({"run": simulate(clinic(days=20, warm_up=0, replications=each))}))
        for each in (4, 50)
    )

    assert "the band around it holds all of them" in few
    assert "the band around it holds 95 of 100 of them" in many


def test_a_page_without_a_run_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a run"):
        report_page({})


def test_the_command_repeats_the_run() -> None:
    given = attrs.evolve(
        BASE, days=730.5, warm_up=30, places={"iop": 40, "php": None}, discount=0.03
    )

    run = simulate(given)
    assert command_of(run, run.provenance) == (
        "iopkit simulate standard --years 2 --warm-up '30 days' --replications 6 --seed 3 "
        "--places iop=40 --places php=unlimited --discount 0.03"
    )


def test_no_command_is_given_that_would_simulate_something_else() -> None:
    small = clinic(days=100, warm_up=0, replications=1)
    run = simulate(small)
    assert command_of(run, run.provenance) == ""  # the streams are the scenario's own
    stream = ArrivalStream(id="s", to="iop", when=Rate.constant(0.1))
    named = attrs.evolve(small.pathway, id="standard", arrivals=[stream])
    other = simulate(attrs.evolve(small, pathway=named, arrivals=None, places={}))
    told = command_of(other, other.provenance)
    assert told.startswith("iopkit simulate FILE.yaml --days 100 --warm-up 0 ")


def test_thirty_replications_fit_into_a_small_file() -> None:
    run = simulate(attrs.evolve(BASE, days=3652.5, warm_up=365.25, replications=30))

    assert len(report_page({"standard": run}).encode()) < 1_000_000


@pytest.mark.parametrize("name", ["page", "change"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(
    browser: "Browser", name: str, scheme: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    file = tmp_path / "report.html"
    file.write_text(request.getfixturevalue(name), encoding="utf-8")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type]
    shown = context.new_page()
    shown.goto(file.as_uri())
    # Hundreds of rows like each other take axe a minute, and say no more than some of them.
    shown.evaluate(
        "for (const row of document.querySelectorAll('.data tr:nth-child(n+4)')) row.remove()"
    )
    shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    found = axe.Axe().run(shown).response["violations"]
    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("name", ["page", "change"])
@pytest.mark.parametrize("wide", [360, 1280])
def test_a_browser_shows_it_without_a_complaint(
    browser: "Browser", name: str, wide: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(request.getfixturevalue(name), encoding="utf-8")
    shown = browser.new_page(viewport={"width": wide, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(file.as_uri())
    shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    scrolled = shown.evaluate("document.documentElement.scrollWidth")
    shown.close()
    assert scrolled <= wide
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []


def test_on_paper_nothing_is_wider_than_the_paper(
    browser: "Browser", change: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(change, encoding="utf-8")
    shown = browser.new_page(viewport={"width": 673, "height": 980})
    shown.emulate_media(media="print")
    shown.goto(file.as_uri())
    scrolled = shown.evaluate("document.documentElement.scrollWidth")
    paper = shown.pdf(format="A4")
    shown.close()

    assert scrolled <= 673
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 3
