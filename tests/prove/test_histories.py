"""Which levels somebody may have completed: every history that a way leads to, and no other."""

from itertools import chain, combinations

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from prove.pathways import (
    NAMES,
    OUTSIDE,
    histories,
    pathway,
    pathways_by_the_clock,
    pathways_to_prove,
)

from iopkit.criteria.logic.decision_diagram import TooLargeError
from iopkit.model.assessment import Assessment, Fact, NumberFact
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import ArrivalStream, Rate
from iopkit.prove.encoding.histories import Histories
from iopkit.prove.prove import prove

SUBSETS = [set(some) for some in chain.from_iterable(combinations(NAMES, n) for n in range(4))]
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
LADDER = {
    "residential": ["true"],
    "iop": ["completed residential"],
    "outpatient": ["completed iop"],
}
DOWN = [("residential", "iop", "stable"), ("iop", "outpatient", "stable")]


def possible(where: Pathway, place: str) -> list[set[str]]:
    found = Histories(where)
    return [done for done in SUBSETS if found.may_be(place, done)]


@MANY
@given(pathways_to_prove())
def test_every_way_is_followed(where: Pathway) -> None:
    walked = histories(where)

    for place in (OUTSIDE, *NAMES):
        assert possible(where, place) == [done for done in SUBSETS if done in walked[place]]


@MANY
@given(pathways_by_the_clock())
def test_the_clock_opens_every_way(where: Pathway) -> None:
    walked = histories(where)

    for place in (OUTSIDE, *NAMES):
        assert possible(where, place) == [done for done in SUBSETS if done in walked[place]]


def test_a_ladder_is_climbed_step_by_step() -> None:
    where = pathway(LADDER, moves=[*DOWN, ("outpatient", "community", "")])

    assert possible(where, "residential") == [set(), {"residential"}, {"residential", "iop"}]
    assert possible(where, "iop") == [{"residential"}, {"residential", "iop"}]
    assert possible(where, "outpatient") == [{"residential", "iop"}]


def test_how_stays_end_at_a_level_that_nothing_leaves_is_not_stated() -> None:
    assert {"outpatient"} in possible(pathway(), OUTSIDE)
    assert {"outpatient"} not in possible(pathway(moves=[("outpatient", "iop", "")]), OUTSIDE)


def test_who_leaves_in_the_middle_comes_back_with_what_was_completed() -> None:
    where = pathway({**LADDER, "residential": ["not completed residential"]}, moves=DOWN)

    assert possible(where, "residential") == [set()]
    assert {"residential"} in possible(where, OUTSIDE)
    assert {"residential"} in possible(where, "iop")


@pytest.mark.parametrize(
    ("move", "completes"),
    [
        (("iop", "outpatient", "stable"), True),
        (("iop", "done", "stable"), True),
        (("iop", "community", "stable"), False),
        (("iop", "residential", "stable"), False),
        (("iop", "outpatient", "stable and not (true or stable)"), False),
        (("iop", "outpatient", "completed iop"), False),
    ],
)
def test_a_step_down_completes_and_an_outcome_that_completes(
    move: tuple[str, str, str], *, completes: bool
) -> None:
    where = pathway(moves=[move])

    assert any("iop" in done for done in possible(where, OUTSIDE)) is completes


def test_a_stream_leads_to_its_level_whatever_that_asks() -> None:
    stream = ArrivalStream(id="court", to="outpatient", when=Rate.constant(1))

    assert set() not in possible(pathway(LADDER, moves=DOWN), "outpatient")
    assert set() in possible(
        attrs.evolve(pathway(LADDER, moves=DOWN), arrivals=[stream]), "outpatient"
    )


def test_a_client_who_skipped_a_step_is_no_example() -> None:
    moves = [*DOWN, ("outpatient", "iop", "risk = high")]
    skipped = pathway({**LADDER, "outpatient": ["true"]}, moves=moves)

    refused = [f for f in prove(skipped).findings if f.kind is FindingKind.REFUSED]

    assert [f.about for f in refused] == [("outpatient", "iop")]
    assert not [
        f for f in prove(pathway(LADDER, moves=moves)).findings if f.kind is FindingKind.REFUSED
    ]


def test_a_level_that_no_move_completes_is_told() -> None:
    where = pathway(
        {"iop": [], "outpatient": ["completed iop"]}, moves=[("iop", "community", "stable")]
    )
    (finding,) = (f for f in prove(where).findings if f.kind is FindingKind.NEVER_MET)

    assert finding.about == ("completed iop",)
    assert finding.message.endswith("no way through the levels leads to such a history")


def test_a_rule_that_nobody_who_comes_can_meet_is_named_first() -> None:
    where = pathway(
        {"residential": ["stable", "not completed residential"], "iop": ["completed residential"]},
        moves=[("residential", "iop", "stable"), ("iop", "residential", "risk = high")],
    )
    (finding,) = (f for f in prove(where).findings if f.kind is FindingKind.REFUSED)

    assert finding.message.endswith("but 'not completed residential' never holds there")
    assert finding.witness is not None
    assert finding.witness.has_completed("residential")


def test_whoever_is_made_up_meets_the_rules_of_their_level_if_anybody_does() -> None:
    where = pathway(
        {"residential": ["cravings > 3"], "iop": ["cravings > 5 and home = safe"]},
        moves=[("residential", "iop", "stable")],
    )
    (finding,) = (f for f in prove(where).findings if f.kind is FindingKind.REFUSED)

    assert finding.witness is not None
    assert finding.witness.facts in (
        {"stable": True, "cravings": 4},
        {"stable": True, "home": "unsafe"},
    )


def test_who_has_outgrown_a_level_is_older_than_it_asks() -> None:
    age = Fact(id="age", ask="Age?", type=NumberFact(low=5, high=30, unit="years", whole=True))
    where = pathway(
        {"iop": ["age >= 13 and age <= 17"], "outpatient": ["age >= 13 and age <= 17"]},
        moves=[("iop", "outpatient", "days_in_level >= 42")],
        assessment=Assessment([age]),
    )
    (finding,) = (f for f in prove(where).findings if f.kind is FindingKind.REFUSED)

    assert finding.witness is not None
    assert finding.witness.facts["age"] > 17  # type: ignore[operator]


def test_who_came_in_by_another_level_met_its_rules() -> None:
    admit = {
        "residential": ["stable", "risk = high"],
        "iop": ["completed residential"],
    }
    moves = [("residential", "iop", "cravings < 5"), ("iop", "residential", "cravings > 5")]
    (finding,) = (
        f for f in prove(pathway(admit, moves=moves)).findings if f.kind is FindingKind.REFUSED
    )

    assert finding.witness is not None
    assert finding.witness.facts.get("stable") is not False


@pytest.mark.parametrize(
    ("unit", "when", "stays"),
    [
        ("days", "child >= 28", False),
        ("weeks", "child >= 28 weeks and days_in_level >= 7", False),
        ("days", "child <= 28", True),
        ("days", "child = 28", True),
        ("years", "child >= 3", True),
        ("", "child >= 28", True),
    ],
)
def test_an_amount_of_time_grows_while_a_client_waits(unit: str, when: str, *, stays: bool) -> None:
    child = Fact(id="child", ask="How old is the child?", type=NumberFact(low=0, unit=unit))
    where = pathway({"iop": []}, moves=[("iop", "done", when)], assessment=Assessment([child]))

    assert any(f.kind is FindingKind.NO_WAY_OUT for f in prove(where).findings) is stays


def test_too_many_histories_exclude_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iopkit.criteria.logic.decision_diagram.MOST_STEPS", 3)
    where = pathway(LADDER, moves=[*DOWN, ("outpatient", "iop", "risk = high")])

    with pytest.raises(TooLargeError):
        Histories(where)
    proof = prove(where)
    assert proof.is_decided
    assert ("outpatient", "iop") in [
        f.about for f in proof.findings if f.kind is FindingKind.REFUSED
    ]
