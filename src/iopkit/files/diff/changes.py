"""What differs between two pathways."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iopkit.model.basis import Basis, SourceLocation


class ValueChange(StrEnum):
    """How two pathways differ in one thing."""

    CHANGED = "changed"
    ONLY_A = "only in A"
    ONLY_B = "only in B"


@attrs.frozen(kw_only=True)
class StatedValue:
    """What one of two pathways says.

    Parameters
    ----------
    text
        The value, or the name of a thing that only this one has; empty when nothing is stated.
    origin
        Where it was written; None when it was not written.
    """

    text: str
    origin: SourceLocation | None = None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "text": self.text or None,
            "origin": None if self.origin is None else self.origin.to_dict(),
        }


@attrs.frozen(kw_only=True)
class ItemDiff:
    """One value, or one whole thing, in which two pathways differ.

    Parameters
    ----------
    section
        The section of the file.
    way
        The names that lead to it inside the section: ``("iop", "places")``.
    change
        Whether both have it, or one.
    a, b
        What each says; None for the one that does not have the thing.
    """

    section: str
    way: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    change: ValueChange
    a: StatedValue | None = None
    b: StatedValue | None = None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "section": self.section,
            "path": list(self.way),
            "change": self.change.value,
            "a": None if self.a is None else self.a.to_dict(),
            "b": None if self.b is None else self.b.to_dict(),
        }


@attrs.frozen(kw_only=True)
class OtherBasis:
    """Something that both say and that rests on something else.

    Parameters
    ----------
    section, way
        As in `ItemDiff`.
    about
        The values of the thing that are meant; empty for the thing as a whole.
    a, b
        What it rests on in each; None for nothing.
    """

    section: str
    way: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    about: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    a: Basis | None = None
    b: Basis | None = None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "section": self.section,
            "path": list(self.way),
            "about": list(self.about),
            "a": None if self.a is None else self.a.to_dict(),
            "b": None if self.b is None else self.b.to_dict(),
        }


@attrs.frozen(kw_only=True)
class PathwayDiff:
    """Everything in which two pathways differ.

    Parameters
    ----------
    values
        The values and things, section by section in the order of the file.
    bases
        What rests on something else.
    """

    values: tuple[ItemDiff, ...] = attrs.field(default=(), converter=tuple["ItemDiff", ...])
    bases: tuple[OtherBasis, ...] = attrs.field(default=(), converter=tuple["OtherBasis", ...])

    def to_dict(self) -> dict[str, object]:
        """Return every difference with what A and B say and where, as `--json` prints it.

        >>> PathwayDiff().to_dict()
        {'same': True, 'differences': [], 'provenance': []}
        """
        return {
            "same": self.is_same,
            "differences": [each.to_dict() for each in self.values],
            "provenance": [each.to_dict() for each in self.bases],
        }

    @property
    def is_same(self) -> bool:
        """Whether both say the same and rest on the same."""
        return not (self.values or self.bases)
