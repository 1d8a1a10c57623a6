"""The file that finishes a replication: its figures, and what is listed of its tables."""

from __future__ import annotations

import json  # noqa: F401  the examples
from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.storage.digest import DIGEST, is_as_written, text_with_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate.measures.replication_measures import Figures
    from iopkit.simulate.storage.digest import Json


@attrs.frozen(kw_only=True)
class ReplicationEntry:
    """What a folder lists of one replication.

    Parameters
    ----------
    run
        The digest of the run it belongs to.
    replication
        Its number.
    figures
        Its figures.
    tables
        For each of its tables the checksums; see
        `iopkit.simulate.storage.checksum.Checksums.as_json`.
    """

    run: str
    replication: int
    figures: Figures
    tables: Mapping[str, Mapping[str, Json]]


def entry_text(entry: ReplicationEntry) -> tuple[str, str]:
    """Return an entry as the text of its file, and the digest in it.

    Each figure is a list of the words of its name, with the number at the end.

    Raises
    ------
    ValueError
        When a figure is infinite or none.

    >>> figures = {("without_exit",): 2.0}
    >>> entry = ReplicationEntry(run="a", replication=3, figures=figures, tables={})
    >>> text, digest = entry_text(entry)
    >>> json.loads(text)["figures"], json.loads(text)["sha256"] == digest
    ([['without_exit', 2.0]], True)
    """
    values: dict[str, Json] = {
        "run": entry.run,
        "replication": entry.replication,
        "figures": [[*name, value] for name, value in entry.figures.items()],
        "tables": {kind: dict(listed) for kind, listed in entry.tables.items()},
    }
    return text_with_digest(values)


def entry_in(values: Mapping[str, Json]) -> tuple[ReplicationEntry, str]:
    """Return the entry that was written, the same to the last bit, and its digest.

    Raises
    ------
    ValueError
        When this is something else, or was changed afterwards.

    >>> figures = {("census", "iop"): 12.5}
    >>> entry = ReplicationEntry(run="a", replication=3, figures=figures, tables={})
    >>> entry_in(json.loads(entry_text(entry)[0]))[0] == entry
    True
    """
    if not is_as_written(values):
        msg = "changed after it was written"
        raise ValueError(msg)
    try:
        entry = ReplicationEntry(
            run=str(values["run"]),
            replication=int(values["replication"]),  # type: ignore[arg-type]  # TypeError below
            figures=figures_in(values),
            tables=dict(values["tables"]),  # type: ignore[arg-type]
        )
    except (TypeError, KeyError) as error:
        msg = "no figures of a replication"
        raise ValueError(msg) from error
    return entry, str(values[DIGEST])


def figures_in(values: Mapping[str, Json]) -> Figures:
    """Return the figures among the values of a file, in any form of it.

    Raises
    ------
    ValueError
        When there are none.

    >>> figures_in({"figures": [["census", "iop", 12.5]]})
    {('census', 'iop'): 12.5}
    """
    told = values.get("figures")
    if not isinstance(told, list):
        raise _no_figures()
    figures: Figures = {}
    for each in told:
        match each:
            case [*name, int() | float() as value] if all(isinstance(word, str) for word in name):
                figures[tuple(str(word) for word in name)] = float(value)
            case _:
                raise _no_figures()
    return figures


def _no_figures() -> ValueError:
    return ValueError("these are no figures")
