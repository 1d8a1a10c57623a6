import attrs
import networkx as nx
import pytest

from iopkit.errors import IntegrityError, UnknownNameError
from iopkit.files.compose.load import load
from iopkit.model.basis import Figure, Source, SourceLocation
from iopkit.model.level import Level
from iopkit.model.outcome import COMMUNITY, Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.simulation.arrivals import PLACED, ArrivalStream, Rate
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.transition import Transition, TransitionKind


def move(
    start: str, to: str, kind: TransitionKind, share: float | None = None, days: int = 28
) -> Transition:
    return Transition(
        start=start,
        to=to,
        kind=kind,
        share=None if share is None else Figure(share),
        stay=None if share is None else Distribution.fixed(days),
    )


DOWN = move("php", "iop", TransitionKind.STEP_DOWN, 1.0)
SMALLER = move("iop", COMMUNITY, TransitionKind.DISCHARGE, 0.25, days=7)
LARGER = move("iop", COMMUNITY, TransitionKind.DISCHARGE, 0.5)
UP = move("iop", "php", TransitionKind.STEP_UP, 0.25)
BACK = move(COMMUNITY, "php", TransitionKind.RETURN)

CLINIC = Pathway(
    id="clinic",
    title="Clinic",
    levels=[
        Level(id="php", title="Partial hospitalization", rank=3, programs=["day"]),
        Level(id="iop", title="Intensive outpatient", rank=2),
    ],
    outcomes=[Outcome(id=COMMUNITY, title="In the community")],
    programs=[Program(id="day", title="Day")],
    transitions=[DOWN, SMALLER, LARGER, UP, BACK],
    sources=[Source(id="teds-d", title="Discharges")],
)


def with_streams(*to: str) -> Pathway:
    streams = [
        ArrivalStream(id=f"door-{i}", to=end, when=Rate.constant(1)) for i, end in enumerate(to)
    ]
    return attrs.evolve(CLINIC, arrivals=streams)


def test_the_nodes_of_the_graph_are_the_levels_and_the_outcomes() -> None:
    nodes = {name: dict(held) for name, held in CLINIC.graph().nodes.items()}

    assert nodes == {
        "php": {"what": "level", "title": "Partial hospitalization", "rank": 3},
        "iop": {"what": "level", "title": "Intensive outpatient", "rank": 2},
        COMMUNITY: {"what": "outcome", "title": "In the community"},
    }


def test_the_edges_of_the_graph_hold_the_transitions() -> None:
    edges = {(start, to): held for start, to, held in CLINIC.graph().edges(data=True)}

    assert edges == {
        ("php", "iop"): {"transition": DOWN, "kind": TransitionKind.STEP_DOWN},
        ("iop", COMMUNITY): {"transition": LARGER, "kind": TransitionKind.DISCHARGE},
        ("iop", "php"): {"transition": UP, "kind": TransitionKind.STEP_UP},
        (COMMUNITY, "php"): {"transition": BACK, "kind": TransitionKind.RETURN},
    }


@pytest.mark.parametrize(
    "moves",
    [
        (SMALLER, LARGER),
        (LARGER, SMALLER),
        (move("iop", COMMUNITY, TransitionKind.DISCHARGE), LARGER, SMALLER),
        (LARGER, SMALLER, move("iop", COMMUNITY, TransitionKind.DISCHARGE)),
    ],
    ids=["smaller first", "larger first", "none first", "none last"],
)
def test_of_parallel_transitions_the_graph_keeps_the_largest_share(
    moves: tuple[Transition, ...],
) -> None:
    clinic = attrs.evolve(CLINIC, transitions=[DOWN, *moves, UP])

    assert clinic.graph().edges["iop", COMMUNITY]["transition"] is LARGER


@pytest.mark.parametrize("share", [None, 0.5])
def test_of_parallel_transitions_with_equal_shares_the_graph_keeps_the_first(
    share: float | None,
) -> None:
    first = move("iop", COMMUNITY, TransitionKind.DISCHARGE, share, days=1)
    second = move("iop", COMMUNITY, TransitionKind.DISCHARGE, share, days=2)
    clinic = attrs.evolve(CLINIC, transitions=[first, second])

    assert clinic.graph().edges["iop", COMMUNITY]["transition"] is first


def test_arrivals_are_a_node_from_where_clients_are_admitted() -> None:
    graph = with_streams("php", "iop", "php").graph()

    assert graph.nodes["arrivals"] == {"what": "arrivals", "title": "Arrivals"}
    assert dict(graph["arrivals"]) == {
        "php": {"transition": None, "kind": TransitionKind.ADMIT},
        "iop": {"transition": None, "kind": TransitionKind.ADMIT},
    }
    assert "arrivals" not in CLINIC.graph()


def test_placed_clients_can_be_admitted_to_every_level() -> None:
    graph = with_streams(PLACED).graph()

    assert sorted(graph.successors("arrivals")) == ["iop", "php"]
    assert PLACED not in graph


def test_no_level_and_no_outcome_can_be_mistaken_for_the_arrivals() -> None:
    with pytest.raises(IntegrityError) as caught:
        Pathway(
            id="station",
            title="Station",
            levels=[Level(id="arrivals", title="Arrivals", rank=1)],
            outcomes=[Outcome(id="arrivals", title="Arrivals")],
        )

    reserved = "'arrivals' is where clients come from in the graph (choose another name)"
    assert [str(problem) for problem in caught.value.problems] == [
        f"levels.arrivals: {reserved}",
        "outcomes.arrivals: 'arrivals' is a level too; a name stands for one thing",
        f"outcomes.arrivals: {reserved}",
    ]


def test_names_are_looked_up() -> None:
    assert CLINIC.level("iop").title == "Intensive outpatient"
    assert CLINIC.outcome(COMMUNITY).title == "In the community"
    assert CLINIC.program("day").title == "Day"
    assert CLINIC.source("teds-d").title == "Discharges"
    assert [name for name in ("iop", COMMUNITY, "day") if CLINIC.is_level(name)] == ["iop"]


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("level", "ipo", "no level named 'ipo'; did you mean 'iop'?"),
        ("level", "community", "no level named 'community'; there are: php, iop"),
        ("outcome", "comunity", "no outcome named 'comunity'; did you mean 'community'?"),
        ("program", "days", "no program named 'days'; did you mean 'day'?"),
        ("source", "teds", "no source named 'teds'; did you mean 'teds-d'?"),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest(
    kind: str, name: str, message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        getattr(CLINIC, kind)(name)

    assert str(caught.value) == message
    assert (caught.value.kind, caught.value.name) == (kind, name)


def test_where_there_is_nothing_to_name_the_answer_says_so() -> None:
    with pytest.raises(UnknownNameError, match=r"^no program named 'day'; there are none$"):
        Pathway(id="empty", title="Empty").program("day")


def test_transitions_leave_in_the_order_of_the_file() -> None:
    assert CLINIC.leaving("iop") == (SMALLER, LARGER, UP)
    assert CLINIC.leaving(COMMUNITY) == (BACK,)
    assert CLINIC.leaving("nowhere") == ()


def test_levels_of_equal_rank_keep_the_order_of_the_file() -> None:
    ranks = {"detox": 4, "php": 3, "day": 2, "iop": 2, "aftercare": 0.5}
    levels = [Level(id=name, title=name, rank=rank) for name, rank in ranks.items()]

    by_rank = Pathway(id="p", title="P", levels=levels).by_rank()

    assert [level.id for level in by_rank] == ["aftercare", "day", "iop", "php", "detox"]


def test_where_a_pathway_was_written_makes_no_other_pathway() -> None:
    moved = attrs.evolve(CLINIC, origins={("id",): SourceLocation("clinic.yaml", 2, 1)})

    assert moved == CLINIC
    assert "clinic.yaml" not in repr(moved)
    assert str(moved.origins["id",]) == "clinic.yaml:2:1"


def test_every_level_of_the_standard_pathway_is_reached_from_the_arrivals_and_can_be_left() -> None:
    standard = load("standard")
    ways = nx.transitive_closure(standard.graph())
    outcomes = {outcome.id for outcome in standard.outcomes}

    for level in standard.levels:
        assert level.id in ways["arrivals"]
        assert outcomes & set(ways[level.id])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"id": "My clinic", "title": "T"}, "id 'My clinic' is not an id: use small letters"),
        ({"id": "a" * 65, "title": "T"}, "is not an id"),
        ({"id": "clinic", "title": " "}, "^title must not be empty$"),
    ],
)
def test_a_pathway_needs_an_id_and_a_title(given: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Pathway(**given)  # type: ignore[arg-type]
