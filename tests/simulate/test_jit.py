"""What was compiled is found again, as long as it is what would be compiled now."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import Any, get_type_hints

import attrs
import numpy as np
import pytest
from hypothesis import given
from simulate.full_scenarios import full_scenarios
from simulate.test_plain import scenarios

from iopkit.model.level import Level
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import simulate
from iopkit.simulate.kernel import jit, tables
from iopkit.simulate.lowering.scenario import lower

CALLED = """
from door.jit import compiled

@compiled
def called(number):
    return number + {more}
"""
CALLING = """
from door.called import called
from door.jit import compiled

@compiled
def calling(numbers):
    total = 0
    for number in numbers:
        total += called(number)
    return total
"""
RUN = """
import sys
import numpy as np
from door import jit
from door.calling import calling

said = []
with jit.announced(lambda: said.append("compiled")):
    print(calling(np.arange(3)), *said)
print(*sorted(name for name in sys.modules if name in {"numba.np.linalg", "scipy.linalg"}))
"""


class Kernels:
    """A package of two kernels, one of which calls the other, behind a copy of the door."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "door"
        self.home = folder / "home"
        self.package.mkdir()
        (self.package / "__init__.py").touch()
        copy(jit.__file__, self.package)
        self.add(1)
        (self.package / "calling.py").write_text(CALLING)

    def add(self, more: int) -> None:
        """Make the called kernel add another number."""
        (self.package / "called.py").write_text(CALLED.format(more=more))

    def run(self, **environment: str) -> list[str]:
        """Call the kernel in a new process; return what it printed."""
        left_out = {"NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "IOPKIT_PLAIN"}
        given = {name: value for name, value in os.environ.items() if name not in left_out}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", RUN],
            cwd=self.package.parent,
            env={**given, "HOME": str(self.home), "PYTHONPATH": "", **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.splitlines()

    def kept(self, ending: str) -> list[Path]:
        """Return the files in which compiled code is kept."""
        return sorted(self.package.rglob(f"*.{ending}"))


@pytest.fixture
def kernels(tmp_path: Path) -> Kernels:
    return Kernels(tmp_path)


def test_the_second_run_compiles_nothing_and_prepares_nothing_for_it(kernels: Kernels) -> None:
    assert kernels.run()[0] == "6 compiled"
    kept = kernels.kept("nb[ci]")
    assert kept
    assert kernels.run() == ["6", ""]
    assert kernels.kept("nb[ci]") == kept


def test_a_change_in_a_kernel_that_is_called_is_noticed(kernels: Kernels) -> None:
    kernels.run()
    kernels.add(15)  # a longer text: Python itself knows a file by its second and its length
    assert kernels.run()[0] == "48 compiled"
    assert kernels.run()[0] == "48"


def test_a_change_in_the_tuples_that_kernels_read_is_noticed(kernels: Kernels) -> None:
    kernels.run()
    assert kernels.run()[0] == "6"
    (kernels.package / "tuples.py").write_text("from typing import NamedTuple\n")
    assert kernels.run()[0] == "6 compiled"


def test_compiled_code_and_the_tuples_it_reads_stand_in_one_room() -> None:
    """Its hash knows no other: code compiled of another room would be taken for what it was."""
    kernel = Path(jit.__file__).parent
    source = kernel.parents[1]
    outside = [path for path in source.rglob("*.py") if kernel not in path.parents]
    texts = {path: path.read_text(encoding="utf-8") for path in outside}
    assert not [path for path, text in texts.items() if "@compiled" in text or "@inlined" in text]
    tuples = [path for path, text in texts.items() if "(NamedTuple)" in text]
    assert not [path for path in tuples if path.is_relative_to(source / "simulate")]


def test_a_read_only_installation_keeps_compiled_code_with_the_user(kernels: Kernels) -> None:
    (kernels.package / "__pycache__").touch()  # a file: no folder can be made there, even by root
    assert kernels.run()[0] == "6 compiled"
    assert list(kernels.home.rglob("*.nbi"))
    assert kernels.run()[0] == "6"


def test_without_any_place_to_keep_it_each_run_compiles(kernels: Kernels) -> None:
    (kernels.package / "__pycache__").touch()
    kernels.home.touch()
    assert kernels.run()[0] == "6 compiled"
    assert kernels.run()[0] == "6 compiled"


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_what_cannot_be_read_is_compiled_again(kernels: Kernels, ending: str) -> None:
    kernels.run()
    for path in kernels.kept(ending):
        path.write_bytes(path.read_bytes()[:100])
    assert kernels.run()[0] == "6 compiled"
    assert kernels.run()[0] == "6"


def test_what_cannot_be_written_costs_no_run(kernels: Kernels) -> None:
    kernels.run()
    for path in kernels.kept("nbi"):
        path.unlink()
        path.mkdir()
    assert kernels.run()[0] == "6 compiled"


def dtypes(row: Any) -> Iterator[tuple[str, object, object]]:  # noqa: ANN401  any named tuple
    """Yield each array of named tuples by name, with the type it has and the type it should."""
    words = {tables.Floats: np.float64, tables.Ints: np.int64, tables.Words: np.uint64}
    for name, hint in get_type_hints(type(row)).items():
        value = getattr(row, name)
        if isinstance(value, tuple):
            yield from dtypes(value)
        else:
            yield name, value.dtype, np.dtype(words[hint])


def wrong(scenario: Scenario) -> list[str]:
    """Return the names of the arrays that compiled code would have to be made anew for."""
    lowered = lower(scenario)
    rows = [row for row in (lowered.tables, lowered.codes, lowered.extras) if row is not None]
    return [name for row in rows for name, has, due in dtypes(row) if has != due]


def of_whole_numbers(level: Level) -> Level:
    if level.review is None:
        return level
    return attrs.evolve(level, review=attrs.evolve(level.review, value=7))


@given(full_scenarios())
def test_one_compiled_code_serves_all_scenarios(scenario: Scenario) -> None:
    assert wrong(scenario) == []
    levels = [of_whole_numbers(level) for level in scenario.pathway.levels]
    pathway = attrs.evolve(scenario.pathway, levels=levels)
    assert wrong(attrs.evolve(scenario, pathway=pathway)) == []


def test_whole_numbers_of_days_compile_nothing_anew() -> None:
    scenario = attrs.evolve(scenarios("shares")[0], days=40.0, warm_up=2.0, replications=1)
    said: list[str] = []
    run = simulate(scenario)
    with jit.announced(lambda: said.append("compiled")):
        assert simulate(attrs.evolve(scenario, days=40, warm_up=2)).figures == run.figures
    assert said == []
