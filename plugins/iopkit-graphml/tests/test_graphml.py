"""What is written is read back by networkx."""

import re
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import iopkit_graphml
import networkx as nx
import pytest

import iopkit
from iopkit import write
from iopkit.model import Level, Pathway
from iopkit.registry import load_registry

HERE = Path(__file__).parents[1]


def read(pathway: Pathway) -> "nx.MultiDiGraph[str]":
    text = iopkit_graphml.iopkit_exporters()["graphml"].write(pathway)
    assert isinstance(text, str)
    found = nx.read_graphml(BytesIO(text.encode()), force_multigraph=True)
    assert isinstance(found, nx.MultiDiGraph)
    return found


@pytest.fixture(scope="module")
def standard() -> Pathway:
    return iopkit.load("standard")


def test_the_entry_point_gives_the_exporter() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    [(name, module)] = project["entry-points"]["iopkit"].items()

    offered = load_registry(entry_points=False, extra=[(name, import_module(module))])

    given = offered.exporter("graphml")
    assert given is not None
    assert (given[0], given[1].suffix) == ("graphml", ".graphml")
    assert offered.problems == ()
    assert (files(module) / "py.typed").is_file()


def test_levels_and_outcomes_are_nodes(standard: Pathway) -> None:
    found = read(standard)

    for level in standard.levels:
        values = found.nodes[level.id]
        assert values["what"] == "level"
        assert values["label"] == level.title
        assert values["rank"] == level.rank
        assert values["overnight"] == ("yes" if level.overnight else "no")
    for outcome in standard.outcomes:
        assert found.nodes[outcome.id]["what"] == "outcome"
        assert found.nodes[outcome.id]["label"] == outcome.title


def test_every_move_is_an_edge_of_its_own(standard: Pathway) -> None:
    found = read(standard)
    edges = {(a, b, key): values for a, b, key, values in found.edges(keys=True, data=True)}

    for place, move in enumerate(standard.transitions, start=1):
        values = edges[move.start, move.to, f"m{place}"]
        assert values["kind"] == move.kind
        assert values.get("when") == (write(move.when) if move.when else None)
        assert values.get("share") == (move.share.value if move.share else None)
        mean = move.stay.mean() if move.stay else None
        assert values.get("mean_stay") == (pytest.approx(mean) if mean is not None else None)
    moves = [key for _, _, key in edges if key.startswith("m")]
    assert len(moves) == len(standard.transitions)


def test_no_two_keys_share_an_id(standard: Pathway) -> None:
    text = iopkit_graphml.iopkit_exporters()["graphml"].write(standard)
    keys = re.findall(r'<key id="(\w+)"', str(text))

    assert len(keys) == len(set(keys)) > 5


def test_what_is_not_stated_is_no_attribute() -> None:
    found = read(Pathway(id="p", title="P", levels=[Level(id="iop", title="IOP", rank=1)]))

    assert set(found.nodes["iop"]) == {"what", "label", "rank", "overnight"}


@pytest.mark.parametrize("title", ["<IOP> & \"more\" 'still'", "Tag für Tag", "bell\a and \x1b"])
def test_every_title_makes_a_file_that_can_be_read(title: str) -> None:
    found = read(Pathway(id="p", title=title, levels=[Level(id="iop", title=title, rank=1)]))

    printable = "".join(char if char.isprintable() else " " for char in title)
    assert found.nodes["iop"]["label"] == printable


def test_the_list_of_exporters_waits_for_no_graph_library() -> None:
    program = (
        "import sys\n"
        f"sys.path.insert(0, {str(HERE / 'src')!r})\n"
        "import iopkit_graphml\n"
        "print(iopkit_graphml.iopkit_exporters()['graphml'].title, 'networkx' in sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().split() == ["A", "graph", "(GraphML)", "False"]
