"""From a `Pathway` to the text that reads back as the same pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from iopkit.files.format.pathway import PATHWAY, written_fields
from iopkit.files.format.transitions import usual_kind
from iopkit.files.schema.emitter import emit
from iopkit.model.field_types import checked_call

if TYPE_CHECKING:
    from iopkit.files.schema.value_type import Written
    from iopkit.model.pathway import Pathway

SPREAD: Final = frozenset({"levels", "programs", "rule_sets", "arrivals"})
"""The sections whose items stand on lines of their own."""


@checked_call
def dump(pathway: Pathway) -> str:
    """Return a pathway as the text of a file, complete: it extends nothing.

    ``loads(dump(pathway)) == pathway``. What is the same for a whole item, such as the source of
    all its numbers, is written once.
    """
    content = written(pathway)
    edges = cast("list[dict[str, Written]]", content.get("transitions", []))
    for edge, each in zip(pathway.transitions, edges, strict=True):
        if edge.kind is usual_kind(edge, pathway):
            del each["kind"]
    return emit(content, spread=SPREAD)


def written(pathway: Pathway) -> dict[str, Written]:
    """Return the sections of a file, kinds of transitions that follow from the ranks too."""
    content: dict[str, Written] = {}
    fields = written_fields(pathway)
    for key in PATHWAY.keys:
        value = fields.get(key.parameter)
        if value is not None and value not in ("", ()):
            content[key.name] = key.shape.write(value, None)
    return content
