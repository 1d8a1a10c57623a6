"""The glossary leads from a plain word to the term of the field, and back."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
GLOSSARY, _, BACK = PAGE.partition("## From the term of the field to the word here")
TERMS = frozenset(line for line in GLOSSARY.splitlines() if line[:1].isalpha() or line[:1] == "K")

STANDARD = (
    *("length of stay", "occupancy", "census", "reneging", "blocking after service"),
    *("readmission", "continued stay", "replication", "warm-up", "confidence interval"),
    *("common random numbers", "counterexample", "provenance", "level of care", "capacity"),
    *("discharge disposition", "queue discipline", "utilization", "diagnostic", "patient"),
    *("minimum level of care", "routing", "performance measure", "right-censored", "balking"),
    *("specialty group", "recovery support service", "capacity schedule", "arrival process"),
    *("deadlock", "irreducible inconsistent subsystem", "soft constraint", "unsatisfiable core"),
    *("oscillation", "monotonicity violation", "conformance check", "queue length"),
    *("steady-state simulation", "initial conditions", "future event list", "subsumed rule"),
)
"""What an expert of the field would look for."""

BRACKETS = {
    "how-to/plan-the-week.md": ("hard constraints",),
    "how-to/prove-a-pathway.md": ("counterexample",),
    "how-to/queues-and-groups.md": ("queue discipline", "reneging", "blocking after service"),
    "how-to/report-a-run.md": ("common random numbers",),
    "how-to/review-a-client.md": ("continued-stay review",),
    "how-to/simulate-a-change.md": ("common random numbers", "confidence interval"),
    "how-to/start-from-today.md": ("initial conditions",),
}
"""The terms that pages for directors give once, in brackets behind the plain word."""


@pytest.mark.parametrize("name", BRACKETS)
def test_a_page_for_directors_gives_the_term_of_the_field_once(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    for term in BRACKETS[name]:
        assert text.count(f"({term})") == 1
        assert term in TERMS or term.removesuffix("s") in TERMS


@pytest.mark.parametrize("term", STANDARD)
def test_a_term_of_the_field_is_an_entry_that_search_finds(term: str) -> None:
    assert term in TERMS


def test_no_term_has_two_meanings() -> None:
    lines = [line for line in GLOSSARY.splitlines() if line in TERMS]
    assert len(lines) == len(set(lines))


def test_every_plain_word_of_the_way_back_is_explained() -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", BACK, re.MULTILINE)[1:]
    named = {part.strip() for row in rows for part in re.sub(r" \(.*\)", "", row).split(",")}
    assert named
    assert not {term for term in named if term not in TERMS and term != "---"}
