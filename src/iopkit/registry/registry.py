"""What the installed plugins add, asked of them when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from iopkit.errors import PluginError, UnreadableError
from iopkit.hookspecs import PROJECT, Command, Exporter
from iopkit.registry.contribution import contribution
from iopkit.registry.extension_kind import ExtensionKind, Offer, mistake
from iopkit.registry.plugin_output import printing_on_stderr
from iopkit.registry.traceback_location import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pluggy import HookImpl, PluginManager

    from iopkit.registry.contribution import PluginContribution
    from iopkit.registry.plugin import Plugin


class Registry:
    """What the installed plugins add.

    A hook is called when something of its kind is first asked for, and not again.

    Parameters
    ----------
    plugins
        The plugins, iopkit's own first, those that do not work among them.
    manager
        Where those that work are registered.
    problems
        What kept some from being loaded.
    commands
        The names of commands that no plugin can have.
    unmatched
        Names that the environment leaves out and that no plugin has.
    """

    def __init__(
        self,
        plugins: Iterable[Plugin],
        manager: PluginManager,
        problems: Iterable[PluginError] = (),
        commands: Collection[str] = (),
        unmatched: Iterable[str] = (),
    ) -> None:
        self.plugins = tuple(plugins)
        self.unmatched = tuple(unmatched)
        self._manager = manager
        self._loading = tuple(problems)
        self._commands = frozenset(commands)
        self._asked: dict[
            ExtensionKind, tuple[Mapping[str, tuple[Offer, ...]], list[PluginError]]
        ] = {}

    @property
    def pathways(self) -> Mapping[str, str]:
        """The names of pathways that can be asked for, each with the plugin that gives it."""
        return self.names(ExtensionKind.PATHWAY)

    @property
    def parts(self) -> Mapping[str, str]:
        """The names of parts that can be asked for, each with the plugin that gives it."""
        return self.names(ExtensionKind.PART)

    @property
    def rule_sets(self) -> Mapping[str, str]:
        """The names of rule sets that can be asked for, each with the plugin that gives it."""
        return self.names(ExtensionKind.RULE_SET)

    @property
    def disabled(self) -> tuple[str, ...]:
        """The names of the plugins that are there and that the environment leaves out."""
        return tuple(plugin.name for plugin in self.plugins if plugin.is_disabled)

    @property
    def problems(self) -> tuple[PluginError, ...]:
        """Everything that is wrong, names that two plugins give too; asks for every kind."""
        found = [*self._loading]
        for kind in ExtensionKind:
            found += [*self._ask(kind)[1], *self.disputes(kind)]
        return tuple(found)

    def names(self, kind: ExtensionKind) -> Mapping[str, str]:
        """Return the names of a kind that can be asked for, each with the plugin that gives it."""
        offers = self.offers(kind)
        return {name: each[0].plugin for name, each in offers.items() if len(each) == 1}

    def offers(self, kind: ExtensionKind) -> Mapping[str, tuple[Offer, ...]]:
        """Return who gives each name of a kind, by name; more than one for a name in dispute."""
        return self._ask(kind)[0]

    def disputes(self, kind: ExtensionKind) -> tuple[PluginError, ...]:
        """Return an error for each name of a kind that several plugins give."""
        offers = self.offers(kind).items()
        return tuple(_dispute(kind, name, each) for name, each in offers if len(each) > 1)

    def problems_with(self, kind: ExtensionKind) -> tuple[PluginError, ...]:
        """Return what keeps things of a kind from being there; names in dispute are none of it."""
        return (*self._loading, *self._ask(kind)[1])

    def find(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a pathway; None when nobody gives the name.

        The file name is ``PLUGIN/NAME.yaml``, whatever the file is called: several plugins have a
        ``facility.yaml``. What comes with iopkit is ``NAME.yaml``.

        Raises
        ------
        PluginError
            When two plugins give the name, or the file of the one that does cannot be read.
        """
        return self._text(ExtensionKind.PATHWAY, name)

    def find_part(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a part; otherwise as `find`.

        Raises
        ------
        PluginError
            As `find` does.
        """
        return self._text(ExtensionKind.PART, name)

    def find_rule_set(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a rule set; otherwise as `find`.

        Raises
        ------
        PluginError
            As `find` does.
        """
        return self._text(ExtensionKind.RULE_SET, name)

    def exporter(self, name: str) -> tuple[str, Exporter] | None:
        """Return the plugin that gives an exporter, and the exporter; None when nobody does.

        Raises
        ------
        PluginError
            When two plugins give the name.
        """
        offer = self._one(ExtensionKind.EXPORTER, name)
        return (offer.plugin, offer.value) if offer and isinstance(offer.value, Exporter) else None

    def command(self, name: str) -> tuple[str, Command] | None:
        """Return the plugin that gives a command, and the command; None when nobody does.

        Raises
        ------
        PluginError
            When two plugins give the name.
        """
        offer = self._one(ExtensionKind.COMMAND, name)
        return (offer.plugin, offer.value) if offer and isinstance(offer.value, Command) else None

    def files(self, plugin: str) -> Mapping[str, str]:
        """Return where the files of a plugin are, by the names under which messages show them."""
        return {
            _shown(name, plugin): str(offer.value)
            for kind in (ExtensionKind.PATHWAY, ExtensionKind.PART, ExtensionKind.RULE_SET)
            for name, offers in self.offers(kind).items()
            for offer in offers
            if offer.plugin == plugin
        }

    def contributions(self) -> tuple[PluginContribution, ...]:
        """Return what each plugin adds, in the order of the plugins."""
        return tuple(contribution(self, plugin) for plugin in self.plugins)

    def to_dict(self) -> dict[str, object]:
        """Return who adds what as plain values, as `iopkit plugins --json` prints it."""
        return {
            "plugins": [each.to_dict() for each in self.contributions()],
            "not_there": list(self.unmatched),
        }

    def _one(self, kind: ExtensionKind, name: str) -> Offer | None:
        offers = self.offers(kind).get(name, ())
        if len(offers) > 1:
            raise _dispute(kind, name, offers)
        return offers[0] if offers else None

    def _text(self, kind: ExtensionKind, name: str) -> tuple[str, str] | None:
        offer = self._one(kind, name)
        if offer is None or not isinstance(offer.value, Traversable):
            return None
        try:
            return _shown(name, offer.plugin), offer.value.read_text(encoding="utf-8")
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            why = f"there is no file {offer.value}"
            if not isinstance(error, FileNotFoundError):
                why = f"{type(error).__name__} ({offer.value})"
            problem = PluginError(offer.plugin, f"its {kind} '{name}' cannot be read: {why}")
            problem.exit_code = UnreadableError.exit_code
            raise problem from error

    def _ask(
        self, kind: ExtensionKind
    ) -> tuple[Mapping[str, tuple[Offer, ...]], list[PluginError]]:
        """Return who gives each name of a kind, and what is wrong with the rest."""
        if kind in self._asked:
            return self._asked[kind]
        offers: dict[str, tuple[Offer, ...]] = {}
        problems: list[PluginError] = []
        taken = set(self._commands) if kind is ExtensionKind.COMMAND else set()
        for implementation in self._implementations(kind):
            plugin = implementation.plugin_name
            for name, value in _answer(kind, implementation, problems).items():
                if name in taken:
                    message = f"its {kind} '{name}' has the name of one that comes with iopkit"
                    problems.append(left_out(plugin, message))
                else:
                    offers[name] = (*offers.get(name, ()), Offer(plugin, value))
            if plugin == PROJECT:
                taken |= set(offers)
        self._asked[kind] = dict(sorted(offers.items())), problems
        return self._asked[kind]

    def _implementations(self, kind: ExtensionKind) -> Iterator[HookImpl]:
        """Yield who answers a hook, in the order of the plugins, whatever each says of its own."""
        caller = getattr(self._manager.hook, kind.hook)
        found = {each.plugin_name: each for each in caller.get_hookimpls()}
        for plugin in self.plugins:
            if kind.hook in plugin.hooks:
                yield found[plugin.name]


def _shown(name: str, plugin: str) -> str:
    """Return the file name to show: that of a plugin's file begins with the plugin."""
    return f"{name}.yaml" if plugin == PROJECT else f"{plugin}/{name}.yaml"


def left_out(plugin: str, message: str, error: BaseException | None = None) -> PluginError:
    """Return what is wrong with a plugin, for which something of it is left out. One line."""
    why = f": {type(error).__name__}: {error}{place_of(error)}" if error is not None else ""
    problem = PluginError(plugin, " ".join(f"{message}{why}; it is left out".split()))
    problem.__cause__ = error
    return problem


def _answer(
    kind: ExtensionKind, implementation: HookImpl, problems: list[PluginError]
) -> Mapping[str, Traversable | Exporter | Command]:
    """Return what one plugin gives; what does not suit is noted, and nothing of it is taken."""
    # One by one and not through the manager, where one exception would end the call for all.
    try:
        with printing_on_stderr():
            answer: object = implementation.function()
        wrong = mistake(kind, answer)
        given = dict(answer) if isinstance(answer, Mapping) and not wrong else {}
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  even one that calls `sys.exit`
        message = f"fails when asked for its {kind.plural}"
        problems.append(left_out(implementation.plugin_name, message, error))
        return {}
    if wrong:
        problems.append(left_out(implementation.plugin_name, wrong))
    return given


def _dispute(kind: ExtensionKind, name: str, offers: tuple[Offer, ...]) -> PluginError:
    first, *others = [offer.plugin for offer in offers]
    rivals = " and ".join(f"'{other}'" for other in others)
    message = (
        f"the {kind} '{name}' is also given by {rivals}, so nobody can tell which is meant; "
        f"remove one of them, or leave it out with IOPKIT_DISABLE_PLUGINS={others[-1]}"
    )
    return PluginError(first, message)
