"""Tables of clients as text: read strictly, and never repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.errors import UnreadableError
from iopkit.files.table import MOST_ANSWERS, Table, check_names, read_table, write_table

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def texts(table: Table) -> list[list[str]]:
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


def test_of_many_bad_rows_the_first_are_told_and_the_rest_counted() -> None:
    found = said("a,b\n" + "1\n" * 300)

    assert len(found) == 21
    assert found[-1] == "0:0 wrong-form: 280 more values are wrong"


def test_a_table_beyond_all_measure_is_refused() -> None:
    rows = "1\n" * (MOST_ANSWERS + 1)

    assert said(f"a\n{rows}") == ["0:0 too-large: more than 100,000 values in this table"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("level,cravngs", "1:7 unknown-key: column 'cravngs' is no question of this pathway"),
        ("level,level", "1:7 duplicate-key: column 'level' stands there twice"),
        ("level,", "1:7 wrong-form: this column has no name"),
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


def test_a_table_with_semicolons_says_so() -> None:
    with pytest.raises(UnreadableError, match="the columns are not separated by commas"):
        check_names(read_table("level;cravings\niop;3\n", "t.csv"), "t.csv", ["level"], [])
