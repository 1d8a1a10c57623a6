"""What simulations say in a terminal."""

from iopkit.describe.inline import Inlines
from iopkit.describe.simulation.comparison import describe_comparison
from iopkit.describe.simulation.run import describe_run
from iopkit.simulate import Run, ScenarioComparison
from iopkit.terminal.renderer import document_text, line_text
from iopkit.terminal.style import DisplayStyle


def simulated(run: Run, look: DisplayStyle) -> str:
    """Return what a run says."""
    return document_text(describe_run(run), look)


def compared(comparison: ScenarioComparison, look: DisplayStyle) -> str:
    """Return what a comparison says."""
    return document_text(describe_comparison(comparison), look)


def said(line: Inlines) -> str:
    """Return a line as it is read."""
    return line_text(line, DisplayStyle())
