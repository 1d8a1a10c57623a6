import math
import re

import pytest

from iopkit.model.basis import Figure
from iopkit.model.simulation.cost import Cost, Per


def cost(amount: float = 462, currency: str = "USD", perspective: str = "program") -> Cost:
    return Cost(
        amount=Figure(amount), per=Per.WEEK, currency=currency, year=2001, perspective=perspective
    )


@pytest.mark.parametrize("amount", [1e16, math.inf])
def test_an_amount_of_which_no_sum_could_be_counted_is_refused(amount: float) -> None:
    with pytest.raises(
        ValueError, match=re.escape(f"amount must be at most 1e+15, got {amount:g}")
    ):
        cost(amount)


@pytest.mark.parametrize("amount", [-1, math.nan])
def test_an_amount_that_nobody_can_pay_is_refused(amount: float) -> None:
    with pytest.raises(ValueError, match=f"^amount must be 0 or more, got {amount:g}$"):
        cost(amount)


@pytest.mark.parametrize("currency", ["usd", "US", "DOLLAR", "$", "ÄÖÜ", "12 "])
def test_a_currency_that_is_not_three_letters_is_refused(currency: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        cost(currency=currency)

    wanted = f"currency must be three capital letters such as USD, got '{currency}'"
    assert str(caught.value) == wanted


def test_somebody_must_bear_a_cost() -> None:
    with pytest.raises(ValueError, match=r"^perspective must not be empty$"):
        cost(perspective="")


def test_care_can_be_free() -> None:
    assert cost(0, currency="EUR").amount == Figure(0)
