"""The facilities in plugins/, each through every door that a file has.

What each says about itself is asserted in its own folder. A folder that is not there is not missed.
"""

from pathlib import Path

import pytest
from described import staircase

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.criteria.rule_sets.conformance import judged
from iopkit.files.compose.client_file import load_client
from iopkit.files.compose.load import examine, load
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.diff.pathway_diff import diff
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.scenario import Scenario
from iopkit.prove.prove import prove
from iopkit.simulate import simulate
from iopkit.terminal.style import DisplayStyle

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "plugins").glob("*/src/*/facility.yaml"))
facilities = pytest.mark.parametrize("file", FILES, ids=[file.parents[2].name for file in FILES])


def facility(name: str) -> Pathway:
    found = [file for file in FILES if file.parents[2].name == f"iopkit-{name}"]
    if not found:
        pytest.skip(f"plugins/iopkit-{name} is not here")
    return load(found[0])


@facilities
def test_the_file_is_without_errors_and_warnings(file: Path) -> None:
    assert examine(file).complaints == ()


@facilities
def test_nothing_is_found_but_what_is_meant(file: Path) -> None:
    proof = prove(load(file), seconds=60)

    assert [finding.message for finding in proof.open] == []
    assert proof.is_decided


@facilities
def test_it_is_shown_and_places_a_client(file: Path) -> None:
    pathway = load(file)
    client = load_client(ROOT / "examples" / "client-unknowns.yaml", pathway)

    assert pathway.title.splitlines()[0] in staircase(pathway, DisplayStyle(width=200))
    placement = place(pathway, client)
    assert placement.is_placed or placement.ask


@facilities
def test_years_pass(file: Path) -> None:
    scenario = Scenario(pathway=load(file), days=5 * 365, warm_up=365, replications=1, seed=7)

    summary = simulate(scenario).summary()

    assert summary.level("iop").admissions.mean > 0


@facilities
def test_hours_that_no_page_states_are_unknown_to_every_book(file: Path) -> None:
    """Several hours a day, several hours a week, a full day: no page gives the hours of a week."""
    pathway = load(file)

    for name in ("medicare-iop-2024", "teds-iop", "h0015", "nc-saiop"):
        verdicts = {each.level: each.verdict for each in judged(pathway, load_rule_set(name))}
        assert verdicts["iop"] is Verdict.UNKNOWN, name


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        (("programs", "iop", "length"), "8 to 12 weeks", "4 to 6 weeks"),
        (("programs", "residential", "length"), "up to 90 days", "30 days"),
    ],
)
def test_the_pages_contradict_each_other_with_both_places(
    what: tuple[str, str, str], one: str, other: str
) -> None:
    found = diff(facility("community"), facility("crest-view"))

    section, *way = what
    (told,) = [each for each in found.values if (each.section, each.way) == (section, tuple(way))]
    assert told.a is not None
    assert told.b is not None
    assert (told.a.text, told.b.text) == (one, other)
    assert told.a.origin is not None
    assert told.b.origin is not None


def test_stays_that_a_page_gives_change_how_many_are_there() -> None:
    """Crest View: about a month. The others say nothing, and have the national figures."""

    def census(name: str) -> float:
        scenario = Scenario(
            pathway=facility(name), days=5 * 365, warm_up=365, replications=2, seed=7
        )
        return simulate(scenario).summary().level("residential").census.mean

    assert census("crest-view") != census("community")
