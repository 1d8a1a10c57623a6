"""A published simulation of two linked wards, repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit import parse
from iopkit.model import Answer, ArrivalStream, Choice, Fact, Rate, Scenario
from iopkit.simulate import simulate
from validation.check import About
from validation.estimate import SampleMean
from validation.formulas import erlang_b
from validation.rows import occupancy, rows_of
from validation.small import DONE, level, lognormal, move, pathway
from validation.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model import Pathway, Transition
    from validation.check import Check
    from validation.effort import Effort

PATIENTS: Final = ("stroke", "tia", "neuro", "other")
WARM_UP: Final = 3 * 365.0
DAYS: Final = 8 * 365.0
"""As in the article: five years after a warm-up of three."""

ARTICLE: Final = "Monks and others (2016), Table 2"
OWN_ROUNDING: Final = 0.0001
"""The stored values of the formula have four digits; the loads they were made from have five."""

ROUNDING: Final = 0.01
"""Half a printed digit, and as much again for the chance in the article's own 150 replications."""


def wards(effort: Effort) -> list[Check]:
    """Check all cells of Table 2: the chance that an arrival finds all beds taken.

    As there, the wards have unlimited beds, and the chance for n beds is the share of time with n
    patients over the share with at most n.
    """
    found = []
    for growth, column, formula, title in (
        (1.0, "article_p_delay", "erlang_b", ""),
        (1.05, "article_p_delay_plus5pct", "erlang_b_plus5pct", ", 5 % more arrivals"),
    ):
        one = _pathway(growth)
        n = effort.replications(1000)
        scenario = Scenario(pathway=one, days=DAYS, warm_up=WARM_UP, replications=n, seed=161)
        exactly: dict[tuple[str, int], list[float]] = {}
        at_most: dict[tuple[str, int], list[float]] = {}
        lines = table("monks2016_table2")
        for rows in rows_of(simulate(scenario)):
            for unit in ("acute", "rehab"):
                here = rows.at(unit)
                shares = occupancy(here.started, here.ended, (WARM_UP, DAYS))
                shares = np.concatenate([shares, np.zeros(40)])
                for beds in (int(line["beds"]) for line in lines if line["unit"] == unit):
                    exactly.setdefault((unit, beds), []).append(float(shares[beds]))
                    at_most.setdefault((unit, beds), []).append(float(shares[: beds + 1].sum()))
        for line in lines:
            unit, beds = line["unit"], int(line["beds"])
            got = SampleMean.of_ratio(exactly[unit, beds], at_most[unit, beds])
            name = f"{unit} ward, {beds} beds{title}"
            if line[column]:
                found.append(_against_the_article(name, float(line[column]), got, growth))
            expected = erlang_b(beds, growth * _load(unit))
            if abs(expected - float(line[formula])) > OWN_ROUNDING:
                msg = f"the stored value for {name} is {line[formula]}, the formula says {expected}"
                raise ValueError(msg)
            found.append(_against_erlang(name, expected, got))
    return found


def _against_the_article(name: str, printed: float, got: SampleMean, growth: float) -> Check:
    about = About(shows="two linked wards, four kinds of patients, by the rules", source=ARTICLE)
    if growth > 1:
        why = "three of these cells differ from the exact value in the article itself"
        return about.told(name, printed, got, why=why)
    why = "the article prints two digits and ran 150 replications"
    return about.published(name, printed, got, off=ROUNDING, why=why)


def _against_erlang(name: str, expected: float, got: SampleMean) -> Check:
    about = About(
        shows="two linked wards, four kinds of patients, by the rules",
        source="M/G/infinity: pmf(n) / cdf(n) of a Poisson number is Erlang B",
    )
    return about.exact(name, expected, got, within=0.08)


def _given() -> dict[tuple[str, str, str, str], tuple[float, float]]:
    return {
        (line["unit"], line["kind"], line["patient_type"], line["detail"]): (
            float(line["value"]),
            float(line["sd"] or 0),
        )
        for line in table("monks2016_parameters")
    }


def _stay(unit: str, patient: str, route: str) -> tuple[float, float]:
    """Return mean and standard deviation of a stay. [days]

    The stays of stroke patients depend on whether they leave with early supported discharge.
    """
    detail = ("esd" if route == "esd" else "no_esd") if patient == "stroke" else ""
    return _given()[unit, "los", patient, detail]


def _routes(unit: str, patient: str) -> dict[str, float]:
    given = _given()
    found = {
        route: given[unit, "route", patient, route][0]
        for route in ("rehab", "esd", "other")
        if (unit, "route", patient, route) in given
    }
    total = sum(found.values())  # one row of the article adds up to 1.01
    return {route: share / total for route, share in found.items()}


def _rates(unit: str) -> dict[str, float]:
    given = _given()
    kind = "interarrival" if unit == "acute" else "interarrival_external"
    return {
        patient: 1 / given[unit, kind, patient, ""][0]
        for patient in PATIENTS
        if (unit, kind, patient, "") in given
    }


def _load(unit: str) -> float:
    """Return arrivals a day times the mean stay, which is the mean number of patients."""
    rates = _rates(unit)
    if unit == "rehab":
        for patient, rate in _rates("acute").items():
            sent = rate * _routes("acute", patient)["rehab"]
            rates[patient] = rates.get(patient, 0.0) + sent
    return sum(
        rate * share * _stay(unit, patient, route)[0]
        for patient, rate in rates.items()
        for route, share in _routes(unit, patient).items()
    )


def _pathway(growth: float) -> Pathway:
    kind = Fact(id="kind", ask="What kind of patient?", type=Choice(PATIENTS))
    return pathway(
        [level("acute"), level("rehab")],
        [*_moves("acute"), *_moves("rehab")],
        [
            ArrivalStream(
                id=f"{unit}-{patient}",
                to=unit,
                when=Rate.constant(growth * rate),
                answers=[Answer(fact="kind", weights=[(patient, 1.0)])],
            )
            for unit in ("acute", "rehab")
            for patient, rate in _rates(unit).items()
        ],
        facts=[kind],
    )


def _moves(unit: str) -> Iterator[Transition]:
    for patient in PATIENTS:
        criterion = parse(f"kind = {patient}")
        for route, share in _routes(unit, patient).items():
            to = "rehab" if route == "rehab" else DONE
            stay = lognormal(*_stay(unit, patient, route))
            # a quarter each: the shares of one kind of patient are divided by their sum
            yield move(unit, to, share / len(PATIENTS), stay, when=criterion)
