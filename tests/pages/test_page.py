"""The page of a pathway: whole, readable, and text wherever a file says anything."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from parsed_page import Parsed
from strategies import pathways

from iopkit.criteria.rule_sets.conformance import judged
from iopkit.describe.conformance import CALLED, MET
from iopkit.files.compose.load import load, loads
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.model.pathway import Pathway
from iopkit.model.rule import RuleSet
from iopkit.pages.pathway.page import pathway_page
from iopkit.pages.template import seen

ROOT = Path(__file__).parents[2]
EXAMPLES = [ROOT / "examples" / f"{name}.yaml" for name in ("lakeside", "crest-view")]
FACILITIES = sorted((ROOT / "plugins").glob("*/src/*/facility.yaml"))


def _named(file: Path) -> str:
    return file.stem if file in EXAMPLES else file.parent.name


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"' onmouseover=alert(1) x='",
    "long": "Anything" * 40,
    "right to left": "\u202e\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "emoji": "\U0001f469\u200d\u2695\ufe0f Caf\u00e9 \U0001f3e5",
    "brackets": "[bold]Hope[/bold] {{ 7 * 7 }} {% if %}",
}
TEXTS = {"title", "description", "about", "note", "by", "where", "goal", "taper", "edition"}
"""The fields of the model that hold words for people."""


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    return tuple(load_rule_set(name) for name in shipped_rule_sets())


@cache
def standard_page() -> str:
    return pathway_page(load("standard"), rule_sets())


def page_of(pathway: Pathway, books: Sequence[RuleSet] = ()) -> str:
    return pathway_page(pathway, books, week=False)


def renamed(value: Any, name: str) -> Any:  # noqa: ANN401  any part of the model
    """Return a part of the model in which every text for people is another one."""
    if isinstance(value, tuple):
        return tuple(renamed(each, name) for each in value)
    if not attrs.has(type(value)):
        return value
    changed: dict[str, object] = {}
    for field in attrs.fields(type(value)):
        if not field.init or field.name == "origins":
            continue
        old = getattr(value, field.name)
        is_text = field.name in TEXTS and isinstance(old, str) and old
        changed[field.name.lstrip("_")] = name if is_text else renamed(old, name)
    return attrs.evolve(value, **changed)


def check_whole(page: str) -> Parsed:
    """Check what holds for every page: ids, links, headings, nothing inline, nothing fetched."""
    parsed = Parsed(page)
    ids = parsed.all("id")
    assert len(ids) == len(set(ids))
    for href in parsed.all("href"):
        assert href == "data:," or href.removeprefix("#") in ids, href
    for name in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
        assert {one for each in parsed.all(name) for one in each.split()} <= set(ids), name
    for tag, named in parsed.elements:
        assert not [n for n in named if n == "style" or n.startswith("on") or n == "src"], tag
        assert tag not in {"iframe", "object", "embed", "base"}
    headings = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert [tag for tag, _ in parsed.elements].count("main") == 1
    assert len(parsed.styles) == len(parsed.scripts) == 1
    return parsed


def test_the_page_of_the_standard_levels_is_whole_and_not_large() -> None:
    check_whole(standard_page())

    assert len(standard_page().encode()) < 300_000


@pytest.mark.parametrize("file", [*EXAMPLES, *FACILITIES], ids=_named)
def test_the_page_of_every_facility_is_whole(file: Path) -> None:
    pathway = load(file)

    parsed = check_whole(page_of(pathway, rule_sets()))

    assert seen(pathway.title) in parsed.text
    for level in pathway.levels:
        assert f"level-{level.id}" in parsed.all("id")
        assert level.title in parsed.text


@given(pathways())
@settings(max_examples=25)
def test_the_page_of_any_pathway_is_whole(pathway: Pathway) -> None:
    check_whole(page_of(pathway))


def test_a_pathway_without_anything_has_a_page() -> None:
    parsed = check_whole(pathway_page(Pathway(id="empty", title="Empty")))

    assert "This pathway has no levels" in parsed.text


def test_the_same_pathway_makes_the_same_bytes() -> None:
    assert pathway_page(load("standard"), rule_sets()) == standard_page()


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_file_says_is_text(name: str) -> None:
    plain: Pathway = renamed(load("standard"), "North")
    hostile: Pathway = renamed(load("standard"), name)

    parsed = check_whole(page_of(hostile))

    tags = [tag for tag, _ in parsed.elements if tag not in {"tspan", "text", "rect", "path", "a"}]
    before = [tag for tag, _ in Parsed(page_of(plain)).elements]
    assert tags == [tag for tag in before if tag not in {"tspan", "text", "rect", "path", "a"}]
    assert seen(name) in parsed.text


def test_every_mark_leads_to_what_it_rests_on() -> None:
    text = """
        iopkit: 1
        id: north
        title: North
        sources: {survey: {title: The survey of 2020, by: Somebody}}
        assessment: {stable: {ask: Stable?, yes_no: true}}
        levels:
          iop:
            title: IOP
            rank: 1
            places: {value: 12, assumption: as many as chairs}
            admit: [{if: stable, source: "survey, Table 7"}]
    """
    page = page_of(loads(text))
    marks = re.findall(r'<a class="mark" href="#([^"]*)" aria-label="([^"]*)"', page)

    assert marks == [("assumed-1", "assumption 1"), ("source-1", "source 1, Table 7")]
    rests = page[page.index('id="rests"') :]
    assert "as many as chairs" in rests[rests.index('id="assumed-1"') :]
    assert "The survey of 2020" in rests[rests.index('id="source-1"') :]


def test_each_cell_says_what_comes_of_a_rule_set_and_why() -> None:
    pathway = load("standard")
    page = page_of(pathway, rule_sets())
    table = page[page.index('id="rules"') : page.index('id="rests"')]
    expected = [
        (CALLED if book.is_label else MET)[each.verdict]
        for book in rule_sets()
        for each in judged(pathway, book)
        if book.about == "program"
    ]

    found = re.findall(r'<span class="word">([^<]*)</span>', table)

    assert sorted(found) == sorted(expected)
    assert "Hours per week at least 20 (is 9 to 19)" in table  # why an IOP is no PHP


def test_a_level_says_whom_it_admits_in_words() -> None:
    text = Parsed(standard_page()).text
    iop = " ".join(text[text.rindex("Intensive outpatient program (IOP)31 places") :].split())

    assert "Withdrawal risk at most mild" in iop
    assert "Attendance at least 80 %" in iop
    assert (
        "withdrawal_risk" not in text[: text.index("What this rests on")].split("Who is ready")[0]
    )


def test_the_page_says_that_it_is_no_medical_advice_and_who_made_it() -> None:
    text = Parsed(standard_page()).text

    assert "Nothing here is medical advice" in text
    assert "Pathway standard, written by iopkit" in text


def test_a_pathway_that_does_not_say_when_anything_is_held_has_no_week() -> None:
    assert "does not say when anything is held" in Parsed(standard_page()).text
    assert "The week" not in Parsed(page_of(load("standard"))).text


def test_a_picture_with_small_words_has_its_list_beside_it() -> None:
    def page(number: int) -> str:
        each = (f"l{place}: {{title: Level {place}, rank: {place}}}" for place in range(number))
        text = f"{{iopkit: 1, id: many, title: Many, levels: {{{', '.join(each)}}}}}"
        return page_of(loads(text))

    assert "<svg" in page(30)
    assert 'class="stairs alone"' in page(30)
    assert 'class="stairs alone"' not in page(4)


def test_no_line_ends_before_a_percent_sign() -> None:
    assert "Outpatient treatment</a> 15&nbsp;%" in page_of(load("standard"))


def test_more_levels_than_a_picture_holds_are_a_list() -> None:
    levels = "\n".join(
        f"  level-{place}: {{title: L{place}, rank: {place}}}" for place in range(80)
    )
    pathway = loads(f"iopkit: 1\nid: many\ntitle: Many\nlevels:\n{levels}\n")

    page = page_of(pathway)

    check_whole(page)
    assert "<svg" not in page
    assert 'class="stairs alone"' in page
