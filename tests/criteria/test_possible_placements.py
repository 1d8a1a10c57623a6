"""The exact range and the questions, against every client that there can be."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, assessments, clients, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic import decision_diagram as diagrams
from iopkit.criteria.logic.answer_classes import AnswerPartition
from iopkit.criteria.logic.decision_diagram import DecisionDiagram, TooLargeError
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.possible_placements import (
    outlook,
    placing_diagram,
    placing_questions,
)
from iopkit.files.compose.load import load
from iopkit.model.assessment import Assessment, Fact, OrdinalFact, Value, YesNo
from iopkit.model.client import Client, Stay
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule

SLOW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
MOST = 600
"""The most clients that a test looks at."""


@st.composite
def pathways_to_place(draw: st.DrawFn) -> Pathway:
    assessment = draw(assessments())
    names = LEVELS[1:]
    tree = criteria(assessment, names, asks_if_known=False)
    rules = st.lists(st.builds(Rule, criterion=tree, prefer=st.booleans()), max_size=3)
    levels = [
        Level(id=name, title=name, rank=draw(st.integers(0, 2)), admit=draw(rules))
        for name in names
    ]
    floors = draw(
        st.lists(st.builds(Floor, level=st.sampled_from(names), criterion=tree), max_size=2)
    )
    return Pathway(id="p", title="P", assessment=assessment, levels=levels, floors=floors)


def every_client(
    client: Client, asked: list[AnswerPartition]
) -> Iterator[tuple[Mapping[str, int], str]]:
    """Yield the cells of every way to answer what is not recorded, and the place it leads to."""
    open_questions = [question for question in asked if is_open(question, client)]
    ways = [range(len(question.cells)) for question in open_questions]
    total = 1
    for way in ways:
        total *= len(way)
    assume(total <= MOST)
    for cells in product(*ways):
        chosen = {question.name: cell for question, cell in zip(open_questions, cells, strict=True)}
        yield chosen, answered(client, open_questions, chosen)


def is_open(question: AnswerPartition, client: Client) -> bool:
    match question.name.split():
        case ["completed", level]:
            return client.has_completed(level) is None
        case ["days_in_level"]:
            return client.days_in_level is None
        case ["days_in_care"]:
            return client.days_in_care is None
        case _:
            return question.name not in client.facts


def completed_client(
    client: Client, questions: list[AnswerPartition], chosen: Mapping[str, int]
) -> Client:
    facts: dict[str, Value] = dict(client.facts)
    time = {"days_in_level": client.days_in_level, "days_in_care": client.days_in_care}
    history = [stay for stay in client.history or () if stay.completed is not None]
    for question in questions:
        cell = question.cells[chosen[question.name]]
        if question.fact is None:
            level = question.name.removeprefix("completed ")
            history.append(Stay(level=level, completed=bool(cell.value)))
        elif question.name in time:
            time[question.name] = float(cell.value)
        else:
            facts[question.name] = cell.value
    return Client(
        facts=facts,
        history=tuple(history),
        days_in_level=time["days_in_level"],
        days_in_care=time["days_in_care"],
    )


PATHWAY: list[Pathway] = []


def answered(client: Client, questions: list[AnswerPartition], chosen: Mapping[str, int]) -> str:
    complete = completed_client(client, questions, chosen)
    return by_hand(PATHWAY[-1], complete)


def by_hand(pathway: Pathway, client: Client) -> str:
    """Return the place by docs/explanation/placing.md, read with two values only."""
    from iopkit.criteria.logic.evaluate import evaluate
    from iopkit.criteria.logic.verdict import Verdict

    def met(rule: Rule | Floor) -> bool:
        return evaluate(rule.criterion, client, pathway.assessment) is Verdict.MET

    rank = {level.id: level.rank for level in pathway.levels}
    need = max((rank[floor.level] for floor in pathway.floors if met(floor)), default=-1.0)
    fitting = [
        level
        for level in pathway.levels
        if level.rank >= need and all(met(rule) for rule in level.admit if not rule.prefer)
    ]
    fitting.sort(
        key=lambda level: (level.rank, -sum(met(rule) for rule in level.admit if rule.prefer))
    )
    return fitting[0].id if fitting else ""


def has_both_clocks(asked: list[AnswerPartition], client: Client) -> bool:
    """Whether the two clocks depend on each other here, which `every_client` does not know."""
    names = {question.name for question in asked}
    return "days_in_care" in names and (
        "days_in_level" in names or client.days_in_level is not None
    )


@SLOW
@given(st.data())
def test_the_range_and_the_questions_are_those_of_all_clients_tried_out(
    data: st.DataObject,
) -> None:
    where = data.draw(pathways_to_place())
    client = data.draw(clients(where.assessment, LEVELS[1:]))
    asked = placing_questions(where)
    assume(not has_both_clocks(asked, client))
    assume(client.days_in_care is None)
    PATHWAY.append(where)
    tried = list(every_client(client, asked))
    PATHWAY.clear()

    placement = place(where, client)

    results = {level for _, level in tried}
    assert set(placement.possible) == results - {""}
    assert placement.nowhere == ("" in results)
    assert placement.is_settled == (len(results) == 1)
    assert placement.is_exact
    assert set(placement.ask) == decisive(tried)
    for asking in placement.questions:
        question = next(each for each in asked if each.name == asking.name)
        told = {level for _, levels in asking.answers for level in levels}
        assert told == results
        for cell, of_cell in enumerate(question.cells):
            left = {level for cells, level in tried if cells[asking.name] == cell}
            text = of_cell.text
            groups = [set(levels) for words, levels in asking.answers if text in words]
            assert left in groups


def decisive(tried: list[tuple[Mapping[str, int], str]]) -> set[str]:
    """Return the questions that decide for some answers to all the others."""
    found: set[str] = set()
    for name in tried[0][0]:
        seen: dict[frozenset[tuple[str, int]], str] = {}
        for cells, level in tried:
            others = frozenset((other, cell) for other, cell in cells.items() if other != name)
            if seen.setdefault(others, level) != level:
                found.add(name)
    return found


STABLE = Fact(id="stable", ask="Stable?", type=YesNo())
RISK = Fact(id="risk", ask="Risk?", type=OrdinalFact(("none", "some", "high")))
SAFE = Fact(id="safe_home", ask="Safe home?", type=YesNo())


def pathway(admit: Mapping[str, list[str]], floors: Mapping[str, str] | None = None) -> Pathway:
    ranks = {"residential": 3, "iop": 2, "outpatient": 1}
    return Pathway(
        id="p",
        title="P",
        assessment=Assessment([STABLE, RISK, SAFE]),
        levels=[
            Level(
                id=name,
                title=name,
                rank=ranks[name],
                admit=[Rule(criterion=parse(text)) for text in rules],
            )
            for name, rules in admit.items()
        ],
        floors=[Floor(level=name, criterion=parse(text)) for name, text in (floors or {}).items()],
    )


def test_what_is_true_either_way_needs_no_answer() -> None:
    placement = place(pathway({"iop": ["stable or not stable"]}), Client())

    assert placement.level == "iop"
    assert placement.ask == ()


def test_two_rules_that_wait_for_one_answer_are_seen_together() -> None:
    """Whoever is refused here is admitted there, so somebody takes everybody."""
    both = pathway({"residential": ["not safe_home"], "iop": ["safe_home"]})

    placement = place(both, Client())

    assert placement.possible == ("iop", "residential")
    assert not placement.nowhere
    assert placement.questions[0].answers == (("no", ("residential",)), ("yes", ("iop",)))


def test_the_question_that_settles_most_comes_first() -> None:
    where = pathway(
        {"residential": [], "iop": ["stable", "safe_home"]}, {"residential": "risk >= some"}
    )

    placement = place(where, Client())

    assert placement.ask == ("risk", "stable", "safe_home")
    assert placement.questions[0].answers == (
        ("none", ("iop", "residential")),
        ("some or high", ("residential",)),
    )


def test_a_question_that_cannot_matter_any_more_is_not_asked() -> None:
    where = pathway({"residential": [], "iop": ["stable and safe_home"]})

    assert place(where, Client(facts={"stable": False})).ask == ()
    assert place(where, Client(facts={"stable": True})).ask == ("safe_home",)


def test_no_level_at_all_is_one_of_the_answers() -> None:
    placement = place(pathway({"iop": ["stable"]}), Client())

    assert placement.nowhere
    assert placement.questions[0].answers == (("no", ("",)), ("yes", ("iop",)))


def test_nobody_is_longer_at_a_level_than_in_care() -> None:
    where = pathway({"residential": [], "iop": ["days_in_care >= 28"]})

    assert place(where, Client(days_in_level=40)).level == "iop"
    assert place(where, Client(days_in_level=28)).level == "iop"
    assert place(where, Client(days_in_level=27)).possible == ("iop", "residential")
    level = pathway({"residential": [], "iop": ["days_in_level < 28"]})
    assert place(level, Client(days_in_care=27)).level == "iop"
    assert place(level, Client(days_in_care=28)).possible == ("iop", "residential")
    both = pathway({"iop": ["days_in_care >= 28 or days_in_level < 28"]})
    assert place(both, Client()).level == "iop"


def test_whether_something_is_known_counts_as_it_stands_now() -> None:
    where = pathway({"residential": [], "iop": ["risk is known"]})

    assert place(where, Client()).level == "residential"
    assert place(where, Client(facts={"risk": "high"})).level == "iop"


def test_entangled_rules_give_a_range_that_is_at_most_too_wide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = pathway(
        {"residential": [], "iop": ["stable or not stable", "safe_home or risk = none"]}
    )
    exact = place(where, Client())

    monkeypatch.setattr(diagrams, "MOST_STEPS", 1)
    placement = place(where, Client())

    assert outlook(where, Client()) is None
    assert exact.is_exact
    assert not placement.is_exact
    assert set(exact.possible) <= set(placement.possible)
    assert set(exact.ask) < set(placement.ask)
    assert all(asking.answers == () for asking in placement.questions)


def test_too_many_questions_are_not_begun_with() -> None:
    facts = [Fact(id=f"f{n}", ask="?", type=YesNo()) for n in range(300)]
    where = Pathway(
        id="p",
        title="P",
        assessment=Assessment(facts),
        levels=[
            Level(id="a", title="A", rank=1, admit=[Rule(criterion=parse(f.id)) for f in facts])
        ],
    )

    with pytest.raises(TooLargeError):
        DecisionDiagram(placing_questions(where))
    assert place(where, Client()).possible == ("a",)
    assert place(where, Client(facts={"f299": False})).is_settled


def test_the_standard_pathway_is_a_small_diagram() -> None:
    standard = load("standard")
    diagram = DecisionDiagram(placing_questions(standard))

    node = placing_diagram(standard, diagram)

    assert len(diagram.below(node)) < 500
    assert diagram.ends(node) == {level.id for level in standard.levels}
