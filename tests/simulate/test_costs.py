"""What a stay costs, reckoned by hand."""

from typing import Any

import attrs
import pytest

from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.service import Need, Service
from iopkit.model.simulation.cost import Cost, Per
from iopkit.simulate.lowering.costs import LevelCost, Money, level_costs


def cost(amount: float, per: Per, **more: Any) -> Cost:  # noqa: ANN401  any field of a cost
    given = {"currency": "USD", "year": 2001, **more}
    return Cost(amount=Figure(amount), per=per, **given)


def service(sessions: Range, **more: Any) -> Service:  # noqa: ANN401  any field of a service
    return Service(therapy="group", sessions=sessions, **more)


DAY = Program(id="day", title="Day", services=[service(Range.exactly(3))])
EVENING = Program(id="evening", title="Evening", services=[service(Range.exactly(5))])
OPEN = Program(id="open", title="Open", services=[service(Range(2, None))])
SILENT = Program(id="silent", title="Silent")
PROGRAMS = (DAY, EVENING, OPEN, SILENT)


def costs_of(*costs: Cost, programs: tuple[str, ...] = ()) -> tuple[LevelCost, ...]:
    level = Level(id="iop", title="IOP", rank=1, costs=costs, programs=programs)
    return level_costs(Pathway(id="p", title="P", levels=[level], programs=PROGRAMS))


def amount(*costs: Cost, programs: tuple[str, ...] = ()) -> tuple[float, float | None]:
    """Return what 70 days of active stay in 5 stays cost, and 7 days blocked."""
    (found,) = costs_of(*costs, programs=programs)
    return found.amount(active=70, blocked=7, admissions=5)


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        (Per.DAY, 10 * 77.0),  # a place that is held costs, blocked or not
        (Per.WEEK, 10 * 11.0),
        (Per.ADMISSION, 10 * 5.0),
        (Per.SESSION, 10 * 30.0),  # sessions only while the stay is active
    ],
)
def test_a_cost_is_counted_by_what_it_is_for(per: Per, expected: float) -> None:
    low, high = amount(cost(10, per), programs=("day",))

    assert low == pytest.approx(expected)
    assert high == pytest.approx(expected)


def test_components_of_the_same_money_add_up() -> None:
    low, high = amount(cost(10, Per.DAY), cost(1, Per.DAY), cost(100, Per.ADMISSION))

    assert low == high == pytest.approx(11 * 77 + 500)


@pytest.mark.parametrize(
    ("field", "other"), [("currency", "EUR"), ("year", 2002), ("perspective", "payer")]
)
def test_no_money_is_added_to_another(field: str, other: str | int) -> None:
    found = costs_of(cost(10, Per.DAY), cost(10, Per.DAY, **{field: other}))

    assert [each.per_day for each in found] == [10, 10]
    assert found[0].money == Money("USD", 2001, "program")
    assert getattr(found[1].money, field) == other


@pytest.mark.parametrize(
    ("programs", "low", "high"),
    [
        (("day", "evening"), 30, 50),  # nobody says which of the two a client follows
        (("open",), 20, None),
        (("day", "open"), 20, None),
        (("day", "silent"), None, None),
        ((), None, None),
    ],
)
def test_sessions_that_nobody_knows_exactly_make_a_range(
    programs: tuple[str, ...], low: float | None, high: float | None
) -> None:
    asked = cost(1, Per.SESSION)
    if low is None:
        assert costs_of(asked, programs=programs) == ()
        return
    assert amount(asked, programs=programs) == pytest.approx((low, high))


def test_what_is_known_counts_beside_what_is_not() -> None:
    assert amount(cost(1, Per.SESSION), cost(2, Per.DAY)) == (154, None)


def test_a_session_that_a_client_may_leave_out_widens_the_range() -> None:
    services = [service(Range.exactly(3)), service(Range.exactly(1), need=Need.OPTIONAL)]
    program = attrs.evolve(DAY, services=services)
    level = Level(id="iop", title="IOP", rank=1, costs=[cost(1, Per.SESSION)], programs=["day"])
    pathway = Pathway(id="p", title="P", levels=[level], programs=[program])

    (found,) = level_costs(pathway)

    assert found.amount(active=7, blocked=0, admissions=1) == pytest.approx((3, 4))
    assert not found.is_exact
