"""The pathway file as JSON Schema, for editors that complete and check while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.files.format.pathway import PATHWAY

if TYPE_CHECKING:
    from iopkit.files.schema.value_type import JsonSchema


def schema() -> JsonSchema:
    """Return the JSON Schema (2020-12) of the pathway file.

    A file that extends another or uses parts may leave out what these say, so it has a schema of
    its own inside. What only a reader can know (whether a name exists, whether shares add up) is
    not in it: `iopkit.files.compose.load.examine` finds that.
    """
    others: JsonSchema = {"anyOf": [{"required": ["extends"]}, {"required": ["uses"]}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "iopkit pathway file, version 1",
        "type": "object",
        "if": others,
        "then": PATHWAY.schema(partial=True),
        "else": PATHWAY.schema(partial=False),
    }
