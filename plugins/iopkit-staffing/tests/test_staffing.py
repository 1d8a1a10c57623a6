"""What a program takes of the staff: known, bounded, or unknown, and never invented."""

import json
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from iopkit_staffing.command import command

import iopkit
from iopkit import ProgramHours, staff_hours
from iopkit.model import Range
from iopkit.registry import load_registry

HERE = Path(__file__).parents[1]
CLINIC = """
iopkit: 1
id: clinic
title: Clinic
assessment:
  gender: {ask: Gender?, choice: [female, male]}
levels:
  iop: {title: IOP, rank: 2, %s program: day}
programs:
  day:
    title: Day program
    tracks: %s
    services:
      - %s
"""


def one(service: str, *, places: str = "places: 36,", tracks: str = "{}") -> ProgramHours:
    """Return the hours of a program with one service, or several joined by the caller."""
    (found,) = staff_hours(iopkit.loads(CLINIC % (places, tracks, service)))
    return found


def test_the_entry_point_gives_the_command() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    [(name, module)] = project["entry-points"]["iopkit"].items()

    offered = load_registry(entry_points=False, extra=[(name, import_module(module))])

    given = offered.command("staffing")
    assert given is not None
    assert getattr(import_module(given[1].module), given[1].attribute) is command
    assert given[1].summary == (command.help or "").splitlines()[0]
    assert offered.problems == ()
    assert (files(module) / "py.typed").is_file()


@pytest.mark.parametrize(
    ("service", "groups", "hours"),
    [
        ("{therapy: group, sessions: 3, minutes: 90, size: 12}", Range(3, 3), Range(13.5, 13.5)),
        ("{therapy: group, sessions: 3, minutes: 90, size: 10}", Range(4, 4), Range(18, 18)),
        ("{therapy: group, sessions: 2 to 3, minutes: 60, size: 12}", Range(3, 3), Range(6, 9)),
        ("{therapy: group, sessions: 3, minutes: 60}", Range(1, None), Range(3, None)),
        ("{therapy: group, minutes: 60, size: 12}", Range(3, 3), Range()),
        (
            "{therapy: a, format: individual, sessions: 1, minutes: 50}",
            Range(36, 36),
            Range(30, 30),
        ),
        ("{therapy: a, format: case management, minutes: 50}", Range(36, 36), Range()),
        (
            "{therapy: a, format: family, sessions: 1, minutes: 60, size: 9}",
            Range(4, 4),
            Range(4, 4),
        ),
    ],
)
def test_hours_are_sessions_times_minutes_times_what_is_held_side_by_side(
    service: str, groups: Range, hours: Range
) -> None:
    found = one(service)

    assert found.services[0].side_by_side == groups
    assert found.services[0].hours.low == pytest.approx(hours.low)
    assert found.services[0].hours.high == pytest.approx(hours.high)
    assert found.core == found.services[0].hours


@pytest.mark.parametrize(
    "more",
    ["optional: true", "for: gender = female"],
)
def test_who_need_not_take_part_may_be_nobody(more: str) -> None:
    found = one(f"{{therapy: group, sessions: 1, minutes: 60, size: 12, {more}}}")

    assert found.services[0].clients == Range(0, 36)
    assert found.services[0].hours.low == 0
    assert found.services[0].hours.high == pytest.approx(3)


def test_optional_services_stand_apart() -> None:
    found = one(
        "{therapy: group, sessions: 1, minutes: 60, size: 12}\n"
        "      - {therapy: yoga, sessions: 1, minutes: 60, size: 12, optional: true}"
    )

    assert found.core == Range(3, 3)
    assert found.optional == Range(0, 3)


def test_of_two_services_in_place_of_each_other_either_may_have_everybody() -> None:
    found = one(
        "{therapy: group, sessions: 1, minutes: 60, size: 12}\n"
        "      - {therapy: alone, format: individual, sessions: 1, minutes: 60, instead_of: group}"
    )

    assert [each.clients for each in found.services] == [Range(0, 36), Range(0, 36)]


def test_each_track_may_leave_a_group_that_is_not_full() -> None:
    tracks = '{morning: "Mon-Fri 09:00-12:00", evening: "Mon-Thu 17:30-20:30"}'
    found = one("{therapy: group, sessions: 1, minutes: 60, size: 12}", tracks=tracks)

    assert found.services[0].side_by_side == Range(3, 4)


def test_without_places_nobody_knows_how_many_groups() -> None:
    found = one("{therapy: group, sessions: 1, minutes: 60, size: 12}", places="")

    assert not found.clients.is_known
    assert found.core.high is None


def test_a_level_without_places_taken_needs_nobody() -> None:
    found = one("{therapy: a, format: individual, sessions: 1}", places="places: 0,")

    assert found.core == Range(0, 0)


def test_who_may_lead_shares_the_hours_with_nobody_twice() -> None:
    dose = "format: individual, sessions: 1, minutes: 60"
    found = one(
        f"{{therapy: a, {dose}, led_by: [counselor, nurse]}}\n"
        f"      - {{therapy: b, {dose}, led_by: [counselor]}}\n"
        f"      - {{therapy: c, {dose}}}"
    )

    assert {leader: core.low for leader, (core, _) in found.by_leader().items()} == {
        ("counselor", "nurse"): pytest.approx(36),
        ("counselor",): pytest.approx(36),
        (): pytest.approx(36),
    }
    assert found.core.low == pytest.approx(3 * 36)


# -- the command


def run(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(command, words, input=stdin, env={"COLUMNS": "80"})


SERVICES = (
    "{therapy: group, sessions: 3, minutes: 90, size: 12, led_by: [counselor]}\n"
    "      - {therapy: yoga, sessions: 1, minutes: 60, size: 12, optional: true}\n"
    "      - {therapy: talk}"
)
TEXT = CLINIC % ("places: 36,", "{}", SERVICES)


def test_the_page_says_what_is_unknown() -> None:
    done = run("-", stdin=TEXT)

    assert done.exit_code == 0, done.output
    assert "Day program (day): 36 clients" in done.stdout
    assert "counselor: 13.5 hours a week\n" in done.stdout
    assert "nobody says who leads: unknown; optional services 0 to 3 hours a week" in done.stdout
    assert "all together: at least 13.5 hours a week" in done.stdout
    assert "one person leading a session" in done.stdout


def test_the_same_for_programs() -> None:
    values = json.loads(run("-", "--json", stdin=TEXT).stdout)

    assert (values["schema"], values["version"]) == ("iopkit-staffing/hours", 2)
    (program,) = values["programs"]
    assert program["clients"] == {"at_least": 36, "at_most": 36}
    assert program["core_hours"] == {"at_least": 13.5, "at_most": None}
    assert program["services"][2]["hours"] == {"at_least": None, "at_most": None}
    assert program["by_leader"][0]["led_by"] == ["counselor"]


def test_the_standard_pathway_states_no_hours() -> None:
    done = run("standard")

    assert done.exit_code == 0
    assert "all together: unknown" in done.stdout


def test_installed_it_is_a_command_like_any_other(tmp_path: Path) -> None:
    info = tmp_path / "iopkit_staffing-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: iopkit-staffing\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[iopkit]\nstaffing = iopkit_staffing\n")
    program = (
        "import sys\n"
        f"sys.path[:0] = [{str(tmp_path)!r}, {str(HERE / 'src')!r}]\n"
        "from iopkit.cli import main\n"
        "main(['staffing', '--help'], prog_name='iopkit')\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Usage: iopkit staffing [OPTIONS] FILE")
