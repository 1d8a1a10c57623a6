"""What commands print with `--json`, as JSON Schema: one file for each name after ``iopkit/``.

Every key that is always there is required; more may come with a later version, so none is refused.

>>> output_schema("plugins")["properties"]["schema"]
{'const': 'iopkit/plugins'}
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from iopkit.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping


def output_names() -> tuple[str, ...]:
    """Return the names of what commands print, such as ``placement``."""
    found = (each.name for each in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))


def output_schema(name: str) -> Mapping[str, object]:
    """Return the JSON Schema of what a command prints.

    Parameters
    ----------
    name
        What stands after ``iopkit/`` in the key ``schema`` of the output.

    Raises
    ------
    UnknownNameError
        When nothing of that name is printed.
    """
    if name not in output_names():
        raise UnknownNameError("output", name, output_names())
    text = (files(__name__) / f"{name}.json").read_text(encoding="utf-8")
    schema: Mapping[str, object] = json.loads(text)
    return schema
