"""The file that a facility starts from."""

from __future__ import annotations

from iopkit.files.compose.shipped_files import shipped_text
from iopkit.files.schema.emitter import scalar
from iopkit.model.validators import not_an_identifier


def starter(id: str, title: str) -> str:  # noqa: A002  the file's name for it
    """Return a complete small pathway, each line explained, under an id and a title.

    Raises
    ------
    ValueError
        When the id is not one, or the title is empty or cannot be shown.
    """
    checked_name(id, title)
    text = shipped_text("starter.yaml")
    for line, value in (
        ("id: my-facility", f"id: {scalar(id)}"),
        ("title: My facility", f"title: {scalar(title)}"),
    ):
        text = text.replace(f"\n{line}\n", f"\n{value}\n", 1)
    return text


def checked_name(id: str, title: str) -> None:  # noqa: A002  the file's name for it
    """Refuse an id or a title that no file can have.

    Raises
    ------
    ValueError
        As `starter` does.
    """
    problem = not_an_identifier(id)
    if problem:
        raise ValueError(problem)
    if not title.strip():
        msg = "the title must not be empty"
        raise ValueError(msg)
    if not all(char.isprintable() or char == "\xa0" for char in title):
        msg = "the title holds a character that cannot be shown: type it again, on one line"
        raise ValueError(msg)
