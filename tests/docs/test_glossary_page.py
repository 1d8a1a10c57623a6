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
)
"""What an expert of the field would look for."""


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
