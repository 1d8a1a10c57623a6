"""What the page says, read back from the plugin; the README's table is held against the file."""

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import iopkit_community
import pytest
import yaml

import iopkit
from iopkit import write
from iopkit.model import Format, Mode, Need, Pathway, Service, Strength
from iopkit.registry import Registry, load_registry

NAME = "community"
PAGE = "seed-001"
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
    "willing_to_give_time": True,
    "prepared_for_triggers": True,
}
"""A client whom the IOP takes."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(entry_points=False, extra=[(NAME, iopkit_community)])


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


def test_eight_to_twelve_weeks_and_nobody_says_how_many_hours(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert (iop.length.low, iop.length.high) == (56, 84)
    assert not iop.hours_per_week().is_known
    assert not iop.days.is_known


def test_services(pathway: Pathway) -> None:
    found = services(pathway)
    for therapy in ("group", "individual"):
        assert found[therapy].sessions.low == 1
        assert not found[therapy].minutes.is_known
    for therapy in ("psychoeducation", "relapse-prevention"):
        assert found[therapy].format is Format.CLASS
    for therapy in ("art", "music", "adventure"):
        assert found[therapy].need is Need.OPTIONAL
    assert {service.basis.source for service in found.values() if service.basis} == {PAGE}


def test_what_a_client_takes_home(pathway: Pathway) -> None:
    produces = services(pathway)["relapse-prevention"].produces
    assert produces == ("written relapse-prevention plan", "worksheets", "planners")


def test_time_follows_functioning(pathway: Pathway) -> None:
    assert pathway.program("iop").varies_with == ("level_of_functioning",)
    for therapy in ("group", "individual"):
        assert services(pathway)[therapy].varies_with == ("level_of_functioning",)


def test_progress_is_looked_at_in_every_session(pathway: Pathway) -> None:
    review = pathway.program("iop").review
    assert review is not None
    assert review.each_session
    assert review.by == ("therapist",)


def test_three_tracks_one_of_them_online(pathway: Pathway) -> None:
    tracks = {track.id: track for track in pathway.program("iop").tracks}
    assert set(tracks) == {"day", "evening", "online"}
    assert tracks["online"].mode is Mode.ONLINE
    assert all(track.start is None and not track.days for track in tracks.values())


@pytest.mark.parametrize("group", ["women", "men", "lgbtq", "veterans"])
def test_groups(pathway: Pathway, group: str) -> None:
    assert group in {each.id for each in pathway.groups}
    assert services(pathway)[group].group == group


def test_one_to_one_stands_in_for_the_group(pathway: Pathway) -> None:
    alone = services(pathway)["one-to-one"]
    assert (alone.instead_of, alone.format) == ("group", Format.INDIVIDUAL)
    assert alone.audience is not None
    assert write(alone.audience) == "not comfortable_in_groups"


def test_support_groups_are_encouraged_and_on_site(pathway: Pathway) -> None:
    [meetings] = pathway.supports
    assert (meetings.id, meetings.strength) == ("twelve-step", Strength.ENCOURAGED)
    assert meetings.on_site
    assert meetings.is_during("iop")


def test_who_is_suited(pathway: Pathway) -> None:
    hard, preferred = rules(pathway, "iop"), rules(pathway, "iop", preferred=True)
    for rule in ("home_support >= strong", "willing_to_give_time", "abstinent_while_attending"):
        assert hard[rule] == PAGE
    for rule in ("completed detox", "prepared_for_triggers", "cannot_leave_work_or_family"):
        assert preferred[rule] == PAGE
    assert placed(pathway) == placed(pathway, "detox") == "iop"
    assert placed(pathway, "detox", home_support="moderate") != "iop"
    assert placed(pathway, "detox", willing_to_give_time=False) != "iop"


def test_who_cannot_stay_abstinent_cannot_stay(pathway: Pathway) -> None:
    assert placed(pathway, "detox", abstinent_while_attending=False) != "iop"
    assert when(pathway, "iop", "residential").startswith("not abstinent_while_attending")
    assert " and abstinent_while_attending" in when(pathway, "iop", "outpatient")


@pytest.mark.parametrize("start", ["residential", "php"])
def test_the_iop_is_a_step_down_for_who_is_prepared_for_triggers(
    pathway: Pathway, start: str
) -> None:
    move = next(move for move in pathway.leaving(start) if move.to == "iop")
    assert move.kind == "step down"
    assert "prepared_for_triggers" in when(pathway, start, "iop")


def test_who_sends_clients(pathway: Pathway) -> None:
    by = [referral.by for referral in pathway.referrals]
    assert by == ["a therapist", "a family member", "SAMHSA's list of programs in each state"]
