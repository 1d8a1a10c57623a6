"""What a statement rests on: a source, or an assumption with its reason."""

from __future__ import annotations

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.checks import a_year, identifier, text
from iopkit.model.field_types import checked


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

    def __str__(self) -> str:
        """Return the basis on one line."""
        if self.assumption:
            return f"assumption: {self.assumption}"
        return f"{self.source}, {self.locator}" if self.locator else self.source
