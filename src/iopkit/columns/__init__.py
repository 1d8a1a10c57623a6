"""A table of clients: read in batches, placed all at once, written.

Needs the extra ``table``. The same criteria as for one client, over columns: `verdicts` agrees
with `iopkit.criteria.logic.evaluate.evaluate` and `place_all` with
`iopkit.criteria.placement.place.place`, row
by row.
"""

from importlib.util import find_spec

from iopkit.errors import MissingExtraError

if not (find_spec("numpy") and find_spec("pyarrow")):
    raise MissingExtraError("table", "A table of clients")

from iopkit.columns.batch import Batch
from iopkit.columns.batch_placement import BatchPlacer, place_all
from iopkit.columns.placement_counts import BadValue, PlacementCounts
from iopkit.columns.placements import BatchPlacements
from iopkit.columns.table import place_table
from iopkit.columns.verdicts import verdicts

__all__ = [
    "BadValue",
    "Batch",
    "BatchPlacements",
    "BatchPlacer",
    "PlacementCounts",
    "place_all",
    "place_table",
    "verdicts",
]
