"""Which plugins are installed, and what they add.

The only place with a plugin manager, and each registry has its own. The pathways and rule sets that
come with iopkit enter through the same hooks as everybody's.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping
from enum import StrEnum
from importlib.metadata import entry_points as installed
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

import attrs
from pluggy import PluginManager

from iopkit import hookspecs
from iopkit.errors import PluginError, nearest
from iopkit.files.shipped import shipped_names, shipped_rule_sets
from iopkit.model.checks import not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pluggy import HookCaller

DISABLE: Final = "IOPKIT_DISABLE_PLUGINS"
"""The environment variable that names plugins to leave out, with commas between them."""


class Thing(StrEnum):
    """What plugins give by name."""

    PATHWAY = "pathway"
    RULE_SET = "rule set"


@attrs.frozen
class Offer:
    """A pathway or a rule set that a plugin gives."""

    plugin: str
    file: Traversable


@attrs.frozen(kw_only=True)
class Registry:
    """What the installed plugins add.

    Parameters
    ----------
    plugins
        The names of the plugins that work, iopkit's own first.
    offers
        Who gives each name of a pathway, in the order of the names; more than one for a name in
        dispute.
    rule_offers
        The same for rule sets.
    problems
        What is wrong with plugins; none of it keeps the rest from working.
    """

    plugins: tuple[str, ...]
    offers: Mapping[str, tuple[Offer, ...]]
    rule_offers: Mapping[str, tuple[Offer, ...]] = attrs.field(factory=dict)
    problems: tuple[PluginError, ...] = ()

    @property
    def pathways(self) -> Mapping[str, str]:
        """The names of pathways that can be asked for, each with the plugin that gives it."""
        return _undisputed(self.offers)

    @property
    def rule_sets(self) -> Mapping[str, str]:
        """The names of rule sets that can be asked for, each with the plugin that gives it."""
        return _undisputed(self.rule_offers)

    def find(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a pathway; None when nobody gives the name.

        Raises
        ------
        PluginError
            When two plugins give the name, or the file of the one that does cannot be read.
        """
        return _text(Thing.PATHWAY, name, self.offers.get(name, ()))

    def find_rule_set(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a rule set; otherwise as `find`.

        Raises
        ------
        PluginError
            As `find` does.
        """
        return _text(Thing.RULE_SET, name, self.rule_offers.get(name, ()))


class _Shipped:
    """What comes with iopkit, as a plugin like any other."""

    @hookspecs.hookimpl
    def iopkit_pathways(self) -> Mapping[str, Traversable]:
        data = files("iopkit.files") / "data"
        return {name: data / f"{name}.yaml" for name in shipped_names()}

    @hookspecs.hookimpl
    def iopkit_rule_sets(self) -> Mapping[str, Traversable]:
        data = files("iopkit.files") / "data" / "rules"
        return {name: data / f"{name}.yaml" for name in shipped_rule_sets()}


def load_registry(
    *, entry_points: bool = True, extra: Iterable[tuple[str, object]] = ()
) -> Registry:
    """Return what iopkit itself and the installed plugins add.

    Parameters
    ----------
    entry_points
        Whether to look for installed plugins.
    extra
        More plugins, each with its name; tests and notebooks give theirs here.
    """
    found = _Found()
    found.add(hookspecs.PROJECT, _Shipped())
    for name, plugin in extra:
        found.add(name, plugin)
    if entry_points:
        found.add_installed()
    return found.registry()


class _Found:
    """A registry in the making.

    Whatever a plugin does, the rest must work: even one that calls `sys.exit` is only left out.
    """

    def __init__(self) -> None:
        self.manager = PluginManager(hookspecs.PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.problems: list[PluginError] = []
        self.disabled = {name.strip() for name in os.environ.get(DISABLE, "").split(",")}

    def add_installed(self) -> None:
        """Load the plugins of the entry-point group, by name, so that the order is always one."""
        for point in sorted(installed(group=hookspecs.PROJECT)):
            if point.name in self.disabled:
                continue
            try:
                plugin = point.load()
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001  whatever a plugin does: see `_Found`
                self._problem(point.name, "cannot be loaded", error)
            else:
                self.add(point.name, plugin)

    def add(self, name: str, plugin: object) -> None:
        """Register a plugin; one that does not suit is named and left out."""
        if name in self.disabled and name != hookspecs.PROJECT:
            return
        if self.manager.has_plugin(name):
            self._problem(name, "another plugin of this name is there already")
            return
        try:
            self.manager.register(plugin, name=name)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  as above
            self._problem(name, "cannot be registered", error)
            # pluggy notes the name before it looks at the functions.
            if self.manager.has_plugin(name):
                self.manager.unregister(name=name)
            return
        callers = self.manager.get_hookcallers(plugin) or []
        unknown = [caller.name for caller in callers if not caller.has_spec()]
        if unknown:
            known = [caller for caller in vars(hookspecs) if caller.startswith("iopkit_")]
            hint = nearest(unknown[0], known) or f"there are: {', '.join(known)}"
            self._problem(name, f"there is no hook named '{unknown[0]}'; {hint}")
        elif not callers:
            self._problem(name, "adds nothing: mark its functions with iopkit.hookspecs.hookimpl")
        if unknown or not callers:
            self.manager.unregister(name=name)

    def registry(self) -> Registry:
        """Ask every plugin, and put the answers together."""
        hook = self.manager.hook
        answers = {
            Thing.PATHWAY: self._asked(Thing.PATHWAY, hook.iopkit_pathways),
            Thing.RULE_SET: self._asked(Thing.RULE_SET, hook.iopkit_rule_sets),
        }
        pathways = self._offers(Thing.PATHWAY, answers[Thing.PATHWAY], shipped_names())
        rules = self._offers(Thing.RULE_SET, answers[Thing.RULE_SET], shipped_rule_sets())
        return Registry(
            plugins=tuple(name for name, _ in self.manager.list_name_plugin()),
            offers=pathways,
            rule_offers=rules,
            problems=tuple(self.problems),
        )

    def _offers(
        self,
        thing: Thing,
        answers: Sequence[tuple[str, Mapping[str, Traversable]]],
        shipped: Collection[str],
    ) -> Mapping[str, tuple[Offer, ...]]:
        """Return who gives each name; what cannot be used is noted."""
        offers: dict[str, tuple[Offer, ...]] = {}
        for plugin, given in answers:
            if not self.manager.has_plugin(plugin):  # another of its answers did not suit
                continue
            for name, file in given.items():
                if plugin != hookspecs.PROJECT and name in shipped:
                    message = f"its {thing} '{name}' has the name of one that comes with iopkit"
                    self._problem(plugin, message)
                    continue
                offers[name] = (*offers.get(name, ()), Offer(plugin, file))
        disputes = [_dispute(thing, name, each) for name, each in offers.items() if len(each) > 1]
        self.problems += disputes
        return dict(sorted(offers.items()))

    def _asked(
        self, thing: Thing, caller: HookCaller
    ) -> Sequence[tuple[str, Mapping[str, Traversable]]]:
        # One by one and not through the manager, where one exception would end the call for all.
        found: list[tuple[str, Mapping[str, Traversable]]] = []
        for implementation in caller.get_hookimpls():
            name = implementation.plugin_name
            try:
                answer: object = implementation.function()
                wrong = _wrong(thing, caller.name, answer)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001  as above
                self._problem(name, f"fails when asked for its {thing}s", error)
                self.manager.unregister(name=name)
                continue
            if wrong:
                self._problem(name, wrong)
                self.manager.unregister(name=name)
            elif isinstance(answer, Mapping):
                found.append((name, answer))
        return found

    def _problem(self, plugin: str, message: str, error: BaseException | None = None) -> None:
        why = f": {type(error).__name__}: {error}" if error is not None else ""
        problem = PluginError(plugin, f"{message}{why}; it is left out")
        problem.__cause__ = error
        self.problems.append(problem)


def _undisputed(offers: Mapping[str, tuple[Offer, ...]]) -> Mapping[str, str]:
    return {name: each[0].plugin for name, each in offers.items() if len(each) == 1}


def _text(thing: Thing, name: str, offers: tuple[Offer, ...]) -> tuple[str, str] | None:
    if not offers:
        return None
    if len(offers) > 1:
        raise _dispute(thing, name, offers)
    try:
        return f"{name}.yaml", offers[0].file.read_text(encoding="utf-8")
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        message = f"its {thing} '{name}' cannot be read: {type(error).__name__}"
        raise PluginError(offers[0].plugin, message) from error


def _wrong(thing: Thing, hook: str, answer: object) -> str:
    """Return what is wrong with what a plugin gives, or nothing."""
    if not isinstance(answer, Mapping):
        kind = "a generator" if inspect.isgenerator(answer) else type(answer).__name__
        return f"{hook} must return a mapping of names to files, not {kind}"
    for name, file in answer.items():
        if not isinstance(name, str) or not_an_identifier(name):
            return f"{name!r} cannot be the name of a {thing}: use small letters, digits and '-'"
        if not isinstance(file, Traversable):
            return (
                f"its {thing} '{name}' must be a file (a pathlib.Path), not {type(file).__name__}"
            )
    return ""


def _dispute(thing: Thing, name: str, offers: tuple[Offer, ...]) -> PluginError:
    first, *others = [offer.plugin for offer in offers]
    rivals = " and ".join(f"'{other}'" for other in others)
    message = (
        f"the {thing} '{name}' is also given by {rivals}, so nobody can tell which is meant; "
        f"remove one of them, or leave it out with {DISABLE}={others[-1]}"
    )
    return PluginError(first, message)
