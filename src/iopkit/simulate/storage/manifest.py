"""What a complete run consists of: written last, so that nothing can be changed or left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.simulate.storage.digest import digested, is_as_written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate.storage.digest import Json

SCHEMA: Final = "iopkit/run-manifest"
"""The name of what the file begins with."""

VERSION: Final = 1
"""Rises when a name in it changes."""


@attrs.frozen(kw_only=True)
class Manifest:
    """The digests of everything in the folder of a complete run.

    Parameters
    ----------
    run
        The digest of the run.
    figures
        That of the figures of each replication, which list its tables.
    summary
        That of the summary.
    """

    run: str
    figures: tuple[str, ...]
    summary: str

    def text(self) -> str:
        """Return it as the text of its file."""
        values: dict[str, Json] = {
            "schema": SCHEMA,
            "version": VERSION,
            "run": self.run,
            "figures": list(self.figures),
            "summary": self.summary,
        }
        return json.dumps(digested(values), indent=2, sort_keys=True) + "\n"


def manifest_in(values: Mapping[str, Json]) -> Manifest:
    """Return the manifest that was written.

    Raises
    ------
    ValueError
        When this is something else, or was changed afterwards.

    >>> manifest = Manifest(run="a", figures=("b", "c"), summary="d")
    >>> manifest_in(json.loads(manifest.text())) == manifest
    True
    """
    figures = values.get("figures")
    is_known = values.get("schema") == SCHEMA and values.get("version") == VERSION
    if not is_as_written(values) or not is_known or not isinstance(figures, list):
        msg = "no manifest of a run, or changed after it was written"
        raise ValueError(msg)
    return Manifest(
        run=str(values.get("run")),
        figures=tuple(str(each) for each in figures),
        summary=str(values.get("summary")),
    )
