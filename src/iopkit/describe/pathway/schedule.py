"""When a facility can hold sessions, where, and who leads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iopkit.describe.blocks import DocumentSection, Item, Items
from iopkit.describe.inline import Inlines, Text, joined, reference
from iopkit.describe.statement import statements
from iopkit.files.format.week import ROOM, STAFF, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.describe.blocks import Block
    from iopkit.describe.names import PathwayNames
    from iopkit.files.schema.record import Record
    from iopkit.model.schedule.staff import Staff
    from iopkit.model.schedule.week import Room, Week


def week_section(week: Week, names: PathwayNames) -> Iterator[Block]:
    """Yield what a week has; nothing for one that says nothing of this."""
    said = {key.name: line for key, line in statements(WEEK, week, names, but=("rooms", "staff"))}
    hours = joined([said.pop("open", ()), *said.values()])
    lines = [
        *([(*hours, *reference(week.basis))] if hours else []),
        *(_named(ROOM, room, names) for room in week.rooms),
        *(_named(STAFF, staff, names) for staff in week.staff),
    ]
    if lines:
        items = Items(items=[Item(line=line) for line in lines])
        yield DocumentSection(title="When and where sessions are held", blocks=[items])


def _named(record: Record[Any], part: Room | Staff, names: PathwayNames) -> Inlines:
    said = joined(line for _, line in statements(record, part, names, but=("title",)))
    return (Text(part.title), *((Text(": "), *said) if said else ()), *reference(part.basis))
