"""Plain values: JSON without loss."""

import json

from hypothesis import HealthCheck, given, settings
from strategies import pathways

from iopkit.criteria.onward import onward
from iopkit.criteria.place import place
from iopkit.export.plain import onward_values, pathway_values, placement_values, source_values
from iopkit.model.client import Client
from iopkit.model.figures import figures
from iopkit.model.pathway import Pathway


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways())
def test_plain_values_become_json_unchanged(pathway: Pathway) -> None:
    placement = place(pathway, Client())
    ahead = [onward(pathway, Client(level=level.id, days_in_level=9)) for level in pathway.levels]

    for values in (
        *map(onward_values, ahead),
        pathway_values(pathway),
        source_values(pathway),
        placement_values(placement),
    ):
        assert json.loads(json.dumps(values, allow_nan=False)) == values


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways())
def test_every_figure_is_listed(pathway: Pathway) -> None:
    items = source_values(pathway)["items"]

    assert isinstance(items, list)
    assert len(items) == len(list(figures(pathway)))
