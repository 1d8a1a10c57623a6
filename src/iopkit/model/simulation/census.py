"""Who is there when a run starts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.clients import ANSWER_OF_PEOPLE, FACT_OF_PEOPLE
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import InvalidValueError
from iopkit.model.check.answers import not_asked, refusal
from iopkit.model.check.names import unknown
from iopkit.model.field_types import checked
from iopkit.model.validators import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.model.assessment import Value
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway

CENSUS: Final = "census"
"""The stream that the clients of a census belong to."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class CurrentClient:
    """A client who is in care, or waits, when the run starts.

    The answers never show in `repr`, so that no log and no traceback holds them.

    Parameters
    ----------
    level
        Id of the level where the client is, or for which the client waits.
    is_waiting
        Whether the client still waits for it.
    days
        How long ago the stay, or the wait, began. [days]
    days_in_care
        How long ago care began without a break; None: with the stay; of who waits: not in care.
        [days]
    completed
        Ids of the levels that the client finished as planned.
    facts
        Answers by the name of the fact.

    Raises
    ------
    ValueError
        When a time cannot be, or the two contradict each other; never repeats them.
    """

    level: str = attrs.field(repr=hidden)
    is_waiting: bool = attrs.field(default=False, repr=hidden)
    days: float = attrs.field(repr=hidden)
    days_in_care: float | None = attrs.field(default=None, repr=hidden)
    completed: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...], repr=hidden)
    facts: Mapping[str, Value] = attrs.field(factory=dict, repr=hidden)

    def __attrs_post_init__(self) -> None:
        """Refuse times that cannot be."""
        for name, days in (("days", self.days), ("days_in_care", self.days_in_care)):
            if days is not None and not 0 <= days < math.inf:
                msg = f"{name} must be a number of days, 0 or more"
                raise InvalidValueError(msg, parameter=name)
        care = self.days_in_care
        if care is not None and not self.is_waiting and care < self.days:
            msg = "days_in_care must be at least days: whoever is at a level is in care"
            raise InvalidValueError(msg, parameter="days_in_care")


@attrs.frozen(field_transformer=checked)
class Census:
    """All who are there when a run starts, in the order in which they are numbered."""

    clients: tuple[CurrentClient, ...] = attrs.field(converter=tuple["CurrentClient", ...])


def problems_with_census(census: Census, pathway: Pathway) -> Iterator[Diagnostic]:
    """Yield what does not suit the pathway; never repeats an answer.

    >>> from iopkit.model.pathway import Pathway
    >>> census = Census([CurrentClient(level="iop", days=3)])
    >>> print(next(problems_with_census(census, Pathway(id="p", title="P"))))
    census[0].level: no level named 'iop' (there are none)
    """
    levels = [level.id for level in pathway.levels]
    asked = {fact.id: fact for fact in pathway.assessment.facts}
    for place, client in enumerate(census.clients):
        path: Path = (CENSUS, place)
        if client.level not in levels:
            yield unknown("level", client.level, levels, (*path, "level"))
        for name in client.completed:
            if name not in levels:
                yield unknown("level", name, levels, (*path, "completed"))
        for name, value in client.facts.items():
            known = name in asked
            refused = refusal(value, asked[name]) if known else not_asked(name, asked)
            if refused is not None:
                kind = ANSWER_OF_PEOPLE if known else FACT_OF_PEOPLE
                yield Diagnostic.of((*path, name), kind(reason=refused.message), refused.hint)
