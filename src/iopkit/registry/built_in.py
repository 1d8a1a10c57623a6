"""What comes with iopkit, as a plugin like any other."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from iopkit.export import formats
from iopkit.files.compose.shipped_files import shipped_names, shipped_rule_sets
from iopkit.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from iopkit.hookspecs import Exporter


class Shipped:
    """What comes with iopkit."""

    @hookimpl
    def iopkit_pathways(self) -> Mapping[str, Traversable]:
        """Return the pathways that come with iopkit."""
        data = files("iopkit.files") / "data"
        return {name: data / f"{name}.yaml" for name in shipped_names()}

    @hookimpl
    def iopkit_rule_sets(self) -> Mapping[str, Traversable]:
        """Return the rule sets that come with iopkit."""
        data = files("iopkit.files") / "data" / "rules"
        return {name: data / f"{name}.yaml" for name in shipped_rule_sets()}

    @hookimpl
    def iopkit_exporters(self) -> Mapping[str, Exporter]:
        """Return the exporters that come with iopkit."""
        return {each.name: _declared(each.name) for each in iter_modules(formats.__path__)}


def _declared(name: str) -> Exporter:
    """Return what the module of a form says that it writes."""
    exporter: Exporter = import_module(f"{formats.__name__}.{name}").EXPORTER
    return exporter
