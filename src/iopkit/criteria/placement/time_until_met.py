"""When time alone meets a criterion."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.logic.answer_classes import questions
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway

CLOCKS: Final = (DAYS_IN_LEVEL, DAYS_IN_CARE)
"""The facts that time alone changes."""

_NEAR: Final = 1e-9
"""What rounding makes of a day. [days]"""


@attrs.frozen(kw_only=True)
class Wait:
    """When time alone meets a criterion. All answers stay as they are.

    Parameters
    ----------
    name
        The clock that counts: ``days_in_level`` or ``days_in_care``.
    day
        What it shows then. [days]
    days
        How long that is from now. [days]
    after
        Whether `day` itself is not enough, but any longer time is.
    """

    name: str
    day: float
    days: float
    after: bool

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {"clock": self.name, "day": self.day, "in_days": self.days, "after": self.after}


def wait(criterion: Criterion, client: Client, pathway: Pathway) -> Wait | None:
    """Return when time alone will meet a criterion; None when it is met, or time will not.

    Both clocks move together. One that is not recorded stays so.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.files.compose.load import load
    >>> from iopkit.model.client import Client
    >>> wait(parse("days_in_level >= 4 weeks"), Client(days_in_level=12), load("standard"))
    Wait(name='days_in_level', day=28.0, days=16.0, after=False)
    """
    assessment = pathway.assessment
    now = {name: float(days) for name in CLOCKS if (days := _days(client, name)) is not None}
    if evaluate(criterion, client, assessment) is Verdict.MET:
        return None
    asked = questions([criterion], assessment)
    points = {name: asked[name].points for name in now if name in asked}

    def meets(times: Mapping[str, float]) -> bool:
        here, care = (times.get(name) for name in CLOCKS)
        later = attrs.evolve(client, days_in_level=here, days_in_care=care)
        return evaluate(criterion, later, assessment) is Verdict.MET

    moments = sorted(
        (max(point - now[name], 0.0), name, point)
        for name in points
        for point in points[name]
        if point >= now[name]
    )
    if not moments:
        return None
    for (days, name, point), (later, *_) in pairwise([*moments, (math.inf, "", 0.0)]):
        if meets(_at(days, now, points)):
            return Wait(name=name, day=point, days=days, after=False)
        between = days + 1 if later == math.inf else days / 2 + later / 2
        if days + _NEAR < later and meets(_at(between, now, points)):
            return Wait(name=name, day=point, days=days, after=True)
    return None


def _days(client: Client, name: str) -> float | None:
    return client.days_in_level if name == DAYS_IN_LEVEL else client.days_in_care


def _at(
    days: float, now: Mapping[str, float], points: Mapping[str, tuple[float, ...]]
) -> dict[str, float]:
    """Return what the clocks show some days from now, without what rounding adds."""
    shown = {name: time + days for name, time in now.items()}
    for name, known in points.items():
        near = [point for point in known if abs(point - shown[name]) <= _NEAR]
        shown[name] = near[0] if near else shown[name]
    here, care = (shown.get(name) for name in CLOCKS)
    if here is not None and care is not None and care < here:  # one was rounded, the other not
        both = here if here in points.get(DAYS_IN_LEVEL, ()) else care
        shown |= dict.fromkeys(CLOCKS, both)
    return shown
