"""The page of figures has every figure, with its words and its unit."""

from pathlib import Path

from iopkit.files.compose.load import load
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import simulate
from iopkit.simulate.measures.measure_info import meaning, meanings
from iopkit.simulate.study.comparison import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "figures.md"


def test_the_table_of_figures_is_that_of_the_program() -> None:
    rows = [
        f"| `{name}` | {each.title} | {each.unit.replace('1', 'share')} |"
        for name, each in meanings().items()
    ]
    page = PAGE.read_text(encoding="utf-8").splitlines()
    head = page.index("| figure | what it is | unit |")

    assert page[head + 2 : head + 2 + len(rows)] == rows


def test_every_column_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []


def test_every_figure_of_a_run_has_words() -> None:
    run = simulate(Scenario(pathway=load("standard"), days=300, replications=1, seed=1))

    names = {name for figures in run.figures for name, *_ in figures}
    assert [name for name in sorted(names) if not meaning(name).unit] == []
