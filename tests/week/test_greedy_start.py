"""Where nothing is scarce a week still looks like one that a person would write down."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from week.little import little_pathways

from iopkit.files.compose.load import load
from iopkit.model.pathway import Pathway
from iopkit.week import lay_out, load_of
from iopkit.week.decomposition import parts
from iopkit.week.requirements import plan
from iopkit.week.solver.constraint_encoding import state
from iopkit.week.solver.greedy_start import sketch

pytest.importorskip("ortools")


def test_twenty_hours_of_day_treatment_are_spread_over_the_week() -> None:
    week = lay_out(load("standard"), ["php"])
    minutes: Counter[str] = Counter()
    for each in week.sessions:
        if each.client is None:
            minutes[each.day] += each.minutes

    assert len(minutes) == 5
    assert max(minutes.values()) <= 6 * 60


def test_not_everybody_comes_on_monday() -> None:
    week = lay_out(load("standard"), ["outpatient"])
    groups = [each.day for each in week.sessions if each.client is None]

    assert len(groups) > 5
    assert len(set(groups)) == 5
    (anybody,) = load_of(week).staff
    assert anybody.at_once < len(week.sections) * 12 / 3  # all at one time would be 9 x 12


@given(little_pathways())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_sketch_keeps_to_times_and_puts_nobody_in_two_places(where: Pathway) -> None:
    held = plan(where)
    if not held.courses:
        return
    for turn, (_, piece) in enumerate(parts(state(held).instance)):
        at = sketch(piece, turn)
        for place, start in at.items():
            event = piece.events[place]
            assert any(low <= start and start + event.minutes <= high for low, high in event.inside)
            assert start % piece.step == 0
        for row in piece.apart_in_time:
            known = sorted(at[each] for each in row if each in at)
            assert len(known) == len(set(known))
            for one, other in combinations([each for each in row if each in at], 2):
                first, last = sorted((one, other), key=lambda each: at[each])
                assert at[first] + piece.events[first].minutes + piece.pause <= at[last]
