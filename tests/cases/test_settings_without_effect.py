"""A setting that another one hides: the file is warned of, and a change of it refused or heeded."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from commands import Run

CLOSURE = "weekend-closure.yaml"
SHORT = ("--days=900", "--warm-up=100 days", "--replications=2", "--threads=1")


def test_a_file_with_places_and_a_calendar_from_day_0_is_warned_of(run: Run, data: Path) -> None:
    result = run("check", str(data / CLOSURE), "--json")
    (file,) = json.loads(result.stdout)["files"]
    (warning,) = file["complaints"]

    assert result.exit_code == 0
    assert (warning["code"], warning["severity"]) == ("places-hidden", "warning")
    assert (warning["line"], warning["column"]) == (5, 30)


def used(run: Run, *words: str) -> tuple[float, str]:
    """Return the share of places used, and what is said below."""
    result = run("simulate", *words, "--years=3", "--replications=3", "--json")
    told = json.loads(result.stdout)
    (level,) = told["summary"]["levels"]
    return level["occupancy"]["mean"], " ".join(told.get("notes", []))


@pytest.mark.parametrize("option", ["--places=php=60", "--set=levels.php.places=60"])
def test_places_from_outside_replace_the_calendar_and_say_so(
    run: Run, data: Path, option: str
) -> None:
    mean, told = used(run, str(data / CLOSURE), option)

    assert mean == pytest.approx(0.13, abs=0.02)
    assert "places that are given for php replace its calendar" in told


def test_a_sweep_over_places_replaces_the_calendar_and_says_so(run: Run, data: Path) -> None:
    words = ("--sweep=levels.php.places=6..60/27", "--years=3", "--replications=3", "--out=out.csv")
    result = run("compare", str(data / CLOSURE), *words)
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    found = [float(row["occupancy:php"]) for row in rows]
    assert found == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(0.13, abs=0.02)
    assert "replace its calendar" in " ".join(result.stdout.split())


def test_a_set_in_a_comparison_replaces_the_calendar_and_says_so(run: Run, data: Path) -> None:
    words = ("--set=levels.php.places=60", "--years=3", "--replications=3", "--json")
    told = json.loads(run("compare", str(data / CLOSURE), *words).stdout)

    assert "The places that are given for php replace its calendar." in told["notes"]


def test_places_before_a_calendar_that_begins_later_are_in_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "later.yaml"
    text = (Path(__file__).parent / "data" / CLOSURE).read_text(encoding="utf-8")
    calendar = "calendar: {steps: [{from: 400 days, places: 9}]}"
    file.write_text(re.sub(r"calendar: \{.*days\}", calendar, text), encoding="utf-8")

    assert "warning" not in run("check", str(file)).stderr
    found = json.loads(
        run("compare", str(file), "--set=levels.php.places=7", "--years=3", "--json").stdout
    )
    assert found["notes"] == []


SHARES = """
iopkit: 1
id: here
title: Here
assessment: {c: {ask: "C?", number: 0 to 10}, y: {ask: "Y?", yes_no: true}}
outcomes: {done: {title: Done, completes: true}, gone: {title: Gone}}
"""
A = "levels: {a: {title: A, rank: 1, places: 3}}\n"
OUT = "transitions: [{from: a, to: done, share: 1, stay: 9 days}]\n"
ASKED = (
    "transitions: [{from: a, to: done, share: 0.5, stay: 9 days, when: y}, "
    "{from: a, to: gone, share: 0.5, stay: 9 days}]\n"
)
W = "arrivals: {w: {to: a, rate: 1 per day}}\n"
HIDDEN = {
    "period": (
        "levels: {a: {title: A, rank: 1, places: 6, "
        "calendar: {steps: [{from: 5 days, places: 0}], period: 7 days}}}\n" + OUT + W,
        "places-hidden",
    ),
    "rate": (
        A + OUT + "arrivals: {w: {to: a, rate: 0 per day}, v: {to: a, rate: 1 per day}}\n",
        "nobody-arrives",
    ),
    "weekly": (A + OUT + "arrivals: {w: {to: a, weekly: {mon: 0, tue: 0}}}\n", "nobody-arrives"),
    "table": (
        A + OUT + "arrivals: {w: {to: a, table: [{from: 0 days, rate: 0 per day}]}}\n",
        "nobody-arrives",
    ),
    "facts": (
        A + ASKED + "arrivals: {w: {to: a, rate: 1 per day, facts: {y: 0.5, c: {uniform: 0 to 1}}}}"
        "\nfloors: [{at_least: a, when: c >= 5}]\n",
        "unasked",
    ),
    "progress": (
        "levels: {a: {title: A, rank: 1, places: 3, review: every 3 days, "
        "progress: {c: {by: 1}}}}\nfloors: [{at_least: a, when: c >= 5}]\n" + OUT + W,
        "unasked",
    ),
    "priority": (
        "levels: {a: {title: A, rank: 1, places: 3, queue: {first: [y]}}}\n" + OUT + W,
        "unasked",
    ),
    "patience": (
        "levels: {a: {title: A, rank: 1, queue: {patience: 3 days, gives_up: gone}}}\n" + OUT + W,
        "nobody-waits",
    ),
    "hold": (
        "levels: {a: {title: A, rank: 1, places: 3}, b: {title: B, rank: 0}}\n"
        "transitions: [{from: a, to: b, share: 1, stay: 9 days, hold: true}, "
        "{from: b, to: done, share: 1, stay: 9 days}]\n" + W,
        "nobody-waits",
    ),
    "displaces": (
        "levels: {a: {title: A, rank: 1, places: 3, calendar: "
        "{steps: [{from: 9 days, places: 5}], displaces: last, displaced_to: gone}}}\n" + OUT + W,
        "nobody-displaced",
    ),
    "session": (
        "levels: {a: {title: A, rank: 1, places: 3, costs: [{per: session, amount: 7, "
        "currency: USD, year: 2024, assumption: x}]}}\n" + OUT + W,
        "cost-of-nothing",
    ),
    "share": (
        A + "transitions: [{from: a, to: done, share: 1, stay: 9 days}, "
        "{from: a, to: gone, share: 0, stay: 9 days}]\n" + W,
        "nobody-goes",
    ),
    "island": (
        "levels: {a: {title: A, rank: 1, places: 3}, b: {title: B, rank: 2}, "
        "c: {title: C, rank: 3}}\ntransitions: [{from: a, to: done, share: 1, stay: 9 days}, "
        "{from: b, to: c, share: 1, stay: 9 days}, {from: c, to: b, share: 1, stay: 9 days}]\n" + W,
        "nobody-comes",
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_each_kind_of_setting_without_effect_is_warned_of(
    run: Run, tmp_path: Path, what: str
) -> None:
    text, code = HIDDEN[what]
    file = tmp_path / "here.yaml"
    file.write_text(SHARES + text, encoding="utf-8")
    result = run("check", str(file), "--json")
    (told,) = json.loads(result.stdout)["files"]

    assert result.exit_code == 0
    assert code in {each["code"] for each in told["complaints"] if each["severity"] == "warning"}
    assert all(each["line"] and each["column"] and each["hint"] for each in told["complaints"])


def test_a_share_at_a_review_is_an_error_with_its_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "here.yaml"
    level = "levels: {a: {title: A, rank: 1, places: 3, review: every 3 days}}\n"
    moves = OUT.replace("share: 1, stay: 9 days", "share: 1, stay: 9 days, at: review")
    file.write_text(SHARES + level + moves + W, encoding="utf-8")
    result = run("check", str(file))

    assert result.exit_code == 1
    assert re.search(r"here.yaml:\d+:\d+: error: .*at a review", " ".join(result.stderr.split()))


# The property: whatever number a file has, a change of it shows in the figures or is refused.

NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?")
NOT_TEXT = frozenset({"title", "ask", "if", "id", "iopkit", "when", "assumption", "currency"})


def numbers(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the way to every value with a number in it, as `--set` writes it, and another value."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in NOT_TEXT:
                yield from numbers(below, (*path, str(key)))
    elif isinstance(value, list):
        for place, below in enumerate(value, 1):
            is_move = isinstance(below, dict) and {"from", "to"} <= below.keys()
            name = f"{below['from']}>{below['to']}" if is_move else str(place)
            if isinstance(below, dict):
                yield from numbers(below, (*path, name))
    elif not isinstance(value, bool) and (found := NUMBER.findall(str(value))):
        last = found[-1]
        other = f"{float(last) * 0.4:g}" if "." in last else str(max(int(last) * 4 // 3, 1))
        other = "2" if last == "0" else str(int(last) + 1) if other == last else other
        head, _, tail = str(value).rpartition(last)
        yield path, f"{head}{other}{tail}"


def paths(name: str) -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    return [(name, ".".join(path), other) for path, other in numbers(yaml.safe_load(text))]


EVERY = [*paths("busy-by-shares.yaml"), *paths("busy-by-rules.yaml")]
BASES: dict[str, object] = {}


def figures(run: Run, *words: str) -> object:
    result = run("simulate", *words, *SHORT, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["summary"]


@pytest.mark.parametrize(
    ("name", "path", "other"), EVERY, ids=[f"{name}:{path}" for name, path, _ in EVERY]
)
def test_whatever_is_set_shows_in_the_figures_or_is_refused(
    run: Run, data: Path, name: str, path: str, other: str
) -> None:
    file = str(data / name)
    if name not in BASES:
        BASES[name] = figures(run, file)
    result = run("simulate", file, f"--set={path}={other}", *SHORT, "--json")

    assert result.exit_code in {0, 2}
    if result.exit_code == 2:
        (told,) = json.loads(result.stdout)["files"]
        assert told["complaints"][0]["message"]
    else:
        assert json.loads(result.stdout)["summary"] != BASES[name]


def test_the_property_sees_enough() -> None:
    """Most numbers of these files matter, and those of every section are among them."""
    assert len(EVERY) > 70
    sections = {path.partition(".")[0] for _, path, _ in EVERY}
    assert sections >= {"levels", "transitions", "arrivals", "programs", "week", "assessment"}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("levels.open.queue.patience=30 days", "has no limit of places"),
        ("levels.open.costs.1.amount=70", "no session of 'open' is known"),
        ("levels.never.places=30", "nobody comes to 'never'"),
        ("transitions.open>never.stay=50 days", "the share is 0"),
        ("transitions.never>done.stay=50 days", "nobody comes to 'never'"),
        ("programs.day.length=4 to 9 weeks", "other uses of the file"),
        ("week.staff.counselor.count=3", "other uses of the file"),
        ("levels.php.review=every 9 days", "clients move on shares alone"),
    ],
)
@pytest.mark.parametrize("command", ["simulate --set", "compare --set", "compare --sweep"])
def test_a_change_that_changes_nothing_is_refused_with_the_reason(
    run: Run, data: Path, command: str, path: str, why: str
) -> None:
    name, option = command.split()
    result = run(name, str(data / "busy-by-shares.yaml"), f"{option}={path}", *SHORT)
    told = " ".join(result.stderr.split())

    assert result.exit_code == 2
    assert why in told
    assert f"{option}:1:" in told


def test_what_is_hidden_for_one_value_of_another_axis_only_can_be_swept(
    run: Run, data: Path
) -> None:
    words = (
        "--sweep=levels.open.places=unlimited,4",
        "--sweep=levels.open.queue.patience=3 days,30 days",
    )
    assert run("compare", str(data / "busy-by-shares.yaml"), *words, *SHORT).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("simulate", *SHORT),
        ("week",),
        ("compare", *SHORT),
    ],
)
def test_one_value_given_twice_is_refused(run: Run, data: Path, words: tuple[str, ...]) -> None:
    both = ("--set=levels.php.places=5", "--set=levels.php.places=6")
    result = run(words[0], str(data / "busy-by-shares.yaml"), *words[1:], *both)

    assert result.exit_code == 2
    assert "'levels.php.places' is given twice" in result.stderr


def test_one_value_in_two_scenarios_of_a_comparison_is_fine(run: Run, data: Path) -> None:
    both = ("--set=few: levels.php.places=5", "--set=more: levels.php.places=6")

    assert run("compare", str(data / "busy-by-shares.yaml"), *both, *SHORT).exit_code == 0


@pytest.mark.parametrize("change", ["places=6", "calendar=[{from: 9 days, places: 4}]"])
def test_what_places_replace_is_refused_and_says_so(run: Run, data: Path, change: str) -> None:
    both = ("--places=php=5", f"--set=levels.php.{change}")
    result = run("simulate", str(data / "busy-by-shares.yaml"), *both, *SHORT)

    assert result.exit_code == 2
    assert "--places says how many places 'php' has" in result.stderr
    assert "leave one of the two out" in result.stderr


WEEKLY = "steps: [{{from: {} days, places: {}}}, {{from: {} days, places: {}}}], period: 7 days"
IN_FORCE = """
iopkit: 1
id: here
title: Here
levels: {{a: {{title: A, rank: 1, {places}program: p}}}}
programs: {{p: {{title: P, services: [{{therapy: group, sessions: 1, minutes: 60, size: 10}}]}}}}
week: {{open: "Mon-Fri 08:00-17:00"}}
"""


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("places: 40, calendar: [{from: 0 days, places: 9}], ", "9 places"),
        ("calendar: [{from: 0 days, places: 9}], ", "9 places"),
        ("places: 9, calendar: [{from: 5 days, places: 7}], ", "9 places, changing"),
        (f"calendar: {{{WEEKLY.format(0, 9, 5, 0)}}}, ", "9 places, changing"),
        (f"places: 3, calendar: {{{WEEKLY.format(2, 4, 5, 9)}}}, ", "9 places, changing"),
    ],
)
def test_every_output_says_the_places_that_are_in_force(
    run: Run, tmp_path: Path, places: str, said: str
) -> None:
    file = tmp_path / "here.yaml"
    file.write_text(IN_FORCE.format(places=places), encoding="utf-8")
    shown = [run(*words, str(file)).stdout for words in (("show",), ("draw",))]
    level = run("show", str(file), "--level=a").stdout
    page = run("page", str(file)).stdout
    week = " ".join(run("week", str(file)).stdout.split())

    assert all(said in each for each in shown)
    assert all((", changing" in each) == (", changing" in said) for each in shown)
    assert "\nPlaces    9\n" in level
    assert ">9 places" in page
    assert not any(other in page for other in ("40 places", ">3 places", "no limit"))
    assert "9 clients follow the program at a time" in week
    assert ("the most places that its level ever has" in week) == (", changing" in said)


def test_a_group_larger_than_a_calendar_ever_allows_is_warned_of(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "here.yaml"
    places = "calendar: [{from: 0 days, places: 5}], intake: {with: 8, every: 7 days}, "
    file.write_text(IN_FORCE.format(places=places), encoding="utf-8")

    assert "never has more than 5 places" in run("check", str(file)).stderr


def test_places_for_a_week_replace_the_calendar_and_say_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "here.yaml"
    calendar = "calendar: [{from: 0 days, places: 9}], "
    file.write_text(IN_FORCE.format(places=calendar), encoding="utf-8")
    result = run("week", str(file), "--set=levels.a.places=4")

    assert "4 clients follow the program" in " ".join(result.stdout.split())
    assert "places that are given for a replace its calendar" in " ".join(result.stderr.split())


def test_a_discount_of_what_costs_nothing_is_refused(run: Run, data: Path) -> None:
    refused = run("simulate", str(data / CLOSURE), "--discount=0.05", *SHORT)
    counted = run("simulate", "standard", "--discount=0.05", *SHORT)

    assert (refused.exit_code, counted.exit_code) == (2, 0)
    assert "no level of this file has costs" in " ".join(refused.stderr.split())


@pytest.mark.parametrize("written", ["1..1e9/1", "nan..10/1", "1..10", "1..10/0"])
def test_a_range_of_a_sweep_that_is_none_is_told_how_to_be_written(
    run: Run, data: Path, written: str
) -> None:
    result = run("compare", str(data / CLOSURE), f"--sweep=levels.php.places={written}", *SHORT)

    assert result.exit_code == 2
    assert "write LOW..HIGH/STEP" in " ".join(result.stderr.split())
