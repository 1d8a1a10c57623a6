"""Every chart of a run, in one place for those who import them.

Each is a `iopkit.draw.charts.chart.Chart`: a picture, a caption, a table and a note on
where its numbers come from. A notebook shows all of it;
``chart.svg()`` is a file of its own.
"""

from __future__ import annotations

from iopkit.draw.charts.census_chart import census_chart, census_charts
from iopkit.draw.charts.clients_chart import clients_chart, places_chart, stays_chart
from iopkit.draw.charts.difference_chart import difference_chart
from iopkit.draw.charts.flows_chart import flows_chart
from iopkit.draw.charts.resource_chart import cost_charts, staff_chart
from iopkit.draw.charts.waits_chart import waits_charts

__all__ = [
    "census_chart",
    "census_charts",
    "clients_chart",
    "cost_charts",
    "difference_chart",
    "flows_chart",
    "places_chart",
    "staff_chart",
    "stays_chart",
    "waits_charts",
]
