"""The facts that a rule about programs may use.

A rule book about programs speaks of hours and days, never of a client. A program states each of
these as a range, so a criterion over it can be unknown where the program says "several hours".
"""

from __future__ import annotations

from typing import Final

from iopkit.model.assessment import Fact, Number

PROGRAM_FACTS: Final[tuple[Fact, ...]] = (
    Fact(
        id="hours_per_week",
        ask="How many hours a week does a client come?",
        type=Number(low=0, high=168, unit="hours"),
    ),
    Fact(
        id="days_per_week",
        ask="On how many days a week does a client come?",
        type=Number(low=0, high=7),
    ),
    Fact(
        id="hours_per_day",
        ask="How many hours does a client stay on a day?",
        type=Number(low=0, high=24, unit="hours"),
    ),
    Fact(
        id="length_days",
        ask="How many days does the program last?",
        type=Number(low=0, unit="days"),
    ),
    Fact(
        id="review_days",
        ask="How many days pass between two reviews of the plan?",
        type=Number(low=0, unit="days"),
    ),
)
"""All of them, in the order in which a table shows them."""
