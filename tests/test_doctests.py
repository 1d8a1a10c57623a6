import doctest
import pkgutil
from importlib import import_module

import pytest

import iopkit

MODULES = [
    "iopkit",
    *(
        module.name
        for module in pkgutil.walk_packages(iopkit.__path__, "iopkit.")
        if module.name != "iopkit.__main__"  # importing it runs the command
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_show_what_happens(name: str) -> None:
    module = import_module(name)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    output: list[str] = []

    for example in doctest.DocTestFinder(exclude_empty=True).find(module, name):
        runner.run(example, out=output.append)

    assert runner.summarize(verbose=False).failed == 0, "".join(output)


def test_there_are_examples_to_run() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    with_examples = [name for name in MODULES if any(finder.find(import_module(name)))]

    assert "iopkit" in with_examples
    assert "iopkit.model.range" in with_examples
