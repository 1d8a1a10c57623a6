from hypothesis import HealthCheck, given, settings
from strategies import pathways

from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import load, loads
from iopkit.model.pathway import Pathway
from iopkit.model.provenance.citations import figures
from iopkit.model.provenance.source_paths import bases


def test_every_number_of_the_standard_pathway_rests_on_something() -> None:
    standard = load("standard")
    unsupported = [(path, what) for path, what, _, basis in figures(standard) if basis is None]

    assert unsupported == []


@given(pathways())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_each_figure_stands_where_it_says(pathway: Pathway) -> None:
    read = loads(dump(pathway))

    for path, what, _, _ in figures(read):
        assert what
        assert path in read.origins or path[:-1] in read.origins


def test_all_sources_of_figures_are_among_the_bases() -> None:
    standard = load("standard")
    named = {basis.source for _, basis in bases(standard)}

    assert {basis.source for _, _, _, basis in figures(standard) if basis} <= named
