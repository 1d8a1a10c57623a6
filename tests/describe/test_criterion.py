"""Criteria in plain words: never the opposite, never two things in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessments, criteria

from iopkit.criteria.language.parse import parse
from iopkit.describe.criterion import condition
from iopkit.describe.inline import Condition

LEVELS = {"detox": "Medical detox"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("home_is_safe", "home is safe"),
        ("not relapsed", "not relapsed"),
        ("cravings <= 3", "cravings at most 3"),
        ("not cravings <= 3", "cravings over 3"),
        ("not cravings < 3", "cravings at least 3"),
        ("attendance >= 80%", "attendance at least 80 %"),
        ("not attendance >= 80%", "attendance under 80 %"),
        ("gender = female", "gender: female"),
        ("not gender = female", "gender: not female"),
        ("gender in [female, other]", "gender: female or other"),
        ("not gender in [female, other]", "gender: neither female nor other"),
        ("days_in_level >= 4 weeks", "time at this level at least 4 weeks"),
        ("completed detox", "completed Medical detox"),
        ("not completed detox", "not completed Medical detox"),
        ("cravings is not known", "cravings is not known"),
        ("not (not relapsed)", "relapsed"),
        ("true", "always"),
    ],
)
def test_one_condition_is_one_line(text: str, words: str) -> None:
    said = condition(parse(text), LEVELS)

    assert (said.text, said.parts) == (words, ())


@pytest.mark.parametrize(
    ("text", "head", "parts"),
    [
        ("a and b", "all of these", ["a", "b"]),
        ("not (a and b)", "not all of these", ["a", "b"]),
        ("not (a or b)", "none of these", ["a", "b"]),
        ("a or (b and c)", "any of these", ["a", "all of these"]),
        ("a and (b or c)", "all of these", ["a", "b or c"]),
    ],
)
def test_what_one_line_would_leave_in_doubt_is_a_list(
    text: str, head: str, parts: list[str]
) -> None:
    said = condition(parse(text), LEVELS)

    assert said.text == head
    assert [part.text for part in said.parts] == parts


def test_what_must_all_hold_is_told_one_by_one() -> None:
    needs = condition(parse("a and (b and c) and (d or e)"), LEVELS)

    assert [need.text for need in needs.parts] == ["a", "b", "c", "d or e"]


@given(st.data())
def test_every_criterion_has_words(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment))

    def lines(said: Condition) -> list[str]:
        return [said.text, *(line for part in said.parts for line in lines(part))]

    assert all(lines(condition(criterion, LEVELS)))
