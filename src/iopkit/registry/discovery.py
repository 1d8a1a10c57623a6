"""Finding the plugins that are installed, and leaving out those that cannot be used."""

from __future__ import annotations

import inspect
import os
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, distributions
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING, Final

import attrs
from pluggy import PluginManager, PluginValidationError

from iopkit import hookspecs
from iopkit.errors import PluginError
from iopkit.registry.built_in import Shipped
from iopkit.registry.extension_kind import ExtensionKind
from iopkit.registry.plugin import Plugin
from iopkit.registry.plugin_output import printing_on_stderr
from iopkit.registry.registry import Registry, left_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from importlib.metadata import Distribution, EntryPoint

DISABLE: Final = "IOPKIT_DISABLE_PLUGINS"
"""The environment variable that names plugins to leave out, with commas between them."""

_HOOKS: Final = tuple(kind.hook for kind in ExtensionKind)

_ALIKE: Final = 0.75
"""How much alike two names of hooks must be, so that one may stand for the other."""


def load_registry(
    *,
    entry_points: bool = True,
    extra: Iterable[tuple[str, object]] = (),
    commands: Collection[str] = (),
) -> Registry:
    """Return what iopkit itself and the installed plugins add.

    Plugins are imported now, and asked when somebody asks the registry.

    Parameters
    ----------
    entry_points
        Whether to look for installed plugins.
    extra
        More plugins, each with its name; tests and notebooks give theirs here.
    commands
        The names of commands that no plugin can have.
    """
    found = _Found()
    found.add(_own(), Shipped())
    for name, plugin in extra:
        found.add(Plugin(name=name), plugin)
    if entry_points:
        found.add_installed()
    # Without the installed plugins nobody can say that a name is none of theirs.
    unmatched = found.unmatched() if entry_points else ()
    return Registry(found.plugins, found.manager, found.problems, commands, unmatched)


class _Found:
    """Plugins as they are found.

    Whatever a plugin does, the rest must work: even one that calls `sys.exit` is only left out.
    """

    def __init__(self) -> None:
        self.manager = PluginManager(hookspecs.PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.plugins: list[Plugin] = []
        self.problems: list[PluginError] = []
        self.disabled = {name.strip() for name in os.environ.get(DISABLE, "").split(",")} - {""}

    def unmatched(self) -> tuple[str, ...]:
        """Return the names to leave out that are no plugin's; iopkit itself cannot be left out."""
        return tuple(
            sorted(
                self.disabled
                - {each.name for each in self.plugins if each.name != hookspecs.PROJECT}
            )
        )

    def add_installed(self) -> None:
        """Load the plugins of the entry-point group, by name, so that the order is always one."""
        for point in sorted(self._points()):
            plugin = _installed(point)
            if point.name in self.disabled:
                self.plugins.append(attrs.evolve(plugin, is_disabled=True))
                continue
            try:
                with printing_on_stderr():
                    module = point.load()
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001  whatever a plugin does: see `_Found`
                self._leave_out(plugin, "cannot be loaded", error)
            else:
                self.add(plugin, module)

    def _points(self) -> Iterator[EntryPoint]:
        """Yield the entry points of plugins. One damaged distribution does not hide the others."""
        seen: set[str] = set()
        for distribution in distributions():
            try:
                points = distribution.entry_points.select(group=hookspecs.PROJECT)
            except (ValueError, OSError) as error:  # not UTF-8, not in the form of such a file
                plugin = _described(distribution)
                if hookspecs.PROJECT in plugin.name:
                    self._leave_out(plugin, "its entry points cannot be read", error)
                continue
            # Of a distribution that is on the path twice, the first counts, as for imports.
            name = _described(distribution).name if points else ""
            if points and (not name or name not in seen):
                yield from points
            seen.add(name)

    def add(self, plugin: Plugin, module: object) -> None:
        """Register a plugin; one that does not suit is named and left out."""
        name = plugin.name
        if name in self.disabled and name != hookspecs.PROJECT:
            self.plugins.append(attrs.evolve(plugin, is_disabled=True))
            return
        if self.manager.has_plugin(name):
            self._leave_out(plugin, self._doubled(plugin))
            return
        try:
            self.manager.register(module, name=name)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  as above
            self._refuse(plugin, module, error)
            # pluggy notes the name before it looks at the functions.
            if self.manager.has_plugin(name):
                self.manager.unregister(name=name)
            return
        marked = [caller.name for caller in self.manager.get_hookcallers(module) or []]
        hooks = tuple(hook for hook in _HOOKS if hook in marked)
        unknown = [each for each in marked if each not in hooks]
        unmarked = _unmarked(module, marked)
        if not marked and not unmarked:
            message = "adds nothing: mark its functions with iopkit.hookspecs.hookimpl"
            self._leave_out(plugin, message)
        else:
            self.plugins.append(attrs.evolve(plugin, hooks=hooks))
        self._note_unused(plugin, unknown, unmarked)
        if not hooks:
            self.manager.unregister(name=name)

    def _refuse(self, plugin: Plugin, module: object, error: BaseException) -> None:
        greedy = _greedy(module) if isinstance(error, PluginValidationError) else ""
        if greedy:
            self._leave_out(plugin, greedy)
        else:
            self._leave_out(plugin, "cannot be registered", error)

    def _note_unused(self, plugin: Plugin, unknown: list[str], unmarked: list[str]) -> None:
        """Note what a plugin has and nobody asks for."""
        for each in unknown:
            hint = _nearest(each) or f"there are: {', '.join(_HOOKS)}"
            message = f"there is no hook named '{each}'; {hint} (a newer iopkit may have it)"
            self.problems.append(PluginError(plugin.name, message))
        for each in unmarked:
            mark = "mark it with iopkit.hookspecs.hookimpl, or give it another name"
            message = f"nobody calls its function '{each}'; {mark}"
            self.problems.append(PluginError(plugin.name, message))

    def _doubled(self, plugin: Plugin) -> str:
        first = next(each for each in self.plugins if each.name == plugin.name)
        of = f" (of {first.distribution})" if first.distribution else ""
        mine = f", which {plugin.distribution} gives as well" if plugin.distribution else ""
        return f"another plugin of this name is there already{of}{mine}"

    def _leave_out(self, plugin: Plugin, message: str, error: BaseException | None = None) -> None:
        self.plugins.append(plugin)
        self.problems.append(left_out(plugin.name, message, error))


def _greedy(module: object) -> str:
    """Return which hook of a plugin wants an argument, or nothing."""
    for name in dir(module):
        function: object = getattr(module, name, None)
        if hasattr(function, f"{hookspecs.PROJECT}_impl") and callable(function):
            wanted = list(inspect.signature(function).parameters)
            if wanted:
                what = ", ".join(f"'{each}'" for each in wanted)
                return f"its hook '{name}' wants {what}, and hooks receive nothing"
    return ""


def _nearest(hook: str) -> str:
    """Return the hook that was probably meant; that all begin alike says nothing."""
    start = f"{hookspecs.PROJECT}_"
    ends = [each.removeprefix(start) for each in _HOOKS]
    close = get_close_matches(hook.removeprefix(start), ends, n=1, cutoff=_ALIKE)
    return f"did you mean '{start}{close[0]}'?" if close else ""


def _unmarked(module: object, marked: Collection[str]) -> list[str]:
    """Return the functions of a plugin that look like hooks, and that nobody calls."""
    names = (name for name in dir(module) if name.startswith("iopkit_") and name not in marked)
    return [name for name in names if inspect.isroutine(getattr(module, name, None))]


def _installed(point: EntryPoint) -> Plugin:
    of = Plugin(name="") if point.dist is None else _described(point.dist)
    return Plugin(name=point.name, distribution=of.name, version=of.version)


def _described(distribution: Distribution) -> Plugin:
    """Return the name and version of a distribution, empty where they cannot be read."""
    try:
        return Plugin(name=distribution.name or "", version=distribution.version or "")
    except (KeyError, OSError, ValueError):
        return Plugin(name="")


def _own() -> Plugin:
    name = hookspecs.PROJECT
    try:
        return Plugin(name=name, distribution=name, version=version_of(name))
    except PackageNotFoundError:  # run from a folder, without an installation
        return Plugin(name=name)
