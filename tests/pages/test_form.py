"""The script of the readiness form, run without a browser: it says what Python says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import readiness_cases
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import clients, fact_types, pathways

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write_number
from iopkit.criteria.logic import decision_diagram as diagram
from iopkit.criteria.placement.next_levels import onward
from iopkit.criteria.placement.place import place
from iopkit.files.compose.load import load
from iopkit.model.assessment import Assessment, Fact, NumberFact, YesNo
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Criterion,
    IsKnown,
    Literal,
    Not,
    Or,
    Relation,
)
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Rule
from iopkit.model.transition import Transition, TransitionKind
from iopkit.pages.readiness.data import client_values, readiness_data
from iopkit.pages.readiness.form import readiness_html
from iopkit.pages.template import part

quickjs = pytest.importorskip("quickjs")

SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))
CASES = json.loads(readiness_cases.TABLE.read_text(encoding="utf-8"))
FILES = [file for file in readiness_cases.FILES if (readiness_cases.ROOT / file).exists()]

ASK = """
function answer(data, client) {
  [data, client] = [JSON.parse(data), JSON.parse(client)];
  const found = iopkitReadiness.placement(data, client);
  const ahead = client.level ? iopkitReadiness.onward(data, client) : null;
  const line = iopkitReadinessForm.headlines(data, found, ahead).join(" ");
  return JSON.stringify([found, ahead, line, iopkitReadinessForm.toAsk(found, ahead)]);
}
function number(text) { return iopkitReadiness.writeNumber(JSON.parse(text)); }
function allows(fact, value) { return iopkitReadiness.allows(JSON.parse(fact), JSON.parse(value)); }
function written(text, unit) { return String(iopkitReadinessForm.written(text, unit)); }
"""


def engine() -> Callable[..., object]:
    """Return what calls a function of the script."""
    context = quickjs.Context()
    context.set_max_stack_size(
        4 * 1024 * 1024
    )  # browsers have that much; a hundred questions need it
    context.eval(part("readiness.js") + ASK)

    def call(name: str, *values: object) -> object:
        return context.get(name)(*values)

    return call


CALL = engine()


def asked(pathway: Pathway, client: Client) -> list[object]:
    """Return what the script says: placement, moves, the sentence, what to ask."""
    values = json.dumps(readiness_data(pathway)), json.dumps(client_values(client, pathway))
    found = json.loads(str(CALL("answer", *values)))
    assert isinstance(found, list)
    return found


def check(pathway: Pathway, client: Client) -> None:
    placement = place(pathway, client)
    ahead = onward(pathway, client) if client.level else None

    found, moves, *_ = asked(pathway, client)

    assert found == placement.to_dict()
    assert moves == (None if ahead is None else ahead.to_dict())


@st.composite
def in_care(draw: st.DrawFn, pathway: Pathway) -> Client:
    """Clients who may be at a level of the pathway."""
    ids = [level.id for level in pathway.levels]
    client = draw(clients(pathway.assessment, ids))
    return attrs.evolve(client, level=draw(st.sampled_from(["", *ids])))


@SLOW
@given(st.data())
def test_for_any_pathway_and_client_the_script_says_what_python_says(data: st.DataObject) -> None:
    pathway = data.draw(pathways())

    check(pathway, data.draw(in_care(pathway)))


def tenths(least: int = 0) -> st.SearchStrategy[float]:
    """Times that binary fractions only come near, few enough to meet. [days]"""
    return st.integers(least, 12).map(lambda tenth: tenth / 10)


def clock_criteria() -> st.SearchStrategy[Criterion]:
    """Criteria about little but the clocks, and about whole numbers."""
    names = st.sampled_from(["days_in_level", "days_in_care"])
    compared = st.builds(Compare, names, st.sampled_from(Relation), tenths().map(Literal))
    counted = st.builds(
        Compare, st.just("count"), st.sampled_from(Relation), st.integers(0, 3).map(Literal)
    )
    known = st.builds(IsKnown, names | st.just("count"))
    return st.recursive(
        compared | compared | counted | known | st.just(Completed("up")),
        lambda part: st.one_of(
            st.builds(Not, part),
            st.builds(And, st.lists(part, min_size=2, max_size=3)),
            st.builds(Or, st.lists(part, min_size=2, max_size=3)),
        ),
        max_leaves=4,
    )


@st.composite
def ruled_by_clocks(draw: st.DrawFn) -> tuple[Pathway, Client]:
    rule = st.builds(Rule, criterion=clock_criteria(), prefer=st.booleans())
    ranks = {"up": 2, "here": 1, "beside": 1}
    pathway = Pathway(
        id="p",
        title="P",
        assessment=Assessment([Fact(id="count", ask="?", type=NumberFact(low=0, whole=True))]),
        levels=[
            Level(id=name, title=name, rank=rank, admit=draw(st.lists(rule, max_size=3)))
            for name, rank in ranks.items()
        ],
        transitions=[
            Transition(start="here", to=to, kind=kind, when=draw(clock_criteria()))
            for to, kind in (("up", TransitionKind.STEP_UP), ("beside", TransitionKind.TRANSFER))
        ],
    )
    here = draw(st.none() | tenths())
    least = 0 if here is None else round(10 * here)
    done = draw(st.none() | st.booleans())
    client = Client(
        facts={} if draw(st.booleans()) else {"count": draw(st.integers(0, 3))},
        history=None if done is None else (Stay(level="up", completed=done),),
        level="here",
        days_in_level=here,
        days_in_care=draw(st.none() | tenths(least)),
    )
    return pathway, client


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(ruled_by_clocks())
def test_clocks_that_move_together_open_the_same_at_the_same_time(
    case: tuple[Pathway, Client],
) -> None:
    check(*case)


@pytest.mark.parametrize(
    ("when", "here", "care"),
    [
        # What rounding adds to a day is not counted ...
        ("days_in_level <= 1.0 and days_in_care >= 3.4", 0.7, 3.0999999999999996),
        ("days_in_care > 2.9 and days_in_level <= 5.1", 0.3, 0.7),
        # ... and whoever is at a level is in care for as long, and may be for longer.
        ("days_in_care > 5.9 and days_in_level <= 3.3", 0.4, None),
        ("days_in_care > 40", 40, None),
        ("days_in_level >= 12", None, 11),
    ],
)
def test_the_clock_of_a_move(when: str, here: float | None, care: float | None) -> None:
    levels = [Level(id="here", title="Here", rank=1), Level(id="up", title="Up", rank=2)]
    move = Transition(start="here", to="up", kind=TransitionKind.STEP_UP, when=parse(when))
    pathway = Pathway(id="p", title="P", levels=levels, transitions=[move])

    check(pathway, Client(level="here", days_in_level=here, days_in_care=care))


@pytest.mark.parametrize("here", [None, 5, 10, 12])
@pytest.mark.parametrize("care", [None, 12])
@pytest.mark.parametrize(
    "rule", ["days_in_care >= 10", "days_in_level < 20", "days_in_level <= 12"]
)
def test_the_clock_of_a_placement(rule: str, here: float | None, care: float | None) -> None:
    pathway = Pathway(
        id="p",
        title="P",
        levels=[
            Level(id="a", title="A", rank=1, admit=[Rule(criterion=parse(rule))]),
            Level(id="b", title="B", rank=2, admit=[Rule(criterion=parse("completed a"))]),
        ],
    )

    check(pathway, Client(days_in_level=here, days_in_care=care))


@SLOW
@given(st.data())
def test_levels_of_equal_rank_come_in_the_same_order(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    levels = [attrs.evolve(level, rank=data.draw(st.integers(0, 1))) for level in pathway.levels]
    tied = attrs.evolve(pathway, levels=levels, transitions=(), rule_sets=(), accepted=())

    check(tied, data.draw(in_care(tied)))


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_for_clients_of_real_facilities_the_script_says_what_python_says(
    file: str, data: st.DataObject
) -> None:
    pathway = readiness_cases.pathway(file)

    check(pathway, data.draw(in_care(pathway)))


@pytest.mark.parametrize("file", FILES[:2])
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data(), steps=st.integers(0, 120))
def test_where_rules_are_too_entangled_the_script_gives_up_at_the_same_step(
    file: str, data: st.DataObject, steps: int
) -> None:
    pathway = readiness_cases.pathway(file)
    client = data.draw(in_care(pathway))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagram, "MOST_STEPS", steps)
        check(pathway, client)


def test_rules_with_too_many_questions_are_answered_by_the_verdicts() -> None:
    facts = [Fact(id=f"f{n}", ask="?", type=YesNo()) for n in range(201)]
    levels = [
        Level(id="a", title="A", rank=1, admit=[Rule(criterion=parse(f.id)) for f in facts]),
        Level(id="b", title="B", rank=2),
    ]
    pathway = Pathway(id="p", title="P", assessment=Assessment(facts), levels=levels)

    found, *_ = asked(pathway, Client())

    assert isinstance(found, dict)
    assert not found["exact"]
    check(pathway, Client())
    check(pathway, Client(facts={"f200": True}))


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_the_table_of_cases_is_what_both_say(case: dict[str, dict[str, object]]) -> None:
    file, values, said = str(case["pathway"]), case["client"], case["said"]
    if not Path(readiness_cases.ROOT / file).exists():
        pytest.skip(f"{file} is not here")
    pathway = readiness_cases.pathway(file)
    client = readiness_cases.client(values, pathway)

    assert client_values(client, pathway) == values
    assert readiness_cases.said(pathway, client) == said, "python tests/readiness_cases.py"
    found, ahead, line, _ = asked(pathway, client)
    assert line == said["line"]
    assert isinstance(found, dict)
    assert found["open_facts"] == said["ask"]
    assert [[fit["level"], fit["verdict"]] for fit in found["levels"]] == said["levels"]
    moves = [*ahead["transitions"], *ahead["discharges"]] if isinstance(ahead, dict) else []
    assert [_short(move) for move in moves] == said["moves"]


def _short(move: dict[str, Any]) -> list[object]:
    wait = move["time_until_met"]
    opens = wait and [wait[key] for key in ("clock", "day", "in_days")]
    nearly = [[each["fact"], each["opens_at"] or ""] for each in move["counterfactuals"]]
    return [move["to"], move["verdict"], opens, nearly]


@given(st.integers(-(10**14), 10**14), st.integers(-25, 25))
@example(1, 21)
@example(1, -7)
def test_numbers_are_written_alike(digits: int, exponent: int) -> None:
    # With 16 digits and more this engine, unlike browsers, does not always find the shortest text.
    number = float(f"{digits}e{exponent}")

    assert CALL("number", json.dumps(number)) == write_number(number)


@given(fact_types().filter(lambda kind: isinstance(kind, NumberFact)), st.data())
def test_the_form_takes_the_numbers_that_are_answers(kind: NumberFact, data: st.DataObject) -> None:
    number = data.draw(st.integers(-12, 24).map(lambda half: half / 2))
    pathway = Pathway(
        id="p", title="P", assessment=Assessment([Fact(id="number", ask="?", type=kind)])
    )
    facts = readiness_data(pathway)["facts"]
    assert isinstance(facts, list)

    allowed = CALL("allows", json.dumps(facts[0]), json.dumps(number))

    assert allowed is not bool(kind.refuses(number))


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("", "%", "null"),
        ("  ", "", "null"),
        ("80", "%", "80"),
        ("80 %", "%", "80"),
        ("2,5", "", "2.5"),
        (".5", "", "0.5"),
        ("-3", "", "-3"),
        ("12 days", "days", "12"),
        ("many", "", "NaN"),
        ("1e3", "", "NaN"),
        ("80 %", "", "NaN"),
        ("1 2", "", "NaN"),
        ("0x10", "", "NaN"),
        ("%", "%", "NaN"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, unit: str, number: str) -> None:
    assert CALL("written", text, unit) == number


def test_what_the_moves_need_is_asked_after_what_the_placement_needs() -> None:
    standard = load("standard")
    client = Client(level="iop", facts={"relapsed": False})

    found, ahead, _, ask = asked(standard, client)

    assert isinstance(found, dict)
    assert isinstance(ahead, dict)
    assert ask == list(dict.fromkeys([*found["open_facts"], *ahead["open_facts"]]))
    assert {"cravings", "attendance"} <= set(ahead["open_facts"])


@SLOW
@given(pathways())
def test_no_text_of_a_pathway_becomes_html(pathway: Pathway) -> None:
    worst = "<img src=x onerror=alert(1)></script><!--"
    facts = [attrs.evolve(fact, ask=worst) for fact in pathway.assessment.facts]
    levels = [attrs.evolve(level, title=worst) for level in pathway.levels]

    html = str(readiness_html(attrs.evolve(pathway, assessment=Assessment(facts), levels=levels)))

    assert "<img" not in html
    assert "<!--" not in html
    assert html.count("</script") == 1


def test_questions_that_no_rule_asks_are_named_and_not_asked() -> None:
    html = readiness_html(load("standard"))

    assert 'data-name="relapsed"' in html
    assert 'data-name="cravings"' in html
    assert 'data-name="veteran"' not in html
    assert "lgbtq and veteran" in html


def test_a_pathway_without_levels_has_no_form() -> None:
    html = readiness_html(Pathway(id="p", title="P"))

    assert "<form" not in html
    assert "no levels" in html
