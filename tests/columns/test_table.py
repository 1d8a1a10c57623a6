import csv
import gc
import io
import os
import re
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iopkit.columns import Batch, place_all, place_table, quotes
from iopkit.columns.arrow import BLOCK
from iopkit.columns.placement_counts import TOLD
from iopkit.diagnostics.diagnostic import FIRST
from iopkit.errors import UnreadableError
from iopkit.files.compose.load import load
from iopkit.model.assessment import Assessment, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway

STANDARD = load("standard")
SENTINEL = "zebra-4711"
RELAPSED = Fact(id="relapsed", ask="Used again?", type=YesNo())


def write(folder: Path, text: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def written(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".csv":
        found: list[dict[str, object]] = pyarrow.csv.read_csv(
            path, convert_options=pyarrow.csv.ConvertOptions(strings_can_be_null=True)
        ).to_pylist()
        return found
    rows: list[dict[str, object]] = pyarrow.parquet.read_table(path).to_pylist()
    return rows


def everything_about(error: BaseException | None) -> str:
    """The texts of an exception and of all that it carries along."""
    if error is None:
        return ""
    others = everything_about(error.__cause__) + everything_about(error.__context__)
    return f"{error!r} {error} {error.args} {others}"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        "id,withdrawal_risk,physically_stable,self_harm_risk\n"
        "a,severe,,\n"
        f"b,none,yes,{SENTINEL}\n"
        "c,none,yes,yes\n"
        "d,none,yes,\n",
    )


def test_each_row_becomes_one_row_of_csv(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.csv"

    place_table(STANDARD, people, out)

    a, b, c, d = written(out)
    assert a == {
        "id": "a",
        "level": "detox",
        "settled": True,
        "need": "detox",
        "possible": "detox",
        "nowhere": False,
        "problem": None,
    }
    assert (b["id"], b["problem"]) == ("b", "self_harm_risk")
    assert {b[name] for name in ("level", "settled", "need", "possible", "nowhere")} == {None}
    assert (c["level"], c["need"], c["settled"]) == ("residential", "residential", True)
    assert (d["level"], d["need"], d["settled"]) == (None, None, False)
    assert d["possible"] == "aftercare outpatient iop php residential"


def test_parquet_holds_lists_of_levels(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.parquet"

    place_table(STANDARD, people, out)

    assert [row["possible"] for row in written(out)] == [
        ["detox"],
        None,
        ["residential"],
        ["aftercare", "outpatient", "iop", "php", "residential"],
    ]


def test_the_tally_counts_everybody_once(people: Path) -> None:
    tally = place_table(STANDARD, people)

    assert (tally.clients, tally.bad_rows, tally.unsettled, tally.nowhere) == (3, 1, 1, 0)
    assert dict(zip(tally.levels, tally.placed, strict=True)) == {
        "aftercare": 0,
        "outpatient": 0,
        "iop": 0,
        "php": 0,
        "residential": 1,
        "detox": 1,
    }
    assert dict(zip(tally.levels, tally.open, strict=True))["residential"] == 1


def test_a_client_whom_no_level_takes_is_counted(tmp_path: Path) -> None:
    pathway = Pathway(id="p", title="P", assessment=Assessment([RELAPSED]))
    out = tmp_path / "out.csv"

    tally = place_table(pathway, write(tmp_path, "relapsed\nyes\n"), out)

    assert (tally.nowhere, tally.unsettled) == (1, 0)
    assert [(row["settled"], row["nowhere"]) for row in written(out)] == [(True, True)]


def test_only_the_owner_may_read_what_is_written(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.csv"

    place_table(STANDARD, people, out)

    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_what_cannot_be_read_is_told_by_line_and_never_repeated(people: Path) -> None:
    tally = place_table(STANDARD, people)

    (bad,) = tally.bad
    assert (bad.row, bad.line, bad.column) == (2, 3, "self_harm_risk")
    assert bad.message == "must be yes or no (or true, false, 1, 0)"
    assert SENTINEL not in repr(tally)


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    text = (
        "\ufeff\r\n"
        '"id",cravings,"relapsed"\r\n'
        "a,3,yes\r\n"
        "\r\n"
        "b\xa0b,11,yes\r\n"
        f"c,3\r\n"
        f"d,3,yes,{SENTINEL}\r\n"
        "\r\n"
        f"e,{SENTINEL},yes\r\n"
        "f,3,yes"
    )

    tally = place_table(STANDARD, write(tmp_path, text))

    assert [(bad.row, bad.line, bad.column) for bad in tally.bad] == [
        (2, 5, "cravings"),
        (3, 6, ""),
        (4, 7, ""),
    ]
    assert [(bad.count, bad.rows, bad.lines) for bad in tally.bad] == [
        (2, (2, 5), (5, 9)),
        (1, (3,), (6,)),
        (1, (4,), (7,)),
    ]
    assert (tally.clients, tally.bad_rows) == (2, 4)
    assert tally.bad[1].message == "has 2 values, but there are 3 columns"


CELLS = st.text(st.sampled_from("ab ,;\"'\tå"), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELLS, st.sampled_from(["\n", "\r\n"]), st.integers(0, 2)), max_size=8),
    always=st.booleans(),
)
def test_whatever_cells_hold_each_bad_one_is_found_in_its_line(
    tmp_path: Path, rows: list[tuple[str, str, int]], *, always: bool
) -> None:
    words = ("a", "b")
    fact = Fact(id="mood", ask="Mood?", type=OrdinalFact(words))
    levels = [Level(id="iop", title="I", rank=1)]
    pathway = Pathway(id="p", title="P", assessment=Assessment([fact]), levels=levels)
    text, bad = io.StringIO(newline=""), []
    text.write("id,mood\r\n")
    for cell, end, blank in rows:
        text.write(end * blank)
        before = text.getvalue()
        line = len(re.findall("\r\n|\r|\n", before)) + 1
        if cell.strip() and cell.strip() not in words:
            bad.append(line)
        quotes = always or re.search('[,"]', cell)
        doubled = cell.replace('"', '""')
        text.write(f'1,"{doubled}"{end}' if quotes else f"1,{cell}{end}")

    tally = place_table(pathway, write(tmp_path, text.getvalue()))

    assert [line for each in tally.bad for line in each.lines] == bad[:FIRST]
    assert sum(each.count for each in tally.bad) == len(bad)
    assert (tally.clients, tally.bad_rows) == (len(rows) - len(bad), len(bad))


def is_open_at_its_end(line: str) -> bool:
    """Whether the next line would be read as part of this one."""
    return len(list(csv.reader([f"{line}\n", "next\n"]))) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.text(st.sampled_from('a,"å'), max_size=7), max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
)
def test_no_client_vanishes_behind_a_quote(
    tmp_path: Path, lines: list[str], end: str, *, last: bool
) -> None:
    out = tmp_path / "out.csv"
    out.unlink(missing_ok=True)
    text = end.join(["id,relapsed", *lines]) + (end if last else "")
    unclosed = [at for at, line in enumerate(lines, start=2) if is_open_at_its_end(line)]
    path = write(tmp_path, text)

    if not unclosed:
        tally = place_table(STANDARD, path, out)
        here = sum(bool(line) for line in lines)
        assert tally.clients + tally.bad_rows + tally.blank_rows == here
        return
    with pytest.raises(UnreadableError) as caught:
        place_table(STANDARD, path, out)
    assert [(each.code, each.line) for each in caught.value.complaints] == [
        ("unclosed-quote", at) for at in unclosed
    ]
    assert not out.exists()


def test_a_quote_that_is_not_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    text = f'id,relapsed,cravings\r\nå,"no, never",3\r\nå,no,"{SENTINEL}\r\n1,no,3\r\n'

    with pytest.raises(UnreadableError) as caught:
        place_table(STANDARD, write(tmp_path, text), tmp_path / "out.csv")

    (complaint,) = caught.value.complaints
    assert (complaint.line, complaint.column) == (3, 6)
    assert complaint.message == "a quote opens here and is not closed in this line"
    assert SENTINEL not in everything_about(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_only_the_first_quotes_are_told(tmp_path: Path) -> None:
    rows = '1,"no\n' * (TOLD + 5)

    with pytest.raises(UnreadableError) as caught:
        place_table(STANDARD, write(tmp_path, f"id,relapsed\n{rows}"))

    *told, more = caught.value.complaints
    assert [each.line for each in told] == list(range(2, TOLD + 2))
    assert (more.line, more.message) == (0, "there are more such quotes after these")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_quote_is_found_wherever_a_long_file_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    text = end.join(["id,relapsed", *['"1","no"'] * 9, '2,"no', "3,yes", "4,yes", "5,no"])
    path = write(tmp_path, text + end)

    for chunk in range(9, 40):
        monkeypatch.setattr(quotes, "CHUNK", chunk)
        with pytest.raises(UnreadableError) as caught:
            place_table(STANDARD, path)
        assert [(each.line, each.column) for each in caught.value.complaints] == [(11, 3)]


def test_a_column_may_hold_words_with_quotes_and_commas(tmp_path: Path) -> None:
    words = ("one two", 'say "no", please', "å…")
    fact = Fact(id="mood", ask="Mood?", type=OrdinalFact(words))
    pathway = Pathway(
        id="p",
        title="P",
        assessment=Assessment([fact]),
        levels=[Level(id="iop", title="I", rank=1)],
    )
    text = 'mood\r\n"one two"\r\n"say ""no"", please"\r\nå…\r\nnothing\r\n'

    tally = place_table(pathway, write(tmp_path, text))

    assert [(bad.row, bad.line) for bad in tally.bad] == [(4, 5)]
    assert tally.placed == [3]


def test_nobody_is_longer_at_a_level_than_in_care(tmp_path: Path) -> None:
    text = "days_in_care,days_in_level\n3,4\n4,4\nx,4\n,4\n"

    tally = place_table(STANDARD, write(tmp_path, text))

    assert [(bad.line, bad.column, bad.message) for bad in tally.bad] == [
        (2, "days_in_care", "must be at least 'days_in_level'"),
        (4, "days_in_care", "must be a number of at least 0 days"),
    ]
    assert tally.clients == 2


def test_what_is_not_utf_8_is_bad_in_its_row_only(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    text = "id,gender\nå,female\n\xe5,female\nb,\xe5\n"
    mixed = text.encode("latin-1").replace(b"\xe5,female", "å,female".encode(), 1)

    tally = place_table(STANDARD, write(tmp_path, mixed), out)

    assert [(bad.line, bad.column) for bad in tally.bad] == [(3, "id"), (4, "gender")]
    assert [row["id"] for row in written(out)] == ["å", None, "b"]


def test_a_value_too_long_to_count_lines_after_it_is_told_by_row(tmp_path: Path) -> None:
    text = f"gender,relapsed\n{SENTINEL * 20_000},no\nfemale,{SENTINEL}\n"

    tally = place_table(STANDARD, write(tmp_path, text))

    assert [(bad.row, bad.line, bad.column) for bad in tally.bad] == [
        (1, 0, "gender"),
        (2, 0, "relapsed"),
    ]


def test_columns_of_parquet_may_be_empty_or_dictionaries(tmp_path: Path) -> None:
    path, out = tmp_path / "in.parquet", tmp_path / "out.csv"
    columns = {
        "id": pa.array(["a", "b", "a"]).dictionary_encode(),
        "relapsed": pa.nulls(3),
        "withdrawal_risk": pa.array(["severe", None, "severe"]).dictionary_encode(),
    }
    pyarrow.parquet.write_table(pa.table(columns), path)

    place_table(STANDARD, path, out)

    rows = written(out)
    assert [(row["id"], row["level"]) for row in rows] == [
        ("a", "detox"),
        ("b", None),
        ("a", "detox"),
    ]


def test_the_same_mistake_in_many_rows_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"{n},{SENTINEL}\n" for n in range(50))

    tally = place_table(STANDARD, write(tmp_path, f"id,cravings\n{rows}"))

    (bad,) = tally.bad
    assert (bad.row, bad.line, bad.count) == (1, 2, 50)
    assert (bad.rows, bad.lines) == ((1, 2, 3, 4, 5), (2, 3, 4, 5, 6))
    assert tally.bad_rows == 50


def test_only_the_first_mistakes_are_told_and_all_rows_are_counted(tmp_path: Path) -> None:
    rows = "".join("1" + ",2" * n + "\n" for n in range(2, 50))

    tally = place_table(STANDARD, write(tmp_path, f"id,cravings\n{rows}"))

    assert [bad.line for bad in tally.bad] == list(range(2, TOLD + 2))
    assert tally.bad_rows == 48


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("85", True),
        ("85.0", True),
        ("85 %", True),
        ("8.5e1", True),
        ("85,0", True),
        ("1,234", False),
        ("x", False),
    ],
)
def test_ways_to_write_a_number(tmp_path: Path, answer: str, *, read: bool) -> None:
    tally = place_table(STANDARD, write(tmp_path, f'attendance\n"{answer}"\n'))

    assert (tally.bad_rows == 0) is read


@pytest.mark.parametrize("answer", ["NA", "-", "null", "unknown", "?"])
def test_only_an_empty_cell_is_nothing_recorded(tmp_path: Path, answer: str) -> None:
    assert place_table(STANDARD, write(tmp_path, f"relapsed\n{answer}\n")).bad_rows == 1


def test_a_table_larger_than_what_is_read_at_once(tmp_path: Path) -> None:
    rows = BLOCK // 10
    lines = [f"{n:06},{'severe' if n % 2 else 'x' if n == 300_000 else ''}" for n in range(rows)]
    out = tmp_path / "out.parquet"

    tally = place_table(
        STANDARD, write(tmp_path, "id,withdrawal_risk\n" + "\n".join(lines) + "\n"), out
    )

    assert [(bad.row, bad.line) for bad in tally.bad] == [(300_001, 300_002)]
    found = pyarrow.parquet.read_table(out)
    assert found.column("id").to_pylist() == [f"{n:06}" for n in range(rows)]
    assert found.column("level").to_pylist()[1::2] == ["detox"] * (rows // 2)


def test_rows_keep_their_numbers_when_rows_between_are_left_out(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    place_table(STANDARD, write(tmp_path, "cravings,relapsed\n1,no\n2\n3,no\n"), out)

    assert [row["row"] for row in written(out)] == [1, 3]


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    columns = {
        "id": [1, 2, 3, None],
        "physically_stable": [True, True, None, False],
        "withdrawal_risk": ["none", "none", "mild", None],
        "cravings": [3, 11, None, 0],
        "completed.iop": [None, True, False, True],
        "days_in_care": [3.5, None, 20, 0],
    }
    table = pa.table(columns)
    native, text = tmp_path / "in.parquet", tmp_path / "in.csv"
    pyarrow.parquet.write_table(table, native)
    pyarrow.csv.write_csv(table, text)

    one = place_table(STANDARD, native, tmp_path / "one.parquet")
    other = place_table(STANDARD, text, tmp_path / "other.parquet")

    first, second = written(tmp_path / "one.parquet"), written(tmp_path / "other.parquet")
    assert [row["id"] for row in first] == [1, 2, 3, None]
    assert [row["id"] for row in second] == ["1", "2", "3", ""]
    assert [{**row, "id": 0} for row in first] == [{**row, "id": 0} for row in second]
    assert [(bad.row, bad.line, bad.column) for bad in one.bad] == [(2, 0, "cravings")]
    assert [(bad.row, bad.line, bad.column) for bad in other.bad] == [(2, 3, "cravings")]


def test_a_file_agrees_with_columns_in_memory(tmp_path: Path) -> None:
    rows = [("none", 3), ("severe", 9), ("mild", None), ("none", None)]
    text = "".join(f"{risk or ''},{'' if days is None else days}\n" for risk, days in rows)
    path = write(tmp_path, f"withdrawal_risk,days_in_care\n{text}")
    out = tmp_path / "out.csv"

    place_table(STANDARD, path, out)

    columns = {
        "withdrawal_risk": [risk for risk, _ in rows],
        "days_in_care": [days for _, days in rows],
    }
    placed = place_all(STANDARD, Batch.of(columns, STANDARD))
    assert [row["level"] for row in written(out)] == placed.names(placed.level)
    assert [row["possible"] for row in written(out)] == [
        " ".join(placed.possible_levels(row)) for row in range(4)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "this file is empty"),
        (b"\n\r\n\n", "this file is empty"),
        (b"\xff\xfec\0r\0", "not a text file in UTF-8"),
        (b"crav\xe9ngs,relapsed\n1,yes\n", "the first row is not written in UTF-8"),
        (b"id;cravings\t1\n1;2\n", "not separated by one sign alone"),
        (b"id,cravings,,\n1,2,,3\n", "column 4 has no name, and something stands in it"),
        (f'id,"cravings\n1,{SENTINEL}\n'.encode(), "people.csv:1:4: error: a quote opens here"),
        (f"3,{SENTINEL},yes\n".encode(), "the first row names no question"),
        (b"cravings," * 200_000, "longer than any names of columns"),
        (f"cravings,relapsed\n1,{SENTINEL}".encode() + b"x" * 3 * BLOCK, "longer than 4 MB"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, text: bytes, message: str) -> None:
    out = tmp_path / "out.csv"

    with pytest.raises(UnreadableError, match=message) as caught:
        place_table(STANDARD, write(tmp_path, text), out)

    assert SENTINEL not in everything_about(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_columns_are_refused_where_they_stand(tmp_path: Path) -> None:
    text = '\ufeffid,"Phone number",cravngs,cravings,,completed.ipo,cravings\n'

    with pytest.raises(UnreadableError) as caught:
        place_table(STANDARD, write(tmp_path, text))

    assert [
        (each.line, each.column, each.message.split(" ", 2)[:2]) for each in caught.value.complaints
    ] == [
        (1, 5, ["column", "'Phone"]),
        (1, 19, ["column", "'cravngs'"]),
        (1, 36, ["column", "5"]),
        (1, 37, ["column", "'completed.ipo'"]),
        (1, 51, ["column", "'cravings'"]),
    ]
    assert [each.hint for each in caught.value.complaints[1:4:2]] == [
        "did you mean 'cravings'?",
        "did you mean 'completed.iop'?",
    ]


def test_a_fact_and_a_completed_level_stand_in_one_column_only(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="stands there twice"):
        place_table(STANDARD, write(tmp_path, "completed.iop,completed iop\nyes,yes\n"))


def test_a_fact_named_id_is_a_question(tmp_path: Path) -> None:
    fact = Fact(id="id", ask="Which?", type=NumberFact(low=0, high=3))
    pathway = Pathway(id="p", title="P", assessment=Assessment([fact]))

    assert place_table(pathway, write(tmp_path, "id\n2\n7\n")).bad_rows == 1


@pytest.mark.parametrize("text", ["cravings", "cravings\n", "cravings\r\n\r\n\r\n"])
def test_a_table_without_clients_is_a_result(tmp_path: Path, text: str) -> None:
    tally = place_table(STANDARD, write(tmp_path, text), tmp_path / "out.csv")

    assert (tally.clients, tally.bad_rows) == (0, 0)
    assert (tmp_path / "out.csv").exists()


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()

    with pytest.raises(UnreadableError, match="no such file"):
        place_table(STANDARD, tmp_path / "nobody.csv")
    with pytest.raises(UnreadableError, match="this is a folder, not a file"):
        place_table(STANDARD, tmp_path / "folder.csv")


@pytest.mark.parametrize("name", ["pipe.csv", "pipe.parquet"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)

    with pytest.raises(UnreadableError, match="this is not a plain file"):
        place_table(STANDARD, tmp_path / name)


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    whole = tmp_path / "whole.parquet"
    pyarrow.parquet.write_table(pa.table({"gender": [SENTINEL] * 10_000}), whole)
    data = whole.read_bytes()
    damaged = write(tmp_path, data[:50] + b"\0" * 40 + data[90:], "damaged.parquet")

    for path in (write(tmp_path, SENTINEL, "text.parquet"), damaged):
        with pytest.raises(UnreadableError, match="no Parquet file, or it is damaged") as caught:
            place_table(STANDARD, path)
        assert SENTINEL not in everything_about(caught.value)


def test_a_column_of_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(pa.table({"gender": [[SENTINEL]]}), path)

    with pytest.raises(UnreadableError, match="column 'gender' holds no answers"):
        place_table(STANDARD, path)


@pytest.mark.parametrize("days", [True, False])
def test_a_key_is_a_number_or_a_text(tmp_path: Path, *, days: bool) -> None:
    path = tmp_path / "in.parquet"
    keys = pa.array([0], pa.date32()) if days else pa.array([[1]])
    pyarrow.parquet.write_table(pa.table({"id": keys, "relapsed": [True]}), path)

    with pytest.raises(UnreadableError, match="column 'id' holds no key") as caught:
        place_table(STANDARD, path)

    assert "never a date" in caught.value.complaints[0].hint


def test_the_numbers_that_pandas_adds_are_known(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(pa.table({"relapsed": [True], "__index_level_0__": [0]}), path)

    with pytest.raises(UnreadableError) as caught:
        place_table(STANDARD, path)

    assert caught.value.complaints[0].hint == "write the table with index=False"


def test_only_the_first_unknown_columns_are_told(tmp_path: Path) -> None:
    names = ",".join(f"x{n}" for n in range(300))

    with pytest.raises(UnreadableError) as caught:
        place_table(STANDARD, write(tmp_path, f"relapsed,{names}\n"))

    *told, more = caught.value.complaints
    assert len(told) == TOLD
    assert more.message == f"{300 - TOLD} more columns cannot be used either"


def test_a_file_that_is_there_is_left_as_it_is(people: Path) -> None:
    before = people.read_bytes()

    with pytest.raises(FileExistsError):
        place_table(STANDARD, people, people)

    assert people.read_bytes() == before
    assert [path.name for path in people.parent.iterdir()] == ["people.csv"]


def test_other_kinds_of_table_are_refused(people: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends with \.csv or \.parquet"):
        place_table(STANDARD, people, tmp_path / "places.xlsx")


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_an_interrupted_table_leaves_nothing_behind(
    people: Path, tmp_path: Path, name: str
) -> None:
    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place_table(STANDARD, people, tmp_path / name, progress=stop)

    gc.collect()  # a writer that complains when it is forgotten fails this test
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_progress_is_told_in_clients(people: Path) -> None:
    told: list[int] = []

    place_table(STANDARD, people, progress=told.append)

    assert told == [4]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_a_damaged_text_of_parquet_is_told_and_the_rest_is_placed(
    tmp_path: Path, kind: pa.DataType
) -> None:
    path = tmp_path / "in.parquet"
    columns = {
        "id": pa.array(["k1", "kX2", "k3"], kind),
        "withdrawal_risk": pa.array(["none", "noXe", "mild"], kind),
    }
    pyarrow.parquet.write_table(pa.table(columns), path, compression="none", use_dictionary=False)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"kX2", b"k\xff2").replace(b"noXe", b"no\xffe"))

    told = place_table(STANDARD, path)

    assert told.bad_rows == 1
    assert sorted((bad.row, bad.column) for bad in told.bad) == [(2, "id"), (2, "withdrawal_risk")]
