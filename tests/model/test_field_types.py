"""What annotations of the model accept, read as texts."""

from importlib import import_module
from pkgutil import walk_packages
from types import UnionType
from typing import get_args

import attrs
import pytest

import iopkit.model
from iopkit.errors import InvalidTypeError
from iopkit.model.field_types import ALIASES, checked_call, field_type

MODULES = [
    import_module(each.name) for each in walk_packages(iopkit.model.__path__, "iopkit.model.")
]


def test_every_alias_stands_for_what_the_model_says() -> None:
    named = {name: value for module in MODULES for name, value in vars(module).items()}

    for name, written in ALIASES.items():
        real = named[name]
        if isinstance(real, UnionType):
            assert [each.__name__ for each in get_args(real)] == written.split(" | ")
        else:
            assert str(real).replace("...", "...") == written


def test_every_annotation_of_the_model_is_understood() -> None:
    annotations = {
        str(field.type)
        for module in MODULES
        for name, kind in vars(module).items()
        if isinstance(kind, type) and attrs.has(kind) and not name.startswith("_")
        for field in attrs.fields(kind)
        if kind.__module__ != "iopkit.model.field_types"
    }

    assert len(annotations) > 60
    assert all(field_type(each) for each in annotations)


@pytest.mark.parametrize(
    ("written", "holds", "refuses"),
    [
        ("str", ["", "a"], [1, None, b"a"]),
        ("bool", [True], [0, "no"]),
        ("float", [1, 1.5], [True, "1"]),
        ("int | None", [1, None], ["1", True]),
        ("tuple[str, ...]", [(), ("a",)], [("a", 1), ["a"], "a"]),
        ("tuple[float, str]", [(1, "a")], [(1,), (1, 2), ("a", 1)]),
        ("Mapping[str, int]", [{}, {"a": 1}], [{"a": "b"}, {1: 1}, ()]),
        ("Path", [(), ("a", 0)], [("a", None), "a"]),
    ],
)
def test_an_annotation_accepts_what_it_says(
    written: str, holds: list[object], refuses: list[object]
) -> None:
    assert all(map(field_type(written).holds, holds))
    assert not any(map(field_type(written).holds, refuses))


def test_a_function_says_itself_that_an_argument_is_missing() -> None:
    @checked_call
    def doubled(number: float, *more: float, name: str = "") -> float:
        return sum((number, *more)) * 2 + len(name)

    assert doubled(1, 2.5, name="a") == 8
    with pytest.raises(TypeError, match="missing 1 required"):
        doubled()  # type: ignore[call-arg]
    with pytest.raises(InvalidTypeError, match=r"^more\[1\] must be float, not a str$"):
        doubled(1, 2, "3")  # type: ignore[arg-type]
