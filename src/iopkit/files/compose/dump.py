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

_SPREAD: Final = frozenset({"levels", "programs", "rule_sets", "arrivals"})


@checked_call
def dump(pathway: Pathway) -> str:
    """Return a pathway as the text of a file, complete: it extends nothing.

    ``loads(dump(pathway)) == pathway``. What is the same for a whole item, such as the source of
    all its numbers, is written once.
    """
    content: dict[str, Written] = {}
    fields = written_fields(pathway)
    for key in PATHWAY.keys:
        value = fields.get(key.parameter)
        if value is not None and value not in ("", ()):
            content[key.name] = key.shape.write(value, None)
    edges = cast("list[dict[str, Written]]", content.get("transitions", []))
    for edge, written in zip(pathway.transitions, edges, strict=True):
        if edge.kind is usual_kind(edge, pathway):
            del written["kind"]
    return emit(content, spread=_SPREAD)
