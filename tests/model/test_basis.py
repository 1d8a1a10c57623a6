import pytest

from iopkit.model.basis import Basis, Source


@pytest.mark.parametrize(
    ("basis", "words", "assumed"),
    [
        (Basis(source="teds-d", locator="Table 2.5"), "teds-d, Table 2.5", False),
        (Basis(source="teds-d"), "teds-d", False),
        (Basis(assumption="nobody measured it"), "assumption: nobody measured it", True),
    ],
)
def test_a_basis_is_said_on_one_line(basis: Basis, words: str, *, assumed: bool) -> None:
    assert str(basis) == words
    assert basis.is_assumption is assumed


@pytest.mark.parametrize("given", [{}, {"source": "s", "assumption": "a"}, {"locator": "p. 1"}])
def test_a_basis_that_is_neither_or_both_is_refused(given: dict[str, str]) -> None:
    message = "^a basis is either a source or an assumption with its reason$"

    with pytest.raises(ValueError, match=message):
        Basis(**given)


def test_a_source_needs_an_id_and_a_title() -> None:
    with pytest.raises(ValueError, match=r"^id 'TEDS 2004' is not an id"):
        Source(id="TEDS 2004", title="Discharges")
    with pytest.raises(ValueError, match=r"^title must not be empty$"):
        Source(id="teds", title="")
