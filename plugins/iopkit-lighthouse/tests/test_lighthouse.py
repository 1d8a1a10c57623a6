"""What the page says, read back from the plugin; the README's table is held against the file."""

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import iopkit_lighthouse
import pytest
import yaml

import iopkit
from iopkit import write
from iopkit.model import Need, Pathway, Service, Strength
from iopkit.registry import Registry, load_registry

NAME = "lighthouse"
PAGE = "seed-004"
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
    "co_occurring_diagnosis": False,
    "on_medication": False,
}
"""A client whom the IOP takes."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(entry_points=False, extra=[(NAME, iopkit_lighthouse)])


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


def test_mornings_or_evenings_without_clock_times(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert [track.id for track in iop.tracks] == ["morning", "evening"]
    assert all(track.start is None and not track.days for track in iop.tracks)
    assert not iop.hours_per_week().is_known
    assert not iop.days.is_known
    assert not iop.length.is_known


def test_tailored_to_the_client_and_less_rigid_step_by_step(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert iop.varies_with == ("work_or_school", "on_medication", "co_occurring_diagnosis")
    assert "step by step" in iop.taper
    assert "much structure still" in iop.taper


def test_clients_sleep_at_home_and_keep_their_obligations(pathway: Pathway) -> None:
    assert not pathway.level("iop").overnight
    assert rules(pathway, "iop", preferred=True) == {"work_or_school": PAGE}


def test_the_group_is_the_mainstay_and_the_rest_is_not_everywhere(pathway: Pathway) -> None:
    found = services(pathway)
    assert found["group"].need is Need.CORE
    for therapy in ("individual", "family", "vocational"):
        assert found[therapy].need is Need.OPTIONAL
    everybody = [
        each for each in found.values() if each.need is Need.CORE and each.audience is None
    ]
    assert [each.therapy for each in everybody] == ["group"]
    assert {service.basis.source for service in found.values() if service.basis} == {PAGE}
    assert set(found) == {
        *("group", "individual", "family", "vocational", "medication", "co-occurring"),
    }


def test_goals_differ_between_residence_and_iop(pathway: Pathway) -> None:
    there, here = goals(pathway, "residential"), goals(pathway, "iop")
    assert any("history" in goal for goal in there)
    for words in ("work", "independently", "stress and temptation", "not alone", "satisfied"):
        assert any(words in goal for goal in here)
    assert not set(there) & set(here)
    assert {*there.values(), *here.values()} == {PAGE}


def test_vocational_training(pathway: Pathway) -> None:
    for words in ("resume", "applying", "stress at work"):
        assert words in services(pathway)["vocational"].title


def test_medication_sessions_may_change_the_regimen(pathway: Pathway) -> None:
    medication = services(pathway)["medication"]
    assert medication.may_change == ("the medication regimen",)
    assert medication.audience is not None
    assert write(medication.audience) == "on_medication"


def test_other_diagnoses_neither_exclude_nor_admit_but_get_more(pathway: Pathway) -> None:
    more = services(pathway)["co-occurring"]
    assert more.audience is not None
    assert write(more.audience) == "co_occurring_diagnosis"
    assert placed(pathway, co_occurring_diagnosis=True) == placed(pathway) == "iop"
    assert placed(pathway, mental_health_severity="moderate") == "iop"


def test_the_twelve_steps_are_required_and_follow_the_iop(pathway: Pathway) -> None:
    supports = {support.id: support for support in pathway.supports}
    steps, onward = supports["twelve-step"], supports["twelve-step-after-iop"]
    assert steps.strength is Strength.REQUIRED
    assert steps.is_during("iop")
    assert onward.after == ("iop",)
    assert onward.is_during("aftercare")
    assert supports["sober-living"].strength is Strength.OFFERED
    assert supports["sober-living"].is_during("iop")


def test_inpatient_months_may_come_first_and_need_not(pathway: Pathway) -> None:
    assert not pathway.program("residential").length.is_known
    assert any(move.to == "iop" for move in pathway.leaving("residential"))
    assert not any("completed" in rule for rule in rules(pathway, "iop"))


def test_afterwards_outpatient_treatment_or_aftercare_for_who_completed(pathway: Pathway) -> None:
    assert {"outpatient", "aftercare"} <= {move.to for move in pathway.leaving("iop")}
    ready = {"triggers_known": True, "relapse_prevention_plan": True}
    assert placed(pathway, "iop", **ready) == "aftercare"
    assert placed(pathway, "detox", **ready, dsm5_criteria_count=2) == "outpatient"
    [rule] = [rule for rule in rules(pathway, "aftercare") if "completed iop" in rule]
    assert rules(pathway, "aftercare")[rule] == PAGE
