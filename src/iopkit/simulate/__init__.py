"""Clients in motion: scenario, tables, kernel, run.

Needs the extra ``sim``. The kernel knows numbers only; `lower` is where names become indices.
"""

from iopkit.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401
except ImportError as error:
    raise MissingExtraError("sim", "simulating") from error

from iopkit.simulate.compare import Comparison, compare
from iopkit.simulate.damage import Damage
from iopkit.simulate.difference import Difference
from iopkit.simulate.interval import Interval
from iopkit.simulate.meaning import Meaning
from iopkit.simulate.named import FigureName
from iopkit.simulate.precision import Precise, Width, until_precise
from iopkit.simulate.reopen import damage_in, open_run, resume
from iopkit.simulate.rows import Rows
from iopkit.simulate.run import Run, simulate
from iopkit.simulate.summary import CostSummary, LevelSummary, StaffSummary, StaySummary, Summary
from iopkit.simulate.sweep import Point, Sweep, sweep
from iopkit.simulate.table import Table
from iopkit.simulate.warm_up import WarmUp, find_warm_up

__all__ = [
    "Comparison",
    "CostSummary",
    "Damage",
    "Difference",
    "FigureName",
    "Interval",
    "LevelSummary",
    "Meaning",
    "Point",
    "Precise",
    "Rows",
    "Run",
    "StaffSummary",
    "StaySummary",
    "Summary",
    "Sweep",
    "Table",
    "WarmUp",
    "Width",
    "compare",
    "damage_in",
    "find_warm_up",
    "open_run",
    "resume",
    "simulate",
    "sweep",
    "until_precise",
]
