"""What the page says, read back from the plugin; the README's table is held against the file."""

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import iopkit_crest_view
import pytest
import yaml

import iopkit
from iopkit import write
from iopkit.model import Need, Pathway, Service, Supervision
from iopkit.registry import Registry, load_registry

NAME = "crest-view"
PAGE = "seed-003"
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
    "first_part_of_residential_finished": True,
    "hesitant_to_leave": False,
}
"""A client whom the IOP takes."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(entry_points=False, extra=[(NAME, iopkit_crest_view)])


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


def test_about_a_month_in_residence_and_longer_for_some(pathway: Pathway) -> None:
    residential = pathway.program("residential")
    assert (residential.length.low, residential.length.high) == (30, 30)
    others = {write(other.when): other.length for other in residential.lengths}
    severe = others["dsm5_criteria_count >= 6"]
    assert (severe.low, severe.high) == (None, 90)
    assert others["hesitant_to_leave"].high is None


def test_four_to_six_weeks_of_full_days_and_nobody_says_how_many_hours(pathway: Pathway) -> None:
    iop = pathway.program("iop")
    assert (iop.length.low, iop.length.high) == (28, 42)
    assert [track.id for track in iop.tracks] == ["full-day"]
    assert not iop.hours_per_week().is_known
    assert not iop.days.is_known


@pytest.mark.parametrize("to", ["outpatient", "aftercare", "completed"])
def test_half_of_those_who_complete_stay_four_to_six_weeks(pathway: Pathway, to: str) -> None:
    [move] = [move for move in pathway.leaving("iop") if move.to == to]
    assert move.stay is not None
    assert dict(move.stay.given) == {"p25": 28, "p75": 42}
    assert move.stay.basis is not None
    assert move.stay.basis.is_assumption


def test_who_steps_down_leaves_psychiatrist_and_supervision(pathway: Pathway) -> None:
    residential, iop = pathway.level("residential"), pathway.level("iop")
    assert residential.on_site == ("psychiatrist",)
    assert residential.supervision is Supervision.ROUND_THE_CLOCK
    assert iop.on_site == ()
    assert iop.supervision is Supervision.NONE
    assert "psychiatry" not in services(pathway)


def test_the_first_part_of_residential_treatment_comes_first(pathway: Pathway) -> None:
    rule = "first_part_of_residential_finished or completed residential"
    assert rules(pathway, "iop")[rule] == PAGE
    assert placed(pathway) == "iop"
    assert placed(pathway, first_part_of_residential_finished=False) != "iop"
    assert "first_part_of_residential_finished" in when(pathway, "residential", "iop")
    assert not any(move.to == "iop" for move in pathway.leaving("detox"))
    assert not any(stream.to == "iop" for stream in pathway.arrivals)
    assert any(stream.to == "residential" for stream in pathway.arrivals)


def test_nobody_comes_to_the_iop_who_never_was_in_residence(pathway: Pathway) -> None:
    came = "first_part_of_residential_finished or completed residential"
    into = {move.start for move in pathway.transitions if move.to == "iop"}
    assert into == {"residential", "php", "outpatient", "aftercare"}
    for start in ("outpatient", "aftercare"):
        assert when(pathway, start, "iop") == f"relapsed and ({came})"
        assert when(pathway, start, "residential").startswith(f"relapsed and not ({came})")
    assert came in when(pathway, "php", "iop")


def test_about_a_month_is_what_clients_stay(pathway: Pathway) -> None:
    [move] = [move for move in pathway.leaving("residential") if move.to == "completed"]
    assert move.stay is not None
    assert 28 <= move.stay.mean() <= 35


def test_who_would_have_gone_from_detox_to_the_iop_goes_to_the_residence(pathway: Pathway) -> None:
    standard = iopkit.load("standard")
    for start in ("detox", "residential", "iop", "outpatient", "aftercare", "community"):
        leaving = [move.share.value for move in pathway.leaving(start) if move.share]
        before = [move.share.value for move in standard.leaving(start) if move.share]
        assert sum(leaving) == pytest.approx(sum(before))


def test_home_can_hurt(pathway: Pathway) -> None:
    assert rules(pathway, "iop")["home_is_safe"] == PAGE
    assert rules(pathway, "residential", preferred=True) == {"not home_is_safe": PAGE}
    assert placed(pathway, home_is_safe=False) == "residential"


def test_a_risk_of_self_harm_needs_care_round_the_clock(pathway: Pathway) -> None:
    assert placed(pathway, self_harm_risk=True) == "residential"


def test_who_hesitates_stays(pathway: Pathway) -> None:
    for to in ("php", "iop"):
        assert when(pathway, "residential", to).startswith("not hesitant_to_leave")


def test_readiness_is_looked_at_regularly_at_an_assumed_interval(pathway: Pathway) -> None:
    review = pathway.level("residential").review
    assert review is not None
    assert review.basis is not None
    assert review.basis.is_assumption
    assert PAGE in review.basis.assumption


def test_who_does_well(pathway: Pathway) -> None:
    preferred = rules(pathway, "iop", preferred=True)
    assert preferred == {"commitment >= strong": PAGE, "triggers_known": PAGE}


def test_services(pathway: Pathway) -> None:
    found = services(pathway)
    assert set(found) == {
        *("individual", "group", "psychoeducation", "life-skills", "wellness", "family"),
    }
    assert all(service.need is Need.CORE for service in found.values())
    assert {service.basis.source for service in found.values() if service.basis} == {PAGE}
    assert "peer support and coaching" in found["group"].title
    assert "skills and self-esteem" in found["psychoeducation"].title


def test_goals(pathway: Pathway) -> None:
    found = goals(pathway, "iop")
    for words in ("work or school", "family duties"):
        assert any(words in goal for goal in found)


def test_many_begin_in_residence_and_step_down(pathway: Pathway) -> None:
    move = next(move for move in pathway.leaving("residential") if move.to == "iop")
    assert move.kind == "step down"
    assert move.basis is not None
    assert move.basis.source == PAGE


def test_it_says_otherwise_than_the_general_page(pathway: Pathway) -> None:
    """The contradiction of 4 to 6 weeks: the standard pathway has room for both pages."""
    standard = iopkit.load("standard").program("iop").length
    mine = pathway.program("iop").length
    assert (standard.low, standard.high) == (28, 84)
    assert mine.high == 42
