"""A week, its page and its calendar end in time, and say what holds and what is open."""

import json
import time
from itertools import pairwise, product
from pathlib import Path

import pytest
from commands import CASES, Run

FACILITIES = sorted((CASES / "facilities").glob("p*.yaml"))
SCREEN = 24
"""Lines of a terminal."""
OVERHEAD = 3.0
"""Time of the processor for reading the file, loading a solver, and words. [s]"""

HELD = "The week can be held"
IMPOSSIBLE = "The week cannot be held"
UNDECIDED = "not decided within"

pytest.importorskip("ortools")


def facility(name: str) -> str:
    return str(CASES / "facilities" / name)


def taken(run: Run, *words: str) -> tuple[str, float]:
    """Return what a command says, and the time of the processor that it took."""
    begun = time.process_time()
    result = run(*words)
    assert result.exit_code in {0, 1}, result.output
    return result.output, time.process_time() - begun


def decided(output: str) -> str:
    """Return which of the three results a week came to."""
    (result,) = [each for each in (HELD, IMPOSSIBLE, UNDECIDED) if each in " ".join(output.split())]
    return result


def test_two_clients_at_the_window_at_a_time_are_laid_out_for_sixty(run: Run) -> None:
    output, seconds = taken(run, "week", str(CASES / "week-dosing-window.yaml"))

    assert decided(output) == HELD
    assert "360 appointments of 5 minutes" in output
    assert seconds < 8


def test_a_thousand_sessions_are_held_by_people_with_limited_hours(run: Run) -> None:
    result = run("week", str(CASES / "week-large.yaml"), "--json", "--seconds", "9")

    found = json.loads(result.output)
    assert found["infeasibility"] is None
    if "sessions" not in found:  # a machine that is much too slow says so
        assert UNDECIDED in found["problem"]
        return
    assert len(found["sessions"]) == 1080
    hours = [each for kind in found["workload"]["staff"] for each in kind["per_person"]]
    assert max(hours) <= 39
    assert max(each["peak"] for each in found["workload"]["rooms"]) <= 22
    busy: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in found["sessions"]:
        busy.setdefault((each["leader"], each["day"]), []).append((each["start"], each["end"]))
    for sessions in busy.values():
        ordered = sorted(sessions)
        assert all(one[1] <= two[0] for one, two in pairwise(ordered))


@pytest.mark.parametrize("seconds", ["0", "0.5"])
def test_what_is_not_decided_in_time_is_said(run: Run, seconds: str) -> None:
    output, spent = taken(run, "week", str(CASES / "week-large.yaml"), "--seconds", seconds)

    assert decided(output) == UNDECIDED
    said = " ".join(output.split())
    assert f"not decided within {seconds} second" in said
    assert "1080 sessions of P0, P1" in said
    assert "no proof that there is none" in said
    assert spent < float(seconds) + OVERHEAD


def test_a_conflict_that_is_not_taken_apart_in_time_is_said_to_be_too_large(run: Run) -> None:
    """No people have so many hours; which of all demands matter takes longer than there is."""
    short = ("--set", "week.staff.c0.hours=1", "--set", "week.staff.c1.hours=1")
    words = ("week", str(CASES / "week-large.yaml"), *short)

    output, spent = taken(run, *words, "--seconds", "3")

    if "Some of them may not matter" in output:  # a quick machine leaves out all that do not
        assert decided(output) == IMPOSSIBLE
        assert len(output.splitlines()) <= SCREEN
    assert decided(output) != HELD
    assert spent < 3 + OVERHEAD


def test_a_day_every_other_week_is_a_day_on_which_clients_come(run: Run) -> None:
    """It was said that they come on at most 0 days, so that nothing could be held."""
    result = run("week", facility("p03-otp.yaml"), "--program", "dosing-half", "--json")

    assert result.exit_code == 0
    assert len(json.loads(result.output)["sessions"]) == 1


@pytest.mark.parametrize("path", FACILITIES, ids=lambda path: path.stem)
def test_the_week_of_a_facility_is_laid_out_or_it_is_said_on_one_screen_why_not(
    run: Run, path: Path
) -> None:
    result = run("week", str(path), "--seconds", "1")

    if result.exit_code == 0:
        assert result.output.startswith(HELD)
    else:
        assert result.exit_code == 1
        assert 1 <= len(result.output.splitlines()) <= SCREEN
    if path.stem.startswith("p07"):
        assert "this pathway has no programs" in result.output
    if path.stem.startswith("p10"):
        assert "at least 7 days a week" in result.output


@pytest.mark.parametrize("path", FACILITIES, ids=lambda path: path.stem)
def test_a_page_is_written_whatever_becomes_of_its_week(
    run: Run, path: Path, tmp_path: Path
) -> None:
    begun = time.process_time()
    result = run("page", str(path), "--seconds", "0.5", "-o", "page.html")

    assert result.exit_code == 0, result.output
    assert time.process_time() - begun < 0.5 + OVERHEAD
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "</html>" in page


def test_a_page_says_that_its_week_is_not_decided(run: Run, tmp_path: Path) -> None:
    result = run("page", facility("p14-php-dual.yaml"), "--seconds", "0", "-o", "page.html")

    assert result.exit_code == 0
    assert "not decided within 0 seconds" in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize("path", FACILITIES, ids=lambda path: path.stem)
def test_a_facility_is_simulated_or_it_is_said_what_is_missing(run: Run, path: Path) -> None:
    pytest.importorskip("numba")
    words = ("--days", "60", "--warm-up", "0", "--replications", "2")

    result = run("simulate", str(path), *words)

    assert result.exit_code in {0, 1, 2}
    assert not isinstance(result.exception, Exception)
    assert "iopkit itself has failed" not in result.output
    if result.exit_code:
        assert 1 <= len(result.output.splitlines()) <= SCREEN


CROWDS = list(product((1, 40), (1, 200), ("", ", hours: 30", ", a_day: 150")))


@pytest.mark.parametrize(("sections", "people", "limit"), CROWDS)
def test_every_size_of_a_week_ends_in_one_of_three_ways(
    run: Run, tmp_path: Path, sections: int, people: int, limit: str
) -> None:
    """The property: from what nobody can hold to what everybody can, with every limit of people."""
    (tmp_path / "week.yaml").write_text(
        f"""
iopkit: 1
id: crowd
title: Crowd
levels: {{day: {{title: Day, rank: 1, program: day}}}}
programs:
  day:
    title: Day
    tracks: {{t: {{at: Mon-Fri 08:00-18:00, clients: {sections * 8}, a_day: 240}}}}
    services:
      - {{therapy: group, format: group, sessions: 5, minutes: 60, size: 8}}
      - {{therapy: skills, format: group, sessions: 3, minutes: 90, size: 8}}
week:
  open: Mon-Fri 08:00-18:00
  rooms: {{room: {{title: Room, size: 8, count: {max(1, sections // 3)}}}}}
  staff: {{counselor: {{title: Counselor, count: {people}{limit}}}}}
""",
        "utf-8",
    )

    output, spent = taken(run, "week", "week.yaml", "--seconds", "0.7")

    result = decided(output)
    assert spent < 0.7 + OVERHEAD
    needed = sections * (5 * 60 + 3 * 90)
    each = {"": 3000, ", hours: 30": 1800, ", a_day: 150": 750}[limit]
    if needed > people * each:
        assert result != HELD
    if sections == 1:
        assert result == (HELD if needed <= people * each else IMPOSSIBLE)


def test_time_to_spare_changes_nothing(run: Run) -> None:
    words = ("week", facility("p04-adolescent.yaml"), "--json", "--seconds")

    assert run(*words, "50").output == run(*words, "90").output


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon", "1e9"])
def test_what_is_no_time_is_refused(run: Run, seconds: str) -> None:
    result = run("week", facility("p04-adolescent.yaml"), "--seconds", seconds)

    assert result.exit_code == 2
    assert "--seconds" in result.output


DATES = [
    (("--from", "0001-01-01"), "1970 to 2100"),
    (("--from", "9999-12-31"), "1970 to 2100"),
    (("--from", "2026-11-30", "--until", "9999-12-31"), "at most 10 years"),
    (("--from", "2100-06-01", "--until", "9999-12-31"), "at most 10 years"),
    (("--from", "1970-01-01", "--until", "1979-12-31"), ""),
    (("--from", "2100-12-31"), ""),
    (("--from", "2024-02-29", "--until", "2034-02-28"), ""),
]


@pytest.mark.parametrize(("words", "refused"), DATES)
def test_a_calendar_of_thousands_of_years_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], refused: str
) -> None:
    pytest.importorskip("icalendar")
    zone = ("--set", "week={zone: America/Denver, open: ['Mon-Fri 08:00-20:00']}")
    begun = time.process_time()

    result = run("week", facility("p04-adolescent.yaml"), *zone, "-o", "week.ics", *words)

    assert time.process_time() - begun < OVERHEAD
    if refused:
        assert result.exit_code == 2
        assert refused in result.output
        assert not (tmp_path / "week.ics").exists()
    else:
        assert result.exit_code == 0, result.output
        assert "RRULE" in (tmp_path / "week.ics").read_text("utf-8")
