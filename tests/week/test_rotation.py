"""Who of those alike has which session, once times are fixed."""

from hypothesis import given
from hypothesis import strategies as st

from iopkit.week.solver.instance import Event, Instance, Supply
from iopkit.week.solver.rotation import dealt
from iopkit.week.times import ALWAYS, DAY

SUPPLIES = st.builds(
    Supply,
    count=st.integers(1, 4),
    a_week=st.none() | st.integers(30, 300),
    a_day=st.none() | st.integers(30, 200),
)
SESSIONS = st.lists(
    st.tuples(st.integers(0, 1).map(DAY.__mul__), st.integers(0, 20), st.integers(30, 90)),
    max_size=12,
)


@given(SUPPLIES, SESSIONS, st.integers(0, 15))
def test_nobody_has_more_than_there_is_time_for(
    supply: Supply, sessions: list[tuple[int, int, int]], pause: int
) -> None:
    events = tuple(Event(minutes=m, inside=ALWAYS, staff=(0,)) for _, _, m in sessions)
    at = [day + 15 * quarter for day, quarter, _ in sessions]
    instance = Instance(events=events, pause=pause)

    found = dealt(instance, [supply], {0}, at, [0] * len(at), [None] * len(at))

    if found is None:
        return
    for who in range(4):
        mine = sorted(place for place, one in enumerate(found) if one == (0, who))
        mine.sort(key=at.__getitem__)
        ends = [at[place] + events[place].minutes + pause for place in mine]
        assert all(end <= at[place] for end, place in zip(ends, mine[1:], strict=False))
        week = sum(events[place].minutes for place in mine)
        assert supply.a_week is None or week <= supply.a_week
        for day in (0, 1):
            today = sum(events[place].minutes for place in mine if at[place] // DAY == day)
            assert supply.a_day is None or today <= supply.a_day
    assert all(one is not None and one[1] < (supply.count or 0) for one in found)


def test_hours_are_shared_out_evenly() -> None:
    events = tuple(Event(minutes=60, inside=ALWAYS, staff=(0,)) for _ in range(4))
    two = Supply(count=2, a_week=120)
    at = [0, 60, 120, 180]

    found = dealt(Instance(events=events), [two], {0}, at, [0] * 4, [None] * 4)

    assert found is not None
    assert sorted(found) == [(0, 0), (0, 0), (0, 1), (0, 1)]  # type: ignore[type-var]


def test_none_are_dealt_of_whom_nobody_is_left() -> None:
    events = tuple(Event(minutes=60, inside=ALWAYS, staff=(0,)) for _ in range(3))
    one = Supply(count=1, a_week=120)

    assert dealt(Instance(events=events), [one], {0}, [0, 60, 120], [0] * 3, [None] * 3) is None
