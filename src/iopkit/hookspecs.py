"""What a plugin can add to iopkit: one function for each thing.

A plugin is a module or an object. It is found through the entry-point group ``iopkit`` and says
with `hookimpl` which of its functions are meant::

    from importlib.resources import files

    import iopkit.hookspecs


    @iopkit.hookspecs.hookimpl
    def iopkit_pathways():
        return {"riverside": files("riverside") / "riverside.yaml"}

A plugin adds data. It returns values and receives nothing, so it can be tested without iopkit, and
the order in which plugins are installed changes nothing. What several plugins return is put
together in `iopkit.registry`, which also says who gave what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pluggy import HookimplMarker, HookspecMarker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

PROJECT: Final = "iopkit"
"""The name that plugins are found under, in pluggy and as group of entry points."""

hookspec: Final = HookspecMarker(PROJECT)
hookimpl: Final = HookimplMarker(PROJECT)
"""Marks the functions of a plugin that iopkit should call."""


@hookspec
def iopkit_pathways() -> Mapping[str, Traversable]:
    """Return pathways by their name; the name is what a file says after ``extends``.

    Called at most once in a run of the command, when a name and not a file is asked for. Each
    value is a pathway file: a `pathlib.Path`, or a resource of `importlib.resources.files`. It is
    read when somebody asks for its name, and is checked like any other file.

    A name that two plugins give cannot be used: asking for it is an error that names both. A name
    of a pathway that comes with iopkit stays with that one. An exception leaves the plugin out; the
    others work.
    """
    return {}


@hookspec
def iopkit_rule_sets() -> Mapping[str, Traversable]:
    """Return rule sets by their name; the name is what somebody says after ``--against``.

    Called at most once in a run of the command, when a name and not a file is asked for. Each
    value is a rule-set file: a `pathlib.Path`, or a resource of `importlib.resources.files`. It is
    read when somebody asks for its name, or for all of them, and is checked like any other file.

    Names are shared out as those of pathways are: one that two plugins give cannot be used, one of
    a rule set that comes with iopkit stays with that one, and an exception leaves the plugin out.
    """
    return {}
