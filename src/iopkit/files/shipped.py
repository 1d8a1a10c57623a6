"""The pathways that come with iopkit."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Finder: TypeAlias = Callable[[str], tuple[str, str] | None]
"""Maps the name of a pathway to the file name to show and the text; None for a name not known."""


def shipped_names() -> tuple[str, ...]:
    """Return the names of the pathways that come with iopkit."""
    found = (entry.name for entry in _folder().iterdir())
    names = sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml"))
    return tuple(name for name in names if name != "starter")


def find_shipped(name: str) -> tuple[str, str] | None:
    """Return the file name and the text of a pathway that comes with iopkit."""
    if name not in shipped_names():
        return None
    return f"{name}.yaml", shipped_text(f"{name}.yaml")


def shipped_text(file: str) -> str:
    """Return the text of a file that comes with iopkit."""
    return (_folder() / file).read_text(encoding="utf-8")


def _folder() -> Traversable:
    return files("iopkit.files") / "data"
