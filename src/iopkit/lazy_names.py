"""Public names of a package that are imported when they are first used.

A package lists them once, for type checkers and readers, in a block that no program runs::

    if TYPE_CHECKING:
        from iopkit.model.level import Level as Level
    else:
        __getattr__, __dir__ = lazy_names(__name__)
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package, by what its own text imports."""

    def fetch(name: str) -> object:
        if name == "__all__":  # for a star import
            return listed()
        if name not in homes(package):
            raise AttributeError(f"module '{package}' has no attribute '{name}'")
        module, original = homes(package)[name]
        value: object = getattr(import_module(module), original)
        setattr(sys.modules[package], name, value)
        return value

    def listed() -> list[str]:
        return sorted(homes(package))

    return fetch, listed


@cache
def homes(package: str) -> Mapping[str, tuple[str, str]]:
    """Return for each name that a package hands on its module, and its name there.

    >>> homes("iopkit")["load"]
    ('iopkit.library', 'load')
    """
    spec = sys.modules[package].__spec__
    text = getattr(spec and spec.loader, "get_source")(package)  # noqa: B009  no loader says so
    tree = ast.parse(text or "")
    return {
        alias.asname: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.asname
    }
