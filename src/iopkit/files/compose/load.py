"""From a file, or the name of a shipped pathway, to a `Pathway`.

>>> load("standard").level("iop").title
'Intensive outpatient program (IOP)'
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.other_files import (
    EXTENDS_CYCLE,
    EXTENDS_TOO_LONG,
    EXTENDS_UNKNOWN,
    EXTENDS_WRONG_FILE,
    PARTS_UNKNOWN,
    PARTS_WRONG_FILE,
    REMOVES_NOTHING,
)
from iopkit.diagnostics.kind import Severity
from iopkit.errors import PathwayError
from iopkit.files.compose.file_finder import Finders, OpenedFile, nothing, open_source
from iopkit.files.compose.file_kind import FileKind, another_kind, instead, kind_of_text
from iopkit.files.compose.inheritance import layers
from iopkit.files.compose.links import assemble
from iopkit.files.compose.lint import warnings
from iopkit.files.compose.override import reached, set_all
from iopkit.files.compose.shipped_files import find_shipped
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.schema.context import ReadingContext, UnreadableNodeError
from iopkit.model.provenance.inventory import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.files.compose.override import Override
    from iopkit.files.compose.shipped_files import Finder
    from iopkit.files.yaml.text import TextSource
    from iopkit.model.basis import Path as Way
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
    given
        For each setting that lies over the file, the values of the pathway that it gave.
    """

    pathway: Pathway | None
    complaints: tuple[Diagnostic, ...]
    given: tuple[tuple[Way, ...], ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The complaints that keep the file from being used."""
        return tuple(c for c in self.complaints if c.severity is Severity.ERROR)

    def to_dict(self) -> dict[str, object]:
        """Return it as plain values, as `iopkit check --json` prints it of a file."""
        return {
            "id": self.pathway.id if self.pathway else None,
            "holds": dict(contents(self.pathway)) if self.pathway else None,
            "complaints": [complaint.to_dict() for complaint in self.complaints],
        }


def load(
    source: TextSource, *, find: Finder | None = None, find_part: Finder | None = None
) -> Pathway:
    """Return the pathway in a file, or a shipped one by its name. Reads files.

    Parameters
    ----------
    source
        A path, a name such as ``standard``, bytes, an open file, or a resource of a package.
    find
        Knows more names, such as those of plugins; None for the shipped ones alone.
    find_part
        Knows the parts that a file can name after ``uses``; None for those in files alone.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    PathwayError
        When what it says cannot be used; lists everything that is wrong.
    """
    return _required(examine(source, find=find, find_part=find_part))


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
    return _required(examine_text(text, name=name, find=find, find_part=find_part))


def reread(text: str, *, name: str = "<text>") -> Pathway:
    """Return the pathway of which `dump` made a text, of any size; otherwise as `loads`."""
    source = OpenedFile(text, name, Path(), name, any_size=True)
    return _required(_examine(source, _finders(None, None), ()))


def examine(
    source: TextSource,
    *,
    find: Finder | None = None,
    find_part: Finder | None = None,
    settings: Sequence[Override] = (),
    text: str | None = None,
) -> Examined:
    """Return what there is to say about a file, warnings included. Reads files.

    Parameters
    ----------
    source, find, find_part
        As in `load`.
    settings
        Values that lie over those of the file.
    text
        What the file would say; None for what it says.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    """
    finders = _finders(find, find_part)
    opened = open_source(source, finders.pathway)
    opened = opened if text is None else attrs.evolve(opened, text=text)
    return _examine(opened, finders, settings)


def examine_text(
    text: str,
    *,
    name: str = "<text>",
    find: Finder | None = None,
    find_part: Finder | None = None,
    settings: Sequence[Override] = (),
) -> Examined:
    """Return what there is to say about a text; otherwise as `examine`."""
    return _examine(OpenedFile(text, name, Path(), name), _finders(find, find_part), settings)


def _finders(find: Finder | None, find_part: Finder | None) -> Finders:
    return Finders(pathway=find or find_shipped, part=find_part or nothing)


def _required(examined: Examined) -> Pathway:
    if examined.pathway is None:
        raise PathwayError(examined.errors)
    return examined.pathway


_ABSENT: Final = {
    "extends": {
        EXTENDS_UNKNOWN.name,
        EXTENDS_WRONG_FILE.name,
        EXTENDS_CYCLE.name,
        EXTENDS_TOO_LONG.name,
    },
    "uses": {PARTS_UNKNOWN.name, PARTS_WRONG_FILE.name},
}
"""The complaints that a file is missing in what was read, by the key that names it."""


def _examine(source: OpenedFile, find: Finders, settings: Sequence[Override]) -> Examined:
    complaints: list[Diagnostic] = []
    kind = kind_of_text(source.text)
    if kind is not None:
        return Examined(None, (instead(kind, source.name, FileKind.PATHWAY),))
    merged = layers(source, find, complaints)
    other = another_kind(merged.root, source.name, FileKind.PATHWAY)
    if other is not None:
        return Examined(None, (other,))
    settings = [*settings]
    root = set_all(merged.root, settings, complaints)
    reading = ReadingContext(root, complaints, removed=merged.removed)
    for key, codes in _ABSENT.items():
        if any(complaint.code in codes for complaint in complaints):
            reading.drop(key)
    if reading.dropped:  # what is to be removed may stand in the file that is missing
        complaints[:] = [c for c in complaints if c.code != REMOVES_NOTHING.name]
    pathway: Pathway | None = None
    with contextlib.suppress(UnreadableNodeError):
        pathway = assemble(PATHWAY.read(root, reading), reading)
    if any(complaint.severity is Severity.ERROR for complaint in complaints):
        pathway = None
    elif pathway is not None:
        complaints += warnings(
            pathway, source.name, root, settings=[each.mark.file for each in settings]
        )
    order = {source.name: 0}
    complaints.sort(key=lambda c: (order.get(c.file, 1), c.file, c.line, c.column))
    return Examined(pathway, tuple(complaints), reached(root, settings))
