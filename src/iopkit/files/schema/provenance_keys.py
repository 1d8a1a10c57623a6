"""The two keys that say what a number or a criterion rests on: ``source`` and ``assumption``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.keys import SOURCE_AND_ASSUMPTION
from iopkit.diagnostics.catalogue.values import REFUSED_SOURCE_ID
from iopkit.files.schema.value_type import JsonSchema, TextType
from iopkit.model.basis import Basis
from iopkit.model.validators import not_an_identifier

if TYPE_CHECKING:
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Entries

BASIS_KEYS: Final = ("source", "assumption")
HELP: Final[dict[str, str]] = {
    "source": "Where this comes from: the id of a source, a comma, the place in it. "
    "Nothing (null) says that the numbers here do not share the basis of what is around them.",
    "assumption": "Why this is assumed, when nobody has measured it.",
}


def read_basis(entries: Entries, reading: ReadingContext) -> Basis | None:
    """Return the basis that a map states, else the one of what is around it."""
    source, assumption = entries.get("source"), entries.get("assumption")
    if source and assumption:
        reading.refuse(SOURCE_AND_ASSUMPTION(), assumption.head)
    if assumption:
        return Basis(assumption=TextType().read(assumption, reading))
    if source is None:
        return reading.basis
    if source.value is None:
        return None
    name, _, locator = TextType().read(source, reading).partition(",")
    problem = not_an_identifier(name.strip())
    if problem:
        reading.refuse(REFUSED_SOURCE_ID(reason=problem), source.span(0, len(name)))
    return Basis(source=name.strip(), locator=locator.strip())


def write_basis(own: Basis | None, around: Basis | None) -> dict[str, str | None]:
    """Return the keys that make `read_basis` return `own`, where `around` is around."""
    if own == around:
        return {}
    if own is None:
        return {"source": None}
    return {"assumption": own.assumption} if own.is_assumption else {"source": str(own)}


def basis_schema() -> JsonSchema:
    """Return the two keys as properties."""
    return {
        "source": {"type": ["string", "null"], "description": HELP["source"]},
        "assumption": {"type": "string", "description": HELP["assumption"]},
    }
