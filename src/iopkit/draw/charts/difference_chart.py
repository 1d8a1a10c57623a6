"""Charts of what one scenario changes against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.interval_chart import ChangeRow, interval_chart
from iopkit.draw.charts.run_note import run_note
from iopkit.draw.picture.amounts import interval, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.simulate.study.comparison import ScenarioComparison
    from iopkit.simulate.study.paired_difference import PairedDifference


def difference_chart(comparison: ScenarioComparison, scenario: str, figure: str) -> Chart | None:
    """Return the paired differences of one figure, a row for each level or outcome.

    Parameters
    ----------
    comparison
        What was compared.
    scenario
        The name of the scenario that is held against the base.
    figure
        The name of the figure, such as ``wait_mean``.

    Returns
    -------
    Chart or None
        None where neither of the two has the figure, or it is nothing in both.
    """
    found = [
        each
        for each in comparison.of(scenario)
        if each.name.measure == figure and each.difference is not None and _is_there(each)
    ]
    if not found:
        return None
    measure = found[0].measure
    scale = 100 if measure.is_share else 1
    unit = "points" if measure.is_share else measure.unit
    pathway, base = comparison.baseline.scenario.pathway, comparison.names[0]
    rows = [(_about(each, pathway), each, signed(each.difference, scale=scale)) for each in found]
    told = "; ".join(f"{label}: {words}" for label, _, words in rows)
    picture = interval_chart(
        [_change(label, each, words, scale) for label, each, words in rows],
        title=measure.title[:1].upper() + measure.title[1:],
        unit=f"difference [{unit}]",
        description=f"{scenario} minus {base}. {told}.",
    )
    return Chart(
        picture=picture,
        caption=_caption(rows, unit),
        head=("where", f"in {base}", f"in {scenario}", f"difference [{unit}]", "pairs"),
        rows=[
            (
                label,
                interval(each.baseline, scale=scale),
                interval(each.value, scale=scale),
                words,
                str(each.n_pairs),
            )
            for label, each, words in rows
        ],
        note=(
            f"{scenario} minus {base}, replication by replication. Intervals: 95 %, over the "
            "pairs; within the grey field, a difference counts for nothing in practice. "
            f"{run_note(comparison.baseline)}"
        ),
    )


def _caption(rows: Sequence[tuple[str, PairedDifference, str]], unit: str) -> str:
    """Return the differences that are seen and count."""
    counts = [
        f"{label}: {words} {unit}"
        for label, each, words in rows
        if each.is_seen and each.weight >= 1
    ]
    return f"{'; '.join(counts) or 'No difference is both seen and large enough to count'}."


def _is_there(each: PairedDifference) -> bool:
    return any(end is not None and end.mean for end in (each.baseline, each.value))


def _about(each: PairedDifference, pathway: Pathway) -> str:
    name = each.name
    if name.level:
        return pathway.level(name.level).title if pathway.is_level(name.level) else name.level
    if name.measure == "outcomes":
        known = {outcome.id: outcome.title for outcome in pathway.outcomes}
        return known.get(name.about, name.about)
    return name.about or "All of care"


def _change(label: str, each: PairedDifference, words: str, scale: float) -> ChangeRow:
    found = each.difference
    if found is None:
        return ChangeRow(label=label, words=words, mean=None)
    low, high, least = (
        None if end is None else end * scale
        for end in (found.ci_low, found.ci_high, each.counts_from)
    )
    return ChangeRow(
        label=label, words=words, mean=found.mean * scale, low=low, high=high, least=least
    )
