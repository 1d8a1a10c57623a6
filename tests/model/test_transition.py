import math

import pytest

from iopkit.model.basis import Figure
from iopkit.model.transition import Transition, TransitionKind


def move(share: float | None = None, *, start: str = "php", to: str = "iop") -> Transition:
    figure = None if share is None else Figure(share)
    return Transition(start=start, to=to, kind=TransitionKind.STEP_DOWN, share=figure)


@pytest.mark.parametrize("share", [None, 0, 0.23, 1])
def test_everybody_nobody_or_a_part_can_go(share: float | None) -> None:
    assert move(share).share == (None if share is None else Figure(share))


@pytest.mark.parametrize("share", [23, -0.1, 1.000001, math.nan, math.inf])
def test_a_share_outside_zero_to_one_is_refused(share: float) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        move(share)

    assert str(caught.value) == f"share must be between 0 and 1 (23 % is 0.23), got {share:g}"


def test_both_ends_must_be_ids() -> None:
    with pytest.raises(ValueError, match=r"^start 'PHP' is not an id: use small letters, digits"):
        move(start="PHP")
    with pytest.raises(ValueError, match=r"^to '' is not an id"):
        move(to="")
