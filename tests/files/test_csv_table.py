"""Tables of clients as text: read strictly, and never repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.errors import UnreadableError
from iopkit.files.tables.csv_table import (
    MOST_ANSWERS,
    CsvTable,
    check_names,
    read_table,
    write_table,
)

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def texts(table: CsvTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def said(text: str) -> list[str]:
    with pytest.raises(UnreadableError) as caught:
        read_table(text, "t.csv")
    return [f"{c.line}:{c.column} {c.code}: {c.message}" for c in caught.value.complaints]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    table = read_table(write_table(["a", "b"], rows), "t.csv", over_lines=True)

    assert texts(table) == [list(row) for row in rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_way_and_empty_ones_are_no_rows(end: str) -> None:
    table = read_table(f"a,b{end}{end} 1 ,2{end}   {end}3,4", "t.csv")

    assert texts(table) == [["1", "2"], ["3", "4"]]
    assert [row[1].line for row in table.rows] == [3, 5]


def test_a_value_in_quotes_may_hold_commas_and_quotes_and_be_empty() -> None:
    (row,) = read_table('a,b,c,d\n"x, ""y""","",,z\n', "t.csv").rows

    assert [cell.text for cell in row] == ['x, "y"', "", "", "z"]
    assert [cell.is_empty for cell in row] == [False, False, True, False]
    assert [cell.column for cell in row] == [1, 12, 15, 16]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0:0 empty-file: there is nothing here"),
        ("\n \n", "0:0 empty-file: there is nothing here"),
        (
            "a,b\n1,2,3\n",
            "2:1 wrong-form: 3 values stand here, but the table has 2 columns",
        ),
        ("a,b\n\n1\n", "3:1 wrong-form: 1 value stands here, but the table has 2 columns"),
        (
            'a,b\n1,"secret\n2,3\n',
            "2:3 unclosed-quote: a quote opens here and is not closed in this line",
        ),
        (
            'a,b\n1,"secret\n2,3"\n',
            "2:3 unclosed-quote: a quote opens here and is not closed in this line",
        ),
        (
            'a,b\n1,"secret"x\n',
            "2:3 wrong-form: something stands behind the quote that closes this value",
        ),
    ],
)
def test_a_text_that_is_no_table_is_refused_at_its_place(text: str, message: str) -> None:
    assert said(text) == [message]


def test_the_same_mistake_in_many_rows_is_one_complaint() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_table("a,b\n" + "1\n" * 300, "t.csv")

    (found,) = caught.value.complaints
    assert (found.line, found.count, found.lines) == (2, 300, (2, 3, 4, 5, 6))
    assert "(300 times, in lines 2, 3, 4, 5, 6 and others)" in str(found)
    assert found.to_dict()["count"] == 300


def test_of_many_mistakes_the_first_are_told_and_the_rest_counted() -> None:
    found = said("a\n" + "".join("1" + ",1" * n + "\n" for n in range(1, 31)))

    assert len(found) == 21
    assert found[-1] == "0:0 wrong-form: 10 more values are wrong"


def test_a_table_beyond_all_measure_is_refused() -> None:
    rows = "1\n" * (MOST_ANSWERS + 1)

    assert said(f"a\n{rows}") == ["0:0 too-large: more than 100,000 values in this table"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("level,cravngs", "1:7 unknown-key: column 'cravngs' is no question of this pathway"),
        ("level,level", "1:7 duplicate-key: column 'level' stands there twice"),
        ("level,,cravings", "1:7 wrong-form: this column has no name"),
        (
            "level,birthday",
            "1:7 identity: column 'birthday' would tell who a client is; iopkit keeps no identity",
        ),
        ("cravings", "1:1 missing-key: the table has no column 'level'"),
    ],
)
def test_columns_are_known_once_and_complete(names: str, message: str) -> None:
    table = read_table(names, "t.csv")

    with pytest.raises(UnreadableError) as caught:
        check_names(table, "t.csv", ["level", "cravings"], ["level"])

    found = [f"{c.line}:{c.column} {c.code}: {c.message}" for c in caught.value.complaints]
    assert found == [message]


@pytest.mark.parametrize(
    "text",
    [
        "level;cravings\niop;3\n",
        "level\tcravings\niop\t3\n",
        "sep=;\nlevel;cravings\niop;3\n",
        "SEP=|\r\nlevel|cravings\r\niop|3\r\n",
        '"sep=,"\nlevel,cravings\niop,3\n',
        "level,cravings,,\niop,3,,\n",
        ",\nlevel,cravings\n,\niop,3\n \n",
    ],
)
def test_a_table_as_other_programs_write_it_is_the_same_table(text: str) -> None:
    table = read_table(text, "t.csv")

    assert [name.text for name in table.names] == ["level", "cravings"]
    assert texts(table) == [["iop", "3"]]


def test_signs_that_do_not_agree_are_refused() -> None:
    with pytest.raises(UnreadableError, match="not separated by one sign alone"):
        check_names(read_table("level;cravings\tx\niop;3\n", "t.csv"), "t.csv", ["level"], [])


def test_rows_in_which_nothing_stands_are_skipped_and_known() -> None:
    table = read_table("a,b\n,\n1,2\n\n , \n", "t.csv")

    assert (texts(table), table.blank) == ([["1", "2"]], (2, 5))


def test_columns_are_known_by_what_their_names_mean() -> None:
    table = check_names(
        read_table("Level,Home Support\niop,x\n", "t.csv"), "t.csv", ["level", "home_support"], []
    )

    assert [name.text for name in table.names] == ["level", "home_support"]


def test_a_name_that_can_mean_two_columns_is_refused() -> None:
    with pytest.raises(UnreadableError, match="can mean 'a-b' or 'a_b'"):
        check_names(read_table("a b\n1\n", "t.csv"), "t.csv", ["a-b", "a_b"], [])
