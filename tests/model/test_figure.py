import pytest

from iopkit.model.basis import Basis, Figure


@pytest.mark.parametrize(("value", "text"), [(12, "12"), (12.0, "12"), (0.25, "0.25")])
def test_a_figure_shows_the_number_alone(value: float, text: str) -> None:
    assert str(Figure(value, basis=Basis(assumption="why not"))) == text


def test_the_same_number_on_another_basis_is_another_figure() -> None:
    assert Figure(1, basis=Basis(source="one")) != Figure(1, basis=Basis(source="other"))
    assert Figure(1) != Figure(1, basis=Basis(source="one"))
