"""Orders and sides: as few crossings as there can be, found again by trying everything."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from draw.staircase_pathways import drawable
from hypothesis import given, settings
from hypothesis import strategies as st

from iopkit.draw.staircase.drawn_transitions import Direction, DrawnTransition, ways
from iopkit.draw.staircase.level_order import LevelOrder, plan
from iopkit.draw.staircase.line_sides import LineSpan, choose_sides, crossings
from iopkit.draw.staircase.rank_rows import steps

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway

Arc = tuple[int, int]


def planned(pathway: Pathway) -> LevelOrder:
    return plan([[level.id for level in step] for step in steps(pathway)], ways(pathway))


def cross(one: Arc, other: Arc) -> bool:
    """Whether of two arcs on the same side exactly one end of each lies inside the other."""
    inside = [one[0] < end < one[1] for end in other]
    outside = [end < one[0] or end > one[1] for end in other]
    return any(inside) and any(outside)


def fewest(arcs: list[Arc]) -> int:
    """Return the least number of crossings there can be, whatever the sides."""
    meeting = [(i, j) for i, j in combinations(range(len(arcs)), 2) if cross(arcs[i], arcs[j])]
    return min(
        sum(sides[i] == sides[j] for i, j in meeting)
        for sides in product((False, True), repeat=len(arcs))
    )


arcs = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda ends: (ends[0], sum(ends))),
    max_size=10,
)


@given(arcs)
def test_sides_have_the_fewest_crossings_there_can_be(found: list[Arc]) -> None:
    spans = [LineSpan(first, last, above=True, weight=0.1) for first, last in found]

    assert len(crossings(spans, choose_sides(spans).above)) == fewest(found)


@given(drawable(most_levels=6, most_moves=12))
@settings(max_examples=30)
def test_no_order_of_equal_levels_has_fewer_crossings(pathway: Pathway) -> None:
    on_steps = [[level.id for level in step] for step in steps(pathway)]
    orders = list(product(*(permutations(step) for step in on_steps)))
    between = [(way.start, way.to) for way in ways(pathway)]
    if len(orders) > 6 or len(between) > 9:
        return  # too many to try them all
    least = min(fewest([sorted_ends(order, *ends) for ends in between]) for order in orders)

    assert len(planned(pathway).crossings) == least


def sorted_ends(order: tuple[tuple[str, ...], ...], start: str, to: str) -> Arc:
    flat = [level for step in order for level in step]
    first, last = sorted((flat.index(start), flat.index(to)))
    return first, last


@given(drawable())
@settings(max_examples=40)
def test_levels_stay_on_their_steps_and_every_move_has_a_line(pathway: Pathway) -> None:
    found = planned(pathway)

    assert [sorted(step) for step in found.steps] == [
        sorted(level.id for level in step) for step in steps(pathway)
    ]
    assert [lane.way for lane in found.lanes] == list(ways(pathway))
    ranks = [pathway.level(name).rank for name in found.order]
    assert ranks == sorted(ranks, reverse=True)


def test_steps_down_run_above_and_steps_up_below_when_nothing_crosses() -> None:
    down = DrawnTransition(start="a", to="b", direction=Direction.DOWN, amount=0.5)
    up = DrawnTransition(start="b", to="a", direction=Direction.UP, amount=0.1)

    assert [lane.above for lane in plan([["a"], ["b"]], [down, up]).lanes] == [True, False]


def test_of_two_steps_down_that_would_cross_the_lighter_one_changes_sides() -> None:
    levels = [["a"], ["b"], ["c"], ["d"]]
    heavy = DrawnTransition(start="a", to="c", direction=Direction.DOWN, amount=0.6)
    light = DrawnTransition(start="b", to="d", direction=Direction.DOWN, amount=0.1)
    found = plan(levels, [heavy, light])

    assert [lane.above for lane in found.lanes] == [True, False]
    assert not found.crossings


def test_the_order_in_the_file_does_not_decide_how_many_lines_cross() -> None:
    moves = [("a", "x"), ("x", "b"), ("a", "y"), ("y", "b"), ("c", "x"), ("b", "c"), ("a", "c")]
    some = [DrawnTransition(start=start, to=to, direction=Direction.DOWN) for start, to in moves]
    one = plan([["a"], ["x", "y"], ["b"], ["c"]], some)
    other = plan([["a"], ["y", "x"], ["b"], ["c"]], some)

    assert len(one.crossings) == len(other.crossings)


def test_of_two_lines_at_one_side_the_longer_one_is_outside() -> None:
    short = DrawnTransition(start="a", to="b", direction=Direction.DOWN)
    long = DrawnTransition(start="a", to="c", direction=Direction.DOWN)
    found = plan([["a"], ["b"], ["c"]], [short, long])

    assert found.right(0) == [1, 0]
