import pytest
from hypothesis import HealthCheck, given, settings
from strategies import pathways

from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import load, loads
from iopkit.model.outcome import IN_THE_COMMUNITY, Outcome
from iopkit.model.pathway import Pathway


@given(pathways())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back_as_the_same_pathway(pathway: Pathway) -> None:
    text = dump(pathway)

    assert loads(text) == pathway
    assert dump(loads(text)) == text


def test_the_standard_pathway_survives_being_written() -> None:
    standard = load("standard")

    assert loads(dump(standard)) == standard


def test_short_things_stand_on_one_line_and_long_ones_do_not() -> None:
    lines = dump(load("standard")).splitlines()

    assert "levels:" in lines
    assert "  iop:" in lines
    assert max(len(line) for line in lines if ": {" not in line) < 400


@pytest.mark.parametrize(
    "outcomes",
    [
        (),
        (Outcome(id="done", title="Done"),),
        (IN_THE_COMMUNITY, Outcome(id="done", title="Done")),
        (Outcome(id="community", title="At home"),),
    ],
)
def test_a_pathway_built_in_code_has_the_community_and_survives(
    outcomes: tuple[Outcome, ...],
) -> None:
    pathway = Pathway(id="p", title="P", outcomes=outcomes)

    assert pathway.outcome("community").returns
    assert loads(dump(pathway)) == pathway
    plain = pathway.outcomes[-1] == IN_THE_COMMUNITY
    assert ("community" in dump(pathway)) is not plain
