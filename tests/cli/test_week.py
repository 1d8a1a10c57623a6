"""`iopkit week`: a week for people, for calendars and for other programs, or why there is none."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from commands import GOLDEN, Run, Start
from weeks import WEEK

pytest.importorskip("ortools")

from iopkit.cli.options.week_calendar import CalendarRequest, chosen
from iopkit.pages.week.week import week_html
from iopkit.week import lay_out

COUNSELED = 20
"""How many appointments the week made by hand has."""


def test_the_first_line_says_the_result(run: Run) -> None:
    done = run("week", "week.yaml")

    assert done.exit_code == 0
    assert done.stdout.startswith("The week can be held: 12 sessions in 1 program (6 of them with")


def test_when_there_is_no_week_the_reasons_come_with_their_lines(run: Run) -> None:
    done = run("week", "week-crowded.yaml")

    assert done.exit_code == 1
    assert done.stdout.startswith("The week cannot be held.")
    assert "[week-crowded.yaml:" in done.stdout
    assert "Group room" in done.stdout


def test_for_programs(run: Run) -> None:
    found = json.loads(run("week", "week.yaml", "--json").stdout)
    none = json.loads(run("week", "week-crowded.yaml", "--json").stdout)

    assert (found["schema"], found["infeasibility"]) == ("iopkit/week", None)
    assert len(found["sessions"]) == 12
    assert (none["schema"], none["pathway"]) == ("iopkit/week", "mill-lane-crowded")
    assert none["infeasibility"]["constraints"]
    assert {each["file"] for each in none["infeasibility"]["constraints"]} >= {"week-crowded.yaml"}


def test_a_pathway_without_programs_has_no_week(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("iopkit: 1\nid: x\ntitle: X\n", encoding="utf-8")

    done, values = run("week", str(file)), json.loads(run("week", str(file), "--json").stdout)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "this pathway has no programs" in done.stderr
    assert "this pathway has no programs" in values["problem"]
    assert values["infeasibility"] is None


def test_a_value_can_be_tried_without_touching_the_file(run: Run) -> None:
    before = Path("week.yaml").read_bytes()

    done = run("week", "week.yaml", "--set", "week.rooms.large.size=5")

    assert done.exit_code == 1
    assert "Group room holds at most 5 clients [--set:1:" in done.stdout
    assert Path("week.yaml").read_bytes() == before


def test_a_program_that_is_not_there(run: Run) -> None:
    done = run("week", "week.yaml", "--program", "iops")

    assert done.exit_code == 2
    assert "no program named 'iops'; did you mean 'iop'?" in " ".join(done.stderr.split())


def test_the_name_of_the_file_says_the_form(run: Run, tmp_path: Path) -> None:
    from iopkit.files.compose.load import load

    page, table, values = (tmp_path / f"week.{form}" for form in ("html", "csv", "json"))
    for path in (page, table, values):
        done = run("week", "week.yaml", "-o", str(path))
        assert (done.exit_code, done.stdout) == (0, f"{path}\n")

    timetable = lay_out(load("week.yaml"))
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert week_html(timetable, heading=2) in page.read_text(encoding="utf-8")
    rows = list(csv.DictReader(StringIO(table.read_text(encoding="utf-8"))))
    assert len(rows) == 12
    assert {row["day"] for row in rows if row["therapy"] == "group"} == {"Mon", "Tue", "Wed", "Thu"}
    assert json.loads(values.read_text()) == json.loads(run("week", "week.yaml", "--json").stdout)


def test_a_calendar_for_clients_and_one_for_the_staff(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    clients, staff, one = (tmp_path / f"{name}.ics" for name in ("clients", "staff", "one"))
    from_there = ("--from", "2026-11-30")

    first = run("week", "week.yaml", "-o", str(clients), *from_there)
    second = run("week", "week.yaml", "-o", str(staff), *from_there, "--for", "staff")
    third = run("week", "week.yaml", "-o", str(one), *from_there, "--client", "3")

    assert [first.exit_code, second.exit_code, third.exit_code] == [0, 0, 0]
    assert "6 appointments of single clients left out" in first.stderr
    assert second.stderr == ""
    assert third.stderr == ""
    assert clients.read_bytes().count(b"BEGIN:VEVENT") == 6
    assert staff.read_bytes().count(b"BEGIN:VEVENT") == 12
    assert one.read_bytes().count(b"BEGIN:VEVENT") == 7
    assert b"Group therapy" in staff.read_bytes()
    assert b"therapy" not in clients.read_bytes().lower()


def test_a_calendar_needs_a_time_zone(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    text = Path("week.yaml").read_text(encoding="utf-8").replace("  zone: America/Denver\n", "")
    file, out = tmp_path / "no-zone.yaml", tmp_path / "week.ics"
    file.write_text(text, encoding="utf-8")

    done = run("week", str(file), "-o", str(out), "--from", "2026-11-30")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "week: {zone: America/Denver}" in " ".join(done.stderr.split())
    assert not out.exists()


def test_a_file_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    page.write_text("mine")

    done = run("week", "week.yaml", "-o", str(page))

    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert page.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "week.pdf"], "the name of a week ends in .html, .ics, .csv or .json"),
        (["-o", "week"], "the name of a week ends in"),
        (["-o", "week.ics"], "a calendar needs its first date"),
        (["--from", "2026-11-30"], "--from goes with a calendar: -o week.ics"),
        (
            ["-o", "w.html", "--for", "staff", "--track", "x"],
            "--for and --track go with a calendar",
        ),
        (["-o", "w.ics", "--from", "soon"], "'soon' does not match the format"),
        (
            ["-o", "w.ics", "--from", "2026-11-30", "--until", "2026-11-29"],
            "--until must not be before --from",
        ),
        (
            ["-o", "w.ics", "--from", "2026-11-30", "--for", "clients", "--leader", "nurse"],
            "--leader goes with --for staff",
        ),
        (
            ["-o", "w.ics", "--from", "2026-11-30", "--track", "evenings"],
            "no track named 'evenings'; did you mean 'evening'?",
        ),
        (
            ["-o", "w.ics", "--from", "2026-11-30", "--client", "7"],
            "client 7 has no appointments here; they are numbered 1 to 6",
        ),
        (["-o", "w.json", "--json"], "--json prints"),
        (["-o", "no/w.csv"], "cannot be written: No such file or directory"),
    ],
)
def test_wrong_use_says_what_is_right(run: Run, words: list[str], message: str) -> None:
    done = run("week", "week.yaml", *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
    assert not Path("w.ics").exists()


def test_a_broken_file_is_explained(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("iopkit: 1\nid: x\ntitle: X\nweek: {zone: Nowhere/At-all}\n", encoding="utf-8")

    done = run("week", str(file))
    values = json.loads(run("week", str(file), "--json").stdout)

    assert done.exit_code == 1
    assert "broken.yaml:4:" in done.stderr
    assert values["schema"] == "iopkit/check"


@pytest.mark.parametrize(
    ("library", "words", "message"),
    [
        ("ortools", [], "pip install 'iopkit[week]'"),
        ("icalendar", ["-o", "w.ics", "--from", "2026-11-30"], "pip install 'iopkit[ical]'"),
    ],
)
def test_without_a_library_it_says_what_to_install(
    library: str, words: list[str], message: str
) -> None:
    program = (
        "import sys\n"
        f"sys.modules['{library}'] = None\n"
        "from iopkit.cli import main\n"
        "main(['week', *sys.argv[1:]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "week.yaml", *words],
        cwd=GOLDEN,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_the_same_file_gives_the_same_bytes(start: Start, tmp_path: Path) -> None:
    for form in ("html", "csv"):
        once, again = tmp_path / f"once.{form}", tmp_path / f"again.{form}"
        for out, seed in ((once, "1"), (again, "2")):
            done = start("week", "week.yaml", "-o", str(out), PYTHONHASHSEED=seed)
            assert done.returncode == 0
        assert once.read_bytes() == again.read_bytes()


def test_clients_get_what_they_have_together_and_are_told_to_choose() -> None:
    kept, said = chosen(WEEK, CalendarRequest())

    assert {each.client for each in kept} == {None}
    assert f"{COUNSELED} appointments of single clients left out" in said
    assert "holds 3 groups beside each other" in said


def test_one_client_gets_what_the_group_has_and_the_own_appointments() -> None:
    kept, said = chosen(WEEK, CalendarRequest(track="evening", section="B", client=3))

    assert said == ""
    assert {each.section for each in kept} == {"B", ""}
    assert [each.client for each in kept if each.client] == [3]
    assert {each.title for each in kept if not each.section} == {"Women's group", "Family evening"}


def test_a_leader_gets_what_is_led_and_nothing_else() -> None:
    asked = CalendarRequest(leader="counselor 2")
    kept, said = chosen(WEEK, asked)

    assert said == ""
    assert asked.is_for_staff
    assert kept == [each for each in WEEK.sessions if each.leader == "counselor 2"]
