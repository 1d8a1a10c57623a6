"""People to draw from: the answers of real or made-up clients, a row for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import hidden, not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.assessment import Value


def _rows(given: Iterable[Iterable[Value]]) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(row) for row in given)


@attrs.frozen(kw_only=True, field_transformer=checked)
class ClientSample:
    """Answers that belong together, one row for each client.

    The answers never show in `repr`, so that no log and no traceback holds them.

    Parameters
    ----------
    facts
        Ids of the facts, in the order in which each row answers them.
    rows
        The answers of each client. A number is in the unit of its fact.

    Raises
    ------
    ValueError
        When there is no row, or a row does not answer every fact once; never repeats an answer.
    """

    facts: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    rows: tuple[tuple[Value, ...], ...] = attrs.field(converter=_rows, repr=hidden)

    def __attrs_post_init__(self) -> None:
        """Refuse an empty table and rows that are not complete."""
        if not self.facts or any(not_an_identifier(fact) for fact in self.facts):
            msg = "people need the ids of the facts that are known about them"
            raise InvalidValueError(msg, parameter="people")
        if len(set(self.facts)) < len(self.facts):
            msg = "people cannot answer the same fact twice"
            raise InvalidValueError(msg, parameter="people")
        if not self.rows:
            msg = "people need at least one row"
            raise InvalidValueError(msg, parameter="people")
        for place, row in enumerate(self.rows, start=1):
            if len(row) != len(self.facts):
                msg = f"row {place} of people has {len(row)} answers to {len(self.facts)} facts"
                raise InvalidValueError(msg)
