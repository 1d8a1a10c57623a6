"""Amounts as a person says them: with their intervals, and without digits nobody reads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.model.units import DAYS_IN

if TYPE_CHECKING:
    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.summary import CostSummary

NOTHING: Final = "-"
"""What stands where there is no figure."""

NO_WAIT: Final = 0.05
"""The mean wait below which nobody speaks of waiting: an hour or so. [days]"""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number of things.

    >>> counted(1, "level"), counted(6, "level"), counted(2, "pathway in all", "pathways in all")
    ('1 level', '6 levels', '2 pathways in all')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def percent(share: float, *, gap: str = " ") -> str:
    """Return a share in percent; what is not nobody is never 0 %.

    Parameters
    ----------
    share
        The share. [1]
    gap
        What stands before the sign.

    >>> percent(0.1256), percent(0.004), percent(0.0099), percent(0.0001), percent(0), percent(1)
    ('13 %', '0.4 %', '1 %', '<0.1 %', '0 %', '100 %')
    """
    if _is_hardly(share):
        return f"<0.1{gap}%"
    return f"{100 * share:.{_digits_of(share)}f}{gap}%"


def _is_hardly(share: float) -> bool:
    return 0 < share < 0.0005  # noqa: PLR2004  what would be 0.0 %


def _digits_of(share: float) -> int:
    return 1 if 0 < share < 0.0095 else 0  # noqa: PLR2004  below that, 0 % would say never


def days(amount: float) -> str:
    """Return a time as people say it: whole years and months, else days, or hours below one.

    >>> [days(1), days(14), days(365.25), days(365.25 / 2), days(0.125), days(332)]
    ['1 day', '14 days', '1 year', '6 months', '3 hours', '332 days']
    """
    for unit, least in (("year", 1), ("month", 3)):
        number = amount / DAYS_IN[unit]
        if number >= least and abs(number - round(number)) < 1e-6:  # noqa: PLR2004  rounding
            return counted(round(number), unit)
    if 0 < amount < 1:
        return f"{amount * 24:.3g} hour{'' if round(amount * 24, 2) == 1 else 's'}"
    return f"{amount:.4g} day{'' if amount == 1 else 's'}"


def interval(of: Estimate | None, *, scale: float = 1, digits: int = 1) -> str:
    """Return a mean with its 95 % interval; alone after one replication, a dash after none.

    Above 100 nobody reads a decimal. No end is cut off at what the figure can be: an interval lies
    around its mean, and one that reaches too far says that too little is known. One that is
    narrower than the last digit says nothing, and is left out.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> interval(Estimate(58.12, 57.6, 58.64)), interval(Estimate(0.3, -0.1, 0.7)), interval(None)
    ('58.1 (57.6 to 58.6)', '0.3 (-0.1 to 0.7)', '-')
    >>> interval(Estimate(14.0, 14.0, 14.0))
    '14.0'
    """
    if of is None:
        return NOTHING
    mean, ends = _mean_and_ends(of, scale, digits)
    return f"{mean}{ends}"


def _mean_and_ends(of: Estimate, scale: float, digits: int) -> tuple[str, str]:
    shown = 0 if abs(scale * of.mean) >= 100 else digits  # noqa: PLR2004  three digits are enough
    mean = _rounded(scale * of.mean, shown)
    if of.ci_low is None or of.ci_high is None:
        return mean, ""
    low, high = (_rounded(scale * end, shown) for end in (of.ci_low, of.ci_high))
    return mean, "" if low == mean == high else f" ({low} to {high})"


def _rounded(value: float, digits: int) -> str:
    told = f"{value:.{digits}f}"
    return told if told.strip("-0.") else told.removeprefix("-")  # never -0.0


def share(of: Estimate | None) -> str:
    """Return a share in percent with its interval.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> share(Estimate(0.841, 0.822, 0.859)), share(None)
    ('84 % (82 to 86)', '-')
    >>> share(Estimate(0.004, 0.002, 0.006)), share(Estimate(0.0001))
    ('0.4 % (0.2 to 0.6)', '<0.1 %')
    """
    if of is None:
        return NOTHING
    if _is_hardly(of.mean):
        return percent(of.mean)
    mean, ends = _mean_and_ends(of, 100, _digits_of(of.mean))
    return f"{mean} %{ends}"


def paid(low: Estimate, high: Estimate | None) -> str:
    """Return an amount of money with its interval, or the two ends of one known as a range.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> paid(Estimate(4408.2), Estimate(4408.2)), paid(Estimate(4408.2), Estimate(5000))
    ('4,408', '4,408 to 5,000')
    >>> interval = Estimate(397943.0, 386089.0, 409796.0)
    >>> paid(interval, interval)
    '398,000 (386,000 to 410,000)'
    """
    if low != high or low.ci_low is None or low.ci_high is None or low.ci_low == low.ci_high:
        return paid_on_average(low, high)
    least, most = (_money(low, end) for end in (low.ci_low, low.ci_high))
    return f"{_money(low)} ({least} to {most})"


def paid_on_average(low: Estimate, high: Estimate | None) -> str:
    """Return an amount of money as `paid` does, without its interval.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> interval = Estimate(397943.0, 386089.0, 409796.0)
    >>> paid_on_average(interval, interval)
    '398,000'
    """
    if low != high:
        return between(_money(low), "" if high is None else _money(high))
    return _money(low)


def money(of: CostSummary) -> str:
    """Return the name of a kind of money.

    >>> from iopkit.simulate import CostSummary, Estimate
    >>> none = Estimate(0.0)
    >>> about = {"at_least": none, "at_most": none}
    >>> about |= {"at_least_per_client": none, "at_most_per_client": none}
    >>> money(CostSummary(currency="USD", price_year=2001, perspective="program", **about))
    'USD of 2001 (program)'
    """
    return f"{of.currency} of {of.price_year} ({of.perspective})"


def paid_for_each(of: CostSummary) -> str:
    """Return what care cost for each client admitted; a dash where nobody was."""
    if of.at_least_per_client is None:
        return NOTHING
    return paid(of.at_least_per_client, of.at_most_per_client)


def hours(low: Estimate, high: Estimate | None) -> str:
    """Return hours with their interval, or the two ends of hours known as a range.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> hours(Estimate(20.04), Estimate(31.5)), hours(Estimate(20.04), None)
    ('20.0 to 31.5', 'at least 20.0')
    """
    if low == high:
        return interval(low)
    ends = [interval(type(end)(end.mean)) for end in (low, high) if end is not None]
    return between(*ends)


def between(low: str, high: str = "") -> str:
    """Return the two ends of what is known as a range; of what has no upper end, the lower."""
    return f"{low} to {high}" if high else f"at least {low}"


def signed(of: Estimate | None, *, scale: float = 1) -> str:
    """Return a difference with its interval and its sign.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> signed(Estimate(-9.1, -10.0, -8.2)), signed(Estimate(0.04, -0.01, 0.09))
    ('-9.1 (-10.0 to -8.2)', '+0.04 (-0.01 to +0.09)')
    >>> signed(Estimate(1234.0, 1100.0, 1368.0)), signed(Estimate(0.0, 0.0, 0.0))
    ('+1,234 (+1,100 to +1,368)', '0')
    """
    if of is None:
        return NOTHING
    known = [scale * each for each in (of.mean, of.ci_low, of.ci_high) if each is not None]
    size = max(map(abs, known))
    if size == 0:
        return "0"
    # As many digits as `iopkit.describe.simulation.estimates.digits` gives the largest of them.
    digits = 3 - math.ceil(math.log10(size)) if size >= 10_000 else 0 if size >= 100 else 1  # noqa: PLR2004
    mean, *ends = (_signed(each, digits if size >= 0.1 else 2) for each in known)  # noqa: PLR2004
    return f"{mean} ({ends[0]} to {ends[1]})" if len(ends) > 1 else mean


def _signed(value: float, digits: int) -> str:
    told = f"{round(value, digits):+,.{max(digits, 0)}f}"
    return told if told.strip("+-0.") else told[1:]


def _money(of: Estimate, value: float | None = None) -> str:
    """Return an amount, the mean if none is given, with as many digits as the interval knows."""
    half = 0.0 if of.ci_high is None else of.ci_high - of.mean
    unknown = max(math.floor(math.log10(half)) - 1, 0) if half > 0 else 0
    return f"{round(of.mean if value is None else value, -unknown):,.0f}"
