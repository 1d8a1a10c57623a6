import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from strategies import distributions

from iopkit.model.simulation.distribution import WAYS, Distribution, DistributionFamily

EXAMPLES: list[tuple[DistributionFamily, Mapping[str, float]]] = [
    (DistributionFamily.UNIFORM, {"low": 3, "high": 7}),
    (DistributionFamily.UNIFORM, {"low": 0, "high": 7}),
    (DistributionFamily.TRIANGULAR, {"low": 3, "likely": 4, "high": 7}),
    (DistributionFamily.TRIANGULAR, {"low": 3, "likely": 3, "high": 7}),
    (DistributionFamily.TRIANGULAR, {"low": 0, "likely": 7, "high": 7}),
    (DistributionFamily.EXPONENTIAL, {"mean": 28}),
    (DistributionFamily.EXPONENTIAL, {"median": 28}),
    (DistributionFamily.GAMMA, {"mean": 28, "sd": 14}),
    (DistributionFamily.GAMMA, {"mean": 28, "sd": 56}),
    (DistributionFamily.WEIBULL, {"mean": 28, "sd": 0.1}),
    (DistributionFamily.WEIBULL, {"mean": 28, "sd": 14}),
    (DistributionFamily.WEIBULL, {"mean": 28, "sd": 28}),
    (DistributionFamily.WEIBULL, {"mean": 28, "sd": 280}),
    (DistributionFamily.WEIBULL, {"scale": 30, "form": 0.7}),
    (DistributionFamily.WEIBULL, {"p50": 20, "p90": 90}),
    (DistributionFamily.WEIBULL, {"p25": 10, "p75": 12}),
    (DistributionFamily.LOGNORMAL, {"median": 50, "spread": 0.95}),
    (DistributionFamily.LOGNORMAL, {"mean": 28, "sd": 14}),
    (DistributionFamily.LOGNORMAL, {"mean": 28, "sd": 0.1}),
    (DistributionFamily.LOGNORMAL, {"p50": 20, "p90": 90}),
    (DistributionFamily.LOGNORMAL, {"p25": 10, "p75": 12}),
]


class Reference:
    """The distribution that scipy makes of the same parameters."""

    def __init__(self, of: Distribution) -> None:
        a, b, c = of.parameters()
        self.frozen: Any
        match of.shape:
            case DistributionFamily.UNIFORM:
                self.frozen = stats.uniform(a, b - a)
            case DistributionFamily.TRIANGULAR:
                self.frozen = stats.triang((b - a) / (c - a), a, c - a)
            case DistributionFamily.EXPONENTIAL:
                self.frozen = stats.expon(scale=a)
            case DistributionFamily.GAMMA:
                self.frozen = stats.gamma(a, scale=b)
            case DistributionFamily.WEIBULL:
                self.frozen = stats.weibull_min(a, scale=b)
            case DistributionFamily.LOGNORMAL:
                self.frozen = stats.lognorm(b, scale=math.exp(a))
            case _:
                msg = f"scipy is not asked about {of.shape}"
                raise AssertionError(msg)

    def says(self, name: str) -> float:
        """Return what a number called so must be, found without the parameters."""
        low, high = self.frozen.support()
        match name:
            case "mean":
                found = self.frozen.mean()
            case "sd":
                found = self.frozen.std()
            case "median":
                found = self.frozen.median()
            case "low":
                found = low
            case "high":
                found = high
            case "likely":
                found = max(np.linspace(low, high, 1001), key=self.frozen.pdf)
            case "spread":
                found = math.log(self.frozen.ppf(stats.norm.cdf(1)) / self.frozen.median())
            case "scale":
                found = self.frozen.isf(math.exp(-1))
            case "form":
                found = math.log(-self.frozen.logsf(1)) / -math.log(self.says("scale"))
            case _:
                found = self.frozen.ppf(int(name.removeprefix("p")) / 100)
        return float(found)


@pytest.mark.parametrize(("shape", "numbers"), EXAMPLES)
def test_what_was_given_is_what_the_parameters_describe(
    shape: DistributionFamily, numbers: Mapping[str, float]
) -> None:
    distribution = Distribution(shape=shape, given=numbers)
    reference = Reference(distribution)

    for name, value in numbers.items():
        assert reference.says(name) == pytest.approx(value, rel=1e-6), name
    assert distribution.mean() == pytest.approx(float(reference.frozen.mean()), rel=1e-9)


def test_every_way_of_every_shape_is_among_the_examples() -> None:
    shown = {(shape, frozenset(numbers)) for shape, numbers in EXAMPLES}
    ways = {(shape, frozenset(way)) for shape, ways in WAYS.items() for way in ways if way}

    assert ways - shown == {(DistributionFamily.FIXED, frozenset({"value"}))}


@given(distributions(st.none()))
def test_the_mean_is_that_of_scipy(distribution: Distribution) -> None:
    assume(
        distribution.shape
        not in {DistributionFamily.FIXED, DistributionFamily.EMPIRICAL, DistributionFamily.MIXTURE}
    )
    with np.errstate(all="ignore"):  # scipy computes the skewness too, which overflows earlier
        expected = float(Reference(distribution).frozen.mean())
    assume(math.isfinite(expected))

    assert distribution.mean() == pytest.approx(expected, rel=1e-6)


def test_a_fixed_value_is_its_own_mean() -> None:
    assert Distribution.fixed(28) == Distribution(
        shape=DistributionFamily.FIXED, given={"value": 28}
    )
    assert Distribution.fixed(28).mean() == 28
    assert Distribution.fixed(0).mean() == 0


def test_the_mean_of_values_and_of_a_mixture_is_weighted() -> None:
    seen = Distribution(shape=DistributionFamily.EMPIRICAL, values=[(1, 10), (3, 20)])
    mixed = Distribution(
        shape=DistributionFamily.MIXTURE, parts=[(2, seen), (6, Distribution.fixed(1))]
    )

    assert (seen.mean(), mixed.mean()) == (17.5, 5.125)
    assert seen.parameters() == mixed.parameters() == (0, 0, 0)


@pytest.mark.parametrize(
    ("shape", "numbers"),
    [
        (DistributionFamily.LOGNORMAL, {"median": 50, "spread": 100}),
        (DistributionFamily.LOGNORMAL, {"median": 50, "spread": 1e300}),
        (DistributionFamily.WEIBULL, {"scale": 30, "form": 0.001}),
        (DistributionFamily.WEIBULL, {"scale": 30, "form": 5e-324}),
    ],
)
def test_a_huge_spread_has_an_infinite_mean(
    shape: DistributionFamily, numbers: Mapping[str, float]
) -> None:
    wild = Distribution(shape=shape, given=numbers)
    mixed = Distribution(
        shape=DistributionFamily.MIXTURE, parts=[(1, wild), (1, Distribution.fixed(1))]
    )

    assert (wild.mean(), mixed.mean()) == (math.inf, math.inf)


def test_the_order_in_which_numbers_are_given_does_not_matter() -> None:
    one = Distribution(shape=DistributionFamily.GAMMA, given={"mean": 28, "sd": 14})
    other = Distribution(shape=DistributionFamily.GAMMA, given=(("sd", 14), ("mean", 28)))

    assert one == other
    assert hash(one) == hash(other)


ORDER = "must rise in this order"
FAR = "are too far apart or too close together to compute with"


@pytest.mark.parametrize(
    ("shape", "numbers", "problem"),
    [
        ("fixed", {}, "give value; got nothing"),
        ("uniform", {"low": 1}, "give low and high; got low"),
        ("exponential", {"mean": 1, "median": 1}, "give mean; or median; got mean, median"),
        ("gamma", {"mean": 1}, "give mean and sd; got mean"),
        (
            "weibull",
            {"median": 1},
            "give mean and sd; or scale and form; or p50 and p90; or p25 and p75; got median",
        ),
        (
            "lognormal",
            {"p50": 1, "p75": 2},
            "give median and spread; or mean and sd; or p50 and p90; or p25 and p75; got p50, p75",
        ),
        ("empirical", {"mean": 1}, "give no numbers of its own; got mean"),
        ("mixture", {"mean": 1}, "give no numbers of its own; got mean"),
        ("fixed", {"value": math.inf}, "value must be a number, got inf"),
        ("uniform", {"low": math.nan, "high": 1}, "low must be a number, got nan"),
        ("exponential", {"mean": 0}, "mean must be more than 0, got 0"),
        ("gamma", {"mean": 1, "sd": 0}, "sd must be more than 0, got 0"),
        ("lognormal", {"median": 1, "spread": 0}, "spread must be more than 0, got 0"),
        ("lognormal", {"p25": 0, "p75": 1}, "p25 must be more than 0, got 0"),
        ("uniform", {"low": 7, "high": 3}, f"low, high {ORDER}"),
        ("uniform", {"low": 7, "high": 7}, f"low, high {ORDER}"),
        ("triangular", {"low": 1, "likely": 9, "high": 7}, f"low, likely, high {ORDER}"),
        ("triangular", {"low": 7, "likely": 7, "high": 7}, f"low, likely, high {ORDER}"),
        ("weibull", {"p50": 9, "p90": 1}, f"p50, p90 {ORDER}"),
        ("lognormal", {"p25": 9, "p75": 9}, f"p25, p75 {ORDER}"),
        ("gamma", {"mean": 1, "sd": 1e299}, f"mean and sd {FAR}"),
        ("gamma", {"mean": 1, "sd": 1e-200}, f"mean and sd {FAR}"),
        ("lognormal", {"mean": 1, "sd": 1e200}, f"mean and sd {FAR}"),
        ("weibull", {"mean": 100, "sd": 0.001}, f"mean and sd {FAR}"),
        ("weibull", {"mean": 1, "sd": 1e9}, f"mean and sd {FAR}"),
        ("weibull", {"p25": 1e-320, "p75": 1e300}, f"p25 and p75 {FAR}"),
        ("exponential", {"median": 1.7e308}, "median must be smaller"),
    ],
)
def test_numbers_that_make_no_distribution_are_refused(
    shape: str, numbers: Mapping[str, float], problem: str
) -> None:
    values = [(1, 1)] if shape == "empirical" else []
    parts = [(1, Distribution.fixed(1))] if shape == "mixture" else []

    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        Distribution(shape=DistributionFamily(shape), given=numbers, values=values, parts=parts)

    assert str(caught.value) == f"{shape} distribution: {problem}"


FIXED = Distribution.fixed(1)
NO_WEIGHT = "every weight must be more than 0"


@pytest.mark.parametrize(
    ("shape", "values", "parts", "problem"),
    [
        ("empirical", [], [], "an empirical distribution, and no other, has values"),
        ("mixture", [(1, 1)], [], "an empirical distribution, and no other, has values"),
        ("mixture", [], [], "a mixture, and no other, has parts"),
        ("empirical", [(1, 1)], [(1, FIXED)], "a mixture, and no other, has parts"),
        ("empirical", [(0, 1)], [], NO_WEIGHT),
        ("empirical", [(math.inf, 1)], [], NO_WEIGHT),
        ("empirical", [(math.nan, 1)], [], NO_WEIGHT),
        ("mixture", [], [(-1, FIXED)], NO_WEIGHT),
        ("empirical", [(1, math.inf)], [], "every value must be a number"),
        ("empirical", [(1, math.nan)], [], "every value must be a number"),
        (
            "mixture",
            [],
            [(1, Distribution(shape=DistributionFamily.MIXTURE, parts=[(1, FIXED)]))],
            "a part of a mixture cannot be a mixture",
        ),
    ],
)
def test_weights_that_make_no_distribution_are_refused(
    shape: str,
    values: list[tuple[float, float]],
    parts: list[tuple[float, Distribution]],
    problem: str,
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        Distribution(shape=DistributionFamily(shape), values=values, parts=parts)

    assert str(caught.value) == f"{shape} distribution: {problem}"


@pytest.mark.parametrize(
    ("amount", "least"),
    [
        (Distribution.fixed(-3), -3),
        (Distribution(shape=DistributionFamily.UNIFORM, given={"low": -2, "high": 1}), -2),
        (
            Distribution(
                shape=DistributionFamily.TRIANGULAR, given={"low": -2, "likely": 0, "high": 1}
            ),
            -2,
        ),
        (Distribution(shape=DistributionFamily.EMPIRICAL, values=[(1, 4), (2, -1), (1, 0)]), -1),
        (
            Distribution(
                shape=DistributionFamily.MIXTURE, parts=[(1, FIXED), (1, Distribution.fixed(-5))]
            ),
            -5,
        ),
        (Distribution(shape=DistributionFamily.LOGNORMAL, given={"median": 50, "spread": 0.9}), 0),
        (Distribution(shape=DistributionFamily.EXPONENTIAL, given={"mean": 50}), 0),
    ],
)
def test_some_distributions_reach_below_zero_and_say_how_far(
    amount: Distribution, least: float
) -> None:
    assert amount.least() == least


@pytest.mark.parametrize("name", ["mean", "sd"])
def test_a_mean_or_a_spread_is_above_zero(name: str) -> None:
    given = {"mean": 2.0, "sd": 1.0} | {name: -1.0}

    with pytest.raises(ValueError, match=f"{name} must be more than 0, got -1"):
        Distribution(shape=DistributionFamily.GAMMA, given=given)
