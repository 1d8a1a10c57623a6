"""Errors that cross a process, values that stay as they are, and what they refuse at once."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from enum import Enum
from importlib import import_module
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iopkit
from iopkit import errors
from iopkit.diagnostics.catalogue.scenarios import NOTHING_VARIES
from iopkit.diagnostics.catalogue.weeks import BEYOND_DOUBT
from iopkit.prove import prove
from iopkit.simulate import compare, simulate
from iopkit.week import ImpossibleWeekError, NothingToHoldError, UndecidedWeekError, lay_out

if TYPE_CHECKING:
    from commands import Run
    from distributions import Site

STANDARD = iopkit.load("standard")
SCENARIO = iopkit.Scenario(pathway=STANDARD, days=30, replications=2, seed=7, places={"iop": 3})
API = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
CLASSES = sorted(set(re.findall(r"autoclass:: (\S+)", API.read_text(encoding="utf-8"))))


# Errors


def raised(call: Callable[[], object]) -> BaseException:
    try:
        call()
    except Exception as error:  # noqa: BLE001  whatever it is, it is looked at
        return error
    raise AssertionError("nothing was raised")


def loaded(text: str) -> Callable[[], object]:
    return lambda: iopkit.loads(text)


ERRORS: list[BaseException] = [
    raised(loaded("iopkit: 1\nid: x y\ntitl: T\n")),
    raised(loaded("iopkit: 1\nlevels: [*a]\n")),
    raised(lambda: iopkit.load("nope.yaml")),
    raised(lambda: iopkit.parse("a >> b")),
    raised(lambda: STANDARD.level("nope")),
    raised(lambda: iopkit.place(STANDARD, iopkit.Client(facts={"withdrawal_risk": "purple"}))),
    raised(lambda: attrs.evolve(STANDARD, levels=STANDARD.levels[:1])),
    raised(lambda: iopkit.Scenario(pathway=STANDARD, days=-1)),
    raised(lambda: iopkit.Scenario(pathway="standard", days=1)),  # type: ignore[arg-type]
    raised(lambda: simulate(iopkit.Scenario(pathway=STANDARD, days=1, arrivals=()))),
    raised(lambda: lay_out(iopkit.loads("iopkit: 1\nid: a\ntitle: A\n"))),
    errors.DeadlockError(NOTHING_VARIES()),
    errors.RunFolderError("no run"),
    errors.LostWorkerError("gone"),
    errors.MissingExtraError("prove", "a proof"),
    errors.PluginError("acme", "fails"),
    errors.UnknownNameError("level", "ipo", ["iop", "php"]),
    ImpossibleWeekError([], is_smallest=False),
    NothingToHoldError(["iop-day"]),
    UndecidedWeekError(BEYOND_DOUBT()),
]


def same(error: BaseException, again: BaseException) -> bool:
    return (type(again), str(again), again.args, vars(again)) == (
        type(error),
        str(error),
        error.args,
        vars(error),
    )


@pytest.mark.parametrize(
    "error", ERRORS, ids=[f"{i} {type(e).__name__}" for i, e in enumerate(ERRORS)]
)
def test_an_error_survives_being_sent_and_copied(error: BaseException) -> None:
    assert isinstance(error, errors.IopkitError)
    assert str(error)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert same(error, pickle.loads(pickle.dumps(error, protocol)))  # noqa: S301  our own
    assert same(error, copy.copy(error))
    assert same(error, copy.deepcopy(error))


def every_kind(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("iopkit."):
            yield each
            yield from every_kind(each)


def test_every_documented_error_is_tried() -> None:
    tried = {type(error) for error in ERRORS}
    documented = {each for each in every_kind(errors.IopkitError) if each.__module__ in API_MODULES}

    assert documented <= tried


API_MODULES = {"iopkit.errors", "iopkit.week.infeasibility.infeasible_week"}


def test_what_python_itself_remembers_of_an_error_survives_too() -> None:
    error = errors.MissingExtraError("prove", "a proof")
    error.add_note("seen in a worker")

    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own

    assert (again.msg, again.__notes__) == (error.msg, ["seen in a worker"])


def test_a_worker_hands_an_error_over_and_goes_on() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with pytest.raises(errors.CriterionError) as caught:
            pool.submit(iopkit.parse, "a >> b").result(timeout=60)
        with pytest.raises(errors.UnreadableError) as missing:
            pool.submit(iopkit.load, "nope.yaml").result(timeout=60)

    assert same(raised(lambda: iopkit.parse("a >> b")), caught.value)
    assert same(raised(lambda: iopkit.load("nope.yaml")), missing.value)


# Values


def parts(value: object) -> Iterator[object]:
    """Yield a value and everything in it."""
    yield value
    kind = type(value)
    inner: list[object] = []
    if attrs.has(kind):
        # What is worked out when it is asked for, such as a lazy table, is no field.
        inner = [getattr(value, field.name) for field in attrs.fields(kind)]
    elif isinstance(value, Mapping):
        inner = [*value, *value.values()]
    elif isinstance(value, (tuple, frozenset)):
        inner = list(value)
    for each in inner:
        yield from parts(each)


PLAIN = (str, int, float, bool, type(None), tuple, frozenset, Enum, dt.date, dt.time, dt.timedelta)


def changeable(value: object) -> set[str]:
    """Return the types in a value that somebody could change."""
    return {type(each).__name__ for each in parts(value) if not is_fixed(each)}


def is_fixed(value: object) -> bool:
    if isinstance(value, Mapping):
        return not hasattr(value, "__setitem__")
    if not attrs.has(type(value)):
        return isinstance(value, (*PLAIN, FunctionType, Path))
    try:
        value.x = 1  # type: ignore[attr-defined]  # it must not be possible
    except attrs.exceptions.FrozenInstanceError:
        return True
    return False


CLIENT = iopkit.Client(
    facts={"withdrawal_risk": "severe"},
    history=[iopkit.Stay(level="iop", completed=True)],  # type: ignore[arg-type]  # on purpose
)


@pytest.mark.parametrize(
    "made",
    [
        lambda: STANDARD,
        lambda: SCENARIO,
        lambda: CLIENT,
        lambda: iopkit.place(STANDARD, CLIENT),
        lambda: iopkit.onward(STANDARD, attrs.evolve(CLIENT, level="iop", days_in_level=3)),
        lambda: iopkit.judged(STANDARD, iopkit.load_rule_set("medicare-iop-2024")),
        lambda: iopkit.diff(STANDARD, STANDARD),
        lambda: iopkit.examine("standard"),
        lambda: prove(STANDARD),
        lambda: lay_out(STANDARD),
        lambda: compare(SCENARIO, attrs.evolve(SCENARIO, places={"iop": 4})),
    ],
    ids=range(11),
)
def test_what_is_returned_cannot_be_changed_and_has_a_hash(made: Callable[[], Hashable]) -> None:
    value = made()

    assert changeable(value) == set()
    assert hash(value) == hash(copy.deepcopy(value))


def test_nothing_of_the_caller_s_is_kept() -> None:
    facts: dict[str, Any] = {"withdrawal_risk": "severe"}
    places: dict[str, int | None] = {"iop": 3}
    history = [iopkit.Stay(level="detox")]
    client = iopkit.Client(facts=facts, history=history)  # type: ignore[arg-type]
    scenario = iopkit.Scenario(pathway=STANDARD, days=10, places=places)

    facts["withdrawal_risk"], places["iop"] = "none", 9
    history.clear()

    assert client.facts == {"withdrawal_risk": "severe"}
    assert client.history == (iopkit.Stay(level="detox"),)
    assert scenario.places_of("iop") == 3


# Wrong types


class Alien:
    """Of no type that anybody asks for."""


def checked_fields() -> Iterator[tuple[str, str]]:
    for name in CLASSES:
        module, _, last = name.rpartition(".")
        kind = getattr(import_module(module), last)
        # A place in a file is made for every value that is read, and by nobody else; what scenarios
        # and requests have in common is checked in both.
        made_by_nobody = last in {"SourceLocation", "ScenarioSettings"}
        if module.startswith("iopkit.model") and attrs.has(kind) and not made_by_nobody:
            for field in attrs.fields(kind):
                yield name, field.name


@pytest.mark.parametrize(
    ("name", "field"), list(checked_fields()), ids=lambda part: part.rpartition(".")[2]
)
def test_every_field_of_every_noun_refuses_another_type(name: str, field: str) -> None:
    module, _, last = name.rpartition(".")
    kind = getattr(import_module(module), last)
    required = {
        each.name: Alien()
        for each in attrs.fields(kind)
        if each.init and each.default is attrs.NOTHING
    }

    error = raised(lambda: kind(**{**required, field: Alien()}))

    assert isinstance(error, errors.InvalidTypeError)
    assert isinstance(error, TypeError)
    assert (error.name.partition(".")[0], error.given) == (last, "Alien")
    assert "object at 0x" not in str(error)  # never the value


@pytest.mark.parametrize(
    "call",
    [
        lambda: iopkit.place("standard", CLIENT),  # type: ignore[arg-type]
        lambda: iopkit.place(STANDARD, {"withdrawal_risk": "severe"}),  # type: ignore[arg-type]
        lambda: iopkit.onward(STANDARD, None),  # type: ignore[arg-type]
        lambda: iopkit.judged(STANDARD, "medicare-iop-2024"),  # type: ignore[arg-type]
        lambda: iopkit.parse(3),  # type: ignore[arg-type]
        lambda: iopkit.dump("standard"),  # type: ignore[arg-type]
        lambda: iopkit.diff(STANDARD, "standard"),  # type: ignore[arg-type]
        lambda: simulate(STANDARD),  # type: ignore[arg-type]
        lambda: prove("standard"),  # type: ignore[arg-type]
        lambda: lay_out("standard"),  # type: ignore[arg-type]
        lambda: iopkit.Client(history="iop"),  # type: ignore[arg-type]
        lambda: iopkit.Pathway(id="a", title="A", levels="iop"),  # type: ignore[arg-type]
        lambda: iopkit.Pathway(id="a", title="A", levels={"iop"}),  # type: ignore[arg-type]
        lambda: iopkit.Scenario(pathway=STANDARD, days=True),
        lambda: iopkit.Scenario(pathway=STANDARD, days="30"),  # type: ignore[arg-type]
        lambda: iopkit.Scenario(pathway=STANDARD, days=3, starts=dt.datetime(2026, 1, 1)),  # noqa: DTZ001
    ],
    ids=range(16),
)
def test_a_verb_refuses_another_type_before_it_does_anything(call: Callable[[], object]) -> None:
    error = raised(call)

    assert isinstance(error, errors.InvalidTypeError)
    assert str(error).startswith(error.name)


@given(
    st.floats() | st.integers(-(10**20), 10**20) | st.sampled_from([10**400, -(10**400)]),
    st.sampled_from(["days", "warm_up", "discount", "seed"]),
)
def test_a_number_is_taken_or_refused_as_an_error_of_iopkit(number: float, field: str) -> None:
    changed: dict[str, Any] = {field: number}
    try:
        scenario = attrs.evolve(SCENARIO, **changed)
    except errors.InvalidValueError:
        return
    assert getattr(scenario, field) == number


def test_numbers_of_numpy_become_python_s_own() -> None:
    numbers: dict[str, Any] = {"days": np.float32(30), "seed": np.int64(3)}
    places: Any = {"iop": np.int16(4)}
    scenario = iopkit.Scenario(pathway=STANDARD, places=places, **numbers)

    assert [type(each) for each in (scenario.days, scenario.seed)] == [float, int]
    assert scenario == iopkit.Scenario(pathway=STANDARD, days=30.0, seed=3, places={"iop": 4})


# A graph for others


@pytest.mark.parametrize("source", ["standard", "crest"])
def test_a_plain_graph_is_written_and_read_back_in_four_forms(source: str) -> None:
    pathway = (
        STANDARD
        if source == "standard"
        else iopkit.loads(
            "iopkit: 1\nid: crest\ntitle: Crest\nlevels: {iop: {title: IOP, rank: 1}}\n"
            "outcomes: {done: {title: Done}}\ntransitions: [{from: iop, to: done}]\n"
        )
    )
    graph = pathway.graph(plain=True)
    named = {(start, to): edge["kind"] for start, to, edge in graph.edges(data=True)}

    for write, read in (
        (nx.write_graphml, nx.read_graphml),
        (nx.write_gexf, nx.read_gexf),
        (nx.write_gml, nx.read_gml),
    ):
        file = BytesIO()
        write(graph, file)
        file.seek(0)
        again = read(file)
        assert {(a, b): edge["kind"] for a, b, edge in again.edges(data=True)} == named
    values = json.loads(json.dumps(nx.node_link_data(graph, edges="edges"), allow_nan=False))
    assert nx.node_link_graph(values, edges="edges").nodes == graph.nodes
    assert set(graph.edges) == set(pathway.graph().edges)


# Programs around it


PRINTS = """
    from iopkit.hookspecs import Exporter

    print("hello from a plugin, loaded")

    def write(pathway):
        print("hello from an exporter")
        return "made"

    @hookimpl
    def iopkit_exporters():
        print("hello from a hook")
        return {"printer": Exporter(title="Printed", suffix=".m", write=write)}
"""


def test_what_a_plugin_prints_is_never_among_the_results(run: Run, site: Site) -> None:
    site.install("prints", PRINTS)

    listed = run("plugins", "--json")
    made = run("export", "standard", "--to", "printer")

    assert "prints" in [each["name"] for each in json.loads(listed.stdout)["plugins"]]
    assert "hello from a plugin, loaded" in listed.stderr
    assert made.stdout == "made"
    assert "hello from an exporter" in made.stderr
    assert "hello from a hook" in made.stderr


SCRIPT = """
import multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor

import iopkit
from iopkit.simulate import simulate

{guard}
    scenario = iopkit.Scenario(pathway=iopkit.load("standard"), days=30, replications=2)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            print(len(simulate(scenario, executor=pool).figures))
        except iopkit.IopkitError as error:
            print(type(error).__name__, error)
"""


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        ("if True:", 'LostWorkerError.*`if __name__ == "__main__":`'),
        ('if __name__ == "__main__":', "^2$"),
    ],
)
def test_a_script_without_a_main_guard_is_told_so(tmp_path: Path, guard: str, said: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(guard=guard), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=120
    )

    assert re.search(said, done.stdout.strip().splitlines()[-1])
