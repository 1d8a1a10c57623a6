"""What rests on a source, and what is known, is told by fields, never by words of a sentence."""

from pathlib import Path

import pytest
from commands import Run

import iopkit
from iopkit.criteria.rule_sets.conformance import judge_client
from iopkit.model.client import Client

TWO_SOURCES = """\
iopkit: 1
id: two-sources
title: Two sources
extends: standard
sources:
  hour: {title: A source that nothing on this level cites}
  ward: {title: Another that nothing cites}
levels:
  iop: {places: 20}
"""
NOT_STATED = """\
iopkit: 1
id: not-stated
title: Not stated
extends: standard
assessment:
  sex: {ask: "Sex?", choice: [female, male, not stated]}
rule_sets:
  women-grant:
    title: A grant for women
    about: client
    standing: guidance
    assumption: made up to show a fault
    rules: [{if: "sex = female", assumption: made up}]
"""


def listed(shown: str) -> str:
    """Return what stands below the heading of the sources."""
    return shown.partition("\nSources\n")[2]


def test_a_source_is_not_cited_because_a_sentence_holds_its_name(run: Run) -> None:
    Path("two-sources.yaml").write_text(TWO_SOURCES, encoding="utf-8")

    shown = run("show", "two-sources.yaml", "--level", "iop").stdout

    assert "9 to 19 hours a week" in shown
    assert "teds-d-2004: " in listed(shown)
    assert "hour: " not in listed(shown)
    assert "ward: " not in listed(shown)


@pytest.mark.parametrize(
    "cites",
    [
        "levels: {iop: {places: 20, source: hour}}",
        "levels: {iop: {places: {value: 20, source: hour}}}",
        "floors: [{at_least: iop, when: relapsed, source: hour}]",
        "supports: {meetings: {title: Meetings, strength: offered, source: hour}}",
        "transitions: [{from: iop, to: completed, when: relapsed, source: hour}]",
    ],
)
def test_a_source_is_cited_by_whatever_names_it(run: Run, cites: str) -> None:
    text = TWO_SOURCES.replace("levels:\n  iop: {places: 20}\n", cites)
    Path("cites.yaml").write_text(text, encoding="utf-8")

    done = run("show", "cites.yaml", "--level", "iop")

    assert done.exit_code == 0, done.stderr
    assert "hour: A source" in listed(done.stdout)
    assert "ward: " not in listed(done.stdout)


def test_an_answer_that_reads_not_stated_is_an_answer() -> None:
    pathway = iopkit.loads(NOT_STATED)
    (rule_set,) = pathway.rule_sets

    judgement = judge_client(rule_set, Client(facts={"sex": "not stated"}), pathway.assessment)

    assert judgement.not_stated == ()
    assert str(judgement.verdict) == "not met"
    assert [each.recorded for each in judgement.conditions] == ["sex is not stated"]
