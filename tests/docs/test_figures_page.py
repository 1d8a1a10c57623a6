"""The page of figures has every figure, with its words and its unit."""

from pathlib import Path

import attrs
import pytest

from iopkit.files.compose.load import load
from iopkit.model.simulation.measure import MeasuredOver
from iopkit.model.simulation.measure_catalogue import MEASURES, measure, measures_over
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import LevelSummary, StaySummary, Summary, simulate
from iopkit.simulate.study.comparison import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "figures.md"


def test_the_table_of_figures_is_that_of_the_program() -> None:
    rows = [
        f"| `{each.name}` | {each.title} | {each.unit.replace('1', 'share')} | {each.over.value} "
        f"| {each.definition} | {each.better.value if each.better else ''} |".replace("|  |", "| |")
        for each in MEASURES
    ]
    page = PAGE.read_text(encoding="utf-8").splitlines()
    head = page.index("| figure | what it is | unit | one for | how it is counted | better |")

    assert page[head + 2 : head + 2 + len(rows)] == rows


def test_every_column_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []


def test_every_figure_of_a_run_is_declared() -> None:
    run = simulate(Scenario(pathway=load("standard"), days=300, replications=1, seed=1))

    names = {name for figures in run.figures for name, *_ in figures}
    assert [name for name in sorted(names) if not measure(name).definition] == []


@pytest.mark.parametrize(
    ("over", "summary"),
    [
        (MeasuredOver.CARE, Summary),
        (MeasuredOver.LEVEL, LevelSummary),
        (MeasuredOver.DEPARTURE, StaySummary),
    ],
)
def test_every_declared_figure_is_in_the_summary(over: MeasuredOver, summary: type) -> None:
    fields = {field.name for field in attrs.fields(summary)}

    assert [each.name for each in measures_over(over) if each.name not in fields] == []
