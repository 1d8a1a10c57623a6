"""Two pathways compared over all clients."""

from itertools import islice

import attrs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from prove.pathways import ASSESSMENT, everybody, pathway, pathways_to_prove, placed

from iopkit.criteria.placement.place import place
from iopkit.model.assessment import Assessment, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.prove.encoding.eligibility import placing
from iopkit.prove.equivalence import DistinguishingClient, differ, known_to

MOST = 1000  # clients of a pathway: more of them take too long
OURS = {"residential": ["stable"], "iop": ["stable", "home = safe"]}


def shown(a: Pathway, b: Pathway) -> DistinguishingClient:
    """The difference, after `place` has shown it for the witness."""
    found = differ(a, b, seconds=60)
    assert found.witness is not None
    assert found.is_decided
    assert not found.is_same
    before, after = (place(where, known_to(where, found.witness)) for where in (a, b))
    assert before.is_settled
    assert after.is_settled
    assert (before.level, after.level) == (found.before, found.after)
    assert found.before != found.after
    return found


def test_the_same_rules_in_other_words_place_everybody_alike() -> None:
    other = {"residential": ["not not stable"], "iop": ["not (home in [unsafe, none])", "stable"]}

    found = differ(pathway(OURS), pathway(other))

    assert found.is_same
    assert found.witness is None
    assert found.facts == ("stable", "home")


def test_the_witness_has_no_answer_more_than_it_takes() -> None:
    found = shown(pathway(OURS), pathway(OURS, [("residential", "risk = high")]))

    assert found.witness is not None
    assert found.witness.facts == {"stable": True, "risk": "high", "home": "safe"}
    assert (found.before, found.after) == ("iop", "residential")
    assert found.witness.history is None


def test_a_client_whom_only_one_of_them_takes() -> None:
    found = shown(pathway(OURS), pathway({**OURS, "residential": ["true"]}))

    assert (found.before, found.after) == ("", "residential")


def test_a_level_that_only_one_of_them_has() -> None:
    admit = {"outpatient": ["completed outpatient"], "residential": ["true"]}
    found = shown(pathway(admit), pathway({"residential": ["true"]}))

    assert found.witness is not None
    assert found.witness.has_completed("outpatient")
    assert (found.before, found.after) == ("outpatient", "residential")


def test_a_fact_that_only_one_of_them_asks_may_have_any_answer() -> None:
    employed = Fact(id="employed", ask="Working?", type=YesNo())
    more = Assessment([*ASSESSMENT.facts, employed])

    found = shown(pathway(OURS), pathway({**OURS, "iop": ["employed"]}, assessment=more))

    assert found.witness is not None
    assert set(found.witness.facts) <= {"stable", "home", "employed"}


def test_only_answers_that_both_allow_count() -> None:
    wider = attrs.evolve(
        ASSESSMENT,
        facts=[
            attrs.evolve(fact, type=OrdinalFact(("none", "some", "high", "acute")))
            if fact.id == "risk"
            else attrs.evolve(fact, type=NumberFact(low=0, high=20))
            if fact.id == "cravings"
            else fact
            for fact in ASSESSMENT.facts
        ],
    )
    rules = {"residential": ["true"], "iop": ["risk != high", "cravings < 5"]}
    more = {
        "residential": ["true"],
        "iop": ["risk <= some or risk = acute", "cravings <= 4 or cravings > 10"],
    }

    assert differ(pathway(rules), pathway(more, assessment=wider)).is_same


def test_answers_that_have_nothing_in_common_are_not_compared() -> None:
    other = Assessment([Fact(id="stable", ask="How stable?", type=NumberFact(low=0, high=10))])

    found = differ(pathway(OURS), pathway({"iop": ["stable > 5"]}, assessment=other))

    assert found.apart == ("stable",)
    assert not found.is_decided
    assert not found.is_same


def test_the_clock_counts_as_everywhere() -> None:
    long, short = ("days_in_level >= 28", "days_in_level >= 28 and days_in_care >= 28")

    assert differ(pathway({"iop": [long]}), pathway({"iop": [short]})).is_same
    found = shown(pathway({"iop": [long]}), pathway({"iop": ["days_in_care >= 28"]}))
    assert (found.before, found.after) == ("", "iop")


def test_without_time_nothing_is_decided() -> None:
    found = differ(pathway(OURS), pathway(OURS), seconds=0)

    assert not found.is_decided
    assert not found.is_same


def test_the_same_witness_each_time() -> None:
    a, b = pathway(OURS), pathway({"residential": ["risk = none"], "iop": ["home = safe"]})

    assert differ(a, b) == differ(a, b)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_it_finds_what_going_through_everybody_finds(data: st.DataObject) -> None:
    one = data.draw(pathways_to_prove(most=2))
    rules = data.draw(st.integers(0, 1))
    levels = [attrs.evolve(level, admit=level.admit[rules:]) for level in one.levels]
    other = attrs.evolve(one, levels=levels, floors=one.floors[1:])
    people = list(islice(everybody(one, placing(one)), MOST))
    assume(len(people) < MOST)

    found = differ(one, other, seconds=60)

    assert found.is_decided
    assert found.is_same is all(
        _name(placed(one, client)) == _name(placed(other, client)) for client in people
    )
    if not found.is_same:
        shown(one, other)


def _name(level: Level | None) -> str:
    return "" if level is None else level.id
