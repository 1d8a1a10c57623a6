"""Pictures: values first, ink second.

The names below are the public ones; those of runs need the extra ``sim``, `png` that of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.draw.charts.bar_chart import Bar as Bar
    from iopkit.draw.charts.bar_chart import bar_chart as bar_chart
    from iopkit.draw.charts.census_chart import census_chart as census_chart
    from iopkit.draw.charts.census_chart import census_charts as census_charts
    from iopkit.draw.charts.chart import Chart as Chart
    from iopkit.draw.charts.clients_chart import clients_chart as clients_chart
    from iopkit.draw.charts.clients_chart import places_chart as places_chart
    from iopkit.draw.charts.clients_chart import stays_chart as stays_chart
    from iopkit.draw.charts.difference_chart import difference_chart as difference_chart
    from iopkit.draw.charts.flows_chart import flows_chart as flows_chart
    from iopkit.draw.charts.histogram import histogram as histogram
    from iopkit.draw.charts.interval_chart import ChangeRow as ChangeRow
    from iopkit.draw.charts.interval_chart import interval_chart as interval_chart
    from iopkit.draw.charts.line_chart import Series as Series
    from iopkit.draw.charts.line_chart import line_chart as line_chart
    from iopkit.draw.charts.resource_chart import cost_charts as cost_charts
    from iopkit.draw.charts.resource_chart import staff_chart as staff_chart
    from iopkit.draw.charts.run_census import CensusOverTime as CensusOverTime
    from iopkit.draw.charts.run_census import census_over_time as census_over_time
    from iopkit.draw.charts.run_census import period_of as period_of
    from iopkit.draw.charts.run_waits import Waits as Waits
    from iopkit.draw.charts.run_waits import waits as waits
    from iopkit.draw.charts.waits_chart import waits_charts as waits_charts
    from iopkit.draw.picture.palette import Palette as Palette
    from iopkit.draw.picture.picture import Picture as Picture
    from iopkit.draw.picture.png import png as png
    from iopkit.draw.picture.primitives import Anchor as Anchor
    from iopkit.draw.picture.primitives import Area as Area
    from iopkit.draw.picture.primitives import Dot as Dot
    from iopkit.draw.picture.primitives import PictureGroup as PictureGroup
    from iopkit.draw.picture.primitives import PictureText as PictureText
    from iopkit.draw.picture.primitives import Rect as Rect
    from iopkit.draw.picture.primitives import Stroke as Stroke
    from iopkit.draw.staircase.staircase import staircase_picture as staircase_picture
else:
    from iopkit.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(__name__)
