"""Discharges of 2004: what was put in comes out, and what was held out is predicted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

import iopkit
from iopkit.model import Distribution, DistributionFamily, Scenario, TransitionKind
from iopkit.simulate import simulate
from validation.check import About
from validation.estimate import SampleMean
from validation.rows import rows_of
from validation.small import DONE, cohort, level, move, pathway
from validation.tables import table

if TYPE_CHECKING:
    from iopkit.model import Pathway
    from validation.check import Check
    from validation.effort import Effort

REASONS: Final = ("completed", "transferred", "dropped_out", "terminated", "other")

SERVICES: Final = {
    "detox": ("detoxification", "detox_unemployed"),
    "iop": ("intensive_outpatient", "intensive_outpatient_adults"),
    "outpatient": ("outpatient", "outpatient"),
}
"""Levels of `standard` that are one service of TEDS: its names in the tables of counts and of
stays."""

GROUPS: Final = tuple(f"educ_{years}y" for years in ("0_8", "9_11", "12", "over_12"))

OFF: Final = 0.10
WHY: Final = "a tenth, or a day where that is more: no plan for places hangs on less"
"""The bound on predicted medians, chosen before any of them was computed."""

KNOWN: Final = {
    "long_term_residential": "lognormal stays by reason put the median of all long-term stays at "
    "about 51 days, and the report prints 46: the form has too few of the shorter ones"
}
"""What does not pass, and stays on the page."""


def inputs(effort: Effort) -> list[Check]:
    """Check that the shares and medians that `standard` was given come out of a simulation."""
    shares = About(
        shows="INPUT comes back: why clients leave `standard`", source="TEDS-D 2004, Table 2.5"
    )
    stays = About(
        shows="INPUT comes back: how long they stayed",
        source="TEDS-D 2004, Tables 3.4, 4.11, 8.10",
    )
    one = iopkit.load("standard")
    n = effort.replications(60)
    scenario = Scenario(pathway=one, days=30000, replications=n, seed=171, places=_unlimited(one))
    summary = simulate(scenario).summary()
    found = []
    for name, (counted, stayed) in SERVICES.items():
        counts, medians = _line("counts", counted), _line("los", stayed)
        total = sum(counts.values())
        ended = summary.level(name).stays
        for reason in REASONS:
            some = [stay for stay in ended if _reason(stay.to, stay.departure_kind) == reason]
            got = sum(stay.share.mean for stay in some if stay.share is not None)
            longest = max(some, key=lambda stay: stay.share.mean if stay.share else 0.0)
            share = SampleMean.from_interval(longest.share, n)
            sd = share.sd * np.sqrt(len(some))  # the others vary no more than the largest
            about_all = SampleMean(got, float(sd), n)
            found.append(
                shares.exact(
                    f"{name}, {reason}: share", counts[reason] / total, about_all, within=0.05
                )
            )
            lasted = SampleMean.from_interval(longest.los_median, n)
            found.append(
                stays.exact(f"{name}, {reason}: median stay", medians[reason], lasted, within=0.05)
            )
    return found


def predicted(effort: Effort) -> list[Check]:
    """Check medians over all reasons together, which no number of `standard` was taken from.

    The medians by reason and the counts are inputs, the lognormal form and its spreads are the
    model: the medians over all reasons follow, and are printed in another column of the same
    tables.
    """
    about = About(
        shows="HELD OUT: stays over all reasons, from shares and stays by reason",
        source="TEDS-D 2004, column Total",
    )
    services = _services()
    for service in ("intensive_outpatient", "short_term_residential"):
        _, _, spreads = services[f"{service}_adults"]
        for group in GROUPS:
            name = f"{service}_{group}"
            services[name] = (name, name, spreads)
    printed = {line["service"]: float(line["median"]) for line in table("teds_d_2004_totals")}
    found = []
    for name, (counted, stayed, spreads) in services.items():
        got = _median(_by_reason(counted, stayed, spreads), effort)
        off = max(OFF * printed[name], 1.0)
        title = f"{name.replace('_', ' ')}: median stay"
        found.append(
            about.published(title, printed[name], got, off=off, why=WHY, known=KNOWN.get(name, ""))
        )
    return found


def later(effort: Effort) -> list[Check]:
    """Put what the figures of 2004 say beside later years."""
    about = About(shows="other years, from stays and shares of 2004", source="TEDS-D, later years")
    why = "other states, other records, other years: a trend cannot be told from an error"
    services = _services()
    names = {
        "short_term_residential": "short_term_residential_adults",
        "long_term_residential": "long_term_residential",
        "intensive_outpatient": "intensive_outpatient_adults",
        "outpatient_non_intensive": "outpatient",
    }
    mix = {
        line["label"]: float(line["count"])
        for line in table("teds_d_2019_marginals")
        if line["variable"] == "SERVICES_D_discharge"
        and line["label"] != "hospital_rehab_non_detox"  # 0.2 %, and no stays are known
    }
    total = sum(mix.values())
    stays = [
        (count / total * share, stay)
        for service, count in mix.items()
        for share, stay in _by_reason(*services[names.get(service, "detox_unemployed")])
    ]
    got = _median(stays, effort)
    found = [about.told("all services in the mix of 2019: median stay [days]", 26.0, got, why=why)]
    one = iopkit.load("standard")
    scenario = Scenario(
        pathway=one,
        days=30000,
        replications=effort.replications(30),
        seed=173,
        places=_unlimited(one),
    )
    ended = simulate(scenario).summary().level("iop").stays
    shares = {
        reason: sum(
            stay.share.mean
            for stay in ended
            if stay.share and _reason(stay.to, stay.departure_kind) == reason
        )
        for reason in ("completed", "dropped_out")
    }
    dropped = next(stay.share for stay in ended if stay.to == "dropped_out")
    both = sum(shares.values())
    # the two shares move against each other, so that this is the wider interval
    of_both = attrs.evolve(
        SampleMean.from_interval(dropped, scenario.replications).divided_by(both),
        mean=shares["dropped_out"] / both,
    )
    printed = next(
        float(line["dropout_share"])
        for line in table("teds_d_2015_2022_dropout_by_group")
        if line["level"] == "intensive_outpatient"
    )
    title = "IOP, 2015 to 2022: dropped out of those who completed or dropped out"
    return [*found, about.told(title, printed, of_both, why=why)]


def _services() -> dict[str, tuple[str, str, dict[str, float]]]:
    """Return services: their names in the tables of counts and of stays, and their spreads."""
    one = iopkit.load("standard")
    short, long = _spreads(one, "residential")
    return {
        "outpatient": ("outpatient", "outpatient", _spreads(one, "outpatient")[0]),
        "intensive_outpatient_adults": (
            "intensive_outpatient",
            "intensive_outpatient_adults",
            _spreads(one, "iop")[0],
        ),
        "short_term_residential_adults": (
            "short_term_residential",
            "short_term_residential_adults",
            short,
        ),
        "long_term_residential": ("long_term_residential", "long_term_residential", long),
        "detox_unemployed": ("detoxification", "detox_unemployed", _spreads(one, "detox")[0]),
    }


def _by_reason(
    counted: str, stayed: str, spreads: dict[str, float]
) -> list[tuple[float, Distribution]]:
    """Return share and stay of each reason at a service."""
    counts, medians = _line("counts", counted), _line("los", stayed)
    total = sum(counts.values())
    return [
        (
            counts[reason] / total,
            Distribution(
                shape=DistributionFamily.LOGNORMAL,
                given={"median": medians[reason], "spread": spreads[reason]},
            ),
        )
        for reason in REASONS
    ]


def _median(stays: list[tuple[float, Distribution]], effort: Effort) -> SampleMean:
    """Return the median stay at a level with some shares and stays. [days]"""
    moves = [move("here", DONE, share, stay) for share, stay in stays]
    one = pathway([level("here")], moves, [cohort("here", 5000)])
    n = effort.replications(30)
    scenario = Scenario(pathway=one, days=20000, replications=n, seed=172)
    return SampleMean.of(
        [float(np.nanmedian(rows.ended - rows.started)) for rows in rows_of(simulate(scenario))]
    )


def _line(kind: str, service: str) -> dict[str, float]:
    """Return the counts or the median stays of a service by reason, those that are available."""
    name = {"counts": "teds_d_2004_service_reason_counts", "los": "teds_d_2004_los"}[kind]
    for line in table(name):
        if line["service"] == service and line.get("statistic", "median") == "median":
            return {reason: float(line[reason]) for reason in REASONS if line[reason]}
    raise KeyError(service)


def _unlimited(one: Pathway) -> dict[str, int | None]:
    return {each.id: None for each in one.levels}


def _reason(to: str, kind: str) -> str:
    """Return the reason of discharge that a move of `standard` stands for."""
    if to in REASONS:
        return to
    return "completed" if kind == TransitionKind.STEP_DOWN else "transferred"


def _spreads(one: Pathway, name: str) -> list[dict[str, float]]:
    """Return the spreads of the stays at a level by reason, once for each part of a mixture."""
    found: list[dict[str, float]] = [{}, {}]
    for each in one.leaving(name):
        if each.stay is None:
            continue
        parts = [part for _, part in each.stay.parts] or [each.stay]
        for place, part in enumerate(parts):
            found[place][_reason(each.to, each.kind)] = dict(part.given)["spread"]
    return found
