"""The sources that values cite, found by their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import attrs

from iopkit.model.basis import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.basis import Source


def bases_in(value: object) -> Iterator[Basis]:
    """Yield what a value and all that it holds rest on, in the order of their fields.

    >>> from iopkit.model.basis import Figure
    >>> [str(each) for each in bases_in((Figure(2), [Figure(3, basis=Basis(source="teds"))]))]
    ['teds']
    """
    if isinstance(value, Basis):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
            yield from bases_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from bases_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from bases_in(each)


def cited(sources: Iterable[Source], *values: object) -> list[Source]:
    """Return those of some sources that values cite, in the order of the sources.

    >>> from iopkit.model.basis import Source
    >>> teds, hour = Source(id="teds", title="TEDS"), Source(id="hour", title="An hour")
    >>> [each.id for each in cited([hour, teds], "9 hours", Basis(source="teds"))]
    ['teds']
    """
    names = {basis.source for basis in bases_in(values)}
    return [source for source in sources if source.id in names]
