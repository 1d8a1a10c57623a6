"""Mermaid and DOT: every title survives, whatever is in it."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import pathways

from iopkit.export.drawn_edges import edges
from iopkit.export.formats.dot import dot, quoted
from iopkit.export.formats.mermaid import escaped, mermaid
from iopkit.files.compose.load import load
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway

PRINTABLE = st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable())


def titled(title: str) -> Pathway:
    return Pathway(id="p", title=title, levels=[Level(id="iop", title=title, rank=1)])


@given(PRINTABLE)
def test_dot_reads_back_every_title(title: str) -> None:
    (label,) = re.findall(r'\[shape=box, label=("(?:[^"\\]|\\.)*")\];', dot(titled(title)))

    assert re.sub(r"\\(.)", r"\1", label[1:-1]) == title


@given(PRINTABLE)
def test_mermaid_reads_back_every_title(title: str) -> None:
    (label,) = re.findall(r'n1\["([^"]*)"\]', mermaid(titled(title)))

    assert html.unescape(label.replace("#", "&#")) == title or "&" in title


@given(st.text())
def test_no_text_ends_its_quotes_or_its_line(text: str) -> None:
    assert not set(escaped(text)) & set('"[](){}<>|\n`&\\')
    assert "\n" not in quoted(text)
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', quoted(text))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(pathways())
def test_every_transition_is_in_both_pictures(pathway: Pathway) -> None:
    ends = {(move.start, move.to) for move in pathway.transitions}

    assert {(edge.start, edge.to) for edge in edges(pathway)} == ends
    assert dot(pathway).count(" -> ") == len(ends)
    lines = [line for line in mermaid(pathway).splitlines() if re.search(r"n\d+ (-->|-\.->)", line)]
    assert len(lines) == len(ends)


def test_transitions_between_the_same_ends_are_one_line() -> None:
    (edge,) = [
        each for each in edges(load("standard")) if (each.start, each.to) == ("residential", "iop")
    ]
    shares = [
        move.share.value
        for move in load("standard").leaving("residential")
        if move.to == "iop" and move.share
    ]

    assert len(shares) == 2
    assert edge.share == pytest.approx(sum(shares))
