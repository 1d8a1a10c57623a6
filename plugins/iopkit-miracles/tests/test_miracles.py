"""What the page says, read back from the plugin; the README's table is held against the file."""

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import iopkit_miracles
import pytest
import yaml

import iopkit
from iopkit import write
from iopkit.model import Need, Pathway, Service
from iopkit.registry import Registry, load_registry

NAME = "miracles"
PAGE = "seed-000"
HERE = Path(__file__).parents[1]
ROWS = re.findall(r"^\| (.+) \| `(.+)` \|$", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)
CLIENT = {
    "physically_stable": True,
    "withdrawal_risk": "none",
    "self_harm_risk": False,
    "mental_health_severity": "minor",
    "dsm5_criteria_count": 5,
    "relapsed": False,
    "abstinent_while_attending": True,
    "home_is_safe": True,
    "home_support": "strong",
    "able_to_take_part": True,
    "commitment": "strong",
    "triggers_known": False,
    "relapse_prevention_plan": False,
    "goes_through_day_without_use": True,
}
"""A client whom the IOP takes."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(entry_points=False, extra=[(NAME, iopkit_miracles)])


@pytest.fixture(scope="module")
def pathway(registry: Registry) -> Pathway:
    return iopkit.load(NAME, find=registry.find)


def rules(pathway: Pathway, level: str, *, preferred: bool = False) -> dict[str, str]:
    """Return the rules of admission, each with the source it rests on."""
    return {
        write(rule.criterion): rule.basis.source if rule.basis else ""
        for rule in pathway.level(level).admit
        if rule.prefer is preferred
    }


def services(pathway: Pathway) -> dict[str, Service]:
    return {service.therapy: service for service in pathway.program("iop").services}


def goals(pathway: Pathway, program: str) -> dict[str, str]:
    """Return what a program is meant to reach, each with the source it rests on."""
    found = pathway.program(program).goals
    return {goal.goal: goal.basis.source if goal.basis else "" for goal in found}


def when(pathway: Pathway, start: str, to: str) -> str:
    """Return the criterion of the first move between two levels."""
    move = next(move for move in pathway.leaving(start) if move.to == to)
    return write(move.when) if move.when else ""


def named(items: list[Any]) -> dict[str, Any]:
    """Return the items of a list by what the README calls them; the first of a name counts."""
    found: dict[str, Any] = {}
    for item in items:
        names = ("therapy", "goal", "by", "if", "when")
        name = item if isinstance(item, str) else next((item[n] for n in names if n in item), "")
        found.setdefault(f"{item['from']} to {item['to']}" if "from" in item else name, item)
    return found


def placed(pathway: Pathway, *completed: str, **facts: object) -> str | None:
    history = tuple(iopkit.Stay(level=level, completed=True) for level in completed)
    answers: dict[str, Any] = CLIENT | facts
    return iopkit.place(pathway, iopkit.Client(facts=answers, history=history)).level


# ---- the plugin


@pytest.mark.parametrize(("fact", "where"), ROWS)
def test_what_the_readme_points_at_is_there(registry: Registry, fact: str, where: str) -> None:
    *standard, path = where.split("standard > ")
    found = registry.find("standard" if standard else NAME)
    assert found is not None
    tree = yaml.safe_load(found[1])
    for step in path.split(" > "):
        tree = named(tree) if isinstance(tree, list) else tree
        assert step in tree, fact
        tree = tree[step]
    assert tree is not None


def test_the_entry_point_gives_the_pathway_of_this_name() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    [(name, module)] = project["entry-points"]["iopkit"].items()
    offered = load_registry(entry_points=False, extra=[(name, import_module(module))])
    assert offered.pathways[NAME] == NAME
    assert not offered.problems
    assert (files(module) / "py.typed").is_file()


def test_the_check_has_nothing_to_say(registry: Registry) -> None:
    assert iopkit.examine(NAME, find=registry.find).complaints == ()


def test_nothing_is_stated_without_saying_where_from(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    rests = [
        *(rule.basis for level in pathway.levels for rule in level.admit),
        *(goal.basis for program in pathway.programs for goal in program.goals),
        *(length.basis for program in pathway.programs for length in program.lengths),
        *(service.basis for service in iop.services),
        *(support.basis for support in pathway.supports),
        *(move.basis for move in pathway.transitions),
        *(fact.basis for fact in pathway.assessment.facts),
    ]
    assert None not in rests
    assert iop.basis is not None
    assert iop.basis.source == PAGE


# ---- the page


def test_who_is_suited_in_general(pathway: Pathway) -> None:
    assert rules(pathway, "iop")["physically_stable"] == PAGE
    preferred = rules(pathway, "iop", preferred=True)
    assert {
        "dsm5_criteria_count <= 5",
        "home_support >= strong",
        "community_support >= strong",
        "commitment >= strong",
        "work_or_school",
    } <= {rule for rule, source in preferred.items() if source == PAGE}


def test_one_of_three_levels_comes_before_and_they_are_more_intensive(pathway: Pathway) -> None:
    before = "completed detox or completed residential or completed php"
    assert rules(pathway, "iop")[before] == PAGE
    assert placed(pathway, "detox") == placed(pathway, "residential") == "iop"
    assert placed(pathway, "php") == "iop"
    assert placed(pathway) == "php"
    iop = pathway.level("iop")
    assert all(pathway.level(name).rank > iop.rank for name in ("detox", "residential", "php"))


def test_the_iop_asks_for_more_than_outpatient_treatment_and_leaves_the_night(
    pathway: Pathway,
) -> None:
    assert pathway.level("iop").rank > pathway.level("outpatient").rank
    assert not pathway.level("iop").overnight
    assert pathway.level("residential").overnight


def test_a_serious_or_complex_condition_goes_to_the_residence(pathway: Pathway) -> None:
    fact = pathway.assessment.fact("mental_health_severity")
    assert "serious or complex" in fact.ask
    assert placed(pathway, "detox", mental_health_severity="serious") == "residential"


def test_a_residence_keeps_away_and_does_not_suit_who_works(pathway: Pathway) -> None:
    preferred = rules(pathway, "residential", preferred=True)
    assert preferred == {"people_who_work_against_recovery": PAGE, "not work_or_school": PAGE}
    for program in ("residential", "php"):
        assert any("away from the substance" in goal for goal in goals(pathway, program))


@pytest.mark.parametrize("start", ["residential", "php"])
def test_the_iop_is_a_step_down(pathway: Pathway, start: str) -> None:
    move = next(move for move in pathway.leaving(start) if move.to == "iop")
    assert move.kind == "step down"
    assert move.basis is not None
    assert move.basis.source == PAGE


def test_goals_in_general(pathway: Pathway) -> None:
    found = goals(pathway, "iop")
    for words in ("causes beneath", "triggers", "work or school"):
        assert any(words in goal for goal in found)
    assert set(found.values()) == {PAGE}


def test_services_in_general(pathway: Pathway) -> None:
    found = services(pathway)
    for skill in ("dbt", "act"):
        assert found[skill].need is Need.OPTIONAL
    for therapy in ("group", "individual", "dbt", "act"):
        assert found[therapy].led_by == ("certified therapist",)
    for therapy in ("art", "music", "adventure"):
        audience = found[therapy].audience
        assert audience is not None
        assert write(audience) == "hard_to_put_into_words"


def test_several_hours_on_three_or_more_days(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert (iop.days.low, iop.days.high) == (3, None)
    assert not iop.hours_per_week().is_known
    assert not iop.length.is_known


def test_services_at_miracles(pathway: Pathway) -> None:
    found = services(pathway)
    core = {therapy for therapy, service in found.items() if service.need is Need.CORE}
    assert core == {"group", "individual", "case-management", "mentorship"}
    assert found["psychiatry"].need is Need.AS_NEEDED
    assert {service.basis.source for service in found.values() if service.basis} == {PAGE}
    assert not any(service.sessions.is_known for service in found.values())


def test_who_is_suited_at_miracles(pathway: Pathway) -> None:
    hard = rules(pathway, "iop")
    for rule in ("home_is_safe", "home_support >= moderate", "goes_through_day_without_use"):
        assert hard[rule] == PAGE
    assert placed(pathway, "detox", home_support="weak") != "iop"
    assert placed(pathway, "detox", home_is_safe=False) != "iop"
    assert placed(pathway, "detox", goes_through_day_without_use=False) != "iop"


def test_a_condition_beside_the_addiction_is_what_the_program_is_for(pathway: Pathway) -> None:
    preferred = rules(pathway, "iop", preferred=True)
    assert preferred["mental_health_severity >= minor"] == PAGE
    assert "mental_health_severity <= minor" not in preferred | rules(pathway, "iop")
    assert placed(pathway, "detox", mental_health_severity="moderate") == "iop"
    assert "mental_health_severity <= moderate" in when(pathway, "residential", "iop")
