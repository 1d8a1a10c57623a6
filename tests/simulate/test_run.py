"""A run: the same bytes wherever it runs, and what it says when it cannot."""

import hashlib
import json
import re
from collections.abc import Iterator
from concurrent.futures import (
    CancelledError,
    Executor,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from multiprocessing import get_context
from typing import Any

import attrs
import pytest
from oracle.flow import Flow

from iopkit.errors import IntegrityError, ScenarioError, UnknownNameError
from iopkit.files.compose.dump import dump
from iopkit.model.assessment import Assessment, Fact, YesNo
from iopkit.model.basis import Figure
from iopkit.model.criterion import Compare, IsKnown, IsTrue, Literal, Relation
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule
from iopkit.model.simulation.arrivals import PLACED, Answer, ArrivalStream, Dates, Rate
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.flow import Routing
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.lowering.scenario_checks import MOST_LEAVING
from iopkit.simulate.replication.replication import StopSignal, replicate
from iopkit.simulate.run import SCHEMA, Run, simulate

STEADY = Fact(id="steady", ask="Steady?", type=YesNo())
GIVEN = Answer(fact="steady", weights=((True, 0.6), (False, 0.4)))
STAY = Distribution(shape=DistributionFamily.LOGNORMAL, given={"median": 10, "spread": 0.8})
WALK_IN = ArrivalStream(id="walk-in", to="iop", when=Rate.constant(1.0))
IOP = Level(id="iop", title="IOP", rank=2, places=Figure(8.0))
LEAVING = Transition(
    start="iop", to="done", kind=TransitionKind.DISCHARGE, share=Figure(1.0), stay=STAY
)
PATHWAY = Pathway(
    id="crest-view",
    title="Crest View",
    assessment=Assessment([STEADY]),
    levels=[IOP],
    outcomes=[Outcome(id="done", title="Done", completes=True)],
    transitions=[LEAVING],
    arrivals=[WALK_IN],
)
SCENARIO = Scenario(pathway=PATHWAY, days=200, warm_up=20, replications=6, seed=11)

ROW = [
    *("stream", "client", "visit", "level"),
    *("queued_at", "started_at", "ended_at", "left_at", "transition_to", "why"),
]


def changed(**changes: Any) -> Scenario:  # noqa: ANN401  any field of the pathway
    return attrs.evolve(SCENARIO, pathway=attrs.evolve(PATHWAY, **changes))


def as_bytes(run: Run) -> bytes:
    return json.dumps(run.to_dict()).encode()


@pytest.fixture(params=["one thread", "two threads", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    pool: Executor
    match request.param:
        case "one thread":
            pool = ThreadPoolExecutor(1)
        case "two threads":
            pool = ThreadPoolExecutor(2)
        case _:
            pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    with pool:
        yield pool


def test_the_result_is_the_same_to_the_byte_wherever_it_runs(executor: Executor) -> None:
    assert as_bytes(simulate(SCENARIO, executor=executor)) == as_bytes(simulate(SCENARIO))


def test_progress_counts_the_replications(executor: Executor) -> None:
    seen: list[float] = []
    simulate(SCENARIO, executor=executor, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 6


def test_progress_counts_parts_of_a_long_replication() -> None:
    seen: list[float] = []
    long = attrs.evolve(SCENARIO, days=100_000.0, replications=1, places={"iop": None})
    simulate(long, progress=seen.append)
    assert 0 < seen[0] < 1
    assert seen[-1] == 1


def test_more_replications_than_memory_holds_are_refused() -> None:
    with pytest.raises(
        ScenarioError, match="1,000,000,000 replications; at most 100,000 can be simulated"
    ):
        simulate(attrs.evolve(SCENARIO, replications=1_000_000_000))


def test_more_replications_leave_the_first_as_they_were() -> None:
    few, many = simulate(SCENARIO), simulate(attrs.evolve(SCENARIO, replications=9))
    assert few.visits.columns(5) == many.visits.columns(5)
    assert as_bytes(few) != as_bytes(many)


def test_visits_are_those_of_the_oracle() -> None:
    run = simulate(SCENARIO)
    for replication in (0, 3):
        visits = run.visits.columns(replication)
        rows = list(zip(*(visits[name] for name in ROW), strict=True))
        assert rows == Flow(SCENARIO, replication).rows


def test_the_names_of_a_visits_columns_say_what_they_hold() -> None:
    assert list(simulate(SCENARIO).visits.columns()) == ["replication", *ROW]
    assert list(simulate(SCENARIO).census.columns(0)) == [
        *("replication", "day", "level"),
        *("active", "waiting", "blocked"),
    ]


def test_provenance_tells_how_to_repeat_the_run() -> None:
    told = simulate(attrs.evolve(SCENARIO, places={"iop": 3})).provenance
    assert told["pathway_sha256"] == hashlib.sha256(dump(PATHWAY).encode()).hexdigest()
    assert (told["pathway"], told["seed"], told["replications"]) == ("crest-view", 11, 6)
    assert (told["days"], told["warm_up_days"], told["capacity"]) == (200, 20, {"iop": 3})


def test_json_holds_every_figure_and_nothing_that_json_cannot() -> None:
    run = simulate(SCENARIO)
    read = json.loads(json.dumps(run.to_dict(), allow_nan=False))
    assert read["schema"] == SCHEMA
    assert read["provenance"]["routing"] == "probabilistic"
    mean = run.summary().level("iop").census.mean
    assert read["summary"]["levels"][0]["census"]["mean"] == mean
    assert read["summary"]["outcomes"][0][0] == "done"


def test_the_run_says_whether_clients_moved_by_the_rules() -> None:
    asks = attrs.evolve(LEAVING, when=IsTrue("steady"))
    by_rules = changed(transitions=[asks], arrivals=[attrs.evolve(WALK_IN, answers=[GIVEN])])
    assert simulate(by_rules).routing is Routing.RULES
    assert simulate(by_rules).summary().without_exit.mean > 0
    # Without facts a criterion closes nothing.
    assert simulate(changed(transitions=[asks])).routing is Routing.PROBABILISTIC
    assert simulate(changed(transitions=[asks])).summary().without_exit.mean == 0


def test_a_placed_stream_brings_in_the_rules() -> None:
    placed = attrs.evolve(WALK_IN, to=PLACED)
    assert simulate(changed(arrivals=[placed])).routing is Routing.RULES


def test_the_arrivals_of_the_scenario_replace_those_of_the_pathway() -> None:
    cohort = ArrivalStream(id="cohort", to="iop", when=Dates((0.0, 0.0)))
    visits = simulate(attrs.evolve(SCENARIO, arrivals=(cohort,))).visits.columns(0)
    assert visits["stream"] == ["cohort", "cohort"]


def test_a_move_in_no_time_that_ends_is_simulated() -> None:
    at_once = changed(transitions=[attrs.evolve(LEAVING, stay=Distribution.fixed(0))])
    assert simulate(at_once).summary().level("iop").census.mean == 0


def test_the_arrivals_of_the_scenario_are_checked_like_those_of_the_pathway() -> None:
    lost = attrs.evolve(WALK_IN, to="ipo")
    with pytest.raises(IntegrityError, match="no level named 'ipo'"):
        attrs.evolve(SCENARIO, arrivals=(lost,))


def test_an_admission_rule_asks_for_nothing_when_nobody_is_placed() -> None:
    level = attrs.evolve(IOP, admit=[Rule(criterion=IsTrue("steady"))])
    early = attrs.evolve(LEAVING, when=Compare("days_in_level", Relation.MORE, Literal(1.0)))
    other = Fact(id="other", ask="Other?", type=YesNo())
    answer = attrs.evolve(GIVEN, fact="other")
    scenario = changed(
        levels=[level],
        transitions=[early],
        assessment=Assessment([STEADY, other]),
        arrivals=[attrs.evolve(WALK_IN, answers=[answer])],
    )
    assert simulate(scenario).routing is Routing.RULES


def test_a_cohort_at_the_start_of_a_long_run_needs_no_more_room_than_it_has_visits() -> None:
    cohort = ArrivalStream(id="cohort", to="iop", when=Dates((0.0,) * 20_000))
    long = attrs.evolve(
        SCENARIO, days=100_000.0, replications=1, places={"iop": None}, arrivals=(cohort,)
    )
    assert simulate(long).summary().level("iop").queue_length.mean == 0


def test_more_clients_than_there_is_memory_for_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("iopkit.simulate.replication.replication.MOST_MEMORY", 50_000)
    cohort = ArrivalStream(id="cohort", to="iop", when=Dates((0.0,) * 500))
    with pytest.raises(ScenarioError, match="more than 256 clients are in the system at once"):
        simulate(attrs.evolve(SCENARIO, arrivals=(cohort,)))


def test_a_run_stops_when_it_is_asked_to() -> None:
    with pytest.raises(CancelledError):
        replicate(lower(SCENARIO), seed=1, replication=0, days=200, stop=StopSignal(is_asked=True))


def test_a_run_has_only_its_own_replications_and_levels() -> None:
    run = simulate(SCENARIO)
    with pytest.raises(ValueError, match=r"^the run has the replications 0 to 5, not 6$"):
        run.visits.columns(6)
    with pytest.raises(UnknownNameError, match="did you mean 'iop'"):
        run.summary().level("ipo")


def test_whoever_gives_up_waiting_ends_the_run() -> None:
    def impatient(done: float) -> None:
        raise TimeoutError(done)

    with ThreadPoolExecutor(2) as pool, pytest.raises(TimeoutError):
        simulate(SCENARIO, executor=pool, progress=impatient)


def test_a_pause_of_the_kernel_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate(SCENARIO).visits.columns()
    monkeypatch.setattr("iopkit.simulate.replication.replication.FIRST_ROWS", 3)
    assert simulate(SCENARIO).visits.columns() == whole


def many_transitions() -> Scenario:
    share = Figure(1 / (MOST_LEAVING + 1))
    return changed(
        transitions=[attrs.evolve(LEAVING, share=share)] * (MOST_LEAVING + 1),
        arrivals=[attrs.evolve(WALK_IN, answers=[GIVEN])],
    )


def moving_in_no_time() -> Scenario:
    day = Level(id="day", title="Day", rank=IOP.rank)
    at_once = attrs.evolve(LEAVING, kind=TransitionKind.TRANSFER, stay=Distribution.fixed(0))
    return changed(
        levels=[IOP, day],
        transitions=[
            attrs.evolve(at_once, to="day"),
            attrs.evolve(at_once, start="day", to="iop"),
        ],
    )


def asking(criterion: IsTrue | IsKnown) -> Scenario:
    """Return a scenario with two streams, of which one does not give the fact that is asked."""
    other = Fact(id="other", ask="Other?", type=YesNo())
    streams = [
        attrs.evolve(WALK_IN, answers=[GIVEN]),
        attrs.evolve(WALK_IN, id="court", answers=[attrs.evolve(GIVEN, fact="other")]),
    ]
    return changed(
        assessment=Assessment([STEADY, other]),
        transitions=[attrs.evolve(LEAVING, when=criterion)],
        arrivals=streams,
    )


RULES = (
    "clients move by the rules, since a stream is placed or gives facts; then every stream must "
    "give every fact that a criterion asks for:\n"
)
MEND = "\nsay how they are spread in the stream's 'facts', or remove the stream"

REFUSED = {
    "nobody": (
        changed(arrivals=[]),
        (
            "nobody arrives: pathway 'crest-view' has no arrivals, so there is nothing to "
            "simulate; say who comes under 'arrivals'"
        ),
    ),
    "transitions": (
        many_transitions(),
        "64 transitions leave 'iop'; at most 63 can be simulated",
    ),
    "no way out": (
        changed(transitions=[attrs.evolve(LEAVING, share=None, stay=None)]),
        (
            "clients reach level 'iop' and could never leave it: none of its transitions has a "
            "share and a stay"
        ),
    ),
    "no way out when placed": (
        changed(transitions=[], arrivals=[attrs.evolve(WALK_IN, to=PLACED)]),
        (
            "clients reach level 'iop' and could never leave it: none of its transitions has a "
            "share and a stay"
        ),
    ),
    "no time passes": (
        moving_in_no_time(),
        (
            "clients would move for ever without time passing between iop, day: every stay there "
            "is 0 days; give one a length"
        ),
    ),
    "same key": (
        changed(
            arrivals=[
                attrs.evolve(WALK_IN, id="walk-in-11446"),
                attrs.evolve(WALK_IN, id="walk-in-84120"),
            ]
        ),
        "two arrival streams share a key of chance; give one another name",
    ),
    "fact of a transition": (
        asking(IsTrue("steady")),
        (
            f"{RULES}  stream 'court' does not give 'steady' (for the transition from 'iop' to "
            f"'done'){MEND}"
        ),
    ),
    "fact that is known": (
        asking(IsKnown("steady")),
        (
            f"{RULES}  stream 'court' does not give 'steady' (for the transition from 'iop' to "
            f"'done'){MEND}"
        ),
    ),
    "fact of an admission": (
        changed(
            levels=[attrs.evolve(IOP, admit=[Rule(criterion=IsTrue("steady"))])],
            arrivals=[attrs.evolve(WALK_IN, to=PLACED)],
        ),
        (f"{RULES}  stream 'walk-in' does not give 'steady' (for the admission to 'iop'){MEND}"),
    ),
    "fact of a floor": (
        changed(
            floors=[Floor(level="iop", criterion=IsTrue("steady"))],
            arrivals=[attrs.evolve(WALK_IN, to=PLACED)],
        ),
        f"{RULES}  stream 'walk-in' does not give 'steady' (for the floor at 'iop'){MEND}",
    ),
}


@pytest.mark.parametrize("why", list(REFUSED))
def test_what_cannot_be_simulated_is_refused_with_the_reason(why: str) -> None:
    scenario, message = REFUSED[why]
    with pytest.raises(ScenarioError, match=f"^{re.escape(message)}$"):
        simulate(scenario)
