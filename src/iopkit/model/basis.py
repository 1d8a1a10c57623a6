"""What a statement rests on: a source, or an assumption with its reason."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import a_year, identifier, text


@attrs.frozen(kw_only=True, field_transformer=checked)
class Source:
    """A reference that numbers and criteria can name.

    Parameters
    ----------
    id
        The name used in files, such as ``teds-d-2004``.
    title
        What it is called.
    by
        Who wrote or published it; empty if nobody says.
    year
        Year of publication; None if unknown.
    where
        How to find it: an address, a DOI, a law's paragraph; empty if there is nothing to give.
    note
        What a reader must know to use it rightly; empty for nothing.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    by: str = ""
    year: int | None = attrs.field(default=None, validator=a_year)
    where: str = ""
    note: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "id": self.id,
            "title": self.title,
            "by": self.by,
            "year": self.year,
            "where": self.where,
            "note": self.note,
        }


@attrs.frozen(kw_only=True, field_transformer=checked)
class Basis:
    """What a number or a criterion rests on: one of a source and an assumption.

    Parameters
    ----------
    source
        Id of the `Source`; empty when this is an assumption.
    locator
        The place in the source, such as "Table 4.11"; empty for the whole.
    assumption
        The reason why this is assumed; empty when there is a source.

    >>> str(Basis(source="teds-d-2004", locator="Table 2.5"))
    'teds-d-2004, Table 2.5'
    """

    source: str = ""
    locator: str = ""
    assumption: str = attrs.field(default="")

    @assumption.validator
    def _one_of_two(self, _attribute: object, assumption: str) -> None:
        if bool(assumption) == bool(self.source):
            msg = "a basis is either a source or an assumption with its reason"
            raise InvalidValueError(msg)

    @property
    def is_assumption(self) -> bool:
        """Whether nobody measured this."""
        return bool(self.assumption)

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it: a source with its locator, or an assumption."""
        if self.is_assumption:
            return {"assumption": self.assumption}
        return {"source": self.source, "locator": self.locator}

    def __str__(self) -> str:
        """Return the basis on one line."""
        if self.assumption:
            return f"assumption: {self.assumption}"
        return f"{self.source}, {self.locator}" if self.locator else self.source


Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: ``("levels", "iop", "places")``."""


@attrs.frozen
class SourceLocation:
    """A file, a line and a column, both counted from 1.

    Parameters
    ----------
    file
        The name to show.
    line, column
        Where the value starts.
    ahead
        How many characters of the file stand between there and the text itself: 1 for a text in
        quotes. None when the characters of the text do not follow each other as in the file, for
        it was folded over several lines or holds doubled quotes, or when nobody knows.
    """

    file: str
    line: int
    column: int
    ahead: int | None = attrs.field(default=None, eq=False, repr=False)

    def part(self, start: int) -> SourceLocation:
        """Return the place of a character of the text, counted from 0; where it starts if unsure.

        >>> ahead, here = SourceLocation("a.yaml", 3, 5, ahead=1), SourceLocation("a.yaml", 3, 5)
        >>> str(ahead.part(4)), str(here.part(4))
        ('a.yaml:3:10', 'a.yaml:3:5')
        """
        if self.ahead is None:
            return self
        return attrs.evolve(self, column=self.column + self.ahead + start, ahead=None)

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {"file": self.file, "line": self.line, "column": self.column}

    def __str__(self) -> str:
        """Return the place as an editor understands it."""
        return f"{self.file}:{self.line}:{self.column}"


@attrs.frozen(field_transformer=checked)
class Figure:
    """A number that somebody can be asked about.

    Parameters
    ----------
    value
        The number, in the unit of the field that holds it.
    basis
        Its source or assumption; None when the file's author simply states it, as a facility
        states its own number of places.
    """

    value: float
    basis: Basis | None = attrs.field(default=None, kw_only=True)

    def __str__(self) -> str:
        """Return the number alone."""
        return f"{self.value:g}"
