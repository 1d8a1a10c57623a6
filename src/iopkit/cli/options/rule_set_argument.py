"""From the NAME of a rule set on a command line to a `RuleSet`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iopkit.cli.io.plugin_access import registry
from iopkit.cli.io.terminal import note
from iopkit.errors import PathwayError, PluginError
from iopkit.files.compose.rule_set_file import (
    load_rule_set,
    loads_rule_set,
    names_a_file,
    no_rule_set,
)
from iopkit.files.compose.shipped_files import find_shipped_rule_set

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.registry import Registry


def rule_set_named(name: str, pathway: Pathway | None = None) -> RuleSet:
    """Return a rule set by its name, or the one in a file.

    Parameters
    ----------
    name
        The id of a rule set of the pathway, the name of one that comes with iopkit or with a
        plugin, or a path; looked for in this order.
    pathway
        Whose own rule sets can be named; None for nobody's.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When there is no such name or file, or it cannot be used.
    """
    own = () if pathway is None else pathway.rule_sets
    for rule_set in own:
        if rule_set.id == name:
            return rule_set
    found = find_shipped_rule_set(name) or _plugins().find_rule_set(name)
    if found is not None:
        return loads_rule_set(found[1], name=found[0])
    if not names_a_file(name):
        raise no_rule_set(name, [*(each.id for each in own), *_plugins().rule_sets])
    return load_rule_set(Path(name))


def known_rule_sets(pathway: Pathway | None = None) -> list[RuleSet]:
    """Return a pathway's own rule sets, and those that iopkit and the plugins give.

    What a plugin gives and nobody can read is noted and left out.
    """
    found = {each.id: each for each in (() if pathway is None else pathway.rule_sets)}
    for name in _plugins().rule_sets:
        if name in found:
            continue
        try:
            found[name] = rule_set_named(name)
        except (PathwayError, PluginError) as error:
            note(str(error))
    return list(found.values())


def _plugins() -> Registry:
    from iopkit.registry import ExtensionKind  # pluggy, for which no rule set of iopkit's own waits

    return registry(ExtensionKind.RULE_SET)
