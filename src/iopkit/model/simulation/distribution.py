"""An amount that is not always the same: how long something takes, how much changes."""

from __future__ import annotations

import math
from enum import StrEnum
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute

    from iopkit.model.basis import Basis


class DistributionFamily(StrEnum):
    """The family that a distribution belongs to."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    EXPONENTIAL = "exponential"
    GAMMA = "gamma"
    WEIBULL = "weibull"
    LOGNORMAL = "lognormal"
    EMPIRICAL = "empirical"
    MIXTURE = "mixture"


WAYS: Final[dict[DistributionFamily, tuple[tuple[str, ...], ...]]] = {
    DistributionFamily.FIXED: (("value",),),
    DistributionFamily.UNIFORM: (("low", "high"),),
    DistributionFamily.TRIANGULAR: (("low", "likely", "high"),),
    DistributionFamily.EXPONENTIAL: (("mean",), ("median",)),
    DistributionFamily.GAMMA: (("mean", "sd"),),
    DistributionFamily.WEIBULL: (("mean", "sd"), ("scale", "form"), ("p50", "p90"), ("p25", "p75")),
    DistributionFamily.LOGNORMAL: (
        ("median", "spread"),
        ("mean", "sd"),
        ("p50", "p90"),
        ("p25", "p75"),
    ),
    DistributionFamily.EMPIRICAL: ((),),
    DistributionFamily.MIXTURE: ((),),
}
"""The sets of numbers that determine each shape. ``pNN`` is a quantile, ``spread`` the standard
deviation of the logarithm, ``form`` the Weibull shape parameter (below 1: a falling hazard)."""

PURE_NUMBERS: Final = frozenset({"spread", "form"})
"""What is given without a unit; everything else is in the unit of the quantity."""

_ANY_SIGN: Final = frozenset({"value", "low", "likely", "high"})
"""What may be 0, or below it; the others describe amounts that are always above."""


def _by_name(
    given: Mapping[str, float] | tuple[tuple[str, float], ...],
) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(dict(given).items()))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Distribution:
    """A distribution, in the words in which it was given.

    Fixed, uniform, triangular and empirical ones, and mixtures of them, may reach below zero;
    whoever cannot use that refuses it with `not_below_zero`.

    Parameters
    ----------
    shape
        The family.
    given
        The numbers that determine it, by name: one of the sets that `WAYS` lists for the shape.
        Times are in [days], ``spread`` and ``form`` pure numbers [1].
    values
        For an empirical distribution: (weight, value) pairs. A draw is one of the values.
    parts
        For a mixture: (weight, distribution) pairs.
    basis
        What the numbers rest on; None when the file's author simply states them.

    Examples
    --------
    >>> given = {"median": 50, "spread": 0.95}
    >>> stay = Distribution(shape=DistributionFamily.LOGNORMAL, given=given)
    >>> round(stay.mean(), 1)
    78.5
    """

    shape: DistributionFamily
    given: tuple[tuple[str, float], ...] = attrs.field(default=(), converter=_by_name)
    values: tuple[tuple[float, float], ...] = attrs.field(
        default=(), converter=tuple[tuple[float, float], ...]
    )
    parts: tuple[tuple[float, Distribution], ...] = attrs.field(
        default=(), converter=tuple[tuple[float, "Distribution"], ...]
    )
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse numbers that do not make a distribution of this shape."""
        problem = (
            self._names_problem()
            or self._numbers_problem()
            or self._weights_problem()
            or self._parameters_problem()
        )
        if problem:
            msg = f"{self.shape} distribution: {problem}"
            raise InvalidValueError(msg)

    @classmethod
    def fixed(cls, value: float) -> Distribution:
        """Return the distribution that is always the same value."""
        return cls(shape=DistributionFamily.FIXED, given={"value": value})

    def parameters(self) -> tuple[float, float, float]:
        """Return the parameters that the simulator draws with.

        ============  ===============================
        fixed         value, 0, 0
        uniform       low, high, 0
        triangular    low, likely, high
        exponential   mean, 0, 0
        gamma         k, scale, 0
        weibull       form, scale, 0
        lognormal     mean and sd of the logarithm, 0
        ============  ===============================

        An empirical distribution and a mixture have none: (0, 0, 0).
        """
        given = dict(self.given)
        match self.shape:
            case DistributionFamily.FIXED:
                return given["value"], 0.0, 0.0
            case DistributionFamily.UNIFORM:
                return given["low"], given["high"], 0.0
            case DistributionFamily.TRIANGULAR:
                return given["low"], given["likely"], given["high"]
            case DistributionFamily.EXPONENTIAL:
                return given.get("mean") or given["median"] / math.log(2), 0.0, 0.0
            case DistributionFamily.GAMMA:
                squared = (given["mean"] / given["sd"]) ** 2
                return squared, given["mean"] / squared, 0.0
            case DistributionFamily.WEIBULL:
                return (*_weibull(given), 0.0)
            case DistributionFamily.LOGNORMAL:
                return (*_lognormal(given), 0.0)
            case DistributionFamily.EMPIRICAL | DistributionFamily.MIXTURE:
                return 0.0, 0.0, 0.0

    def mean(self) -> float:
        """Return the mean, in the unit of the quantity; infinite beyond the largest float."""
        try:
            return self._mean()
        except OverflowError:
            return math.inf

    def _mean(self) -> float:
        a, b, c = self.parameters()
        match self.shape:
            case DistributionFamily.FIXED | DistributionFamily.EXPONENTIAL:
                return a
            case DistributionFamily.UNIFORM:
                return (a + b) / 2
            case DistributionFamily.TRIANGULAR:
                return (a + b + c) / 3
            case DistributionFamily.GAMMA:
                return a * b
            case DistributionFamily.WEIBULL:
                return b * math.gamma(1 + 1 / a)
            case DistributionFamily.LOGNORMAL:
                return math.exp(a + b * b / 2)
            case DistributionFamily.EMPIRICAL:
                return _weighted(self.values)
            case DistributionFamily.MIXTURE:
                return _weighted(tuple((weight, part.mean()) for weight, part in self.parts))

    def least(self) -> float:
        """Return what no draw is less than, in the unit of the quantity.

        >>> Distribution(shape=DistributionFamily.UNIFORM, given={"low": -2, "high": 1}).least()
        -2.0
        """
        if self.values:
            return float(min(value for _, value in self.values))
        if self.parts:
            return min(part.least() for _, part in self.parts)
        given = dict(self.given)
        return float(given.get("value", given.get("low", 0.0)))

    def _names_problem(self) -> str:
        ways = WAYS[self.shape]
        names = {name for name, _ in self.given}
        if names in [set(way) for way in ways]:
            return ""
        choices = "; or ".join(" and ".join(way) for way in ways) or "no numbers of its own"
        return f"give {choices}; got {', '.join(sorted(names)) or 'nothing'}"

    def _numbers_problem(self) -> str:
        given = dict(self.given)
        for name, value in given.items():
            if not math.isfinite(value):
                return f"{name} must be a number, got {value:g}"
            if value <= 0 and name not in _ANY_SIGN:
                return f"{name} must be more than 0, got {value:g}"
        rising_names = ("low", "likely", "high", "p25", "p50", "p75", "p90")
        order = [name for name in rising_names if name in given]
        rising = [given[name] for name in order]
        if rising != sorted(rising) or (len(rising) > 1 and rising[0] == rising[-1]):
            return f"{', '.join(order)} must rise in this order"
        return ""

    def _parameters_problem(self) -> str:
        """Return that the simulator could not draw with these numbers, or nothing."""
        names = " and ".join(name for name, _ in self.given)
        try:
            a, b, c = self.parameters()
        except ArithmeticError:
            return f"{names} are too far apart or too close together to compute with"
        return "" if math.isfinite(a + b + c) else f"{names} must be smaller"

    def _weights_problem(self) -> str:
        if bool(self.values) != (self.shape is DistributionFamily.EMPIRICAL):
            return "an empirical distribution, and no other, has values"
        if bool(self.parts) != (self.shape is DistributionFamily.MIXTURE):
            return "a mixture, and no other, has parts"
        weights = [weight for weight, _ in self.values] + [weight for weight, _ in self.parts]
        if any(weight <= 0 or not math.isfinite(weight) for weight in weights):
            return "every weight must be more than 0"
        if not all(math.isfinite(value) for _, value in self.values):
            return "every value must be a number"
        if any(part.shape is DistributionFamily.MIXTURE for _, part in self.parts):
            return "a part of a mixture cannot be a mixture"
        return ""


def not_below_zero(
    _instance: object, attribute: Attribute[Distribution | None], value: Distribution | None
) -> None:
    """Refuse a distribution that can be negative, where a duration is meant; None passes."""
    if value is not None and value.least() < 0:
        msg = f"{attribute.name} must be 0 or more, and can be {value.least():g}"
        raise InvalidValueError(msg, parameter=attribute.name)


def _weighted(pairs: tuple[tuple[float, float], ...]) -> float:
    return sum(weight * value for weight, value in pairs) / sum(weight for weight, _ in pairs)


def _quantiles(given: dict[str, float]) -> tuple[float, float, float, float]:
    """Return (probability, value) of the lower and the upper given quantile."""
    (low, at_low), (high, at_high) = sorted((float(k[1:]) / 100, v) for k, v in given.items())
    return low, at_low, high, at_high


def _lognormal(given: dict[str, float]) -> tuple[float, float]:
    """Return mean and standard deviation of the logarithm."""
    if "spread" in given:
        return math.log(given["median"]), given["spread"]
    if "sd" in given:
        variance = math.log1p((given["sd"] / given["mean"]) ** 2)
        return math.log(given["mean"]) - variance / 2, math.sqrt(variance)
    low, at_low, high, at_high = _quantiles(given)
    z_low, z_high = NormalDist().inv_cdf(low), NormalDist().inv_cdf(high)
    sigma = math.log(at_high / at_low) / (z_high - z_low)
    return math.log(at_low) - z_low * sigma, sigma


def _weibull(given: dict[str, float]) -> tuple[float, float]:
    """Return form and scale."""
    if "form" in given:
        return given["form"], given["scale"]
    if "sd" in given:
        form = _weibull_form(given["sd"] / given["mean"])
        return form, given["mean"] / math.gamma(1 + 1 / form)
    low, at_low, high, at_high = _quantiles(given)
    y_low, y_high = -math.log1p(-low), -math.log1p(-high)
    form = math.log(y_high / y_low) / math.log(at_high / at_low)
    return form, at_low / y_low ** (1 / form)


def _weibull_form(variation: float) -> float:
    """Return the form whose coefficient of variation is this, by bisection (it falls in form)."""
    low, high = 0.05, 5000.0

    def excess(form: float) -> float:
        log_ratio = math.lgamma(1 + 2 / form) - 2 * math.lgamma(1 + 1 / form)
        return math.expm1(log_ratio) - variation * variation

    if not excess(low) >= 0 >= excess(high):
        msg = "no Weibull distribution within reach varies so much, or so little"
        raise ArithmeticError(msg)
    for _ in range(200):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return math.sqrt(low * high)
