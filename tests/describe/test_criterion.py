"""Criteria in plain words: never the opposite, never two things in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iopkit.pages.pathway.criterion_phrase import Phrase, conditions, phrase
from strategies import assessments, criteria

from iopkit.criteria.language.parse import parse

LEVELS = {"detox": "Medical detox"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("home_is_safe", "Home is safe"),
        ("not relapsed", "Not relapsed"),
        ("cravings <= 3", "Cravings at most 3"),
        ("not cravings <= 3", "Cravings over 3"),
        ("not cravings < 3", "Cravings at least 3"),
        ("attendance >= 80%", "Attendance at least 80 %"),
        ("not attendance >= 80%", "Attendance under 80 %"),
        ("gender = female", "Gender: female"),
        ("not gender = female", "Gender: not female"),
        ("gender in [female, other]", "Gender: female or other"),
        ("not gender in [female, other]", "Gender: neither female nor other"),
        ("days_in_level >= 4 weeks", "Time at this level at least 4 weeks"),
        ("completed detox", "Completed Medical detox"),
        ("not completed detox", "Not completed Medical detox"),
        ("cravings is not known", "Cravings is not known"),
        ("not (not relapsed)", "Relapsed"),
        ("true", "Always"),
    ],
)
def test_one_condition_is_one_line(text: str, words: str) -> None:
    assert phrase(parse(text), LEVELS) == Phrase(words)


@pytest.mark.parametrize(
    ("text", "head", "parts"),
    [
        ("a and b", "All of these", ["A", "B"]),
        ("not (a and b)", "Not all of these", ["A", "B"]),
        ("not (a or b)", "None of these", ["A", "B"]),
        ("a or (b and c)", "Any of these", ["A", "All of these"]),
        ("a and (b or c)", "All of these", ["A", "B or c"]),
    ],
)
def test_what_one_line_would_leave_in_doubt_is_a_list(
    text: str, head: str, parts: list[str]
) -> None:
    said = phrase(parse(text), LEVELS)

    assert said.text == head
    assert [part.text for part in said.parts] == parts


def test_what_must_all_hold_is_told_one_by_one() -> None:
    needs = conditions(parse("a and (b and c) and (d or e)"), LEVELS)

    assert [need.text for need in needs] == ["A", "B", "C", "D or e"]


@given(st.data())
def test_every_criterion_has_words(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment))

    def lines(said: Phrase) -> list[str]:
        return [said.text, *(line for part in said.parts for line in lines(part))]

    said = lines(phrase(criterion, LEVELS))
    assert all(said)
    assert all(line[0] == line[0].upper() for line in said)
