import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.model.range import Range

AMOUNTS = st.integers(0, 1000)
"""Whole, so that arithmetic is exact."""


@st.composite
def ranges_with_a_value(draw: st.DrawFn) -> tuple[Range, int]:
    """A range, bounds perhaps unknown, and a value that it holds."""
    low, value, high = sorted(draw(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
    return Range(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))), value


def holds(held: Range, value: float) -> bool:
    return (held.low is None or held.low <= value) and (held.high is None or value <= held.high)


@given(ranges_with_a_value(), ranges_with_a_value())
def test_sums_and_products_of_values_are_in_the_sum_and_the_product_of_the_ranges(
    one: tuple[Range, int], other: tuple[Range, int]
) -> None:
    (a, x), (b, y) = one, other

    assert holds(a + b, x + y)
    assert holds(a * b, x * y)


@given(ranges_with_a_value(), ranges_with_a_value())
def test_known_bounds_of_sums_and_products_are_reached(
    one: tuple[Range, int], other: tuple[Range, int]
) -> None:
    (a, _), (b, _) = one, other

    if a.low is not None and b.low is not None:
        assert ((a + b).low, (a * b).low) == (a.low + b.low, a.low * b.low)
    if a.high is not None and b.high is not None:
        assert ((a + b).high, (a * b).high) == (a.high + b.high, a.high * b.high)


@given(ranges_with_a_value())
def test_what_may_be_left_out_may_be_nothing_or_as_before(one: tuple[Range, int]) -> None:
    held, value = one

    assert holds(held.or_none(), 0)
    assert holds(held.or_none(), value)
    assert held.or_none().high == held.high


@pytest.mark.parametrize(
    ("one", "other", "added", "times"),
    [
        (Range(2, 3), Range(60, 90), Range(62, 93), Range(120, 270)),
        (Range(2, None), Range(60, 90), Range(62, None), Range(120, None)),
        (Range(None, 3), Range(60, 90), Range(None, 93), Range(None, 270)),
        (Range(2, None), Range(None, 90), Range(), Range()),
        (Range(), Range(60, 90), Range(), Range()),
        (Range(0, 0), Range(60, None), Range(60, None), Range(0, None)),
    ],
)
def test_a_bound_that_is_unknown_in_either_is_unknown_in_the_result(
    one: Range, other: Range, added: Range, times: Range
) -> None:
    assert (one + other, one * other) == (added, times)
    assert (other + one, other * one) == (added, times)


@pytest.mark.parametrize(
    ("held", "text", "known"),
    [
        (Range.exactly(9), "9", True),
        (Range(9, 19), "9 to 19", True),
        (Range(4.5, 4.5), "4.5", True),
        (Range(9, None), "at least 9", True),
        (Range(0, None), "at least 0", True),
        (Range(None, 90), "up to 90", True),
        (Range(0, 0), "0", True),
        (Range(), "unknown", False),
    ],
)
def test_a_range_is_said_in_words(held: Range, text: str, *, known: bool) -> None:
    assert str(held) == text
    assert held.is_known is known


def test_bounds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^the upper bound 2\.5 is below the lower bound 3$"):
        Range(3, 2.5)
