"""Small runs, worked out by hand."""

from collections.abc import Sequence

import pytest
from oracle.flow import Flow

from iopkit.criteria.language.parse import parse
from iopkit.model.assessment import Assessment, Fact, YesNo
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.outcome import COMMUNITY, Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule
from iopkit.model.simulation.arrivals import PLACED, Answer, ArrivalStream, Dates
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind
from iopkit.simulate.kernel.visits import Visits
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import replicate

RANK = {"php": 2.0, "iop": 1.0, "day": 1.0}
OUTCOMES = (
    Outcome(id="done", title="Done", completes=True),
    Outcome(id="dropped", title="Dropped out"),
    Outcome(id="gone", title="Gone", returns=False),
    Outcome(id=COMMUNITY, title="Community"),
)
STEADY = Fact(id="steady", ask="Steady?", type=YesNo())
YES = Answer(fact="steady", weights=((True, 1.0),))


def move(start: str, to: str, days: float, when: str = "", share: float = 1.0) -> Transition:
    if start not in RANK:
        kind = TransitionKind.RETURN
    elif to not in RANK:
        kind = TransitionKind.DISCHARGE
    elif RANK[to] == RANK[start]:
        kind = TransitionKind.TRANSFER
    else:
        kind = TransitionKind.STEP_DOWN if RANK[to] < RANK[start] else TransitionKind.STEP_UP
    return Transition(
        start=start,
        to=to,
        kind=kind,
        when=parse(when) if when else None,
        share=Figure(share),
        stay=Distribution.fixed(days),
    )


def simulated(  # noqa: PLR0913  one for each thing that a test varies
    *moves: Transition,
    arrive: Sequence[float] = (0.0,),
    to: str = "iop",
    days: float = 20.0,
    places: int | None = None,
    by_rules: bool = False,
    admit: dict[str, list[Rule]] | None = None,
    floors: Sequence[Floor] = (),
) -> tuple[Visits, list[tuple[object, ...]]]:
    """Return the visits, and (client, level, queued, started, ended, to) of each."""
    names = [name for name in RANK if any(one.start == name for one in moves)]
    rules = admit or {}
    pathway = Pathway(
        id="p",
        title="P",
        assessment=Assessment([STEADY]),
        levels=[
            Level(id=name, title=name, rank=RANK[name], admit=rules.get(name, ())) for name in names
        ],
        outcomes=OUTCOMES,
        floors=floors,
        transitions=moves,
    )
    answers = [YES] if by_rules else []
    stream = ArrivalStream(id="walk-in", to=to, when=Dates(arrive), answers=answers)
    scenario = Scenario(
        pathway=pathway, days=days, arrivals=(stream,), places=dict.fromkeys(names, places)
    )
    lowered = lower(scenario)
    visits = replicate(lowered, seed=0, replication=0, days=days)
    table = visits.table(lowered)
    assert list(zip(*table.values(), strict=True)) == Flow(scenario).rows
    for name in ("stream", "visit", "left_at", "why"):
        del table[name]
    return visits, list(zip(*table.values(), strict=True))


def test_who_finds_no_place_waits_until_one_is_free() -> None:
    _, rows = simulated(move("iop", "done", 5), arrive=(0, 1, 2), places=1)
    assert rows == [
        (0, "iop", 0, 0, 5, "done"),
        (1, "iop", 1, 5, 10, "done"),
        (2, "iop", 2, 10, 15, "done"),
    ]


def test_what_the_end_of_the_run_cuts_off_is_a_row_too() -> None:
    _, rows = simulated(move("iop", "done", 5), arrive=(0, 1, 2), places=1, days=7)
    assert rows == [
        (0, "iop", 0, 0, 5, "done"),
        (1, "iop", 1, 5, 7, None),
        (2, "iop", 2, None, 7, None),
    ]


def test_what_happens_at_the_last_instant_still_happens() -> None:
    _, rows = simulated(move("iop", "done", 5), arrive=(0, 5, 6), days=5)
    assert rows == [(0, "iop", 0, 0, 5, "done"), (1, "iop", 5, 5, 5, None)]


def test_a_place_goes_to_who_waits_before_who_left_it_comes_back() -> None:
    moves = (move("php", "iop", 5), move("iop", "php", 5))
    _, rows = simulated(*moves, arrive=(0, 1), to="php", places=1, days=16)
    assert rows == [
        (0, "php", 0, 0, 5, "iop"),
        # At day 5 client 1 took the place, and was scheduled, before client 0 went on.
        (1, "php", 1, 5, 10, "iop"),
        (0, "iop", 5, 5, 10, "php"),
        (1, "iop", 10, 10, 15, "php"),
        (0, "php", 10, 10, 15, "iop"),
        (0, "iop", 15, 15, 16, None),
        (1, "php", 15, 15, 16, None),
    ]


def test_nobody_ever_starts_where_there_are_no_places() -> None:
    _, rows = simulated(move("iop", "done", 5), arrive=(0, 3), places=0)
    assert rows == [(0, "iop", 0, None, 20, None), (1, "iop", 3, None, 20, None)]


def test_a_transition_with_a_share_of_0_is_never_taken() -> None:
    moves = (
        move("iop", "done", 5, "not steady", share=1),
        move("iop", "dropped", 2, share=0),
    )
    visits, rows = simulated(*moves, by_rules=True)
    assert rows == [(0, "iop", 0, 0, 20, None)]
    assert visits.stuck == 1


def test_criteria_see_the_end_of_their_own_stay() -> None:
    moves = (
        move("iop", "dropped", 5, "days_in_level >= 1 week", share=0.5),
        move("iop", "done", 7, "days_in_level >= 1 week", share=0.5),
    )
    assert simulated(*moves, by_rules=True)[1] == [(0, "iop", 0, 0, 7, "done")]


def test_time_in_care_runs_on_between_levels() -> None:
    moves = (
        move("iop", "day", 4, "days_in_care <= 4", share=0.5),
        move("iop", "gone", 1, "days_in_care > 4", share=0.5),
        move("day", "iop", 3, "days_in_care = 7", share=0.5),
        move("day", "done", 9, "days_in_care != 13", share=0.5),
    )
    assert simulated(*moves, arrive=(0.5,), by_rules=True)[1] == [
        (0, "iop", 0.5, 0.5, 4.5, "day"),
        (0, "day", 4.5, 4.5, 7.5, "iop"),
        (0, "iop", 7.5, 7.5, 8.5, "gone"),
    ]


def test_a_return_sees_how_long_ago_care_ended_and_no_time_in_care() -> None:
    moves = (
        move("iop", "done", 5),
        move("done", "iop", 6, "days_in_level = 6 and days_in_care = 0"),
    )
    _, rows = simulated(*moves, by_rules=True)
    assert rows == [(0, "iop", 0, 0, 5, "done"), (0, "iop", 11, 11, 16, "done")]


@pytest.mark.parametrize(
    ("outcome", "returns_after"), [("done", 2), ("dropped", 4), ("gone", None)]
)
def test_an_outcomes_own_returns_stand_before_those_of_the_community(
    outcome: str, returns_after: float | None
) -> None:
    moves = (move("iop", outcome, 5), move("done", "iop", 2), move("community", "iop", 4))
    _, rows = simulated(*moves, days=10)
    first, *later = rows
    assert first == (0, "iop", 0, 0, 5, outcome)
    if returns_after is None:
        assert not later
    else:
        assert later == [(0, "iop", 5 + returns_after, 5 + returns_after, 10, None)]


@pytest.mark.parametrize(
    ("first", "outcome", "completes"),
    [("php", "iop", True), ("iop", "php", False), ("iop", "day", False)],
)
def test_a_step_down_completes_a_level_and_other_moves_between_levels_do_not(
    first: str, outcome: str, *, completes: bool
) -> None:
    moves = (
        move(first, outcome, 5),
        move(outcome, "done", 1, f"completed {first}", share=0.5),
        move(outcome, "dropped", 2, f"not completed {first}", share=0.5),
    )
    _, rows = simulated(*moves, to=first, by_rules=True)
    assert rows[1][-1] == ("done" if completes else "dropped")


def test_a_discharge_completes_when_its_outcome_does() -> None:
    for outcome, ends in (("done", "php"), ("dropped", "iop")):
        moves = (
            move("iop", outcome, 5),
            move(outcome, "php", 1, "completed iop", share=0.5),
            move(outcome, "iop", 1, "not completed iop", share=0.5),
            move("php", "gone", 99),
        )
        levels = {str(row[1]) for row in simulated(*moves, by_rules=True, days=7)[1]}
        assert levels == {"iop", ends}


def test_levels_are_tried_from_the_least_intensive_up() -> None:
    moves = (move("php", "done", 5), move("iop", "done", 5), move("day", "done", 5))
    no, yes = [Rule(criterion=parse("not steady"))], [Rule(criterion=parse("steady"))]
    floor = Floor(level="php", criterion=parse("steady"))
    prefers = [Rule(criterion=parse("steady"), prefer=True)]

    def level(**given: object) -> object:
        admit = {name: rules for name, rules in given.items() if isinstance(rules, list)}
        floors = [floor] if given.get("floor") else []
        _, rows = simulated(*moves, to=PLACED, by_rules=True, admit=admit, floors=floors)
        return rows[0][1] if rows else None

    assert level() == "iop"
    assert level(iop=no) == "day"
    assert level(iop=no, day=yes) == "day"
    assert level(iop=no, day=no) == "php"
    assert level(iop=no, day=no, php=no) is None
    assert level(floor=True) == "php"
    assert level(day=prefers) == "day"
    assert level(php=prefers) == "iop"


def test_who_fits_nowhere_is_counted() -> None:
    closed = {"iop": [Rule(criterion=parse("not steady"))]}
    moves = (move("iop", "done", 5),)
    visits, rows = simulated(*moves, arrive=(0, 1), to=PLACED, by_rules=True, admit=closed)
    assert (rows, visits.unplaced) == ([], 2)
