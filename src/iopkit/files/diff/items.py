"""What a pathway says, taken apart: things that are known by a name, and what each of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.quantity import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.schema.value_type import Written
    from iopkit.model.basis import Basis, SourceLocation


@attrs.frozen(kw_only=True)
class ItemValue:
    """One value of a thing.

    Parameters
    ----------
    name
        The key in the file; empty when the thing is one value.
    text
        The value in the words of the file; empty when nothing is stated.
    origin
        Where it was written; None when it was not written.
    basis
        What the value itself rests on; None for nothing, and where the thing as a whole has the
        basis.
    """

    name: str
    text: str
    origin: SourceLocation | None = None
    basis: Basis | None = None
    meaning: str = ""

    def says_as(self, other: ItemValue) -> bool:
        """Whether two values say the same."""
        return (self.meaning or self.text) == (other.meaning or other.text)


@attrs.frozen(kw_only=True)
class PathwayItem:
    """A level, a transition, a rule, a service ...: something that both of two pathways may have.

    Parameters
    ----------
    known_by
        What makes it the same thing in another pathway.
    label
        Its name for people.
    says
        Its values.
    parts
        The things in it, by the key that holds them.
    origin
        Where it was written; None for a pathway that no file holds.
    basis
        What it rests on; None for nothing.
    """

    known_by: str
    label: str
    says: tuple[ItemValue, ...] = attrs.field(default=(), converter=tuple["ItemValue", ...])
    parts: tuple[tuple[str, tuple[PathwayItem, ...]], ...] = attrs.field(
        default=(), converter=tuple[tuple[str, tuple["PathwayItem", ...]], ...]
    )
    origin: SourceLocation | None = None
    basis: Basis | None = None

    def said(self, name: str) -> str:
        """Return the text of a value; nothing when it is not stated."""
        return next((said.text for said in self.says if said.name == name), "")


def said(written: Written) -> str:
    """Return what stands in a file as a sentence says it.

    >>> said({"median": "14 days", "spread": 0.5}), said(["iop", "php"]), said(True), said(36.0)
    ('median 14 days, spread 0.5', 'iop, php', 'yes', '36')
    """
    match written:
        case None:
            return ""
        case bool():
            return "yes" if written else "no"
        case int() | float():
            return number_text(written)
        case str():
            return " ".join(written.split())
        case list() | tuple():
            return ", ".join(map(_inner, written))
        case _:
            pairs = cast("Mapping[str, Written]", written).items()
            return ", ".join(f"{k} {_inner(v)}" for k, v in pairs if k not in BASIS_KEYS)


def _inner(written: Written) -> str:
    # Items that are maps have brackets of their own.
    listed = isinstance(written, list | tuple) and not any(isinstance(i, dict) for i in written)
    return f"({said(written)})" if listed or isinstance(written, dict) else said(written)
