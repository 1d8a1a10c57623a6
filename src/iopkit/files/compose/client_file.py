"""From a client file to a `Client`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.errors import PathwayError
from iopkit.files.compose.file_kind import FileKind, another_kind
from iopkit.files.format.client import read_client
from iopkit.files.schema.context import ReadingContext, UnreadableNodeError
from iopkit.files.schema.emitter import emit
from iopkit.files.yaml.strict_yaml import read_yaml
from iopkit.files.yaml.text import name_of, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.files.yaml.text import TextSource
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway

_BEGIN: Final = "a client file begins with 'iopkit: 1'; what is known about the client follows"


def load_client(
    source: TextSource,
    pathway: Pathway,
    *,
    warn: Callable[[Diagnostic], object] | None = None,
) -> Client:
    """Return the client in a file. Reads the file.

    Parameters
    ----------
    source
        The client file.
    pathway
        Whose questions it answers.
    warn
        Told what is probably not meant, such as 0.85 for 85 %; None to tell nobody.

    Raises
    ------
    UnreadableError
        When there is no such file, or it is not the YAML of this format.
    PathwayError
        When it identifies somebody, or an answer cannot be one of this pathway's assessment;
        lists everything that is wrong and repeats no answer.
    """
    return loads_client(read_text(source), pathway, name=name_of(source), warn=warn)


def loads_client(
    text: str,
    pathway: Pathway,
    *,
    name: str = "<text>",
    warn: Callable[[Diagnostic], object] | None = None,
) -> Client:
    """Return the client in a text; otherwise as `load_client`.

    >>> from iopkit.files.compose.load import load
    >>> loads_client("{iopkit: 1, level: iop, days_in_level: 12}", load("standard"))
    Client(facts=..., history=..., level=..., days_in_level=..., days_in_care=...)
    """
    root, complaints = read_yaml(text, name, private=True, begin=_BEGIN)
    other = another_kind(root, name, FileKind.CLIENT)
    if other is not None:
        raise PathwayError([other])
    reading = ReadingContext(root, list(complaints))
    warnings: list[Diagnostic] = []
    try:
        client = read_client(root, pathway, reading, warnings)
    except UnreadableNodeError:
        raise PathwayError(sorted(reading.complaints, key=lambda c: (c.line, c.column))) from None
    for each in warnings:
        if warn is not None:
            warn(each)
    return client


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
    lines = emit(client.to_dict(), spread=frozenset()).splitlines()
    return "".join(f"{line}\n" for line in lines if line)
