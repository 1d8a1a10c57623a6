"""What is public: where it is imported from, and that it is documented and typed."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import iopkit
from iopkit.lazy_names import homes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
STABILITY = (ROOT / "docs/reference/stability.md").read_text("utf-8")
API = (ROOT / "docs/reference/api.md").read_text("utf-8")
HOOKS = (ROOT / "docs/reference/hooks.md").read_text("utf-8")
PUBLIC = tuple(re.findall(r"^\| `(iopkit[\w.]*)` \|", STABILITY, re.MULTILINE))
"""The public modules."""

ENTRY = re.compile(r"^\.\. auto(?:class|function|data):: (\S+)\n((?:   :.*\n)*)", re.MULTILINE)
DOCUMENTED: dict[str, str] = dict(ENTRY.findall(API + HOOKS))
"""What stands in the reference, with its options."""

HEAVY = ("numpy", "numba", "networkx", "rich", "yaml", "click")


def public_values() -> Iterator[tuple[str, object]]:
    """Yield everything that the public modules hand on, by its public name."""
    for name in PUBLIC:
        module = import_module(name)
        own = [
            each for each, value in vars(module).items() if getattr(value, "__module__", "") == name
        ]
        for each in getattr(module, "__all__", own):
            if not each.startswith("_"):
                yield f"{name}.{each}", getattr(module, each)


def annotated(name: str, value: object) -> Iterator[tuple[str, str, str]]:
    """Yield what a user can give to a value or get from it: module, place and annotation."""
    if inspect.isfunction(value):
        function = inspect.unwrap(value)
        for place, written in function.__annotations__.items():
            yield function.__module__, place, str(written)
    elif inspect.isclass(value):
        fields = attrs.fields(value) if attrs.has(value) else ()
        for field in fields:
            if not field.name.startswith("_"):
                yield value.__module__, field.name, str(field.type)
        members = re.search(r":members:(.*)", DOCUMENTED.get(name, ""))
        for each in re.findall(r"\w+", members[1]) if members else ():
            found = inspect.getattr_static(value, each, None)
            found = getattr(
                found, "__func__", getattr(found, "fget", getattr(found, "func", found))
            )
            for place, written in getattr(found, "__annotations__", {}).items():
                yield value.__module__, f"{each}.{place}", str(written)


@cache
def classes_seen_by(module: str) -> dict[str, str]:
    """Return the classes of iopkit that a module names, by name there, each with its address."""
    path = ROOT / "src" / module.replace(".", "/")
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            found[node.name] = f"{module}.{node.name}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("iopkit."):
            for alias in node.names:
                there = getattr(import_module(str(node.module)), alias.name, None)
                if inspect.isclass(there):
                    found[alias.asname or alias.name] = f"{there.__module__}.{there.__qualname__}"
    return found


@pytest.mark.parametrize("name", sorted(homes("iopkit")))
def test_every_public_name_can_be_imported_from_its_home(name: str) -> None:
    value = getattr(iopkit, name)
    module, there = homes("iopkit")[name]

    assert value is getattr(import_module(module), there)
    assert name == "__version__" or value.__doc__


def test_a_star_import_gives_the_public_names() -> None:
    given: dict[str, object] = {}

    exec("from iopkit import *", given)  # noqa: S102  only a module's level may say it

    assert set(dir(iopkit)) == set(given) - {"__builtins__"}
    assert "load" in given


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'iopkit' has no attribute 'simulation'"):
        _ = iopkit.simulation  # type: ignore[attr-defined]


def test_the_version_is_that_of_the_metadata() -> None:
    assert re.search(
        rf'^version = "{iopkit.__version__}"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_what_is_documented_is_handed_on_by_a_public_module(name: str) -> None:
    module, _, last = name.rpartition(".")

    assert module in PUBLIC
    assert hasattr(import_module(module), last)


def test_everything_public_is_documented() -> None:
    values = dict(public_values())
    documented = {id(values[name]) for name in DOCUMENTED if name in values}

    lacking = {
        name
        for name, value in values.items()
        if id(value) not in documented
        and getattr(value, "__module__", "") != "iopkit.errors"  # all of it is
        and f"`{name.rpartition('.')[2]}()" not in HOOKS
    }

    assert lacking == UNDOCUMENTED


UNDOCUMENTED = {"iopkit.registry.DISABLE", "iopkit.week.SECONDS"}
"""Constants, which the text around them explains."""


def test_every_class_that_a_public_name_takes_or_gives_is_public() -> None:
    public = {f"{v.__module__}.{v.__qualname__}" for _, v in public_values() if inspect.isclass(v)}

    hidden = {
        f"{name}: {place}: {classes_seen_by(module)[word]}"
        for name, value in public_values()
        for module, place, written in annotated(name, value)
        for word in re.findall(r"\b[A-Z]\w+", written)
        if word in classes_seen_by(module) and classes_seen_by(module)[word] not in public
    }

    assert not hidden


def test_nothing_that_a_user_touches_is_any() -> None:
    vague = {
        f"{name}: {place}"
        for name, value in public_values()
        for _, place, written in annotated(name, value)
        if re.search(r"\bAny\b", written)
    }

    assert not vague


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").rglob("*.py")), ids=str)
def test_a_plugin_imports_public_names_alone(path: Path) -> None:
    used = {
        str(node.module)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == "iopkit"
    }

    assert used <= set(PUBLIC)


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
