"""A client whom two pathways place differently, as plain values, which become JSON unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.errors import MissingExtraError

if TYPE_CHECKING:
    from iopkit.export.pathway_json import Plain
    from iopkit.model.client import Client
    from iopkit.prove.equivalence import DistinguishingClient


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
        "a": {"level": found.before or None, "client": for_a.to_dict()},
        "b": {"level": found.after or None, "client": for_b.to_dict()},
    }
