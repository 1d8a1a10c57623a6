"""The differences between two pathways as plain values, which become JSON unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.errors import MissingExtraError
from iopkit.export.pathway_json import basis_values
from iopkit.files.compose.client_file import written_client

if TYPE_CHECKING:
    from iopkit.export.pathway_json import Plain
    from iopkit.files.diff.changes import PathwayDiff, StatedValue
    from iopkit.model.client import Client
    from iopkit.prove.equivalence import DistinguishingClient


def difference_values(found: PathwayDiff) -> Plain:
    """Return every difference with what A and B say and where.

    >>> from iopkit.files.diff.changes import PathwayDiff
    >>> difference_values(PathwayDiff())
    {'same': True, 'differences': [], 'bases': []}
    """
    return {
        "same": found.is_same,
        "differences": [
            {
                "section": each.section,
                "way": list(each.way),
                "change": each.change.value,
                "a": _told(each.a),
                "b": _told(each.b),
            }
            for each in found.values
        ],
        "bases": [
            {
                "section": each.section,
                "way": list(each.way),
                "about": list(each.about),
                "a": basis_values(each.a),
                "b": basis_values(each.b),
            }
            for each in found.bases
        ],
    }


def client_values(
    found: DistinguishingClient | MissingExtraError | None,
    for_a: Client | None,
    for_b: Client | None,
) -> Plain:
    """Return what came of looking for a client whom A and B place differently.

    The name ``search`` says ``found``, ``proved none``, ``not decided``, ``not installed`` or ``not
    looked for``. The clients are what each of the two asks of the same made-up client.

    >>> client_values(None, None, None)
    {'search': 'not looked for', 'a': None, 'b': None}
    """
    if found is None or isinstance(found, MissingExtraError):
        search = "not looked for" if found is None else "not installed"
        return {"search": search, "a": None, "b": None}
    if for_a is None or for_b is None:
        search = "proved none" if found.is_same else "not decided"
        return {"search": search, "a": None, "b": None}
    return {
        "search": "found",
        "a": {"level": found.before or None, "client": written_client(for_a)},
        "b": {"level": found.after or None, "client": written_client(for_b)},
    }


def _told(told: StatedValue | None) -> Plain | None:
    if told is None:
        return None
    at = told.origin
    origin = None if at is None else {"file": at.file, "line": at.line, "column": at.column}
    return {"text": told.text or None, "origin": origin}
