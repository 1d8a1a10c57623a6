"""Clients in motion: scenario, tables, kernel, run.

Needs the extra ``sim``. The kernel knows numbers only; `lower` is where names become indices.
"""

from iopkit.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401
except ImportError as error:
    raise MissingExtraError("sim", "simulating") from error

from iopkit.simulate.interval import Interval
from iopkit.simulate.run import Run, simulate
from iopkit.simulate.summary import LevelSummary, StaySummary, Summary

__all__ = ["Interval", "LevelSummary", "Run", "StaySummary", "Summary", "simulate"]
