"""The pathways and the rule sets that come with iopkit."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Finder: TypeAlias = Callable[[str], tuple[str, str] | None]
"""Maps the name of a pathway, or of a rule set, to the file name to show and the text; None for a
name not known."""


def shipped_names() -> tuple[str, ...]:
    """Return the names of the pathways that come with iopkit."""
    return tuple(name for name in _names(_folder()) if name != "starter")


def find_shipped(name: str) -> tuple[str, str] | None:
    """Return the file name and the text of a pathway that comes with iopkit."""
    if name not in shipped_names():
        return None
    return f"{name}.yaml", shipped_text(f"{name}.yaml")


def shipped_rule_sets() -> tuple[str, ...]:
    """Return the names of the rule sets that come with iopkit."""
    return _names(_folder() / "rules")


def find_shipped_rule_set(name: str) -> tuple[str, str] | None:
    """Return the file name and the text of a rule set that comes with iopkit."""
    if name not in shipped_rule_sets():
        return None
    return f"{name}.yaml", shipped_text(f"rules/{name}.yaml")


def shipped_text(file: str) -> str:
    """Return the text of a file that comes with iopkit."""
    return (_folder() / file).read_text(encoding="utf-8")


def _names(folder: Traversable) -> tuple[str, ...]:
    found = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def _folder() -> Traversable:
    return files("iopkit.files") / "data"
