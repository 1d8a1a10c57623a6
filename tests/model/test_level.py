import math

import pytest

from iopkit.model.basis import Figure
from iopkit.model.level import ExternalCode, Level


def level(
    *, rank: float = 2, places: float | None = None, review: float | None = None, title: str = "IOP"
) -> Level:
    return Level(
        id="iop",
        title=title,
        rank=rank,
        places=None if places is None else Figure(places),
        review=None if review is None else Figure(review),
    )


@pytest.mark.parametrize("rank", [-1, math.inf, math.nan])
def test_a_rank_below_zero_or_without_end_is_refused(rank: float) -> None:
    with pytest.raises(ValueError, match=f"^rank must be 0 or more, got {rank:g}$"):
        level(rank=rank)


@pytest.mark.parametrize("places", [-1, 2.5, math.inf, math.nan])
def test_places_that_cannot_be_counted_are_refused(places: float) -> None:
    with pytest.raises(
        ValueError, match=f"^places must be a whole number from 0 to a billion, got {places:g}$"
    ):
        level(places=places)


@pytest.mark.parametrize("review", [0, -7, math.inf, math.nan])
def test_a_review_that_never_or_always_happens_is_refused(review: float) -> None:
    with pytest.raises(
        ValueError, match=f"^the time between two reviews must be more than 0, got {review:g}$"
    ):
        level(review=review)


def test_a_level_needs_a_title() -> None:
    with pytest.raises(ValueError, match=r"^title must not be empty$"):
        level(title="\n")


def test_a_level_can_be_closed_or_without_limit_and_of_any_rank() -> None:
    assert level(places=0).places == Figure(0)
    assert level(rank=2.5).places is None


@pytest.mark.parametrize(
    ("code", "label"),
    [
        (ExternalCode(system="ASAM", edition="4", code="2.5"), "ASAM 4 2.5"),
        (ExternalCode(system="HCPCS", code="H0015"), "HCPCS H0015"),
    ],
)
def test_a_code_is_said_with_its_system_and_edition(code: ExternalCode, label: str) -> None:
    assert str(code) == label


def test_a_code_without_a_system_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^system must not be empty$"):
        ExternalCode(system="", code="2.1")
