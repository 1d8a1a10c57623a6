"""People from a table, and those who came: beside a pathway file or inside it."""

import datetime as dt
from pathlib import Path

import pytest

from iopkit.errors import PathwayError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine, examine_text, load, loads
from iopkit.files.diff.pathway_diff import diff
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import Dates
from iopkit.model.simulation.client_sample import ClientSample

HEAD = """\
iopkit: 1
id: here
title: Here
assessment:
  stable: {ask: "Stable?", yes_no: true}
  attendance: {ask: "Attendance?", number: 0 to 100, unit: "%"}
  home: {ask: "Home?", scale: [weak, so-so, "3"]}
levels:
  iop: {title: I, rank: 2, admit: [stable or attendance > 5 or home = weak]}
arrivals:
  door:
    to: iop
"""


def pathway_in(folder: Path, stream: str, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    path = folder / "here.yaml"
    lines = "".join(f"    {line}\n" for line in stream.splitlines())
    path.write_text(HEAD + lines, encoding="utf-8")
    return path


def complaints(path: Path) -> list[str]:
    return [
        f"{Path(c.file).name}:{c.line}:{c.column} {c.code}: {c.message}"
        for c in examine(path).errors
    ]


PEOPLE = 'home,stable,attendance\nweak,yes,80\n"so-so",FALSE,12.5 %\n3,1,0\n'
TABLE = ClientSample(
    facts=["home", "stable", "attendance"],
    rows=[("weak", True, 80), ("so-so", False, 12.5), ("3", True, 0)],
)


def test_people_come_from_a_table_beside_the_file(tmp_path: Path) -> None:
    path = pathway_in(tmp_path, "rate: 1 per day\npeople: all.csv", all=PEOPLE)

    stream = load(path).arrivals[0]

    assert stream.people == TABLE
    assert not stream.in_order


def test_a_table_may_stand_in_the_file_and_every_value_knows_its_place(tmp_path: Path) -> None:
    text = "rate: 1 per day\npeople: |\n" + "".join(f"  {line}\n" for line in PEOPLE.splitlines())
    path = pathway_in(tmp_path, text)

    found = load(path)

    assert found.arrivals[0].people == TABLE
    origin = found.origins["arrivals", "door", "people", "rows", 1, 1]
    assert (origin.line, origin.column) == (17, 15)
    assert path.read_text(encoding="utf-8").splitlines()[16][14:19] == "FALSE"


def test_what_is_written_needs_no_table_beside_it(tmp_path: Path) -> None:
    path = pathway_in(tmp_path, "rate: 1 per day\npeople: all.csv", all=PEOPLE)
    found = load(path)

    text = dump(found)

    assert "      home,stable,attendance\n      weak,yes,80\n" in text
    assert loads(text) == found


def test_those_who_came_come_again_in_the_order_of_time(tmp_path: Path) -> None:
    came = "home,day\nweak,9.5\nso-so,0\n3,2\n"
    path = pathway_in(tmp_path, "from_file: last.csv", last=came)

    stream = load(path).arrivals[0]

    assert stream.when == Dates((0, 2, 9.5))
    assert stream.people == ClientSample(facts=["home"], rows=[("so-so",), ("3",), ("weak",)])
    assert stream.in_order


def test_dates_are_counted_from_the_first(tmp_path: Path) -> None:
    came = "date,stable\n2026-03-04,no\n2026-02-27,yes\n"
    path = pathway_in(tmp_path, "from_file: last.csv", last=came)
    found = load(path)

    assert found.arrivals[0].when == Dates((0, 5), day_zero=dt.date(2026, 2, 27))
    assert loads(dump(found)) == found


def test_those_who_came_need_no_facts(tmp_path: Path) -> None:
    path = pathway_in(tmp_path, "from_file: last.csv", last="day\n3\n1\n")

    stream = load(path).arrivals[0]

    assert (stream.when, stream.people, stream.in_order) == (Dates((1, 3)), None, False)


def test_a_file_that_extends_gives_other_arrivals(tmp_path: Path) -> None:
    base = pathway_in(tmp_path, "from_file: last.csv", last="day,home\n3,weak\n1,3\n")
    own = tmp_path / "own.yaml"
    own.write_text(
        f"iopkit: 1\nid: own\ntitle: Own\nextends: {base.name}\n"
        "arrivals: {door: {rate: 2 per day}}\n"
    )

    stream = load(own).arrivals[0]

    assert not isinstance(stream.when, Dates)
    assert stream.people is not None
    assert not stream.in_order


def test_a_table_is_found_beside_the_file_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    pathway_in(folder, "rate: 1 per day\npeople: all.csv", all=PEOPLE)
    own = tmp_path / "own.yaml"
    own.write_text("iopkit: 1\nid: own\ntitle: Own\nextends: shared/here.yaml\n")

    assert load(own).arrivals[0].people == TABLE


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (
            "stable,home\nperhaps,weak\nyes,weakest\n",
            [
                "all.csv:2:1 bad-answer: 'stable' must be yes or no (or true, false, 1, 0)",
                "all.csv:3:5 bad-answer: 'home' must be one of weak, so-so, 3",
            ],
        ),
        (
            "attendance\n101\nmany\n\n \n",
            [
                "all.csv:2:1 bad-answer: 'attendance' must be a number from 0 to 100 %",
            ],
        ),
        (
            "stable,home\n,weak\n",
            [
                (
                    "all.csv:2:1 bad-answer: 'stable' is empty; it must be yes or no (or true, "
                    "false, 1, 0)"
                )
            ],
        ),
        (
            "stabel\nyes\n",
            ["all.csv:1:1 unknown-fact: no question named 'stabel' in the assessment"],
        ),
        (
            "stable,full name,Home?,,stable\nyes,x,x,x,x\n",
            [
                (
                    "all.csv:1:8 identity: 'full name' would tell who the client is; iopkit keeps "
                    "no identity"
                ),
                (
                    "all.csv:1:18 not-an-id: 'Home?' is not an id: use small letters, digits and "
                    "single '-', '_' or '.' between them, starting with a letter"
                ),
                "all.csv:1:24 empty-value: this column has no name",
                "all.csv:1:25 duplicate-key: column 'stable' stands there twice",
            ],
        ),
        ("stable\n", ["here.yaml:14:5 bad-value: people need at least one row"]),
        (
            "stable\nyes,no\n",
            ["all.csv:2:1 wrong-form: 2 values stand here, but the table has 1 column"],
        ),
    ],
)
def test_what_is_wrong_in_a_table_is_found_at_its_place(
    tmp_path: Path, table: str, found: list[str]
) -> None:
    path = pathway_in(tmp_path, "rate: 1 per day\npeople: all.csv", all=table)

    assert complaints(path) == found


def test_no_complaint_shows_an_answer(tmp_path: Path) -> None:
    table = "stable,attendance\nsecret,77777\n"
    path = pathway_in(tmp_path, "rate: 1 per day\npeople: all.csv", all=table)
    inside = "rate: 1 per day\npeople: |\n  stable,attendance\n  secret,77777\n"

    shown = "".join(map(str, examine(path).complaints))
    shown += "".join(map(str, examine(pathway_in(tmp_path, inside)).complaints))

    assert shown.count("must be yes or no") == 2
    assert "secret" not in shown
    assert "77777" not in shown


@pytest.mark.parametrize(
    ("stream", "found"),
    [
        (
            "rate: 1 per day\npeople: gone.csv",
            "here.yaml:14:13 table-unknown: 'gone.csv' cannot be read: there is no such file",
        ),
        (
            "rate: 1 per day\npeople: /etc/people.csv",
            (
                "here.yaml:14:13 table-unknown: a table of people needs a path that starts at the "
                "folder of this file"
            ),
        ),
        (
            "from_file: .",
            "here.yaml:13:16 table-unknown: '.' cannot be read: this is a folder, not a file",
        ),
        (
            "rate: 1 per day\npeople: {stable: 0.3}",
            (
                "here.yaml:14:5 wrong-form: this must be the name of a table, not a map of keys "
                "and values"
            ),
        ),
        (
            "from_file:\n  - last.csv",
            "here.yaml:13:5 wrong-form: this must be the name of a table, not a list",
        ),
        (
            "from_file: last.csv\ndays: [3]",
            "here.yaml:14:5 one-of: 'from_file' and 'days' exclude each other",
        ),
        (
            "from_file: last.csv\nin_order: true",
            "here.yaml:14:5 one-of: 'from_file' and 'in_order' exclude each other",
        ),
        (
            "rate: 1 per day\nin_order: true",
            "here.yaml:13:5 one-of: 'in_order' and 'rate' exclude each other",
        ),
        (
            "from_file: bad.csv",
            "bad.csv:2:6 not-a-number: 'day' must be a number of days, 0 or more",
        ),
        (
            "from_file: odd.csv",
            "odd.csv:2:1 not-a-date: 'date' must be a date such as 2026-03-01",
        ),
        ("from_file: no.csv", "no.csv:1:1 missing-key: one column has to be 'day' or 'date'"),
        ("from_file: two.csv", "two.csv:1:1 missing-key: one column has to be 'day' or 'date'"),
        (
            "rate: 1 per day\nfacts: {stable: 0.5}\npeople: good.csv",
            "here.yaml:11:3 bad-value: 'stable' comes from 'people'; leave it out of 'facts'",
        ),
    ],
)
def test_a_table_that_cannot_be_used_is_a_complaint(
    tmp_path: Path, stream: str, found: str
) -> None:
    path = pathway_in(
        tmp_path,
        stream,
        last="day\n3\n",
        bad="home,day\nweak,-1\n",
        odd="date,home\n1.3.2026,weak\n",
        no="home\nweak\n",
        two="day,date\n1,2026-03-01\n",
        good="stable\nyes\n",
    )

    assert found in complaints(path)


def test_a_table_that_is_missing_is_the_only_complaint(tmp_path: Path) -> None:
    path = pathway_in(tmp_path, "days: [1, 2]\npeople: gone.csv\nin_order: true")

    assert complaints(path) == [
        "here.yaml:14:13 table-unknown: 'gone.csv' cannot be read: there is no such file"
    ]


def test_two_tables_differ_though_they_look_alike_and_no_answer_is_told(tmp_path: Path) -> None:
    def variant(answer: str) -> Pathway:
        lines = f"rate: 1 per day\npeople: |\n  stable,home\n  {answer},weak\n"
        return load(pathway_in(tmp_path, lines))

    same = diff(variant("yes"), variant("true"))
    other = diff(variant("yes"), variant("no"))

    assert same.is_same
    assert [(d.way, d.a.text, d.b.text) for d in other.values if d.a and d.b] == [
        (("door", "people"), "1 client with stable, home", "1 client with stable, home")
    ]


def test_a_broken_quote_inside_a_file_is_found_in_its_line(tmp_path: Path) -> None:
    path = pathway_in(tmp_path, 'rate: 1 per day\npeople: |\n  home\n  weak\n  "so\n')

    assert complaints(path) == [
        "here.yaml:17:7 unclosed-quote: a quote opens here and is not closed in this line"
    ]


def test_a_text_in_quotes_is_pointed_at_as_a_whole() -> None:
    text = HEAD + '    rate: 1 per day\n    people: "stable\\nperhaps\\n"\n'

    (found,) = examine_text(text).errors

    assert (found.line, found.column) == (14, 13)
    assert found.message == "'stable' must be yes or no (or true, false, 1, 0)"
    with pytest.raises(PathwayError):
        loads(text)
