"""A timetable keeps to everything on the page docs/explanation/timetable.md, or there is none."""

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from week import checker
from week.little import (
    DAYS,
    any_week,
    hours,
    larger_pathways,
    little_pathways,
    pathway,
    service,
    size_of_search,
)

from iopkit.errors import MissingExtraError, UnknownNameError
from iopkit.files.compose.load import load
from iopkit.model.basis import Figure
from iopkit.model.criterion import Constant
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.range import Range
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.service import Format, Mode, Need, Service
from iopkit.week.infeasibility.infeasible_week import (
    ImpossibleWeekError,
    NothingToHoldError,
    UndecidedWeekError,
)
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable

pytest.importorskip("ortools")

from iopkit.week import lay_out

ROOT = Path(__file__).parents[2]
PARTS = {"client", "situations", "therapies", "elsewhere", "both"}
FILES = [
    *sorted((ROOT / "plugins").glob("*/src/*/facility.yaml")),
    *(
        file
        for file in sorted((ROOT / "examples").glob("*.yaml"))
        if not any(part in file.stem for part in PARTS)
    ),
]


def group(table: Timetable, therapy: str) -> list[Session]:
    return [each for each in table.sessions if each.therapy == therapy]


@pytest.mark.parametrize(
    "file", ["standard", *FILES], ids=["standard", *(f"{f.parent.name}-{f.stem}" for f in FILES)]
)
def test_a_facility_has_a_week_without_faults(file: str | Path) -> None:
    table = lay_out(load(file))

    assert checker.faults(table) == []
    assert table.sessions


@given(little_pathways())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_there_is_a_week_exactly_when_trying_all_finds_one(where: Pathway) -> None:
    assume(0 < size_of_search(where) <= 4)

    try:
        table = lay_out(where)
    except ImpossibleWeekError:
        assert any_week(where) is None
    else:
        assert checker.faults(table) == []


@given(larger_pathways())
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_week_of_several_programs_has_no_faults(where: Pathway) -> None:
    try:
        table = lay_out(where)
    except (ImpossibleWeekError, NothingToHoldError, UndecidedWeekError):
        reject()
    else:
        assert checker.faults(table) == []


def test_the_same_file_has_the_same_week_in_another_process() -> None:
    program = (
        "import json, sys, iopkit; from iopkit.week import lay_out;"
        "print(json.dumps(lay_out(iopkit.load(sys.argv[1])).to_dict()))"
    )
    file = ROOT / "examples" / "harbor.yaml"

    first, second = (
        subprocess.run(
            [sys.executable, "-c", program, file],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert len(json.loads(first)["sessions"]) > 20
    assert first == second


def test_a_track_with_more_clients_than_a_group_holds_has_sections_as_even_as_possible() -> None:
    track = Track(id="day", days=DAYS[:5], start=540, end=780, clients=25)

    table = lay_out(pathway(service("group", 2, 90, size=10), tracks=(track,)))

    assert [(each.id, each.clients) for each in table.sections] == [("A", 9), ("B", 8), ("C", 8)]
    assert {each.section for each in table.sessions} == {"A", "B", "C"}
    assert {each.clients for each in table.sessions} == {9, 8}


def test_places_of_the_level_are_divided_among_its_tracks() -> None:
    tracks = (Track(id="early"), Track(id="late"))
    where = pathway(service("group", size=20), tracks=tracks)
    level = Level(id="iop-level", title="L", rank=1, places=Figure(31), programs=["iop"])

    table = lay_out(attrs.evolve(where, levels=[level]))

    assert [each.clients for each in table.sections] == [16, 16]
    assert any("16 clients follow the early track" in each.text for each in table.assumed)


def test_groups_are_held_more_often_until_the_hours_of_the_program_are_reached() -> None:
    where = pathway(
        Service(therapy="group", sessions=Range(1, None), minutes=Range(90, 90)),
        Service(
            therapy="lessons", format=Format.CLASS, sessions=Range(1, 3), minutes=Range(60, 60)
        ),
        service("single", 1, 60, format=Format.INDIVIDUAL),
        hours=Range(9, 19),
    )

    table = lay_out(where)

    times = {therapy: len(group(table, therapy)) for therapy in ("group", "lessons")}
    assert times == {"group": 4, "lessons": 3}
    assert not checker.faults(table)


def test_the_upper_end_of_the_hours_is_never_passed() -> None:
    where = pathway(
        Service(therapy="group", sessions=Range(1, None), minutes=Range(90, 90)), hours=Range(4, 4)
    )

    table = lay_out(where)

    assert len(table.sessions) == 2
    assert any("adds up to 3 hours a week" in each.text for each in table.assumed)


def test_a_service_of_every_other_week_has_its_time_kept_free() -> None:
    once = Service(therapy="family", format=Format.FAMILY, sessions=Range(0.5, 0.5))

    table = lay_out(pathway(once))

    assert len(table.sessions) == 1
    assert any("less than every week" in each.text for each in table.assumed)


def test_what_is_not_held_says_why() -> None:
    where = pathway(
        service("group"),
        service("doctor", format=Format.INDIVIDUAL, need=Need.AS_NEEDED),
        Service(therapy="yoga", need=Need.OPTIONAL),
        service("medication", format=Format.INDIVIDUAL, audience=Constant(value=True)),
    )

    table = lay_out(where)

    assert {each.title: each.why for each in table.not_held} == {
        "doctor": "it is held as needed",
        "yoga": "not every client takes part, and nobody says how often it is held",
        "medication": "it is for some clients, one by one, and nobody says for how many",
    }
    assert {each.therapy for each in table.sessions} == {"group"}


def test_a_specialised_group_is_held_once_for_all_sections() -> None:
    track = Track(id="day", clients=20)
    where = pathway(
        service("group", size=10),
        service("veterans", audience=Constant(value=True), size=8),
        tracks=(track,),
    )

    (veterans,) = group(lay_out(where), "veterans")

    assert (veterans.section, veterans.clients) == ("", 8)


def test_online_sessions_take_no_room() -> None:
    room = Room(id="only", title="Only room", size=3)
    where = pathway(service("group", mode=Mode.ONLINE), week=Week(rooms=[room]))

    (session,) = lay_out(where).sessions

    assert session.room == ""


def test_clients_at_work_come_after_work() -> None:
    evening = Track(id="evening", clients=3, busy=[hours(0, 6, 8, 17)])
    where = pathway(
        service("group", 2), service("single", format=Format.INDIVIDUAL), tracks=(evening,)
    )

    assert all(each.start >= 17 * 60 for each in lay_out(where).sessions)


def test_only_the_programs_asked_for_are_laid_out() -> None:
    table = lay_out(load("standard"), ["php"])

    assert {each.program for each in table.sessions} == {"php"}
    assert table.programs == ("php",)


def test_an_unknown_program_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'php'"):
        lay_out(load("standard"), ["phpp"])


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Pathway(id="p", title="P"), "has no programs"),
        (pathway(service("doctor", need=Need.AS_NEEDED)), "no service of 'iop' can be laid out"),
    ],
)
def test_nothing_to_lay_out_is_said(where: Pathway, said: str) -> None:
    with pytest.raises(NothingToHoldError, match=said):
        lay_out(where)


def test_a_week_of_thousands_of_sessions_is_refused() -> None:
    with pytest.raises(UndecidedWeekError, match="3000 sessions is too large"):
        lay_out(pathway(service("group", 3000, 1)))


def test_people_have_no_more_hours_than_they_work() -> None:
    people = Staff(id="counselor", title="Counselors", count=2, hours=3)
    where = pathway(service("group", 6, 60, led_by=["counselor"]), week=Week(staff=[people]))

    table = lay_out(where)

    assert checker.faults(table) == []
    assert {each.leader for each in table.sessions} == {"counselor 1", "counselor 2"}


def test_places_beyond_all_reason_are_refused_and_not_laid_out() -> None:
    where = pathway(service("group", size=12))
    level = Level(id="iop-level", title="L", rank=1, places=Figure(1e9), programs=["iop"])

    with pytest.raises(UndecidedWeekError, match="1000000000 clients in groups of 12"):
        lay_out(attrs.evolve(where, levels=[level]))


def test_an_optional_session_of_one_client_has_time_for_all_and_says_so() -> None:
    optional = service("single", format=Format.INDIVIDUAL, need=Need.OPTIONAL)

    table = lay_out(pathway(optional, tracks=[Track(id="day", clients=3)]))

    assert {each.client for each in table.sessions} == {1, 2, 3}
    assert any("time for every client to have single" in each.text for each in table.assumed)


def test_what_replaces_a_service_may_be_at_the_same_time() -> None:
    """One hour is open, so the two must be at the same time, which others must not be."""
    week = Week(open=[hours(0, 0, 9, 10)])
    track = Track(id="day", clients=4)
    instead = service("dbt", instead_of="group", audience=Constant(value=True))

    table = lay_out(pathway(service("group"), instead, tracks=[track], week=week))

    assert [each.time for each in table.sessions] == ["Mon 09:00-10:00"] * 2
    beside = service("dbt", audience=Constant(value=True))
    with pytest.raises(ImpossibleWeekError):
        lay_out(pathway(service("group"), beside, tracks=[track], week=week))


def test_without_ortools_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    monkeypatch.delitem(sys.modules, "iopkit.week.solver.cp_sat")

    with pytest.raises(MissingExtraError, match=re.escape("pip install 'iopkit[week]'")):
        importlib.import_module("iopkit.week.solver.cp_sat")


def test_families_of_a_section_come_together_unless_the_size_is_one() -> None:
    track = Track(id="day", clients=3)

    def families(size: int | None) -> Timetable:
        return lay_out(pathway(service("family", format=Format.FAMILY, size=size), tracks=[track]))

    assert [each.client for each in families(None).sessions] == [None]
    assert any("come to family together" in each.text for each in families(None).assumed)
    assert {each.client for each in families(1).sessions} == {1, 2, 3}


INTERRUPTED = """
import os, signal
from week.little import pathway, service
from iopkit.week import lay_out

signal.signal(signal.SIGINT, signal.default_int_handler)
lay_out(pathway(service("group")))
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    print("heard")
"""


def test_ctrl_c_is_heard_after_a_week_was_laid_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "heard\n"), done.stderr
