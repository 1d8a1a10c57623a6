"""The page of `iopkit diff`: within its width, and nothing cut that matters."""

import pytest

from iopkit.files.compose.load import load, loads
from iopkit.files.diff.changes import PathwayDiff
from iopkit.files.diff.pathway_diff import diff
from iopkit.model.pathway import Pathway
from iopkit.terminal.pathway_diff import differences
from iopkit.terminal.style import DisplayStyle

HEAD = "iopkit: 1\nid: p\ntitle: P\nassessment:\n"
FACTS = "".join(f"  f{n}: {{ask: 'F{n}?', yes_no: true}}\n" for n in range(6))
LEVELS = "levels: {a: {title: A, rank: 2}, b: {title: B, rank: 1}}\n"


def with_move(when: str) -> Pathway:
    return loads(f"{HEAD}{FACTS}{LEVELS}transitions: [{{from: a, to: b, when: {when}}}]\n")


def page(a: Pathway, b: Pathway, width: int = 80) -> str:
    return differences(
        a, b, diff(a, b), DisplayStyle(width=width), name_a="a.yaml", name_b="b.yaml"
    )


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    bare = loads("{iopkit: 1, id: bare, title: Bare}")

    for a, b in ((load("standard"), bare), (bare, load("standard"))):
        assert max(map(len, page(a, b, width).splitlines())) <= width


def test_of_a_long_criterion_it_says_what_came_and_what_went() -> None:
    text = page(with_move("f0 and f1 and f2 and f3"), with_move("f4 and f2 and f1 and f0"))

    assert "      no longer asked in B: f3\n      asked besides in B: f4" in text


def test_two_criteria_with_nothing_in_common_stand_for_themselves() -> None:
    text = page(with_move("f0 and f1"), with_move("f2 or f3"))

    assert "asked" not in text
    assert "f0 and f1 " in text
    assert "f2 or f3 " in text


def test_a_criterion_that_is_not_there_is_always() -> None:
    without = loads(f"{HEAD}{FACTS}{LEVELS}transitions: [{{from: a, to: b}}]\n")

    assert "a to b > when: f0 (<text>:12:38) -> always" in page(with_move("f0"), without)


def test_what_is_not_stated_is_called_so() -> None:
    stated = loads(f"{HEAD}{FACTS}{LEVELS}".replace("rank: 2", "rank: 2, review: every 7 days"))
    silent = loads(f"{HEAD}{FACTS}{LEVELS}")

    assert "a > review: every 7 days (<text>:11:41) -> not stated" in page(stated, silent)


def test_a_title_is_not_taken_for_formatting() -> None:
    odd = Pathway(id="p", title="[bold]P[/] \x1b[2J")
    found = differences(odd, odd, PathwayDiff(), DisplayStyle(), name_a="a", name_b="b")

    assert found.startswith("A  [bold]P[/]")
    assert "\x1b" not in found
