"""A pathway written as what differs from another."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from strategies import pathways

import iopkit
from iopkit.files.compose.dump import dump
from iopkit.files.compose.extension import dump_extension
from iopkit.files.compose.load import loads
from iopkit.model import Figure, Pathway

ROOT = Path(__file__).parents[2]
STANDARD = iopkit.load("standard")
EXTENDING = [
    path
    for path in [*ROOT.glob("examples/*.yaml"), *ROOT.glob("plugins/*/src/*/*.yaml")]
    if "\nextends: standard\n" in path.read_text("utf-8") and path.stem != "valley-both"
]


def differences(pathway: Pathway, base: Pathway) -> str:
    """Return what one pathway says otherwise than another, which its file calls ``base``."""

    def find(name: str) -> tuple[str, str] | None:
        return ("base.yaml", dump(base)) if name == "base" else None

    return dump_extension(pathway, base, "base", partial(loads, find=find))


@given(pathways(), pathways())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_as_differences_reads_back_as_the_same_pathway(
    pathway: Pathway, base: Pathway
) -> None:
    text = differences(pathway, base)

    assert loads(text, find=lambda _: ("base.yaml", dump(base))) == pathway
    assert len(text) <= len(dump(pathway))


@given(pathways())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_any_pathway_can_be_written_over_the_standard_one(pathway: Pathway) -> None:
    assert iopkit.loads(iopkit.dump(pathway, extends="standard")) == pathway


@given(pathways())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_a_pathway_like_the_other_says_nothing_but_its_name(base: Pathway) -> None:
    pathway = attrs.evolve(base, id="other", title="Other")

    said = set(differences(pathway, base).splitlines())

    assert {"iopkit: 1", "id: other", "title: Other"} <= said or len(said) < 5


@pytest.mark.parametrize("path", EXTENDING, ids=lambda path: path.parent.name + path.name)
def test_a_facility_is_written_as_what_it_changes(path: Path) -> None:
    pathway = iopkit.load(path)

    text = iopkit.dump(pathway, extends="standard")

    assert iopkit.loads(text) == pathway
    assert "\nextends: standard\n" in text
    assert len(text) < len(iopkit.dump(pathway)) / 2


def test_one_number_more_is_one_line_more() -> None:
    levels = [
        attrs.evolve(level, places=Figure(24)) if level.id == "iop" else level
        for level in STANDARD.levels
    ]
    pathway = attrs.evolve(STANDARD, id="north", title="North", levels=levels)

    text = iopkit.dump(pathway, extends="standard")

    assert iopkit.loads(text) == pathway
    assert "  iop:\n    places: 24" in text
    assert "php" not in text


def test_what_is_left_out_is_removed() -> None:
    floors = STANDARD.floors[:-1]
    pathway = attrs.evolve(STANDARD, id="north", title="North", floors=floors)

    text = iopkit.dump(pathway, extends="standard")

    assert iopkit.loads(text) == pathway
    assert text.count("remove: true") == 1


def test_another_order_is_written_whole() -> None:
    pathway = attrs.evolve(STANDARD, levels=STANDARD.levels[::-1])

    text = iopkit.dump(pathway, extends="standard")

    assert iopkit.loads(text) == pathway
    assert "extends:" not in text
