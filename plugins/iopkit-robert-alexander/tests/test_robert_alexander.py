"""What the page says, read back from the plugin; the README's table is held against the file."""

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import iopkit_robert_alexander
import pytest
import yaml

import iopkit
from iopkit import write
from iopkit.model import Need, Pathway, Service, Supervision
from iopkit.registry import Registry, load_registry

NAME = "robert-alexander"
PAGE = "seed-002"
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
}
"""A client whom the IOP takes."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(entry_points=False, extra=[(NAME, iopkit_robert_alexander)])


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


def test_several_hours_a_week_are_no_number(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert not iop.hours_per_week().is_known
    assert not iop.days.is_known
    assert not iop.length.is_known


def test_sessions_lie_around_what_the_client_has_to_do(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert [track.id for track in iop.tracks] == ["around-the-client"]
    assert iop.tracks[0].start is None
    assert iop.varies_with == ("work_or_school",)
    assert rules(pathway, "iop", preferred=True)["work_or_school"] == PAGE


def test_between_outpatient_treatment_and_a_residence(pathway: Pathway) -> None:
    residential, iop = pathway.level("residential"), pathway.level("iop")
    assert pathway.level("outpatient").rank < iop.rank < residential.rank
    assert residential.supervision is Supervision.ROUND_THE_CLOCK
    assert (residential.room_and_board, iop.room_and_board) == (True, False)
    assert not iop.overnight


def test_a_first_treatment_or_a_step_down(pathway: Pathway) -> None:
    assert not any("completed" in rule for rule in rules(pathway, "iop"))
    assert placed(pathway) == placed(pathway, "residential") == "iop"
    assert any(stream.to == "iop" for stream in pathway.arrivals)
    move = next(move for move in pathway.leaving("residential") if move.to == "iop")
    assert move.kind == "step down"


def test_addiction_and_mental_health(pathway: Pathway) -> None:
    assert "treat addiction and mental health" in goals(pathway, "iop")
    either = "dsm5_criteria_count >= 1 or mental_health_severity >= minor"
    assert rules(pathway, "iop", preferred=True)[either] == PAGE
    assert placed(pathway, mental_health_severity="moderate") == "iop"


def test_services(pathway: Pathway) -> None:
    found = services(pathway)
    assert set(found) == {
        *("individual", "group", "skills-training", "psychoeducation"),
        *("life-skills", "substance-education", "relapse-prevention"),
    }
    assert all(service.need is Need.CORE for service in found.values())
    assert {service.basis.source for service in found.values() if service.basis} == {PAGE}
    for words in ("stress", "relationships", "trust"):
        assert words in found["life-skills"].title
    assert found["psychoeducation"].title == "Educational workshops"
    assert found["relapse-prevention"].produces == ("personal relapse-prevention plan",)


def test_goals(pathway: Pathway) -> None:
    found = goals(pathway, "iop")
    for words in ("causes", "peers", "triggers", "cope", "work and school", "independent living"):
        assert any(words in goal for goal in found)
    assert set(found.values()) == {PAGE}


def test_it_leads_home(pathway: Pathway) -> None:
    assert {"outpatient", "aftercare", "completed"} <= {
        move.to for move in pathway.leaving("iop") if move.share
    }
