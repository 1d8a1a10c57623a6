import pytest

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.resolve import encode, resolved
from iopkit.errors import AnswerError, CriterionError
from iopkit.model.assessment import Choice, Fact, FactType, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.criterion import Compare, Literal

HOME = OrdinalFact(("none", "weak", "strong"))
RISK = OrdinalFact(("0", "1", "2"))
GENDER = Choice(("female", "male", "other"))


def fact(of: FactType) -> Fact:
    return Fact(id="x", ask="X?", type=of)


def literal(text: str) -> Literal:
    tree = parse(f"x = {text}")
    assert isinstance(tree, Compare)
    return tree.literal


@pytest.mark.parametrize(
    ("text", "of", "number"),
    [
        ("true", YesNo(), 1),
        ("false", YesNo(), 0),
        ("none", HOME, 0),
        ("strong", HOME, 2),
        ("2", RISK, 2),
        ("'1'", RISK, 1),
        ("other", GENDER, 2),
        ("7", NumberFact(), 7),
        ("80%", NumberFact(unit="%"), 80),
        ("80", NumberFact(unit="%"), 80),
        ("4 weeks", NumberFact(unit="days"), 28),
        ("12 months", NumberFact(unit="days"), 365.25),
        ("90 minutes", NumberFact(unit="hours"), 1.5),
        ("1 day", NumberFact(unit="day"), 1),
        ("28", NumberFact(unit="weeks"), 28),
        ("28 days", NumberFact(unit="weeks"), 4),
    ],
)
def test_a_written_value_is_a_number_for_its_fact(text: str, of: FactType, number: float) -> None:
    assert resolved(literal(text), fact(of)) == number


@pytest.mark.parametrize(
    ("text", "of", "message"),
    [
        ("weak", YesNo(), "'x' is answered by yes or no"),
        ("1", YesNo(), "'x' is answered by yes or no"),
        ("weka", HOME, "this is not an answer to 'x'"),
        ("true", HOME, "this is not an answer to 'x'"),
        ("2 weeks", RISK, "this is not an answer to 'x'"),
        ("weak", NumberFact(), "'x' is answered by a number"),
        ("true", NumberFact(), "'x' is answered by a number"),
        ("4 weeks", NumberFact(), "'x' is not measured in weeks"),
        ("4%", NumberFact(unit="days"), "'x' is not measured in %"),
    ],
)
def test_a_value_that_does_not_suit_is_refused(text: str, of: FactType, message: str) -> None:
    with pytest.raises(CriterionError) as caught:
        resolved(literal(text), fact(of))

    assert caught.value.message == message
    assert caught.value.start == len("x = ")


@pytest.mark.parametrize(
    ("value", "of", "number"),
    [
        (True, YesNo(), 1),
        (False, YesNo(), 0),
        ("weak", HOME, 1),
        ("other", GENDER, 2),
        (7, NumberFact(), 7),
    ],
)
def test_an_answer_is_a_number_for_its_fact(value: Value, of: FactType, number: float) -> None:
    assert encode(value, fact(of)) == number


def test_an_answer_that_does_not_suit_is_refused_without_repeating_it() -> None:
    with pytest.raises(AnswerError, match=r"'x' must be a number from 0 to 10") as caught:
        encode(4711, fact(NumberFact(low=0, high=10)))

    assert "4711" not in str(caught.value)
