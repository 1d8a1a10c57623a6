"""What one plugin adds, where its files are, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.hookspecs import PROJECT
from iopkit.registry.extension_kind import ExtensionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.registry.plugin import Plugin
    from iopkit.registry.registry import Registry


@attrs.frozen
class PluginContribution:
    """What a plugin adds.

    Parameters
    ----------
    plugin
        The plugin.
    gives
        The names that it gives by kind, those in dispute too.
    files
        Where the files are, by the names under which messages show them; none for iopkit's own,
        which nobody has to look up.
    problems
        What is wrong with it. Of two plugins that share a name, the later has it.
    """

    plugin: Plugin
    gives: Mapping[ExtensionKind, tuple[str, ...]]
    files: Mapping[str, str]
    problems: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return it as plain values, as `iopkit plugins --json` prints it."""
        return {
            "name": self.plugin.name,
            "distribution": self.plugin.distribution or None,
            "version": self.plugin.version or None,
            "disabled": self.plugin.is_disabled,
            "hooks": list(self.plugin.hooks),
            "gives": {
                kind.plural.replace(" ", "_"): list(names) for kind, names in self.gives.items()
            },
            "files": dict(self.files),
            "problems": list(self.problems),
        }


def contribution(registry: Registry, plugin: Plugin) -> PluginContribution:
    """Return what a plugin adds; asks for every kind."""
    gives = {
        kind: tuple(
            name
            for name, offers in registry.offers(kind).items()
            if kind.hook in plugin.hooks and any(each.plugin == plugin.name for each in offers)
        )
        for kind in ExtensionKind
    }
    is_looked_up = plugin.name != PROJECT and bool(plugin.hooks)
    is_last = plugin is [each for each in registry.plugins if each.name == plugin.name][-1]
    problems = registry.problems if is_last else ()
    return PluginContribution(
        plugin=plugin,
        gives=gives,
        files=registry.files(plugin.name) if is_looked_up else {},
        problems=tuple(each.reason for each in problems if each.plugin == plugin.name),
    )
