"""The kinds of things that plugins give by name, and what a thing of each kind must be."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Final, TypeAlias

import attrs

from iopkit.hookspecs import Command, Exporter
from iopkit.model.validators import not_an_identifier

Given: TypeAlias = Traversable | Exporter | Command
"""What stands behind a name."""


class ExtensionKind(StrEnum):
    """What plugins give by name."""

    PATHWAY = "pathway"
    PART = "part"
    RULE_SET = "rule set"
    EXPORTER = "exporter"
    COMMAND = "command"

    @property
    def plural(self) -> str:
        """Several of them, in words."""
        return f"{self.value}s"

    @property
    def hook(self) -> str:
        """The function of a plugin that returns them."""
        return f"iopkit_{self.plural.replace(' ', '_')}"


_FILE: Final = (Traversable, "a file (a pathlib.Path)")
_WANTED: Final[Mapping[ExtensionKind, tuple[type, str]]] = {
    ExtensionKind.PATHWAY: _FILE,
    ExtensionKind.PART: _FILE,
    ExtensionKind.RULE_SET: _FILE,
    ExtensionKind.EXPORTER: (Exporter, "an iopkit.hookspecs.Exporter"),
    ExtensionKind.COMMAND: (Command, "an iopkit.hookspecs.Command"),
}


@attrs.frozen
class Offer:
    """Something that a plugin gives by a name."""

    plugin: str
    value: Given


def mistake(kind: ExtensionKind, answer: object) -> str:
    """Return what is wrong with what a hook returns, or nothing.

    >>> mistake(ExtensionKind.COMMAND, {"staffing": "iopkit_staffing:command"})
    "its command 'staffing' must be an iopkit.hookspecs.Command, not str"
    """
    if not isinstance(answer, Mapping):
        got = "a generator" if inspect.isgenerator(answer) else type(answer).__name__
        return f"{kind.hook} must return a mapping of names to {kind.plural}, not {got}"
    for name, value in answer.items():
        if not isinstance(name, str) or not_an_identifier(name):
            return f"{name!r} cannot be the name of a {kind}: use small letters, digits and '-'"
        wanted, spoken = _WANTED[kind]
        if not isinstance(value, wanted):
            return f"its {kind} '{name}' must be {spoken}, not {type(value).__name__}"
    return ""
