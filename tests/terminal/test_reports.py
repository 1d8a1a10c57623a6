"""Reports of any pathway: they fit, they are plain text, and nothing breaks them."""

import attrs
import pytest
from described import detail, sourced, staircase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import clients, pathways

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.next_levels import onward
from iopkit.criteria.placement.place import place
from iopkit.describe.placement import describe_placement
from iopkit.model.pathway import Pathway
from iopkit.terminal.renderer import document_text
from iopkit.terminal.style import DisplayStyle, harmless, plain, printed_length
from iopkit.terminal.tables import table

LOOKS = st.builds(
    DisplayStyle, width=st.sampled_from([60, 80, 100]), unicode=st.booleans(), colour=st.booleans()
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways(), LOOKS)
def test_any_pathway_can_be_shown(pathway: Pathway, look: DisplayStyle) -> None:
    pages = [staircase(pathway, look), sourced(pathway, look)]
    pages += [detail(pathway, level.id, look) for level in pathway.levels]

    for page in pages:
        assert page == page.strip("\n")
        assert harmless(page, colour=look.colour) == page
        if not look.colour:
            assert "\x1b" not in page


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways(), st.data(), LOOKS, st.booleans())
def test_any_placement_can_be_said(
    pathway: Pathway, data: st.DataObject, look: DisplayStyle, every: bool
) -> None:
    levels = [level.id for level in pathway.levels]
    client = data.draw(clients(pathway.assessment, levels))
    placement = place(pathway, client)

    page = document_text(describe_placement(pathway, placement, every=every), look)

    for level in pathway.levels:
        assert plain(level.title)[:20].split()[0] in page
    assert page.endswith("a clinician decides.")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways(), st.data(), LOOKS, st.booleans())
def test_any_way_on_can_be_said(
    pathway: Pathway, data: st.DataObject, look: DisplayStyle, every: bool
) -> None:
    levels = [level.id for level in pathway.levels]
    drawn = data.draw(clients(pathway.assessment, levels))
    client = attrs.evolve(drawn, level=data.draw(st.sampled_from(levels)))
    ahead = onward(pathway, client)

    told = describe_placement(pathway, place(pathway, client), ahead, every=every)
    page = document_text(told, look)

    assert harmless(page, colour=look.colour) == page
    for move in ahead.moves:
        title = pathway.level(move.transition.to).title
        assert plain(title)[:20].split()[0] in page
    assert "placed anew today" in page


def test_ascii_looks_are_ascii() -> None:
    look = DisplayStyle(unicode=False)

    signs = [look.sign(verdict) for verdict in Verdict]
    assert "".join([*signs, look.bar, look.step]).isascii()
    assert table(("a", "b"), [("1", "2")], look, numbers=(1,)).isascii()


def test_a_table_shows_cells_as_they_are() -> None:
    page = table(("name",), [("Relapse [bold]prevention[/bold] :smile:",)], DisplayStyle())

    assert "Relapse [bold]prevention[/bold] :smile:" in page


def test_numbers_are_never_cut() -> None:
    rows = [("a very long name of a level that goes on", "12.5 (11.0 to 14.0)")]

    page = table(("level", "clients"), rows, DisplayStyle(width=40), numbers=(1,))

    assert "12.5 (11.0 to 14.0)" in page
    assert max(map(len, page.splitlines())) <= 40


@given(st.text())
def test_nothing_harmful_passes(text: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in harmless(text))


def test_our_own_colours_pass() -> None:
    painted = DisplayStyle(colour=True).strong("IOP")

    assert harmless(painted, colour=True) == painted
    assert printed_length(painted) == 3


@pytest.mark.parametrize("text", ["\x1b[2J", "\x1b]0;title\x07", "\x9b1m", "\u202e", "\r"])
def test_controls_do_not_pass(text: str) -> None:
    assert harmless(text).isprintable()
