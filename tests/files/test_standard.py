"""The shipped pathway says what its sources say: its numbers against the published tables."""

import csv
import math
from pathlib import Path
from typing import Any

import pytest
from scipy.special import gamma, gammainc

from iopkit.criteria.placement.place import place
from iopkit.files.compose.client_file import load_client
from iopkit.files.compose.load import examine, load
from iopkit.model.basis import Basis
from iopkit.model.client import Client, Stay
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import Rate
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.transition import Transition, TransitionKind
from iopkit.model.units import to_days

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
EXAMPLES = ROOT / "examples"
REASONS = ("completed", "transferred", "dropped_out", "terminated", "other")

Row = dict[str, str]


@pytest.fixture(scope="module")
def standard() -> Pathway:
    return load("standard")


def _table(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _counts(*services: str) -> dict[str, int]:
    """Return the discharges of some services together, by reason."""
    rows = [r for r in _table("teds_d_2004_service_reason_counts") if r["service"] in services]
    assert len(rows) == len(services)
    return {reason: sum(int(row[reason]) for row in rows) for reason in REASONS}


def _los(service: str, statistic: str) -> Row:
    [row] = [
        row
        for row in _table("teds_d_2004_los")
        if (row["service"], row["statistic"]) == (service, statistic)
    ]
    return row


def _by_level(rows: list[Row], variable: str) -> dict[str, int]:
    """Return the records of 2019 by the level that their service is counted to."""
    level_of = {
        "hospital_inpatient_detox": "detox",
        "residential_detox": "detox",
        "ambulatory_detox": "detox",
        "hospital_rehab_non_detox": "residential",
        "short_term_residential": "residential",
        "long_term_residential": "residential",
        "intensive_outpatient": "iop",
        "outpatient_non_intensive": "outpatient",
    }
    counts = dict.fromkeys(("detox", "residential", "iop", "outpatient"), 0)
    for row in rows:
        if row["variable"] == variable:
            counts[level_of[row["label"]]] += int(row["count"])
    return counts


def _said(basis: Basis | None) -> str:
    assert basis is not None
    return basis.assumption or basis.locator


def _reason(edge: Transition) -> str:
    """Return the reason of discharge: what stands before the colon in the basis of the stay."""
    assert edge.stay is not None
    return _said(edge.stay.basis).partition(":")[0].replace(" ", "_")


def _share(edge: Transition) -> float:
    assert edge.share is not None
    return edge.share.value


def _stays(pathway: Pathway, level: str) -> dict[str, set[Distribution]]:
    """Return the different stays at a level by reason, whatever they rest on."""
    found: dict[str, set[Distribution]] = {reason: set() for reason in REASONS}
    for edge in pathway.leaving(level):
        assert edge.stay is not None
        stay = Distribution(shape=edge.stay.shape, given=edge.stay.given, parts=edge.stay.parts)
        found[_reason(edge)].add(stay)
    return found


def _spread(mean: str, median: str) -> float:
    return math.sqrt(2 * math.log(float(mean) / float(median)))


# ---- the file


@pytest.mark.parametrize(
    "source", ["standard", EXAMPLES / "crest-view.yaml"], ids=["standard", "crest-view"]
)
def test_nothing_is_left_to_complain_about(source: str | Path) -> None:
    assert examine(source).complaints == ()


def test_levels_run_from_the_most_to_the_least_intensive(standard: Pathway) -> None:
    assert [level.id for level in standard.levels] == [
        "detox",
        "residential",
        "php",
        "iop",
        "outpatient",
        "aftercare",
    ]
    ranks = [level.rank for level in standard.levels]
    assert ranks == sorted(ranks, reverse=True)


def test_every_figure_and_every_rule_names_what_it_rests_on(standard: Pathway) -> None:
    said: list[Basis | None] = []
    for level in standard.levels:
        said += [level.places.basis] if level.places else []
        said += [rule.basis for rule in level.admit]
        said += [cost.amount.basis for cost in level.costs]
    for edge in standard.transitions:
        assert edge.share is not None
        assert edge.stay is not None
        said += [edge.basis, edge.share.basis, edge.stay.basis]
    for program in standard.programs:
        said += [program.basis, *(service.basis for service in program.services)]
    said += [floor.basis for floor in standard.floors]
    said += [group.basis for group in standard.groups]
    said += [support.basis for support in standard.supports]
    said += [fact.basis for fact in standard.assessment.facts]
    said += [stream.basis for stream in standard.arrivals]

    assert len(said) > 250
    assert None not in said
    assert {basis.source for basis in said if basis and basis.source} == {
        source.id for source in standard.sources
    }


def test_levels_carry_outside_codes_of_the_third_edition_only(standard: Pathway) -> None:
    codes = {level.id: [str(code) for code in level.codes] for level in standard.levels}
    third = "ASAM 3rd edition (2013)"
    assert codes == {
        "detox": [f"{third} 3.7-WM"],
        "residential": [f"{third} 3.1", f"{third} 3.5"],
        "php": [f"{third} 2.5"],
        "iop": [f"{third} 2.1"],
        "outpatient": [f"{third} 1"],
        "aftercare": [],
    }


# ---- reasons of discharge, TEDS-D 2004 Table 2.5


@pytest.mark.parametrize(
    ("level", "services"),
    [
        ("detox", ["detoxification"]),
        ("residential", ["short_term_residential", "long_term_residential"]),
        ("php", ["intensive_outpatient"]),
        ("iop", ["intensive_outpatient"]),
        ("outpatient", ["outpatient"]),
        ("aftercare", ["outpatient"]),
    ],
)
def test_shares_by_reason_are_those_of_teds(
    standard: Pathway, level: str, services: list[str]
) -> None:
    shares = dict.fromkeys(REASONS, 0.0)
    for edge in standard.leaving(level):
        shares[_reason(edge)] += _share(edge)
    counts = _counts(*services)
    published = {reason: count / sum(counts.values()) for reason, count in counts.items()}

    assert shares == pytest.approx(published, abs=0.00005)
    assert math.fsum(shares.values()) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("level", ["detox", "residential", "php", "iop", "outpatient", "aftercare"])
def test_only_who_did_not_complete_goes_down_by_a_transfer(standard: Pathway, level: str) -> None:
    for edge in standard.leaving(level):
        if _reason(edge) == "completed":
            assert edge.kind is TransitionKind.STEP_DOWN or edge.to == "completed"
        elif _reason(edge) == "transferred":
            assert (
                edge.kind in {TransitionKind.TRANSFER, TransitionKind.STEP_UP}
                or edge.to == "transferred"
            )
        else:
            assert edge.to == _reason(edge)


@pytest.mark.parametrize(("level", "figure"), [("detox", 0.396), ("residential", 0.59)])
def test_the_published_part_of_those_who_complete_goes_on(
    standard: Pathway, level: str, figure: float
) -> None:
    completed = [edge for edge in standard.leaving(level) if _reason(edge) == "completed"]
    on = sum(_share(edge) for edge in completed if standard.is_level(edge.to))
    assert on / sum(map(_share, completed)) == pytest.approx(figure, abs=0.00005)


def test_reasons_of_a_later_year_are_off_as_the_page_says(standard: Pathway) -> None:
    """TEDS-D 2019 set no share: what 2004 leads to expect, from the services of 2019."""
    rows = _table("teds_d_2019_marginals")
    discharges = _by_level(rows, "SERVICES_D_discharge")
    expected = dict.fromkeys(REASONS, 0.0)
    for level, count in discharges.items():
        for edge in standard.leaving(level):
            expected[_reason(edge)] += _share(edge) * count / sum(discharges.values())

    assert expected == pytest.approx(
        {
            "completed": 0.437,
            "transferred": 0.131,
            "dropped_out": 0.238,
            "terminated": 0.089,
            "other": 0.104,
        },
        abs=0.0005,
    )


# ---- stays


@pytest.mark.parametrize(
    ("level", "service"),
    [
        ("detox", "detox_unemployed"),
        ("iop", "intensive_outpatient_adults"),
        ("outpatient", "outpatient"),
    ],
)
def test_median_stays_are_those_of_teds(standard: Pathway, level: str, service: str) -> None:
    published = _los(service, "median")
    for reason, stays in _stays(standard, level).items():
        [stay] = stays
        assert stay.shape is DistributionFamily.LOGNORMAL
        assert dict(stay.given)["median"] == float(published[reason])


def test_residential_stays_mix_short_and_long_term_by_their_discharges(standard: Pathway) -> None:
    services = ("short_term_residential", "long_term_residential")
    medians = (_los("short_term_residential_adults", "median"), _los(services[1], "median"))
    for reason, stays in _stays(standard, "residential").items():
        [stay] = stays
        assert [weight for weight, _ in stay.parts] == [_counts(name)[reason] for name in services]
        assert [dict(part.given)["median"] for _, part in stay.parts] == [
            float(row[reason]) for row in medians
        ]


@pytest.mark.parametrize(
    ("level", "part", "groups"),
    [
        ("iop", None, ["intensive_outpatient_educ_0_8y", "intensive_outpatient_educ_9_11y"]),
        (
            "residential",
            0,
            ["short_term_residential_educ_0_8y", "short_term_residential_educ_9_11y"],
        ),
        ("residential", 1, ["long_term_residential"]),
    ],
)
def test_spreads_follow_from_published_means_and_medians(
    standard: Pathway, level: str, part: int | None, groups: list[str]
) -> None:
    for reason, stays in _stays(standard, level).items():
        [stay] = stays
        known = [(_los(name, "mean")[reason], _los(name, "median")[reason]) for name in groups]
        each = [_spread(mean, median) for mean, median in known if mean]
        chosen = stay if part is None else stay.parts[part][1]
        assert dict(chosen.given)["spread"] == pytest.approx(sum(each) / len(each), abs=0.0061)


def test_outpatient_spreads_take_the_mean_of_one_group_over_the_median_of_all(
    standard: Pathway,
) -> None:
    mean, median = _los("outpatient_white", "mean"), _los("outpatient", "median")
    for reason, stays in _stays(standard, "outpatient").items():
        [stay] = stays
        spread = _spread(mean[reason], median[reason])
        assert dict(stay.given)["spread"] == pytest.approx(spread, abs=0.0061)


def test_php_stays_are_those_of_the_iop_in_proportion_to_two_weeks(standard: Pathway) -> None:
    [whole] = _stays(standard, "iop")["completed"]
    for reason in REASONS[1:]:
        [php], [iop] = _stays(standard, "php")[reason], _stays(standard, "iop")[reason]
        scale = 14 / dict(whole.given)["median"]
        assert dict(php.given)["median"] == round(dict(iop.given)["median"] * scale)
        assert dict(php.given)["spread"] == dict(iop.given)["spread"]


# ---- who comes, who comes back, what it costs


def test_arrivals_and_returns_go_where_admissions_went(standard: Pathway) -> None:
    admissions = _by_level(_table("teds_d_2019_marginals"), "SERVICES_admission")
    whole = sum(admissions.values())
    assert whole == 1_722_503

    rates = {
        stream.to: stream.when.mean()
        for stream in standard.arrivals
        if isinstance(stream.when, Rate)
    }
    returns = {edge.to: _share(edge) for edge in standard.leaving("community")}

    for level, count in admissions.items():
        assert rates[level] == pytest.approx(count / whole, abs=0.00005)
        assert returns[level] / sum(returns.values()) == pytest.approx(count / whole, abs=0.00005)
    assert sum(rates.values()) == pytest.approx(1)


def test_returns_reproduce_the_share_and_the_mean_time_of_the_follow_up(
    standard: Pathway,
) -> None:
    published = {row["quantity"]: float(row["value"]) for row in _table("relapse_return_adss")}
    edges = standard.leaving("community")
    [stay] = {edge.stay for edge in edges}
    assert stay is not None
    form, scale, _ = stay.parameters()
    end = to_days(18, "months")

    # Weibull: F(t) = 1 - exp(-(t/scale)^form); E[T; T <= t] by the lower incomplete gamma function.
    x = (end / scale) ** form
    by_then = -math.expm1(-x)
    mean = scale * gamma(1 + 1 / form) * gammainc(1 + 1 / form, x) / by_then

    ever = math.fsum(_share(edge) for edge in edges)
    assert form < 1  # the risk falls
    assert 100 * ever * by_then == pytest.approx(
        published["return_to_treatment_within_18_months"], abs=0.005
    )
    assert mean == pytest.approx(published["mean_time_to_return"], abs=0.5)


def test_weekly_costs_are_those_of_datcap_in_dollars_of_2001(standard: Pathway) -> None:
    published = {
        row["programme_type"]: float(row["weekly_cost_per_client_mean"])
        for row in _table("cost_datcap_2001")
    }
    for level, programme in (
        ("iop", "intensive_outpatient"),
        ("outpatient", "standard_outpatient"),
    ):
        [cost] = standard.level(level).costs
        assert (cost.amount.value, cost.per, cost.year) == (published[programme], "week", 2001)


def test_places_are_the_long_run_load_at_89_percent(standard: Pathway) -> None:
    """Clients per level in the long run, from the traffic equations, without waiting."""
    levels = [level.id for level in standard.levels]
    returns = {edge.to: _share(edge) for edge in standard.leaving("community")}
    first = {
        stream.to: stream.when.mean()
        for stream in standard.arrivals
        if isinstance(stream.when, Rate)
    }
    entering = {level: first.get(level, 0.0) for level in levels}
    for _ in range(200):
        home = 0.0
        flow = {level: first.get(level, 0.0) for level in levels}
        for level in levels:
            for edge in standard.leaving(level):
                clients = entering[level] * _share(edge)
                if edge.to in flow:
                    flow[edge.to] += clients
                elif standard.outcome(edge.to).returns:
                    home += clients
        entering = {level: flow[level] + home * returns.get(level, 0.0) for level in levels}

    load: dict[str, float] = {}
    for level in levels:
        stays = [(_share(edge), edge.stay) for edge in standard.leaving(level)]
        load[level] = entering[level] * sum(share * stay.mean() for share, stay in stays if stay)

    places = {level.id: level.places and level.places.value for level in standard.levels}
    assert places.pop("aftercare") is None
    assert places == {
        level: max(2, math.ceil(load[level] / 0.89)) for level in levels if level != "aftercare"
    }


# ---- placing


STABLE: dict[str, Any] = {
    "physically_stable": True,
    "withdrawal_risk": "none",
    "self_harm_risk": False,
    "mental_health_severity": "minor",
    "dsm5_criteria_count": 5,
    "cravings": 4,
    "relapsed": False,
    "abstinent_while_attending": True,
    "home_is_safe": True,
    "home_support": "moderate",
    "able_to_take_part": True,
    "commitment": "strong",
    "triggers_known": False,
    "relapse_prevention_plan": False,
}
READY = {"triggers_known": True, "relapse_prevention_plan": True}


@pytest.mark.parametrize(
    ("level", "facts", "completed"),
    [
        ("detox", {"withdrawal_risk": "severe", "physically_stable": False}, []),
        ("detox", {"physically_stable": False}, []),
        ("residential", {"mental_health_severity": "serious"}, []),
        ("residential", {"self_harm_risk": True}, []),
        ("residential", {"home_is_safe": False}, []),
        ("residential", {"abstinent_while_attending": False}, []),
        ("php", {"dsm5_criteria_count": 8, "mental_health_severity": "moderate"}, []),
        ("iop", {"dsm5_criteria_count": 8, "mental_health_severity": "moderate"}, ["residential"]),
        ("iop", {}, []),
        ("iop", {"relapsed": True}, ["iop"]),
        ("outpatient", {}, ["iop"]),
        ("outpatient", {"dsm5_criteria_count": 2}, []),
        ("outpatient", {"dsm5_criteria_count": 2, **READY}, ["detox"]),
        ("aftercare", READY, ["iop"]),
    ],
)
def test_typical_clients_are_placed_sensibly(
    standard: Pathway, level: str, facts: dict[str, Any], completed: list[str]
) -> None:
    history = tuple(Stay(level=name, completed=True) for name in completed)
    assert place(standard, Client(facts={**STABLE, **facts}, history=history)).level == level


def test_the_complete_example_answers_everything_and_belongs_at_the_iop(standard: Pathway) -> None:
    file, crest_view = EXAMPLES / "client-complete.yaml", load(EXAMPLES / "crest-view.yaml")
    client = load_client(file, standard)
    assert set(client.facts) == {fact.id for fact in standard.assessment.facts}
    assert place(standard, client).level == "iop"
    assert place(crest_view, load_client(file, crest_view)).level == "iop"


def test_the_example_with_unknowns_is_placed_by_two_more_answers(standard: Pathway) -> None:
    file, crest_view = EXAMPLES / "client-unknowns.yaml", load(EXAMPLES / "crest-view.yaml")
    placement = place(standard, load_client(file, standard))
    assert placement.possible == ("iop", "php", "residential")
    assert set(placement.ask) == {"mental_health_severity", "home_is_safe"}
    assert place(crest_view, load_client(file, crest_view)).level == "residential"


def test_crest_view_changes_only_what_its_page_says(standard: Pathway) -> None:
    crest_view = load(EXAMPLES / "crest-view.yaml")
    iop = crest_view.program("iop")
    assert (iop.length.low, iop.length.high) == (28, 42)
    assert not iop.hours.is_known
    assert {service.therapy for service in iop.services} >= {"wellness", "family", "group"}
    assert not {service.therapy for service in iop.services} & {"vocational", "creative"}
    assert [stream.id for stream in crest_view.arrivals] == ["to-detox", "to-residential"]
    for level in standard.levels:
        assert [_share(edge) for edge in crest_view.leaving(level.id)] == [
            _share(edge) for edge in standard.leaving(level.id)
        ]
