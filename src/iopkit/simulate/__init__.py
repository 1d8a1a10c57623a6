"""Clients in motion: scenario, tables, kernel, run.

Needs the extra ``sim``. The kernel knows numbers only; `lower` is where names become indices.
"""

from iopkit.errors import MissingExtraError

try:
    import numpy as np  # noqa: F401
except ImportError as error:
    raise MissingExtraError("sim", "simulating") from error

from iopkit.simulate.execution.workers import cluster, processes, threads
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.measures.summary import (
    CostSummary,
    LevelSummary,
    StaffSummary,
    StaySummary,
    Summary,
)
from iopkit.simulate.plain_table import PlainTable
from iopkit.simulate.run import Run, figures_of, simulate
from iopkit.simulate.storage.damage import Damage
from iopkit.simulate.storage.run_table import RunTable
from iopkit.simulate.stored_run import damage_in, open_run, resume
from iopkit.simulate.study.comparison import ScenarioComparison, compare
from iopkit.simulate.study.paired_difference import PairedDifference
from iopkit.simulate.study.precision import HalfWidth, SequentialRun, until_precise
from iopkit.simulate.study.settlement import Settlement, settle
from iopkit.simulate.study.sweep import Sweep, SweepPoint, sweep
from iopkit.simulate.study.warm_up import WarmUp, find_warm_up

__all__ = [
    "CostSummary",
    "Damage",
    "Estimate",
    "HalfWidth",
    "LevelSummary",
    "MeasureName",
    "PairedDifference",
    "PlainTable",
    "Run",
    "RunTable",
    "ScenarioComparison",
    "SequentialRun",
    "Settlement",
    "StaffSummary",
    "StaySummary",
    "Summary",
    "Sweep",
    "SweepPoint",
    "WarmUp",
    "cluster",
    "compare",
    "damage_in",
    "figures_of",
    "find_warm_up",
    "open_run",
    "processes",
    "resume",
    "settle",
    "simulate",
    "sweep",
    "threads",
    "until_precise",
]
