import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write, write_number
from iopkit.model.criterion import And, Criterion, IsTrue, Not, Or

A, B, C = IsTrue("a"), IsTrue("b"), IsTrue("c")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("  a   AND b", "a and b"),
        ("a and b or c", "(a and b) or c"),
        ("NOT (a and b)", "not (a and b)"),
        ("not (x>3)", "not x > 3"),
        ("8>x", "x < 8"),
        ("x ≥ 80 %", "x >= 80%"),
        ("x = 0.50", "x = 0.5"),
        ("not x is known", "x is not known"),
        ("x = 'moderate'", "x = moderate"),
        ("x = 'True'", "x = 'True'"),
        ('x in [ "a b",c ]', "x in ['a b', c]"),
        ("completed   detox", "completed detox"),
        ("a = TRUE", "a = true"),
    ],
)
def test_one_criterion_has_one_text(text: str, written: str) -> None:
    assert write(parse(text)) == written


@pytest.mark.parametrize(
    ("tree", "written"),
    [
        (And(()), "true"),
        (Or(()), "false"),
        (And((A,)), "a"),
        (Not(Or((A,))), "not a"),
        (And((And((A, B)), C)), "(a and b) and c"),
    ],
)
def test_trees_that_nobody_wrote_have_a_text_too(tree: Criterion, written: str) -> None:
    assert write(tree) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_exactly(number: float) -> None:
    written = write_number(number)

    assert float(written) == number
    assert "e" not in written
