"""How many of some stretches there are at once."""

from hypothesis import given
from hypothesis import strategies as st

from iopkit.week.workload.peak import PeakCounts

STRETCHES = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(STRETCHES, max_size=20), STRETCHES)
def test_those_are_counted_that_share_some_time(
    taken: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    occupied = PeakCounts()
    for begin, end in taken:
        occupied.add(begin, end)

    share = sum(begin < asked[1] and asked[0] < end for begin, end in taken)
    assert occupied.at_once(*asked) == share
