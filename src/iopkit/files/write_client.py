"""From a `Client` to the text of a client file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.files.emit import emit

if TYPE_CHECKING:
    from iopkit.files.shape import Written
    from iopkit.model.client import Client, Stay

_VERSION: Final = 1


def dump_client(client: Client) -> str:
    """Return a client as the text of a file, which `load_client` reads back.

    The text holds answers: it goes where somebody asked for it, and nowhere else.

    >>> from iopkit.model.client import Client
    >>> print(dump_client(Client(facts={"relapsed": True}, history=(), level="iop")), end="")
    iopkit: 1
    facts:
      relapsed: true
    history: []
    level: iop
    """
    lines = emit(written_client(client), spread=frozenset()).splitlines()
    return "".join(f"{line}\n" for line in lines if line)


def written_client(client: Client) -> dict[str, Written]:
    """Return a client as plain values, under the keys of a client file.

    What was not recorded has no key; a history that was recorded and is empty has one.
    """
    written: dict[str, Written] = {"iopkit": _VERSION}
    if client.facts:
        written["facts"] = dict(client.facts)
    if client.history is not None:
        written["history"] = [_stay(stay) for stay in client.history]
    if client.level:
        written["level"] = client.level
    if client.days_in_level is not None:
        written["days_in_level"] = client.days_in_level
    if client.days_in_care is not None:
        written["days_in_care"] = client.days_in_care
    return written


def _stay(stay: Stay) -> dict[str, Written]:
    written: dict[str, Written] = {"level": stay.level}
    if stay.completed is not None:
        written["completed"] = stay.completed
    if stay.days is not None:
        written["days"] = stay.days
    return written
