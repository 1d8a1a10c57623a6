"""Answers as other people and programs write them: taken without doubt, or refused once."""

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from commands import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import iopkit
from iopkit.columns import place_table
from iopkit.files.compose.client_file import loads_client
from iopkit.files.tables.census import load_census

SENTINEL = "zebra-4711"

ENOUGH = """\
iopkit: 1
id: here
title: Here
assessment:
  stable: {ask: "Stable?", yes_no: true}
  attendance: {ask: "Attendance?", number: 0 to 100, unit: "%"}
  withdrawal_risk: {ask: "Risk?", scale: [none, mild, very-high]}
  days_sober: {ask: "Sober?", number: at least 0, unit: days}
  sex: {ask: "Sex?", choice: [female, male]}
levels:
  residential: {title: Residential care, rank: 5, places: 9, admit: [withdrawal_risk >= mild]}
  iop: {title: Intensive outpatient, rank: 3, places: 9, admit: [stable, attendance >= 50%, sex = male]}
  op: {title: Outpatient, rank: 2, places: 9, admit: [not stable, days_sober >= 4 weeks]}
transitions:
  - {from: residential, to: community, share: 1, stay: {fixed: 20 days}, assumption: made up}
  - {from: iop, to: community, share: 1, stay: {fixed: 20 days}, assumption: made up}
  - {from: op, to: community, share: 1, stay: {fixed: 20 days}, assumption: made up}
arrivals: {door: {to: iop, rate: 1 per week, assumption: made up}}
"""  # noqa: E501


@pytest.fixture
def here(tmp_path: Path) -> Path:
    path = tmp_path / "here.yaml"
    path.write_text(ENOUGH, encoding="utf-8")
    return path


def placed(run: Run, table: str, *words: str, pathway: str = "here.yaml") -> dict[str, Any]:
    """Return what the command says of a table, for other programs."""
    Path("people.csv").write_text(table, encoding="utf-8", newline="")
    done = run("place", pathway, "--clients", "people.csv", "--json", *words)
    assert SENTINEL not in done.output
    values: dict[str, Any] = json.loads(done.stdout)
    return values


# Inputs that went wrong.


@pytest.fixture
def tiny(data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(data / "tables", tmp_path / "tables"))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("rows", ["", "\n\n", ",,\n,,\n"])
def test_nobody_gives_a_table_with_columns_and_no_rows(
    run: Run, tiny: Path, suffix: str, rows: str
) -> None:
    table = tiny / "only-names.csv"
    table.write_text(table.read_text(encoding="utf-8") + rows, encoding="utf-8")

    done = run(
        "place", str(tiny / "tiny.yaml"), "--clients", str(table), "--out", f"places.{suffix}"
    )

    assert done.exit_code == 0
    out = Path(f"places.{suffix}")
    found = pyarrow.csv.read_csv(out) if suffix == "csv" else pyarrow.parquet.read_table(out)
    assert found.num_rows == 0
    assert found.column_names == [
        *("id", "level", "settled", "need", "possible", "nowhere", "problem")
    ]


def test_a_table_without_rows_has_the_types_of_one_with_rows(run: Run, tiny: Path) -> None:
    types = []
    for rows in ("", "1,yes,weak\n2,x,weak\n"):
        Path("some.csv").write_text(f"id,ok,home\n{rows}", encoding="utf-8")
        run("place", str(tiny / "tiny.yaml"), "--clients", "some.csv", "--out", "out.parquet")
        types.append(pyarrow.parquet.read_schema("out.parquet"))
        Path("out.parquet").unlink()

    assert types[0] == types[1]


def test_blank_rows_are_no_clients(run: Run, tiny: Path) -> None:
    done = run("place", str(tiny / "tiny.yaml"), "--clients", str(tiny / "blank-rows.csv"))
    as_json = run(
        "place", str(tiny / "tiny.yaml"), "--clients", str(tiny / "blank-rows.csv"), "--json"
    )

    assert done.exit_code == 0
    assert "2 blank rows were skipped" in done.stderr
    values = json.loads(as_json.stdout)
    assert (values["clients"], values["blank_rows"]) == (1, 2)


def test_the_line_that_says_the_sign_is_no_row(run: Run, tiny: Path) -> None:
    done = run("place", str(tiny / "tiny.yaml"), "--clients", str(tiny / "sep-line.csv"), "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["clients"] == 1


def test_percentages_that_look_like_shares_are_told(run: Run, tiny: Path) -> None:
    words = ["place", str(tiny / "tiny.yaml"), "--clients", str(tiny / "fractions.csv")]

    done = run(*words)

    assert done.exit_code == 0
    assert "'att' is measured in %, and all 3 answers are at most 1 %" in done.stderr
    assert "is 85 % meant" in done.stderr
    (warning,) = json.loads(run(*words, "--json").stdout)["warnings"]
    assert (warning["code"], warning["severity"]) == ("small-percent", "warning")
    assert (warning["line"], warning["column"]) == (1, 17)


# One rule for percentages, wherever they are written.


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("column", "warned"),
    [
        (["0.85", "1", "0"], True),
        (["0,85", "", "0"], True),
        (["1"], True),
        (["0", "0"], False),
        (["0.85", "1.5"], False),
        (["0.85", "0.5%"], False),
        (["0.5 %"], False),
        (["x"], False),
    ],
)
def test_a_column_is_suspect_when_no_answer_is_above_one_percent(
    run: Run, column: list[str], *, warned: bool
) -> None:
    rows = "".join(f'{n},"{answer}"\n' for n, answer in enumerate(column))

    values = placed(run, f"id,attendance\n{rows}")

    assert [each["code"] for each in values["warnings"]] == ["small-percent"] * warned
    numbers = pa.array([_number(each) for each in column], pa.float64())
    if not any("%" in each for each in column):
        pyarrow.parquet.write_table(pa.table({"attendance": numbers}), "people.parquet")
        done = run("place", "here.yaml", "--clients", "people.parquet", "--json")
        assert bool(json.loads(done.stdout)["warnings"]) is warned


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("answer", "warned"),
    [("0.85", True), ("1", True), ("0", False), ("85", False), ("0.5%", False)],
)
def test_one_client_is_warned_of_in_every_way_to_give_one(
    run: Run, answer: str, *, warned: bool
) -> None:
    Path("client.yaml").write_text(
        f"iopkit: 1\nfacts: {{stable: yes, attendance: {answer}, sex: male}}\n", encoding="utf-8"
    )
    Path("try.yaml").write_text(
        "iopkit: 1\npathway: here.yaml\nsituations:\n"
        f"  - {{name: A, facts: {{attendance: {answer}}}, expect: {{not: op}}}}\n",
        encoding="utf-8",
    )
    Path("census.csv").write_text(
        f"level,state,days,attendance\niop,in care,3,{answer}\n", encoding="utf-8"
    )
    Path("people.csv").write_text(f"attendance\n{answer}\n", encoding="utf-8")
    text = ENOUGH.replace("rate: 1 per week,", "rate: 1 per week, people: people.csv,")
    Path("with-people.yaml").write_text(text, encoding="utf-8")
    ask = ENOUGH.replace("stable, attendance >= 50%, sex = male", "attendance >= 50%")
    Path("ask.yaml").write_text(
        ask.replace("withdrawal_risk >= mild", "false").replace("not stable, ", "false, "),
        encoding="utf-8",
    )
    short = ("--days", "2", "--replications", "2", "--warm-up", "0")
    ways = [
        ["place", "here.yaml", "--client", "client.yaml"],
        ["try", "try.yaml"],
        ["check", "with-people.yaml"],
        ["place", "ask.yaml", "--ask"],
    ]
    if answer in {"0.85", "85"}:  # what is said of all is enough: these simulate
        ways += [
            ["simulate", "here.yaml", "--census", "census.csv", *short],
            [
                *("compare", "here.yaml", "--set", "levels.iop.places=3"),
                *("--census", "census.csv", *short),
            ],
        ]

    for words in ways:
        typed = f"{answer}\n" if "--ask" in words else ""
        done = run(*words, stdin=typed)
        as_json = run(*words, "--json", stdin=typed)
        assert ("'attendance' is measured in %" in done.stderr) is warned, words
        assert ("small-percent" in as_json.stdout) is warned, words
        assert done.exit_code == as_json.exit_code
        assert json.loads(as_json.stdout)


@pytest.mark.usefixtures("here")
def test_a_criterion_that_is_set_is_warned_of_like_one_of_the_file(run: Run) -> None:
    text = ENOUGH.replace("door: {to: iop,", "door: {to: placed, people: people.csv,")
    Path("here.yaml").write_text(text, encoding="utf-8")
    people = "stable,attendance,withdrawal_risk,days_sober,sex\nyes,90,none,3,male\n"
    Path("people.csv").write_text(people, encoding="utf-8")
    words = ("--days", "2", "--replications", "2", "--warm-up", "0")

    done = run("compare", "here.yaml", "--set", "levels.iop.admit=[attendance >= 0.8]", *words)

    assert done.exit_code == 0
    assert "--set:1:33: warning: 'attendance' is answered" in done.stderr


# What leaves no doubt is taken.


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "table",
    [
        "id,stable,attendance,sex\n1,yes,80,male\n",
        "\ufeffid,stable,attendance,sex\r\n1,Yes,80 %,Male\r\n",
        "ID,Stable,Attendance,SEX\n1,Y,80.0,MALE\n",
        "id;stable;attendance;sex\n1;true;80,0;male\n",
        "id\tstable\tattendance\tsex\n1\tt\t8e1\tmale\n",
        'sep=;\r\n"id";"stable";"attendance";"sex"\r\n"1";"1";"80%";" male "\r\n',
        "id,stable,attendance,sex,,\n1,1.0,80,male,,\n",
        ",,,\nid,stable,attendance,sex\n,,,\n1,TRUE,80,male\n",
        'sex,attendance,stable\nmale,"80,5",yes\n',
    ],
)
def test_a_table_as_other_programs_write_it_says_the_same(run: Run, table: str) -> None:
    values = placed(run, table)

    assert (values["placed"]["iop"], values["clients"], values["bad"]) == (1, 1, [])
    assert values["warnings"] == []


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Withdrawal Risk", "mild"),
        ("withdrawal-risk", "Very high"),
        ("withdrawal_risk", "VERY_HIGH"),
        ("WITHDRAWAL_RISK", " very-high "),
    ],
)
def test_names_and_words_may_be_written_as_people_do(run: Run, name: str, answer: str) -> None:
    assert placed(run, f"{name},stable,attendance\n{answer},yes,0\n")["placed"]["residential"] == 1


@pytest.mark.usefixtures("here", "run")
@pytest.mark.parametrize(
    ("since", "days"),
    [
        ("2026-02-27", 2),
        ("2026-02-27 14:30", 2),
        ("2026-02-27T14:30:00", 2),
        ("2026-02-27T23:59:59.123Z", 2),
        ("2026-02-27 00:00:00+01:00", 2),
    ],
)
def test_a_date_may_have_a_time(since: str, days: int) -> None:
    table = f"Level,State,Since\nIntensive Outpatient,In care,{since}\nOP,waiting,{since}\n"
    Path("today.csv").write_text(table, encoding="utf-8")
    census = load_census("today.csv", iopkit.load("here.yaml"), on=dt.date(2026, 3, 1))

    assert [(c.level, c.days) for c in census.clients] == [("iop", days), ("op", days)]
    came = f"date,stable\n{since},yes\n2026-03-01,N\n"
    Path("came.csv").write_text(came, encoding="utf-8")
    text = ENOUGH.replace("rate: 1 per week,", "from_file: came.csv,")
    Path("came.yaml").write_text(text, encoding="utf-8")
    stream = iopkit.load("came.yaml").arrivals[0]
    assert stream.people is not None
    assert (stream.when.days, stream.people.rows) == ((0, days), ((True,), (False,)))  # type: ignore[union-attr]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("level", ["Residential", "residential care", "RESIDENTIAL"])
def test_a_level_may_be_called_by_its_title(run: Run, level: str) -> None:
    Path("here.yaml").write_text(
        ENOUGH.replace("title: Residential care", f"title: {level}"), encoding="utf-8"
    )
    Path("client.yaml").write_text(
        f"iopkit: 1\nlevel: {level}\ndays_in_level: '3,5'\n"
        f"history: [{{level: {level}, completed: Yes}}]\n",
        encoding="utf-8",
    )

    done = run("place", "here.yaml", "--client", "client.yaml", "--json")

    assert json.loads(done.stdout)["next_levels"]["level"] == "residential"
    values = placed(run, f"id,Completed {level}\n1,yes\n")
    assert (values["clients"], values["bad"]) == (1, [])


@pytest.mark.usefixtures("here")
def test_a_title_that_two_levels_have_is_refused_with_both(run: Run) -> None:
    twins = ENOUGH.replace("title: Outpatient", "title: Intensive Outpatient")
    Path("here.yaml").write_text(twins, encoding="utf-8")
    Path("client.yaml").write_text("iopkit: 1\nlevel: intensive-outpatient\n", encoding="utf-8")
    Path("today.csv").write_text(
        "level,state,days\nIntensive outpatient,in care,3\n", encoding="utf-8"
    )

    for words in (
        ["place", "here.yaml", "--client", "client.yaml"],
        ["simulate", "here.yaml", "--census", "today.csv"],
    ):
        done = run(*words)
        assert done.exit_code == 1
        assert "'level' can mean 'iop' or 'op': write it exactly so" in done.stderr


# What leaves a doubt is refused, once, and never repeated.


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("table", "said"),
    [
        (f"id,stable\n1,{SENTINEL}\n", "'stable' must be yes or no"),
        ('id,attendance\n1,"1,234"\n', "'attendance' can be read in two ways"),
        ("id,days_in_level\n1,4 %\n", "'days_in_level' must be a number of at least 0 days"),
        (f"id,sex\n1,{SENTINEL}\n", "'sex' must be one of female, male"),
    ],
)
def test_a_thousand_rows_with_one_mistake_are_one_complaint(
    run: Run, table: str, said: str
) -> None:
    names, row = table.splitlines()
    rows = f"{row}\n" * 1000
    Path("many.csv").write_text(f"{names}\n{rows}", encoding="utf-8")

    done = run("place", "here.yaml", "--clients", "many.csv")

    assert (done.exit_code, SENTINEL in done.output) == (1, False)
    first, *rest = done.stderr.splitlines()
    assert first.startswith(f"many.csv:2: {said}")
    assert first.endswith("(1,000 times, in lines 2, 3, 4, 5, 6 and others)")
    assert len(rest) == 2
    values = placed(run, f"{names}\n{rows}")
    (bad,) = values["bad"]
    assert (bad["count"], bad["rows"], bad["lines"]) == (1000, [1, 2, 3, 4, 5], [2, 3, 4, 5, 6])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"iop,in care,3,{SENTINEL}", "'stable' must be yes or no"),
        (f"iop,in care,{SENTINEL},yes", "'days' must be a number of days"),
        ("iop,in care,,yes", "'days' is empty; it must be a number of days"),
        (",in care,3,yes", "'level' is empty; it must be one of residential, iop, op"),
        ("iop,,3,yes", "'state' is empty; it must be one of in care, waiting"),
    ],
)
def test_a_census_with_one_mistake_in_each_row_has_one_complaint(
    run: Run, row: str, said: str
) -> None:
    rows = f"{row}\n" * 1000
    Path("today.csv").write_text(f"level,state,days,stable\n{rows}", encoding="utf-8")

    done = run("simulate", "here.yaml", "--census", "today.csv")
    as_json = run("simulate", "here.yaml", "--census", "today.csv", "--json")

    assert (done.exit_code, SENTINEL in done.output) == (1, False)
    assert done.stderr.count(said) == 1
    assert "(1,000 times, in lines 2, 3, 4, 5, 6 and others)" in done.stderr
    (complaint,) = json.loads(as_json.stdout)["files"][0]["complaints"]
    assert (complaint["count"], complaint["lines"]) == (1000, [2, 3, 4, 5, 6])


@pytest.mark.parametrize("table", ["people", "from_file"])
def test_a_table_of_people_with_one_mistake_in_each_row_has_one_complaint(
    run: Run, table: str
) -> None:
    clock, came = ("day,", "3,") if table == "from_file" else ("", "")
    rows = f"{came}{SENTINEL},\n" * 1000
    Path("people.csv").write_text(f"{clock}stable,attendance\n{rows}", encoding="utf-8")
    rate = "" if table == "from_file" else "rate: 1 per week, "
    text = ENOUGH.replace("rate: 1 per week,", f"{rate}{table}: people.csv,")
    Path("here.yaml").write_text(text, encoding="utf-8")

    done = run("check", "here.yaml", "--json")

    assert SENTINEL not in done.output
    found = json.loads(done.stdout)["files"][0]["complaints"]
    assert [(each["count"], each["message"]) for each in found] == [
        (1000, "'stable' must be yes or no (or true, false, 1, 0)"),
        (1000, "'attendance' is empty; it must be a number from 0 to 100 %"),
    ]


def test_blank_rows_of_a_census_and_of_people_are_told(run: Run) -> None:
    Path("people.csv").write_text("stable,sex\n,\nyes,male\n,\n", encoding="utf-8")
    text = ENOUGH.replace("rate: 1 per week,", "rate: 1 per week, people: people.csv,")
    Path("here.yaml").write_text(text, encoding="utf-8")
    Path("today.csv").write_text("level,state,days\n,,\niop,in care,3\n\n ,,\n", encoding="utf-8")

    check = run("check", "here.yaml")
    census = run(
        *("simulate", "here.yaml", "--census", "today.csv", "--days", "2", "--warm-up", "0"),
        *("--replications", "2"),
    )

    assert "people.csv:2:1: warning: 2 blank rows were skipped" in check.stderr
    assert "today.csv:2:1: warning: 2 blank rows were skipped" in census.stderr


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"id,stable,stable\n1,yes,no\n", "column 'stable' stands there twice"),
        (b"id,stable,Stable\n1,yes,no\n", "column 'Stable' stands there twice"),
        (b"id,stable,,sex\n1,yes,,male\n", "column 3 has no name"),
        (b"id,stable,\n1,yes,4711\n", "column 3 has no name, and something stands in it"),
        (b"id,st\xe4ble\n1,yes\n", "the first row is not written in UTF-8"),
        (b"id,stable\n1,yes\0\n", "this is not a text file in UTF-8"),
        (b'id,stable\n1,"yes\n"\n', "a quote opens here and is not closed in this line"),
        (b"sep=;\n", "this file is empty"),
        (b"id,Full Name\n1,x\n", "would tell who a client is"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(run: Run, table: bytes, said: str) -> None:
    Path("people.csv").write_bytes(table)

    done = run("place", "here.yaml", "--clients", "people.csv", "--out", "out.csv")

    assert done.exit_code == 2
    assert said in done.stderr
    assert "4711" not in done.output
    assert not Path("out.csv").exists()


@pytest.mark.usefixtures("here")
def test_what_is_not_utf_8_is_said_to_be_so(run: Run) -> None:
    Path("people.csv").write_bytes(b"id,sex,stable\n1,m\xe4le,yes\n2,male,yes\n")

    done = run("place", "here.yaml", "--clients", "people.csv")

    assert "people.csv:2: 'sex' is not written in UTF-8" in done.stderr


# The property: however an answer is written, and wherever, it is the same answer.

KINDS: dict[str, tuple[str, dict[Any, list[str]]]] = {
    "yes_no: true": (
        "{}",
        {True: ["yes", "Yes", "y", "TRUE", "1", "t"], False: ["no", "N", "false", "0"]},
    ),
    "number: 0 to 100, unit: '%'": (
        "{} >= 50%",
        {80.0: ["80", "80 %", "80%", "8e1", "80.0"], 12.5: ["12.5", "12,5", "12.50%", "+12.5"]},
    ),
    "number: at least 0, unit: days": (
        "{} >= 4 weeks",
        {28.0: ["28", "4 weeks", "28 days", "28,0"], 3.0: ["3", "72 hours", "3 Days"]},
    ),
    "scale: [none, so-so, Very Strong]": (
        "{} >= so-so",
        {
            "none": ["none", "None"],
            "so-so": ["so-so", "so so", "So_So"],
            "Very Strong": ["Very Strong", "very-strong", "VERY STRONG"],
        },
    ),
    "choice: ['1', '2', own]": (
        "{} in ['2', own]",
        {"1": ["1", "1.0"], "2": ["2", "2.0"], "own": ["own", "Own", " OWN"]},
    ),
}
LEVELS = {"res": ["res", "RES", "Residential care", "residential-care"], "op": ["op", "Outpatient"]}


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, dict[str, object], dict[str, str]]:
    """A pathway, a client's answers, and how they are written."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4))
    names = [f"fact_{letter}" for letter in "abcd"[: len(kinds)]]
    rules = [KINDS[kind][0].format(name) for name, kind in zip(names, kinds, strict=True)]
    facts = "".join(
        f'  {name}: {{ask: "{name}?", {kind}}}\n' for name, kind in zip(names, kinds, strict=True)
    )
    admit = "".join(f'\n      - "{rule}"' for rule in rules)
    text = (
        f"iopkit: 1\nid: p\ntitle: P\nassessment:\n{facts}levels:\n"
        f"  res: {{title: Residential care, rank: 5, admit: [completed op]}}\n"
        f"  op:\n    title: Outpatient\n    rank: 2\n    admit:{admit}\n"
    )
    answers: dict[str, object] = {}
    written: dict[str, str] = {}
    for name, kind in zip(names, kinds, strict=True):
        spellings = KINDS[kind][1]
        if draw(st.booleans()) or name == names[0]:
            answers[name] = draw(st.sampled_from(list(spellings)))
            written[name] = draw(st.sampled_from(spellings[answers[name]]))
    return text, answers, written


HEADERS: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [str, str.upper, lambda name: name.replace("_", " ").title()]
)


def as_csv(data: st.DataObject, rows: list[list[str]], *, blank: list[int]) -> str:
    sign = data.draw(st.sampled_from([",", ";", "\t"]))
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    out = io.StringIO(newline="")
    out.write(data.draw(st.sampled_from(["", "\ufeff"])))
    out.write(data.draw(st.sampled_from(["", f"sep={sign}{end}"])))
    writer = csv.writer(out, delimiter=sign, lineterminator=end)
    for place, row in enumerate(rows):
        for _ in range(blank.count(place)):
            out.write(
                data.draw(st.sampled_from([sign * (len(row) - 1), f" {sign * (len(row) - 1)}"]))
            )
            out.write(end)
        writer.writerow(row)
    return out.getvalue()


def everybody(path: Path, pathway: iopkit.Pathway) -> tuple[list[dict[str, Any]], int]:
    out = path.with_name("out.parquet")
    out.unlink(missing_ok=True)
    tally = place_table(pathway, path, out)
    assert tally.bad == []
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(out).to_pylist()
    return [{**row, "id": str(row["id"])} for row in rows], tally.blank_rows


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_however_and_wherever_it_is_written_an_answer_is_the_same(
    tmp_path: Path, data: st.DataObject
) -> None:
    text, answers, written = data.draw(asked())
    pathway = iopkit.loads(text)
    level = data.draw(st.sampled_from(sorted(LEVELS)))
    called = data.draw(st.sampled_from(LEVELS[level]))
    header = data.draw(HEADERS)
    names = ["id", *(header(name) for name in written)]
    row = ["7", *written.values()]
    blank = data.draw(st.lists(st.integers(0, 1), max_size=3))

    people, native = tmp_path / "people.csv", tmp_path / "people.parquet"
    people.write_text(as_csv(data, [names, row], blank=blank), encoding="utf-8", newline="")
    columns = dict(zip(names, ([each] for each in row), strict=True))
    pyarrow.parquet.write_table(pa.table(columns), native)
    today = tmp_path / "today.csv"
    census_names = ["Level", "state", "days", *names[1:]]
    today.write_text(
        as_csv(data, [census_names, [called, "In Care", "3", *row[1:]]], blank=blank),
        encoding="utf-8",
        newline="",
    )
    quote = data.draw(st.booleans())
    facts = "".join(
        f"\n  {name}: {json.dumps(said) if quote or ',' in said else said.strip()}"
        for name, said in written.items()
    )
    client = loads_client(f"iopkit: 1\nlevel: {called}\nfacts:{facts}\n", pathway)

    from_csv, blank_rows = everybody(people, pathway)
    from_parquet, _ = everybody(native, pathway)
    (present,) = load_census(today, pathway).clients
    expected = iopkit.place(pathway, client)
    assert client.facts == present.facts == answers
    assert client.level == present.level == level
    assert from_csv == from_parquet
    assert from_csv[0]["level"] == (expected.level or None)
    assert set(from_csv[0]["possible"]) == set(expected.possible)
    assert blank_rows == len(blank)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.sampled_from(["1,yes,male", "2,x,male", "3,no,", ",,female", "4,yes", "5,,x"]),
        max_size=6,
    ),
    blank=st.lists(st.tuples(st.integers(0, 7), st.sampled_from([",,", " , ,", ",", "  ", ",,,"]))),
    key=st.booleans(),
)
def test_blank_rows_anywhere_change_nothing_but_their_count(
    tmp_path: Path, rows: list[str], blank: list[tuple[int, str]], *, key: bool
) -> None:
    pathway = iopkit.loads(ENOUGH)
    names = "id,stable,sex" if key else "cravings,stable,sex"
    if not key:
        pathway = iopkit.loads(
            ENOUGH.replace("  sex:", '  cravings: {ask: "C?", number: at least 0}\n  sex:')
        )
    lines = [names, *rows]
    with_blank = list(lines)
    for place, line in blank:
        with_blank.insert(min(place, len(with_blank)), line)
    found, counts = [], []
    for text in (lines, with_blank):
        path, out = tmp_path / "people.csv", tmp_path / "out.parquet"
        out.unlink(missing_ok=True)
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        tally = place_table(pathway, path, out)
        bad = [(each.row, each.column, each.message, each.rows) for each in tally.bad]
        found.append((pyarrow.parquet.read_table(out), tally.placed, tally.bad_rows, bad))
        counts.append(tally.blank_rows)

    assert found[0] == found[1]
    assert counts[1] - counts[0] == len(blank)
