"""What somebody's words stand for: taken without doubt, refused without a word of them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import answers, assessments, fact_types

from iopkit.files.tables.aliases import folded, meant
from iopkit.files.tables.answer_text import date_in, hear, number_in, plain_number, spoken
from iopkit.model.assessment import Fact, FactType, NumberFact, OrdinalFact, YesNo

TEXTS = st.text(max_size=8) | st.from_regex(
    r"[+-]?[0-9]{0,3}[.,]?[0-9]{0,4}(e[0-9])? ?%?", fullmatch=True
)


@given(assessments().flatmap(lambda each: st.sampled_from(each.facts)), st.data())
def test_what_is_spoken_is_heard(fact: Fact, data: st.DataObject) -> None:
    answer = data.draw(answers(fact))

    assert hear(spoken(answer), fact.type).answer == answer
    assert hear(answer, fact.type).answer == answer


@given(st.one_of(TEXTS, st.none(), st.integers(), st.floats(), st.booleans()), fact_types())
def test_what_is_heard_is_an_answer_or_a_reason(said: object, kind: FactType) -> None:
    heard = hear(said, kind)

    assert (heard.answer is None) is bool(heard.why)
    assert heard.answer is None or not kind.refuses(heard.answer)


@given(st.one_of(TEXTS, st.none(), st.floats()), fact_types())
def test_a_reason_is_the_same_whatever_was_said(said: object, kind: FactType) -> None:
    heard = hear(said, kind)

    if not heard.is_doubt:
        assert heard.why in {"", hear(object(), kind).why, hear("\t", kind).why}


@given(TEXTS)
def test_a_plain_number_is_the_number_that_is_heard(text: str) -> None:
    plain = plain_number(text.encode())

    if not math.isnan(plain):
        assert number_in(text) == plain


@given(st.text(max_size=8))
def test_what_is_folded_is_folded_no_further(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("text", ["1", "-1", "1-5", "1.5", "1 5", "15", "1_5"])
def test_what_parts_digits_counts(text: str) -> None:
    assert (
        meant(text, [each for each in ("1", "-1", "1-5", "1.5", "1 5", "15") if each != text]) == ()
    )


@pytest.mark.parametrize("text", ["1,234", "+1,234", "1,234 %", "12,345", "123,456", "1,234%"])
def test_a_comma_before_three_digits_is_a_doubt(text: str) -> None:
    heard = hear(text, NumberFact(unit="%"))

    assert heard.is_doubt
    assert "1" not in heard.why


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,234", 0.234),
        ("1,23", 1.23),
        ("1,2345", 1.2345),
        ("1234,567", 1234.567),
        (",5", 0.5),
        ("1,234,567", 1234567),
        ("1,234.5", 1234.5),
    ],
)
def test_a_comma_that_can_be_only_one_thing_is_read(text: str, number: float) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("1.3.2026", "03/01/2026", "2026-3-1", "2026-02-30", "2026-03-01 25:00"),
        *("2026-03-01 14", "2026-03-01x14:30", "20260301", "", "2026-03-01 14:30 o'clock"),
    ],
)
def test_what_is_no_date_without_doubt_is_none(text: str) -> None:
    assert date_in(text) is None


def test_exactly_a_word_is_that_word_whatever_looks_like_it() -> None:
    kind = OrdinalFact(("so-so", "so so"))

    assert hear("so so", kind).answer == "so so"
    assert hear("So so", kind).why == "can mean 'so-so' or 'so so': write it exactly so"


def test_what_was_heard_is_not_shown() -> None:
    assert "True" not in repr(hear("yes", YesNo()))
