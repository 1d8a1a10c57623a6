"""Charts as figures of a page: picture, caption, and the numbers to unfold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from iopkit.pages.template import filled, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.draw.charts.chart import Chart


class Figures:
    """Makes figures of charts, each with ids of its own."""

    def __init__(self) -> None:
        self._made = 0

    def one(self, chart: Chart, about: str, *, wide: bool = False) -> Markup:
        """Return a chart as a figure.

        Parameters
        ----------
        chart
            The chart.
        about
            What the section is about that it stands in, since several have the title of a level.
        wide
            Whether the picture is too wide for a phone, and is moved sideways there.
        """
        self._made += 1
        return filled(
            "report_figure.html",
            about=about,
            caption=typeset(chart.caption),
            chart=chart,
            wide=wide,
            # Its writer escapes all text.
            picture=Markup(chart.picture.svg(name=f"chart-{self._made}")),  # noqa: S704
        )

    def many(self, charts: Iterable[Chart], about: str) -> Markup:
        """Return charts as figures one after the other."""
        return Markup("").join(self.one(chart, about) for chart in charts)
