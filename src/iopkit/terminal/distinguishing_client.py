"""A client whom two pathways place differently, as a client file to try it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.wording import brief, counted, listed, named
from iopkit.errors import MissingExtraError
from iopkit.files.compose.client_file import dump_client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway
    from iopkit.prove.equivalence import DistinguishingClient
    from iopkit.terminal.style import DisplayStyle


def differing_client(  # noqa: PLR0913  two pathways, two clients
    found: DistinguishingClient | MissingExtraError,
    look: DisplayStyle,
    *,
    a: Pathway,
    b: Pathway,
    name_a: str,
    name_b: str,
    for_a: Client | None = None,
    for_b: Client | None = None,
) -> str:
    """Return a client whom A and B place differently, the proof that there is none, or why not.

    Parameters
    ----------
    found
        What the solver says; the error when it is not installed.
    look
        How it is written.
    a, b
        The pathways.
    name_a, name_b
        The names under which the reader asked for them.
    for_a, for_b
        What each of the two asks of the client that was found; None when there is none.
    """
    if isinstance(found, MissingExtraError):
        return look.wrapped(
            "A client whom they place differently was not looked for: that needs the extra "
            f"'{found.extra}' (pip install 'iopkit[{found.extra}]')."
        )
    if for_a is None or for_b is None:
        return look.wrapped(_none(found))
    lines = [
        look.strong("A client whom they place differently"),
        look.wrapped(f"A: {_level(a, found.before)}", first="  ", rest="     "),
        look.wrapped(f"B: {_level(b, found.after)}", first="  ", rest="     "),
        "",
    ]
    commands = [f"  iopkit place {brief(name)} --client client.yaml" for name in (name_a, name_b)]
    if for_a == for_b:
        lines += ["To see why, put this made-up client into a file client.yaml:"]
        return "\n".join([*lines, *_file(for_a), "", *commands])
    lines += [look.wrapped("To see why: A asks other questions than B, so each has its own file.")]
    for client, command in ((for_a, commands[0]), (for_b, commands[1])):
        lines += ["", command, *_file(client)]
    return "\n".join(lines)


def _none(found: DistinguishingClient) -> str:
    if found.is_same:
        return "Proved: every client is placed at the same level by both."
    if found.apart:
        facts = counted(len(found.apart), "question")
        return (
            "A client whom they place differently cannot be looked for: both ask "
            f"{listed(found.apart)}, but no answer to {facts} suits both."
        )
    return (
        "Not decided in time: whether there is a client whom they place differently. "
        "Allow more with --seconds."
    )


def _level(pathway: Pathway, name: str) -> str:
    return named(pathway.level(name).title, name) if name else "no level takes this client"


def _file(client: Client) -> Iterator[str]:
    # Not wrapped: it is to be copied.
    for line in dump_client(client).splitlines():
        yield f"  {line}"
