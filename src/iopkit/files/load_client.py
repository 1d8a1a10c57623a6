"""From a client file to a `Client`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from iopkit.errors import PathwayError
from iopkit.files.client_format import read_client
from iopkit.files.other_file import FileKind, another_kind
from iopkit.files.reading import Reading, UnusableError
from iopkit.files.strict_yaml import read_yaml
from iopkit.files.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.files.complaint import Complaint
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway

_BEGIN: Final = "a client file begins with 'iopkit: 1'; what is known about the client follows"


def load_client(
    path: str | os.PathLike[str],
    pathway: Pathway,
    *,
    warn: Callable[[Complaint], object] | None = None,
) -> Client:
    """Return the client in a file. Reads the file.

    Parameters
    ----------
    path
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
    return loads_client(read_text(path), pathway, name=os.fspath(path), warn=warn)


def loads_client(
    text: str,
    pathway: Pathway,
    *,
    name: str = "<text>",
    warn: Callable[[Complaint], object] | None = None,
) -> Client:
    """Return the client in a text; otherwise as `load_client`.

    >>> from iopkit.files.load import load
    >>> loads_client("{iopkit: 1, level: iop, days_in_level: 12}", load("standard"))
    Client(facts=..., history=..., level=..., days_in_level=..., days_in_care=...)
    """
    root, complaints = read_yaml(text, name, private=True, begin=_BEGIN)
    other = another_kind(root, name, FileKind.CLIENT)
    if other is not None:
        raise PathwayError([other])
    reading = Reading(root, list(complaints))
    warnings: list[Complaint] = []
    try:
        client = read_client(root, pathway, reading, warnings)
    except UnusableError:
        raise PathwayError(sorted(reading.complaints, key=lambda c: (c.line, c.column))) from None
    for each in warnings:
        if warn is not None:
            warn(each)
    return client
