from pathlib import Path

from iopkit.files.format.reference_tables import reference
from iopkit.files.schema.distribution import KEYS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "pathway-file.md"


def test_the_page_holds_the_tables_of_the_declaration() -> None:
    """When this fails, put what `reference()` returns under "Every key" in the page."""
    assert reference() in PAGE.read_text(encoding="utf-8")


def test_the_page_names_every_key_of_a_distribution() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [key for key in KEYS if f"{key}:" not in page] == []
