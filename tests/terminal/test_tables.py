"""Tables: whatever the width of the page, a number is shown whole or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from iopkit.describe.wording import interval
from iopkit.simulate.measures.interval import Estimate
from iopkit.terminal.style import DisplayStyle
from iopkit.terminal.tables import table

HEAD = ("level", "limit", "places\nused [%]", "clients\nat a time", "admissions\na year")
NUMBERS = st.floats(0, 1e18) | st.floats(0, 200)
INTERVALS = st.builds(Estimate, NUMBERS, NUMBERS, NUMBERS)
CELLS = INTERVALS.map(interval) | st.just("-")
NAMES = st.from_regex(r"[a-z][a-z-]{0,40}", fullmatch=True)
ROWS = st.lists(
    st.tuples(NAMES, st.integers(0, 10**9).map(str), CELLS, CELLS, CELLS), min_size=1, max_size=4
)


@given(ROWS, st.integers(60, 100), st.booleans(), st.permutations([1, 2, 3, 4]), st.integers(0, 4))
def test_no_number_is_cut_and_no_name_is_lost(
    rows: list[tuple[str, ...]], width: int, unicode: bool, order: list[int], most: int
) -> None:
    spare = order[:most]

    look = DisplayStyle(width=width, unicode=unicode)
    page = table(HEAD, rows, look, numbers=(1, 2, 3, 4), spare=spare)

    shown, _, left_out = page.partition("Left out, for the page is too narrow: ")
    left_out = " ".join(left_out.split())
    dropped = [place for place in spare if HEAD[place].replace("\n", " ") in left_out]
    assert dropped == spare[: len(dropped)]
    kept = [place for place in range(5) if place not in dropped]
    for place in kept:
        assert all(line in shown for line in HEAD[place].split("\n"))
        assert all(row[place] in shown for row in rows if place)
    lines = shown.splitlines()
    rule = next(i for i, line in enumerate(lines) if line and set(line) <= {"─", "-"})
    body = lines[rule + 1 :]
    names = "".join(line[:12].strip() for line in body if line[:1] != " ")
    assert all(row[0][:12].strip() in names for row in rows)
    assert left_out or dropped == []


def test_columns_go_in_the_stated_order_and_are_named() -> None:
    rows = [("iop", "24", "100 (100 to 100)", "24.0 (24.0 to 24.0)", "110 (101 to 119)")]

    wide, one, two = (
        table(HEAD, rows, DisplayStyle(width=width), numbers=(1, 2, 3, 4), spare=(3, 4))
        for width in (80, 60, 45)
    )

    assert "Left out" not in wide
    assert one.endswith("Left out, for the page is too narrow: clients at a time.")
    assert "110 (101 to 119)" in one
    assert "clients at a time, admissions a year." in " ".join(two.split())
    assert "100 (100 to 100)" in two


def test_what_cannot_be_left_out_is_wider_than_the_page() -> None:
    page = table(("level", "clients"), [("iop", "1" * 90)], DisplayStyle(width=60), numbers=(1,))

    assert "1" * 90 in page
    assert "iop" in page


def test_numbers_in_columns_of_text_are_whole_too() -> None:
    row = ("a long name of a therapy that goes on and on", "123456789012345 to 20")

    page = table(("service", "times a week"), [row], DisplayStyle(width=30))

    assert "123456789012345" in page


def test_wide_letters_take_their_room() -> None:
    page = table(
        ("name", "clients"),
        [("統合" * 20, "12.5 (11.0 to 14.0)")],
        DisplayStyle(width=60),
        numbers=(1,),
    )

    assert "12.5 (11.0 to 14.0)" in page


def test_an_endless_cell_is_shortened() -> None:
    assert len(table(("name",), [("x" * 5000,)], DisplayStyle())) < 400
