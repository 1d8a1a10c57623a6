"""From a file, or the name of a shipped pathway, to a `Pathway`.

>>> load("standard").level("iop").title
'Intensive outpatient program (IOP)'
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import PathwayError
from iopkit.files.chain import Source, layers, open_source
from iopkit.files.code import Code
from iopkit.files.complaint import Complaint, Severity
from iopkit.files.node import Entries
from iopkit.files.pathway_format import PATHWAY
from iopkit.files.reading import Reading, UnusableError
from iopkit.files.references import assemble
from iopkit.files.shipped import find_shipped
from iopkit.files.warnings import warnings

if TYPE_CHECKING:
    import os

    from iopkit.files.node import Node
    from iopkit.files.shipped import Finder
    from iopkit.model.pathway import Pathway


@attrs.frozen
class Examined:
    """What a file holds and what there is to say about it.

    Parameters
    ----------
    pathway
        The pathway; None when there is an error.
    complaints
        Errors and warnings, in the order of the file.
    """

    pathway: Pathway | None
    complaints: tuple[Complaint, ...]

    @property
    def errors(self) -> tuple[Complaint, ...]:
        """The complaints that keep the file from being used."""
        return tuple(c for c in self.complaints if c.severity is Severity.ERROR)


def load(source: str | os.PathLike[str], *, find: Finder | None = None) -> Pathway:
    """Return the pathway in a file, or a shipped one by its name. Reads files.

    Parameters
    ----------
    source
        A path, or a name such as ``standard``.
    find
        Knows more names, such as those of plugins; None for the shipped ones alone.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    PathwayError
        When what it says cannot be used; lists everything that is wrong.
    """
    return _required(examine(source, find=find))


def loads(text: str, *, name: str = "<text>", find: Finder | None = None) -> Pathway:
    """Return the pathway in a text; otherwise as `load`.

    >>> loads("{iopkit: 1, id: north, title: North, extends: standard}").title
    'North'
    """
    return _required(examine_text(text, name=name, find=find))


def examine(source: str | os.PathLike[str], *, find: Finder | None = None) -> Examined:
    """Return what there is to say about a file, warnings included. Reads files.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    """
    return _examine(open_source(source, find or find_shipped), find or find_shipped)


def examine_text(text: str, *, name: str = "<text>", find: Finder | None = None) -> Examined:
    """Return what there is to say about a text; otherwise as `examine`."""
    return _examine(Source(text, name, Path(), name), find or find_shipped)


def _required(examined: Examined) -> Pathway:
    if examined.pathway is None:
        raise PathwayError(examined.errors)
    return examined.pathway


def _examine(source: Source, find: Finder) -> Examined:
    complaints: list[Complaint] = []
    merged = layers(source, find, complaints)
    root = merged.root
    other = _other(root, source.name)
    if other is not None:
        return Examined(None, (other,))
    reading = Reading(root, complaints, removed=merged.removed)
    if any(complaint.code.startswith("extends-") for complaint in complaints):
        reading.drop("extends")
        complaints[:] = [c for c in complaints if c.code != Code.REMOVES_NOTHING]
    pathway: Pathway | None = None
    with contextlib.suppress(UnusableError):
        pathway = assemble(PATHWAY.read(root, reading), reading)
    if any(complaint.severity is Severity.ERROR for complaint in complaints):
        pathway = None
    elif pathway is not None:
        complaints += warnings(pathway, source.name, root)
    order = {source.name: 0}
    complaints.sort(key=lambda c: (order.get(c.file, 1), c.file, c.line, c.column))
    return Examined(pathway, tuple(complaints))


_OF_A_PATHWAY: Final = frozenset({"extends", "levels", "transitions", "programs", "assessment"})
_OTHER_FILES: Final = (
    ({"facts", "history"}, "client file", "iopkit place PATHWAY --client"),
    ({"situations"}, "situation file", "iopkit try"),
    ({"about", "rules"}, "rule set", "iopkit rules"),
)
"""What else is written as YAML here: the keys that tell it, its name, and what reads it."""


def _other(root: Node, name: str) -> Complaint | None:
    """Return the complaint about a file of another kind; None for what may be a pathway."""
    keys = set(root.value.names()) if isinstance(root.value, Entries) else set()
    for telling, what, reads in _OTHER_FILES:
        if keys & telling and not keys & _OF_A_PATHWAY:
            message = f"this looks like a {what}, not a pathway"
            hint = f"{reads} {name}"
            return Complaint(code=Code.WRONG_FORM, file=name, message=message, hint=hint)
    return None
