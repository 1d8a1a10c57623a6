"""What iopkit writes it reads back the same; a run that it kept is reported, drawn and resumed."""

import itertools
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from commands import CASES, Run
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

import iopkit
from iopkit.errors import PathwayError

PROJECT = Path(__file__).parents[2]
API = PROJECT / "docs" / "reference" / "api.md"
EVERYTHING = CASES / "everything.yaml"
FILES = [
    EVERYTHING,
    *sorted((CASES / "facilities").glob("*.yaml")),
    *sorted(PROJECT.glob("plugins/*/src/*/*.yaml")),
    *(
        path
        for path in sorted(PROJECT.glob("examples/*.yaml"))
        # No pathways; and one whose parts contradict each other, to show what is said then.
        if not path.name.startswith("client-")
        and path.stem not in {"lakeside-situations", "valley-both"}
    ),
]
LEVELS = ("detox", "residential", "php", "iop", "outpatient", "aftercare")
SUBSETS = [some for n in range(1, 7) for some in itertools.combinations(LEVELS, n)]


def offered(levels: tuple[str, ...]) -> list[str]:
    return [word for level in levels for word in ("--level", level)]


def test_the_twelve_facilities_and_all_plugins_are_among_the_files() -> None:
    places = [path.parent.name for path in FILES]
    assert places.count("facilities") == 12
    assert sum(place.startswith("iopkit_") for place in places) >= 6


@pytest.mark.parametrize(
    "path", ["standard", *FILES], ids=lambda p: f"{Path(p).parent.name}-{Path(p).stem}"
)
def test_every_file_is_written_and_read_back(path: str | Path) -> None:
    pathway = iopkit.load(path)

    text = iopkit.dump(pathway)

    assert iopkit.loads(text) == pathway
    assert iopkit.dump(iopkit.loads(text)) == text


@pytest.mark.parametrize("levels", SUBSETS, ids="-".join)
def test_whatever_levels_are_offered_the_file_is_written_and_read_back(
    levels: tuple[str, ...], run: Run
) -> None:
    assert run("new", "a.yaml", "--title", "A", *offered(levels)).exit_code == 0
    pathway = iopkit.load("a.yaml")

    assert {level.id for level in pathway.levels} == set(levels)
    assert iopkit.loads(iopkit.dump(pathway)) == pathway


SHORT = ("--days", "40", "--warm-up", "0", "--replications", "2", "--seed", "3")


def keep(run: Run) -> None:
    """Keep a run of a file, and do with it all that can be done."""
    assert run("simulate", "a.yaml", *SHORT, "--out", "run").exit_code == 0
    for words in (
        ("report", "run", "-o", "run.html"),
        ("draw", "a.yaml", "--run", "run", "-o", "run.svg"),
        ("simulate", "--resume", "run"),
    ):
        result = run(*words)
        assert result.exit_code == 0, result.output
    assert Path("run.html").stat().st_size > 10_000
    assert Path("run.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    "levels",
    [("detox", "residential", "iop", "outpatient", "aftercare"), ("iop",), ("php", "aftercare")],
    ids="-".join,
)
def test_a_run_of_a_smaller_facility_is_reported_drawn_and_resumed(
    levels: tuple[str, ...], run: Run
) -> None:
    assert run("new", "a.yaml", "--title", "A", *offered(levels)).exit_code == 0
    if not iopkit.load("a.yaml").arrivals:  # somebody has to say who comes
        text = Path("a.yaml").read_text()
        door = f"  door: {{to: {levels[0]}, rate: 0.5 per day}}\n"
        head, found, tail = text.partition("\narrivals:\n")
        Path("a.yaml").write_text(
            f"{head}{found}{door}{tail}" if found else f"{text}\narrivals:\n{door}"
        )
    keep(run)


def test_a_run_of_a_pathway_with_more_dates_than_a_file_may_hold_is_kept_too(run: Run) -> None:
    days = "".join(f"{n / 2000}\n" for n in range(50_100))
    Path("came.csv").write_text(f"day\n{days}")
    Path("a.yaml").write_text(
        "iopkit: 1\nid: a\ntitle: A\nlevels: {iop: {title: I, rank: 1}}\n"
        "outcomes: {done: {title: Done}}\n"
        "transitions: [{from: iop, to: done, share: 1, stay: 1 day}]\n"
        "arrivals: {door: {to: iop, from_file: came.csv}}\n"
    )
    assert run("simulate", "a.yaml", *SHORT, "--out", "run").exit_code == 0
    result = run("report", "run", "-o", "run.html")
    assert result.exit_code == 0, result.output


def pieces(value: Any) -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401  any value of a pathway
    """Yield the fields that a value is made of, down to the last one."""
    if attrs.has(type(value)):
        yield type(value).__name__, "", value
        for field in attrs.fields(type(value)):
            if field.eq:
                inner = getattr(value, field.name)
                yield type(value).__name__, field.name, inner
                yield from pieces(inner)
    elif isinstance(value, StrEnum):
        yield type(value).__name__, "", value
    elif isinstance(value, tuple):
        for each in value:
            yield from pieces(each)


OF_NO_PATHWAY = {
    *("Absence", "Better", "Measure", "MeasureColumn", "MeasureSubject", "MeasureTable"),
    *("MeasuredOver", "Routing", "ScenarioSettings"),
    *("CurrentClient", "Census", "Stay", "Client", "Scenario", "Constant", "Criterion"),
    *("FindingDeclaration", "FindingForm", "SubjectKind", "SourceLocation"),
}
"""Nouns that stand in no pathway file."""


def test_every_field_of_every_noun_is_tried_with_several_values() -> None:
    """A field that is new must be used in a file here, and so is written and read back above."""
    seen: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for path in FILES:
        for noun, field, value in pieces(iopkit.load(path)):
            listed = seen[noun, field]
            if len(listed) < 2 and value not in listed:
                listed.append(value)

    alike = {place for place, values in seen.items() if place[1] and len(values) < 2}
    assert alike == {("RuleSet", "sources")}  # in a pathway all sources stand in one list
    listed_nouns = re.findall(
        r"iopkit\.model\.(?:\w+\.)*([A-Z]\w+)$", API.read_text(), re.MULTILINE
    )
    nouns = {name for name in listed_nouns if not name.endswith("Error")}
    assert nouns - {noun for noun, _ in seen} == OF_NO_PATHWAY


SECTIONS = (
    *("levels", "programs", "groups", "supports", "outcomes", "assessment", "therapies"),
    *("rule_sets", "arrivals"),
)
MOVES = {"transitions": ("from", "to"), "floors": ("at_least", "when")}
Tree = dict[str, Any]


@cache
def base(path: str, *, shared: bool) -> tuple[str, Tree]:
    """Return a pathway as one text and as plain values; without shares nothing has to add up."""
    pathway = iopkit.load(path)
    if not shared:
        moves = [attrs.evolve(move, share=None, stay=None) for move in pathway.transitions]
        pathway = attrs.evolve(pathway, transitions=moves)
    text = iopkit.dump(pathway)
    return text, yaml.safe_load(text)


def names(value: object, gone: set[tuple[str, str]]) -> bool:
    """Whether something names what is gone."""
    words = set(re.findall(r"[\w.-]+", json.dumps(value, default=str)))
    return any(name in words for _, name in gone)


def without(tree: Tree, gone: set[tuple[str, str]]) -> Tree:
    """Return what a file says that removes some items, and whatever still names these."""
    before = -1
    while before < len(gone):  # what names what is gone goes too, and what names that
        before = len(gone)
        for section in ("programs", "supports", "groups", "arrivals", "rule_sets"):
            gone |= {(section, k) for k, v in tree.get(section, {}).items() if names(v, gone)}
    over: Tree = {}
    for section, name in sorted(gone):
        over.setdefault(section, {})[name] = {"remove": True}
    for section, keys in MOVES.items():
        removed = [each for each in tree.get(section, ()) if names(each, gone)]
        over[section] = [{**{k: each[k] for k in keys}, "remove": True} for each in removed]
    for name, level in tree["levels"].items():
        if ("levels", name) not in gone:
            over.setdefault("levels", {})[name] = mended(level, gone)
    return over


def mended(level: Tree, gone: set[tuple[str, str]]) -> Tree:
    """Return what a level says instead of what names something that is gone."""
    own: Tree = {
        key: {"remove": True}
        for key in ("queue", "intake", "calendar")
        if names(level.get(key), gone)
    }
    if names(level.get("admit"), gone):
        own["admit"] = [each for each in level["admit"] if not names(each, gone)]
    if names(level.get("program"), gone):
        own["program"] = []
    if names(level.get("progress"), gone):
        own["progress"] = {fact: {"remove": True} for fact in level["progress"]}
    return own


@st.composite
def overlays(draw: st.DrawFn) -> tuple[str, Tree]:
    """Draw a base and a file that removes some of it, and says some of it anew."""
    path = draw(st.sampled_from(["standard", str(EVERYTHING)]))
    text, tree = base(path, shared=draw(st.sampled_from([False, False, True])))
    items = [(key, name) for key in SECTIONS for name in tree.get(key, ())]
    gone = draw(st.sets(st.sampled_from(items), max_size=4))
    over = without(tree, set(gone))
    for name, level in over.get("levels", {}).items():
        if level != {"remove": True}:
            change = draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "places": st.integers(1, 99),
                        "title": st.sampled_from(["no", "3.1", "A: b # c", "\u00e9\u2028"]),
                        "assumption": st.just("we say so"),
                        "costs": st.just(
                            [{"per": "day", "amount": 0.1, "currency": "USD", "year": 2020}]
                        ),
                    },
                )
            )
            if change:
                over["levels"][name] = level | change
    if draw(st.booleans()):
        over["week"] = {"remove": True} if "week" in tree else {"pause": 5}
    return text, {key: value for key, value in over.items() if value}


@given(overlays())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_a_file_that_removes_and_changes_what_it_extends_is_written_and_read_back(
    drawn: tuple[str, Tree],
) -> None:
    text, over = drawn
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "base.yaml").write_text(text)
        above = Path(folder, "above.yaml")
        head = {"iopkit": 1, "id": "above", "title": "Above", "extends": "base.yaml"}
        above.write_text(json.dumps(head | over))
        try:
            pathway = iopkit.load(above)
        except PathwayError:
            reject()  # what is left contradicts itself, and the author is told

    assert iopkit.loads(iopkit.dump(pathway)) == pathway
