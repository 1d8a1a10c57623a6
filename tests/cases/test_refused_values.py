"""What the model refuses is a complaint at its line and column; no text makes a command fail.

The sound files are those of `make fuzz`, and so are the odd values.
"""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import Result
from commands import Run
from fuzz import odd
from fuzz.tree import Slot, Tree, copied, read, slots, write

SOUND = Path(__file__).parents[1] / "fuzz" / "sound"
HEAD = "iopkit: 1\nid: a\ntitle: A\n"
LEVEL = "levels: {a: {title: A, rank: 1, %s}}"
MOVE = "transitions: [{from: a, to: b, %s}]"
CAME = "arrivals: {a: {to: b, %s}}"
PROGRAM = "programs: {a: {title: A, %s}}"
WEEK = "week: {assumption: made up, %s}"
FACT = "assessment: {c: {ask: C?, %s}}"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        # A star stands before the place that is complained about.
        (FACT % "number: *0 to 0", "the range 0 to 0 holds no two numbers"),
        (FACT % "number: *3", "the range 3 to 3 holds no two numbers"),
        (FACT % "number: *1e-320 to 1e-320", "holds no two numbers"),
        (FACT % "number: *5 to 3", "ends before it starts"),
        ("assessment: {*c: {ask: C?, number: 0.2 to 0.3, whole: true}}", "no two whole numbers"),
        (FACT % "scale: *[only]", "at least two words"),
        (FACT % "scale: *[one, One]", "given twice"),
        (FACT % "choice: *[]", "at least two words"),
        ("assessment: {*c: {ask: C?, choice: [a, b], worse: higher}}", "have no order"),
        ("assessment: {*birthday: {ask: C?, yes_no: true}}", "asks who the client is"),
        (LEVEL % "places: *-1", "from 0 to a billion"),
        (LEVEL % "places: *1e300", "from 0 to a billion"),
        (LEVEL % "review: *every 0 days", "more than 0"),
        (LEVEL % "*calendar: {steps: []}", "each later than the one before"),
        (LEVEL % "*calendar: [{from: 9 days, places: 1}, {from: 1 day, places: 2}]", "later than"),
        (LEVEL % "*calendar: [{from: 0 days, places: 1000000001}]", "a billion"),
        (
            LEVEL % "*calendar: {steps: [{from: 9 days, places: 1}], period: 3 days}",
            "must be longer",
        ),
        (
            LEVEL % "*calendar: {steps: [{from: 9 days, places: 1}], displaces: last}",
            "displaced_to",
        ),
        (LEVEL % "*calendar: {steps: [{from: 9 days, places: 1}], displaced_to: b}", "'displaces'"),
        (LEVEL % "*queue: {gives_up: b}", "'patience'"),
        (LEVEL % "*queue: {patience: 3 days}", "'gives_up'"),
        (LEVEL % "queue: {patience: {uniform: *9 to 3 days}, gives_up: b}", "ends before"),
        (LEVEL % "*queue: {first: [{if: a, prefer: true}]}", "leave 'prefer' out"),
        (LEVEL % "*intake: {from: 3 days}", "size of a group, an interval"),
        (LEVEL % "intake: {with: *0}", "1 or more"),
        (LEVEL % "intake: {with: *1e300}", "at most a billion"),
        (LEVEL % "costs: [{amount: *1e200, per: day, currency: USD, year: 2024}]", "at most 1e+15"),
        (LEVEL % "costs: [{amount: 1, per: day, currency: USD, year: *1e300}]", "a year from 1"),
        (LEVEL % "*intake: {with: 2, from: 3 days}", "belongs to an interval"),
        (LEVEL % "intake: {every: *0 days}", "more than 0"),
        (LEVEL % "review: 1 day, progress: {*c: {becomes: {yes: 2}}}", "between 0 and 1"),
        (LEVEL % "review: 1 day, progress: {*c: {becomes: {yes: 0.9, no: 0.9}}}", "at most 1"),
        (LEVEL % "costs: [{amount: *-1, per: day, currency: USD, year: 2024}]", "0 or more"),
        (LEVEL % "costs: [{amount: 1, per: day, currency: *usd, year: 2024}]", "capital letters"),
        (MOVE % "share: *1.1", "between 0 and 1"),
        (MOVE % "share: *-1e-320", "between 0 and 1"),
        (MOVE % "stay: *{median: 0 days, spread: 1}", "more than 0"),
        (MOVE % "stay: *{mean: 1 day, sd: 1e300 days}", "distribution"),
        (MOVE % "stay: *{p50: 9 days, p90: 3 days}", "distribution"),
        (MOVE % "stay: *{low: 9 days, high: 3 days}", "distribution"),
        (MOVE % "stay: *{values: []}", "distribution"),
        (MOVE % "stay: *{values: [{value: 1 day, weight: 0}]}", "distribution"),
        (MOVE % "stay: *{mix: [{weight: 1, mix: [{weight: 1, fixed: 1 day}]}]}", "mix"),
        (CAME % "rate: *-1 per day", "below 0"),
        ("arrivals: {*a: {to: b, table: [{from: 3 days, rate: 1 per day}]}}", "start at day 0"),
        (
            "arrivals: {*a: {to: b, table: [{from: 0 days, rate: 1 per day}], period: 0 days}}",
            "longer",
        ),
        ("arrivals: {*a: {to: b, days: [3, 1]}}", "rise"),
        (CAME % "cohort: *1000001", "at most 1000000"),
        ("arrivals: {*a: {to: b, days: [1], in_order: true}}", "in order need 'people'"),
        (CAME % "rate: 1 per day, facts: {c: *{x: 0.5}}", "add up to 1"),
        (CAME % "rate: 1 per day, facts: {c: *{x: 2, y: 0}}", "between 0 and 1"),
        (CAME % "rate: 1 per day, people: *x.csv", "no such file"),
        (PROGRAM % "lengths: [{when: a, length: *unknown}]", "must be a time"),
        (PROGRAM % "hours: *5 to 3", "ends before it starts"),
        (PROGRAM % "review: *every 0 days", "more than 0"),
        (PROGRAM % "tracks: {t: *Mon 12:00-09:00}", "time of the week"),
        (PROGRAM % "services: [{therapy: a, size: *0}]", "1 or more"),
        (PROGRAM % "services: [{therapy: a, minutes: *1e300}]", "at most a billion"),
        (PROGRAM % "length: *1e300 weeks", "at most a billion"),
        (WEEK % "full_time: *0", "more than 0"),
        (WEEK % "full_time: *169", "at most 168"),
        (WEEK % "step: *1441", "at most 1440"),
        (WEEK % "pause: *1440", "less than 1440"),
        (WEEK % "zone: *Mars/Olympus", "time zone"),
        (WEEK % "open: *Mon 09:00-09:00", "hours"),
        (WEEK % "staff: {a: {title: A, as: *[]}}", "must name something"),
        (WEEK % "staff: {a: {title: A, hours: *-1}}", "more than 0"),
        (WEEK % "closed: *0000-00-00", "is not a date"),
    ],
)
def test_what_the_model_refuses_is_complained_about_at_its_place(
    run: Run, line: str, words: str
) -> None:
    Path("a.yaml").write_text(HEAD + line.replace("*", "") + "\n", encoding="utf-8")

    result = run("check", "a.yaml")

    assert result.exit_code == 1
    place = f"a.yaml:4:{line.index('*') + 1}: error: "
    told = [each for each in result.stderr.splitlines() if each.startswith(place)]
    assert told, result.stderr
    assert words in " ".join(told), told


def told(result: Result) -> list[dict[str, object]]:
    """Return the complaints that a command prints as JSON; never that iopkit itself has failed."""
    assert "iopkit itself has failed" not in result.output
    assert result.exit_code in {0, 1, 2}, result.output
    if not result.stdout:
        return []
    values = json.loads(result.stdout)
    files = values.get("files", [values])
    return [complaint for file in files for complaint in file.get("complaints", [])]


def with_odd_leaves(name: str) -> Iterator[str]:
    """Yield a sound file with one leaf of every map and list made odd, each time another value.

    The other leaves stay sound, so that whatever is made of the values around it is made. Which
    leaf it is goes round, so that each is read as a dozen of them.
    """
    tree = read((SOUND / name).read_text(encoding="utf-8"))
    most = max(sum(1 for _ in leaves_of(holder)) for holder in holders(tree))
    for turn, value in zip(cycle(range(most)), odd.ALL[::2], strict=False):
        changed = copied(tree)
        for holder in holders(changed):
            leaves = list(leaves_of(holder))
            if leaves:
                leaves[turn % len(leaves)].put(value)
        yield write(changed) + "\n"


def holders(tree: Tree) -> list[Tree]:
    return [tree, *(slot.value for slot in slots(tree) if not isinstance(slot.value, str))]


def leaves_of(holder: Tree) -> Iterator[Slot]:
    return (slot for slot in slots(holder) if slot.holder is holder and isinstance(slot.value, str))


@pytest.fixture
def sound(run: Run) -> Run:
    """Run a command in a folder with all the sound files."""
    for path in SOUND.iterdir():
        Path(path.name).write_bytes(path.read_bytes())
    return run


def test_any_value_of_a_pathway_is_read_or_refused_at_its_place(sound: Run) -> None:
    for text in with_odd_leaves("clinic.yaml"):
        Path("a.yaml").write_bytes(text.encode())
        for complaint in told(sound("check", "a.yaml", "--json")):
            assert complaint["line"], complaint
            assert complaint["column"], complaint


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("client.yaml", "place small.yaml --client a.yaml"),
        ("in-care.yaml", "place small.yaml --client a.yaml"),
        ("situations.yaml", "try a.yaml"),
        ("rules.yaml", "rules a.yaml"),
        ("client-rules.yaml", "place small.yaml --client client.yaml --against a.yaml"),
    ],
)
def test_any_value_of_another_file_is_read_or_refused(sound: Run, name: str, words: str) -> None:
    for text in with_odd_leaves(name):
        small = text.replace("clinic.yaml", "small.yaml").replace("house", "op")
        Path("a.yaml").write_bytes(small.replace("day", "iop").encode())
        told(sound(*words.split(), "--json"))


PATHS = (
    "levels.iop.places",
    "levels.iop.rank",
    "levels.iop.review",
    "levels.iop.queue",
    "transitions.iop>gone.share",
    "transitions.iop>gone.stay",
    "arrivals.new.rate",
    "assessment.cravings.number",
    "programs.iop.length",
    "programs.iop.services.group.size",
    "week.pause",
    "week.open",
)


def test_any_value_that_is_set_is_read_or_refused(sound: Run) -> None:
    short = ("--days", "1", "--warm-up", "0", "--replications", "2", "--threads", "1")
    for path, value in zip(cycle(PATHS), odd.ALL[1::2], strict=False):
        result = sound("compare", "small.yaml", "--set", f"{path}={value}", *short)
        assert "iopkit itself has failed" not in result.output, (path, value)
        assert result.exit_code in {0, 1, 2}, (path, value)
