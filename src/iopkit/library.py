"""What can be loaded by its name: the pathways and rule sets of iopkit and of installed plugins.

Plugins are looked for when a name is asked for that iopkit itself does not have, and only then.

>>> load("standard").level("iop").title
'Intensive outpatient program (IOP)'
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from iopkit.files.compose import load as pathway_files
from iopkit.files.compose import rule_set_file, situation_file
from iopkit.files.compose.dump import dump as complete_dump
from iopkit.files.compose.extension import dump_extension
from iopkit.files.compose.shipped_files import find_shipped, find_shipped_rule_set

if TYPE_CHECKING:
    from iopkit.files.compose.load import Examined
    from iopkit.files.compose.shipped_files import Finder
    from iopkit.files.compose.situation_file import Situations
    from iopkit.files.yaml.text import TextSource
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.registry import Registry


class Library:
    """Finders of files by their names: in iopkit first, then among the installed plugins."""

    @cached_property
    def _plugins(self) -> Registry:
        from iopkit.registry import load_registry  # imports every plugin

        return load_registry()

    def pathway(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a pathway; None when nobody gives it."""
        return find_shipped(name) or self._plugins.find(name)

    def part(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a part; None when nobody gives it."""
        return self._plugins.find_part(name)

    def rule_set(self, name: str) -> tuple[str, str] | None:
        """Return the file name to show and the text of a rule set; None when nobody gives it."""
        return find_shipped_rule_set(name) or self._plugins.find_rule_set(name)


def load(
    source: TextSource, *, find: Finder | None = None, find_part: Finder | None = None
) -> Pathway:
    """Return the pathway in a file, or one that iopkit or an installed plugin gives, by its name.

    Parameters
    ----------
    source
        A path, a name such as ``standard``, bytes, an open file (text or binary), or a
        `Traversable` such as ``importlib.resources.files("my_clinic") / "clinic.yaml"``. A text
        is a path or a name: what it says is read by `loads`.
    find
        Knows the names of pathways; None for those of iopkit and of installed plugins.
    find_part
        Knows the names of parts after ``uses``; None for those of installed plugins.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    PathwayError
        When what it says cannot be used; lists everything that is wrong.
    PluginError
        When two plugins give the name, or the file of the one that does cannot be read.
    """
    known = Library()
    return pathway_files.load(source, find=find or known.pathway, find_part=find_part or known.part)


def loads(
    text: str,
    *,
    name: str = "<text>",
    find: Finder | None = None,
    find_part: Finder | None = None,
) -> Pathway:
    """Return the pathway in a text; otherwise as `load`.

    >>> loads("{iopkit: 1, id: north, title: North, extends: standard}").title
    'North'
    """
    known = Library()
    return pathway_files.loads(
        text, name=name, find=find or known.pathway, find_part=find_part or known.part
    )


def examine(
    source: TextSource, *, find: Finder | None = None, find_part: Finder | None = None
) -> Examined:
    """Return what there is to say about a file, warnings included; otherwise as `load`.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    PluginError
        As `load` does.
    """
    known = Library()
    return pathway_files.examine(
        source, find=find or known.pathway, find_part=find_part or known.part
    )


def dump(pathway: Pathway, *, extends: str = "") -> str:
    """Return a pathway as the text of a file that reads back as the same pathway.

    Parameters
    ----------
    pathway
        What the file will say. What is the same for a whole item, such as the source of all its
        numbers, is written once.
    extends
        The name, or the path from the working folder, of a pathway that the file extends: it then
        says only what differs. Where no differences can say it, things in another order than
        there for instance, or these are longer, the file is complete all the same. Empty for a
        complete file.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When what is extended cannot be loaded.

    >>> print(dump(loads("{iopkit: 1, id: north, title: North, extends: standard, "
    ...     "levels: {iop: {places: 24}}}"), extends="standard"))
    iopkit: 1
    id: north
    title: North
    extends: standard
    <BLANKLINE>
    levels:
      iop:
        places: 24
    <BLANKLINE>
    """
    if not extends:
        return complete_dump(pathway)
    return dump_extension(pathway, load(extends), extends, loads)


def load_rule_set(source: TextSource, *, find: Finder | None = None) -> RuleSet:
    """Return the rule set in a file, or one of iopkit or of an installed plugin by its name.

    Parameters
    ----------
    source
        As in `load`; a name such as ``medicare-iop-2024``.
    find
        Knows the names of rule sets; None for those of iopkit and of installed plugins.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    PathwayError
        When what it says cannot be used; lists everything that is wrong.
    PluginError
        As `load` does.
    """
    return rule_set_file.load_rule_set(source, find=find or Library().rule_set)


def load_situations(source: TextSource, *, pathway: Pathway | None = None) -> Situations:
    """Return the situations in a file, and the pathway to try them on.

    Parameters
    ----------
    source
        A path, bytes, an open file or a `Traversable`.
    pathway
        Where to try them; None for the pathway that the file names. A situation that makes sense
        on that one, and not here, is among the situations all the same, and `try_situation` says
        what is missing.

    Raises
    ------
    UnreadableError
        When a file is not there, or is not the YAML of this format.
    PathwayError
        When something in it cannot be used; lists everything, and repeats no answer.
    PluginError
        As `load` does.
    """
    return situation_file.load_situations(
        source, pathway=pathway, rule_sets=load_rule_set, read=load
    )


def loads_situations(
    text: str, *, name: str = "<text>", folder: Path = Path(), pathway: Pathway | None = None
) -> Situations:
    """Return the situations in a text; otherwise as `load_situations`."""
    return situation_file.loads_situations(
        text, name=name, folder=folder, pathway=pathway, rule_sets=load_rule_set, read=load
    )
