"""Charts of any numbers: everything is inside, and nothing lies on anything else."""

import math
from itertools import pairwise

import pytest
from charted import HOSTILE, LEAST, around, check, names, numbers, texts
from hypothesis import given
from hypothesis import strategies as st

from iopkit.draw.charts.bar_chart import Bar, bar_chart
from iopkit.draw.charts.histogram import histogram
from iopkit.draw.charts.interval_chart import ChangeRow, interval_chart
from iopkit.draw.charts.line_chart import Series, line_chart
from iopkit.draw.picture.labels import LINE, apart
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import Area, Dot, Rect, Stroke

INKS = (Palette.DOWN, Palette.UP, Palette.ACCENT)
shares = st.one_of(st.none(), st.just(math.nan), st.floats(0, 1))
wides = st.sampled_from([240.0, 360.0, 900.0])


@st.composite
def lines(draw: st.DrawFn) -> list[Series]:
    length = draw(st.integers(0, 6))
    at = [float(10 * place) for place in range(length)]
    one = st.lists(numbers, min_size=length, max_size=length)
    return [
        Series(
            name=draw(names),
            at=at,
            values=draw(one),
            low=draw(st.one_of(st.just([]), one)),
            high=draw(st.one_of(st.just([]), one)),
            ink=draw(st.sampled_from(INKS)),
            dashed=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 12)))
    ]


bars = st.lists(
    st.builds(
        Bar,
        label=names,
        words=names,
        value=numbers,
        until=numbers,
        low=numbers,
        high=numbers,
    ),
    max_size=9,
)
changes = st.lists(
    st.builds(
        ChangeRow, label=names, words=names, mean=numbers, low=numbers, high=numbers, least=numbers
    ),
    max_size=9,
)


@given(lines(), names, wides, st.floats(0, 1e6))
def test_lines_of_anything(series: list[Series], title: str, wide: float, days: float) -> None:
    picture = line_chart(
        series, title=title, days=days, unit="clients", uncounted=days / 3, wide=wide
    )

    check(picture)


@given(bars, names, wides, st.one_of(st.none(), st.floats(0, 1e300)))
def test_bars_of_anything(made: list[Bar], title: str, wide: float, most: float | None) -> None:
    check(bar_chart(made, title=title, about=title, wide=wide, most=most))


@given(changes, names, wides)
def test_differences_of_anything(made: list[ChangeRow], title: str, wide: float) -> None:
    check(interval_chart(made, title=title, unit=title, wide=wide))


@given(st.lists(st.tuples(names, shares), max_size=9), names, wides)
def test_histograms_of_anything(
    classes: list[tuple[str, float | None]], title: str, wide: float
) -> None:
    check(histogram(classes, title=title, wide=wide))


@given(st.lists(st.floats(-50, 300), max_size=12))
def test_labels_are_apart_and_move_as_little_as_they_must(wanted: list[float]) -> None:
    found = apart(wanted, 0, 240)

    lowest_first = sorted(found)
    assert all(b - a >= LINE - 1e-6 for a, b in pairwise(lowest_first))
    assert all(-1e-6 <= each <= 240 + 1e-6 for each in found)
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    assert [found[each] for each in order] == lowest_first
    free = [
        place
        for place, each in enumerate(wanted)
        if 0 <= each <= 240
        and all(abs(each - other) >= 12 * LINE for at, other in enumerate(wanted) if at != place)
    ]
    assert all(found[place] == pytest.approx(wanted[place]) for place in free)


def only(picture: Picture, kind: type, ink: Palette) -> list[object]:
    return [
        shape
        for shape in picture.flat()
        if isinstance(shape, kind)
        and ink in {getattr(shape, "stroke", None), getattr(shape, "fill", None)}
    ]


def test_a_line_is_broken_where_there_is_nothing() -> None:
    series = Series(name="a", at=range(7), values=[1, 2, None, 4, math.nan, 6, 7])
    picture = line_chart([series], title="T", days=7, unit="clients")

    pieces = only(picture, Stroke, Palette.DOWN)
    assert [len(getattr(piece, "points")) for piece in pieces] == [2, 2]  # noqa: B009
    assert len(only(picture, Dot, Palette.DOWN)) == 1  # the 4 alone


def test_higher_values_stand_higher_and_later_ones_further_right() -> None:
    series = Series(name="a", at=[0, 5, 10], values=[0, 3, 12], low=[0, 2, 9], high=[1, 4, 14])
    picture = line_chart([series], title="T", days=10, unit="clients")

    (line,) = (
        shape for shape in picture.flat() if isinstance(shape, Stroke) and len(shape.points) == 3
    )
    (x0, y0), (x1, y1), (x2, y2) = line.points
    assert x0 < x1 < x2
    assert y0 > y1 > y2
    assert (y0 - y1) / (y1 - y2) == pytest.approx(3 / 9)
    (band,) = (shape for shape in picture.flat() if isinstance(shape, Area))
    at_the_end = [y for x, y in band.points if x == x2]
    assert min(at_the_end) < y2 < max(at_the_end)


def test_each_line_is_named_beside_its_end() -> None:
    rising = Series(name="rising", at=[0, 9], values=[0, 40])
    falling = Series(name="falling", at=[0, 9], values=[40, 0], ink=Palette.UP)
    picture = line_chart([rising, falling], title="T", days=9, unit="clients")

    end = {text.text: text for text in texts(picture)}
    assert end["rising"].y < end["falling"].y
    assert {end["rising"].ink, end["falling"].ink} == {Palette.DOWN, Palette.UP}
    for text, line in zip(("rising", "falling"), (Palette.DOWN, Palette.UP), strict=True):
        (drawn,) = only(picture, Stroke, line)
        x, y = getattr(drawn, "points")[-1]  # noqa: B009
        assert around(end[text]).left > x
        assert abs(end[text].y - y) < LINE


def test_bars_are_as_long_as_their_numbers() -> None:
    made = [Bar(label=str(value), words="", value=value) for value in (10.0, 5.0, 0.0)]
    picture = bar_chart(made, title="T", wide=400)

    lengths = [getattr(bar, "width") for bar in only(picture, Rect, Palette.DOWN)]  # noqa: B009
    assert lengths == [400, 200, 0]


def test_a_share_is_measured_against_all() -> None:
    picture = bar_chart([Bar(label="IOP", words="50 %", value=0.5)], title="T", most=1, wide=400)

    assert [getattr(bar, "width") for bar in only(picture, Rect, Palette.DOWN)] == [200]  # noqa: B009


def test_only_differences_that_leave_out_zero_have_a_colour() -> None:
    picture = interval_chart(
        [
            ChangeRow(label="fewer", words="", mean=-4, low=-5, high=-3),
            ChangeRow(label="more", words="", mean=4, low=3, high=5),
            ChangeRow(label="perhaps", words="", mean=1, low=-1, high=3),
            ChangeRow(label="one replication", words="", mean=1),
        ],
        title="T",
        unit="days",
    )

    dots = [shape for shape in picture.flat() if isinstance(shape, Dot)]
    assert [dot.fill for dot in dots] == [Palette.DOWN, Palette.UP, Palette.FAINT, Palette.FAINT]
    assert dots[0].x < dots[2].x < dots[1].x


def test_what_counts_for_nothing_lies_on_both_sides_of_zero() -> None:
    change = ChangeRow(label="wait", words="", mean=-4, low=-5, high=-3, least=1)
    picture = interval_chart([change], title="T", unit="days")

    (field,) = (shape for shape in picture.flat() if isinstance(shape, Rect))
    (zero,) = (s for s in picture.flat() if isinstance(s, Stroke) and s.stroke is Palette.FAINT)
    assert field.x + field.width / 2 == pytest.approx(zero.points[0][0], abs=LEAST)


@pytest.mark.parametrize("words", HOSTILE[:1])
def test_hostile_names_are_text(words: str) -> None:
    picture = bar_chart([Bar(label=words, words=words, value=1)], title=words, description=words)

    assert "<script" not in picture.svg()


def test_nothing_to_show_is_said() -> None:
    for picture in (
        line_chart([], title="T", days=10, unit="clients"),
        bar_chart([], title="T"),
        interval_chart([], title="T", unit="days"),
        histogram([], title="T"),
    ):
        assert "nothing to show" in [text.text for text in texts(picture)]


def test_a_bar_goes_on_beyond_all_there_is_and_a_mark_shows_where_that_ends() -> None:
    made = [Bar(label="PHP", words="160 %", value=1.6)]
    picture = bar_chart(made, title="T", most=1, wide=400)

    assert [getattr(bar, "width") for bar in only(picture, Rect, Palette.DOWN)] == [400]  # noqa: B009
    assert [getattr(all_, "width") for all_ in only(picture, Rect, Palette.PANEL)] == [250]  # noqa: B009
    marks = [shape for shape in picture.shapes if isinstance(shape, Stroke)]
    assert [mark.points[0][0] for mark in marks] == [250]


def test_a_whisker_below_zero_is_as_long_as_its_interval() -> None:
    made = [Bar(label="IOP", words="", value=1.0, low=-1.0, high=3.0)]
    picture = bar_chart(made, title="T", wide=400)

    whisker, *_ = (shape for shape in picture.shapes if isinstance(shape, Stroke))
    assert [x for x, _ in whisker.points] == [0, 400]
    (bar,) = (shape for shape in picture.shapes if isinstance(shape, Rect))
    assert (bar.x, bar.width) == (100, 100)
