"""Texts are measured before they are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.draw.picture.font import ELLIPSIS, shortened, shown, width, wrapped

WORDS = st.text(max_size=60)


@given(WORDS, st.floats(20, 400), st.booleans())
def test_what_is_shortened_fits_or_is_the_ellipsis_alone(
    text: str, most: float, bold: bool
) -> None:
    found = shortened(text, most, 13, bold=bold)
    assert width(found, 13, bold=bold) <= most or found == ELLIPSIS
    assert found == text or text.startswith(found.removesuffix(ELLIPSIS))


@given(WORDS, st.floats(40, 400), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_no_word_unless_one_says_so(
    text: str, most: float, lines: int
) -> None:
    found = wrapped(text, most, 13, lines=lines)
    assert len(found) <= lines
    assert all(width(line, 13) <= most for line in found)
    whole = not any(line.endswith(ELLIPSIS) for line in found) or ELLIPSIS in text
    assert not whole or " ".join(found).split() == text.split()


@given(WORDS)
def test_nothing_unseen_is_shown(text: str) -> None:
    assert shown(text).isprintable()
    assert len(shown(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("iiii", 10, 20), ("WWWW", 40, 60), ("漢字", 25, 27), ("é", 7, 9), ("e\u0301", 7, 9)],
)
def test_widths_are_those_of_the_letters(text: str, low: float, high: float) -> None:
    assert low < width(text, 13) < high


def test_bold_letters_are_wider() -> None:
    assert width("Residential", 13, bold=True) > width("Residential", 13)
