"""Plain values: JSON without loss."""

import json

from hypothesis import HealthCheck, given, settings
from strategies import pathways

from iopkit.criteria.placement.next_levels import onward
from iopkit.criteria.placement.place import place
from iopkit.export.pathway_json import pathway_values, source_values
from iopkit.files.compose.load import loads
from iopkit.model.client import Client
from iopkit.model.pathway import Pathway
from iopkit.model.provenance.citations import figures


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways())
def test_plain_values_become_json_unchanged(pathway: Pathway) -> None:
    placement = place(pathway, Client())
    ahead = [onward(pathway, Client(level=level.id, days_in_level=9)) for level in pathway.levels]

    for values in (
        *(each.to_dict() for each in ahead),
        pathway_values(pathway),
        source_values(pathway),
        placement.to_dict(),
    ):
        assert json.loads(json.dumps(values, allow_nan=False)) == values


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways())
def test_every_figure_is_listed(pathway: Pathway) -> None:
    items = source_values(pathway)["items"]

    assert isinstance(items, list)
    assert len(items) == len(list(figures(pathway)))


def test_the_week_and_its_tracks_are_values() -> None:
    text = """
iopkit: 1
id: here
title: Here
sources: {plan: {title: Plan}}
levels: {iop: {title: IOP, rank: 3, program: day}}
programs:
  day:
    title: Day
    tracks: {late: {at: Mon-Tue 17:30-20:30, clients: 12, busy: Fri 08:00-17:00}, early: {}}
week:
  open: Mon-Fri 08:00-21:00
  closed: 2026-12-25
  rooms: {large: {title: Hall, size: 14, source: "plan, page 2"}}
  staff: {nurse: {title: Nurse, hours: 12.5, at: [Mon 09:00-12:00]}}
"""
    values = json.loads(json.dumps(pathway_values(loads(text))))
    (level,) = values["levels"]

    assert values["week"] == {
        "zone": None,
        "open": ["Mon-Fri 08:00-21:00"],
        "closed": ["2026-12-25"],
        "step_minutes": 15,
        "pause_minutes": 0,
        "full_time_hours": 40.0,
        "rooms": [
            {
                "id": "large",
                "title": "Hall",
                "size": 14,
                "count": 1,
                "open": [],
                "basis": {"source": "plan", "locator": "page 2"},
            }
        ],
        "staff": [
            {
                "id": "nurse",
                "title": "Nurse",
                "leads": ["nurse"],
                "count": 1,
                "hours_a_week": 12.5,
                "minutes_a_day": None,
                "at": ["Mon 09:00-12:00"],
                "basis": None,
            }
        ],
        "basis": None,
    }
    late, early = level["programs"][0]["tracks"]
    assert (late["days"], late["start"], late["end"]) == (["Mon", "Tue"], "17:30", "20:30")
    assert (late["clients"], late["busy"]) == (12, ["Fri 08:00-17:00"])
    assert (early["days"], early["start"], early["clients"]) == ([], None, None)
