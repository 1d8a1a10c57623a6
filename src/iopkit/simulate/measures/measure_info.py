"""What the figures of a simulation mean: words, units, and how much of each counts in practice."""

from __future__ import annotations

from typing import Final

import attrs

from iopkit.errors import UnknownNameError

SHARE_THAT_COUNTS: Final = 0.05
"""A difference below this share of the figure it changes counts for nothing in practice. [1]"""


@attrs.frozen(kw_only=True)
class MeasureInfo:
    """What one figure means.

    Parameters
    ----------
    title
        Its name in a table.
    unit
        Its unit; ``1`` for a share.
    worth
        The difference from which somebody who runs a facility would care; None for a figure that
        is too fine for a first page. These are a convention of this project, no measurements.
        [unit]
    """

    title: str
    unit: str
    worth: float | None = None

    def counts_from(self, base: float) -> float | None:
        """Return the smallest difference from a mean that counts in practice.

        >>> meaning("wait_mean").counts_from(4.0), meaning("wait_mean").counts_from(100.0)
        (1.0, 5.0)
        """
        if self.worth is None:
            return None
        # Of a share, five points are five points, however small it is.
        return self.worth if self.unit == "1" else max(self.worth, SHARE_THAT_COUNTS * abs(base))


_KNOWN: Final = {
    "wait_mean": MeasureInfo(title="mean wait", unit="days", worth=1.0),
    "wait_p50": MeasureInfo(title="half wait up to", unit="days"),
    "wait_p90": MeasureInfo(title="9 of 10 wait up to", unit="days"),
    "queue": MeasureInfo(title="clients waiting", unit="clients", worth=1.0),
    "census": MeasureInfo(title="clients at a time", unit="clients", worth=1.0),
    "blocked": MeasureInfo(title="clients held up in their old place", unit="clients", worth=1.0),
    "occupancy": MeasureInfo(title="places used", unit="1", worth=0.05),
    "admissions": MeasureInfo(title="admissions", unit="per year", worth=12.0),
    "gave_up": MeasureInfo(title="clients who give up waiting", unit="per year", worth=12.0),
    "displaced": MeasureInfo(title="clients whose place is cut", unit="per year", worth=12.0),
    "gave_up_share": MeasureInfo(title="share of those who come that give up waiting", unit="1"),
    "gave_up_after": MeasureInfo(title="mean time until giving up", unit="days"),
    "departures": MeasureInfo(title="stays that end", unit="per year"),
    "outcomes": MeasureInfo(title="clients who leave", unit="per year", worth=12.0),
    "arrivals": MeasureInfo(title="clients who come for the first time", unit="per year"),
    "returns": MeasureInfo(title="clients who come back", unit="per year", worth=12.0),
    "unplaced": MeasureInfo(
        title="clients whom no level takes", unit="clients in the run", worth=1.0
    ),
    "stuck": MeasureInfo(title="stays that cannot end", unit="visits in the run", worth=1.0),
    "share": MeasureInfo(title="share of those who leave", unit="1"),
    "median": MeasureInfo(title="median stay", unit="days"),
    "mean": MeasureInfo(title="mean stay", unit="days"),
    "cut_off": MeasureInfo(title="visits cut off by the end", unit="visits in the run"),
    "cost": MeasureInfo(title="cost", unit="money per year", worth=0.0),
    "cost_per_client": MeasureInfo(title="cost of each client admitted", unit="money per client"),
    "staff_hours": MeasureInfo(title="hours of staff", unit="hours per week", worth=1.0),
}
_ENDS: Final = {"_low": "at least", "_high": "at most"}
"""How a figure is called that is known as a range, by its two ends."""


BEYOND_PLACES: Final = "clients stay on days without places for them"
"""Why more places are used than there are, or some where there are none."""


def meanings() -> dict[str, MeasureInfo]:
    """Return what the figures mean that have words of their own, by name."""
    return dict(_KNOWN)


def meaning(figure: str) -> MeasureInfo:
    """Return what a figure means; one without words of its own is called by its name.

    >>> meaning("wait_mean").title, meaning("cost_low").title, meaning("care_hours").title
    ('mean wait', 'cost, at least', 'care hours')
    """
    known = _KNOWN.get(figure)
    for end, words in _ENDS.items():
        whole = _KNOWN.get(figure.removesuffix(end)) if figure.endswith(end) else None
        if known is None and whole is not None:
            return attrs.evolve(whole, title=f"{whole.title}, {words}")
    return known or MeasureInfo(title=figure.replace("_", " "), unit="")


def figure_id(words: str) -> str:
    """Return the name of the figure that is called so: by its name, or by its title.

    >>> figure_id("Mean wait"), figure_id("cost_low")
    ('wait_mean', 'cost_low')

    Raises
    ------
    UnknownNameError
        When there is no such figure.
    """
    plain = " ".join(words.replace("_", " ").replace("-", " ").split()).casefold()
    for name in (*_KNOWN, *(f"{name}{end}" for name in _KNOWN for end in _ENDS)):
        if plain in {name.replace("_", " "), meaning(name).title}:
            return name
    raise UnknownNameError("figure", words, _KNOWN)
