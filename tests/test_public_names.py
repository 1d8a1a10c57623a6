import subprocess
import sys
from importlib import import_module

import pytest

import iopkit

HEAVY = ("numpy", "numba", "networkx", "rich", "yaml", "click")


def test_what_is_promised_is_what_the_table_can_fetch() -> None:
    assert sorted(iopkit.__all__) == sorted(iopkit._HOME)  # noqa: SLF001  the table is the subject
    assert dir(iopkit) == sorted(iopkit.__all__)


@pytest.mark.parametrize("name", iopkit.__all__)
def test_every_public_name_can_be_imported_from_its_home(name: str) -> None:
    value = getattr(iopkit, name)

    assert value is getattr(import_module(value.__module__), name)
    assert value.__doc__


def test_a_star_import_gives_the_public_names() -> None:
    given: dict[str, object] = {}

    exec("from iopkit import *", given)  # noqa: S102  only a module's level may say it

    assert set(iopkit.__all__) == set(given) - {"__builtins__"}


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'iopkit' has no attribute 'simulation'"):
        _ = iopkit.simulation


def test_importing_iopkit_imports_nothing_heavy() -> None:
    script = f"import sys, iopkit; print(*sorted(set(sys.modules) & set({HEAVY!r})))"

    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert printed.split() == []


def test_a_proof_is_a_function_whichever_is_imported_first() -> None:
    for first in ("iopkit.prove.prove", "iopkit.prove.finding", "iopkit.testing"):
        script = (
            f"import {first}\n"
            "from iopkit.prove import Claim, Clause, Finding, Proof, prove\n"
            "import iopkit; print(type(prove(iopkit.load('standard'))) is Proof)"
        )

        printed = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout

        assert printed == "True\n"


def test_without_a_solver_a_proof_can_be_read_and_prove_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['z3'] = None\n"
        "from iopkit.prove import Proof, prove\n"
        "import iopkit; print(Proof().is_decided)\n"
        "try: prove(iopkit.load('standard'))\n"
        "except iopkit.IopkitError as error: print(error)\n"
    )

    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert printed.splitlines()[0] == "True"
    assert "pip install 'iopkit[prove]'" in printed.splitlines()[1]
