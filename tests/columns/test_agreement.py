"""A table says the same as one client after the other."""

from collections.abc import Collection

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, assessments, clients, criteria, pathways

from iopkit.columns.batch import ROWS, Batch
from iopkit.columns.batch_placement import MOST_LEVELS, TooManyLevelsError, place_all
from iopkit.columns.verdicts import verdicts
from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.question_names import completed_question
from iopkit.criteria.logic import decision_diagram as diagram
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.files.compose.load import load
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, Assessment
from iopkit.model.check.answers import refusals
from iopkit.model.client import Client
from iopkit.model.criterion import Constant
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Rule

# A pathway with a dozen criteria is much to draw.
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(SLOW, max_examples=20)
BYTES = {Verdict.NOT_MET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}


def batch_of(some: list[Client], pathway: Pathway) -> Batch:
    """The clients as columns, made without looking at how columns are read."""
    columns: dict[str, list[object]] = {
        fact.id: [client.facts.get(fact.id) for client in some] for fact in pathway.assessment.facts
    }
    columns[DAYS_IN_LEVEL] = [client.days_in_level for client in some]
    columns[DAYS_IN_CARE] = [client.days_in_care for client in some]
    for level in pathway.levels:
        ends: list[object] = [client.has_completed(level.id) for client in some]
        columns[completed_question(level.id)] = ends
    return Batch.of(columns, pathway)


def people(assessment: Assessment, levels: Collection[str] = LEVELS) -> st.SearchStrategy[Client]:
    """Clients who are no longer at a level than in care; others are refused."""
    return clients(assessment, levels).filter(
        lambda client: not refusals(client, assessment, levels)
    )


@SLOW
@given(st.data())
def test_verdicts_are_those_of_one_client_at_a_time(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    asked = data.draw(st.lists(criteria(assessment), min_size=1, max_size=4))
    some = data.draw(st.lists(people(assessment), max_size=6))
    levels = [Level(id=name, title=name, rank=1) for name in LEVELS]
    pathway = Pathway(id="p", title="P", assessment=assessment, levels=levels)

    found = verdicts(asked, batch_of(some, pathway), assessment)

    one_by_one = [
        [BYTES[evaluate(criterion, client, assessment)] for client in some] for criterion in asked
    ]
    assert found.tolist() == one_by_one


@SLOW
@given(st.data())
def test_placements_are_those_of_one_client_at_a_time(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    ids = [level.id for level in pathway.levels]
    some = data.draw(st.lists(people(pathway.assessment, ids), max_size=8))

    batch = batch_of(some, pathway)
    found = place_all(pathway, batch)

    alone = [place(pathway, client) for client in some]
    assert found.names(found.level) == [each.level or None for each in alone]
    assert found.names(found.need) == [each.need or None for each in alone]
    assert [found.possible_levels(row) for row in range(len(some))] == [
        each.possible for each in alone
    ]
    assert found.settled.tolist() == [each.is_settled for each in alone]
    assert found.nowhere.tolist() == [each.nowhere for each in alone]
    assert found.is_exact.tolist() == [each.is_exact for each in alone]
    for row, client in enumerate(some):
        again = batch.client(row, pathway)
        assert again.facts == client.facts
        assert place(pathway, again) == place(pathway, client)


@FEW
@given(st.data())
def test_rules_that_are_too_entangled_leave_the_same_levels(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    ids = [level.id for level in pathway.levels]
    some = data.draw(st.lists(people(pathway.assessment, ids), min_size=1, max_size=4))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagram, "MOST_QUESTIONS", -1000)
        found = place_all(pathway, batch_of(some, pathway))
        alone = [place(pathway, client) for client in some]

    assert [found.possible_levels(row) for row in range(len(some))] == [
        each.possible for each in alone
    ]
    assert found.names(found.level) == [each.level or None for each in alone]
    assert found.is_exact.tolist() == [each.is_exact for each in alone]


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        ("days_in_care >= 10", "days_in_level"),
        ("not days_in_care <= 10", "days_in_level"),
        ("days_in_level < 10", "days_in_care"),
        ("days_in_level <= 10", "days_in_care"),
    ],
)
def test_nobody_is_longer_at_a_level_than_in_care(rule: str, known: str) -> None:
    iop = Level(id="iop", title="I", rank=1, admit=[Rule(criterion=parse(rule))])
    php = Level(id="php", title="P", rank=2)
    pathway = Pathway(id="p", title="P", levels=[php, iop])
    days = [None, 0, 9.5, 10, 10.5, 11, 400]

    found = place_all(pathway, Batch.of({known: days}, pathway))

    alone = [
        place(pathway, attrs.evolve(Client(), **{known: day}))  # type: ignore[arg-type]
        for day in days
    ]
    assert [found.possible_levels(row) for row in range(len(days))] == [
        each.possible for each in alone
    ]
    assert {each.possible for each in alone} == {("iop", "php"), ("iop",)}


def test_more_clients_than_are_looked_at_together_keep_their_order() -> None:
    standard = load("standard")
    risks = ["severe", "none", None] * ROWS

    batch = Batch.of({"withdrawal_risk": risks}, standard)

    placed = place_all(standard, batch)
    assert placed.size == 3 * ROWS
    assert set(placed.names(placed.level)[0::3]) == {"detox"}
    assert set(placed.names(placed.level)[1::3]) == {None}
    mild = verdicts([parse("withdrawal_risk <= mild")], batch, standard.assessment)
    assert mild[0].tolist() == [0, 2, 1] * ROWS


def test_a_number_with_very_many_limits_is_told_apart_as_with_few() -> None:
    standard = load("standard")
    asked = [parse(f"attendance {sign} {n}%") for n in range(1, 99) for sign in (">=", ">", "=")]
    answers = [0, 0.5, 1, 50, 50.5, 97.9, 98, 100, None]

    found = verdicts(asked, Batch.of({"attendance": answers}, standard), standard.assessment)

    some = [Client(facts={} if each is None else {"attendance": each}) for each in answers]
    one_by_one = [
        [BYTES[evaluate(criterion, client, standard.assessment)] for client in some]
        for criterion in asked
    ]
    assert found.tolist() == one_by_one


def test_more_levels_than_a_set_can_hold_are_refused() -> None:
    levels = [Level(id=f"l{n}", title="L", rank=n) for n in range(MOST_LEVELS + 1)]

    with pytest.raises(TooManyLevelsError, match="63 levels at most"):
        place_all(Pathway(id="p", title="P", levels=levels), Batch(size=1, answers={}))


def test_levels_up_to_the_last_bit_of_a_set_are_told_apart() -> None:
    rules = [parse("days_in_care >= 10"), Constant(value=True)]
    for count in (7, 8, 16, 32, MOST_LEVELS):
        levels = [
            Level(id=f"l{n}", title="L", rank=n, admit=[Rule(criterion=rules[n == count - 1])])
            for n in range(count)
        ]
        pathway = Pathway(id="p", title="P", levels=levels)

        placed = place_all(pathway, Batch.of({"days_in_care": [3, 12, None]}, pathway))

        assert placed.names(placed.level) == [f"l{count - 1}", "l0", None]
        assert placed.possible_levels(2) == ("l0", f"l{count - 1}")
