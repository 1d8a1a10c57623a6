"""Something in a pathway that cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Path
    from iopkit.model.criterion import Span


@attrs.frozen(kw_only=True, field_transformer=checked)
class Problem:
    """One thing to put right, and where it stands.

    Parameters
    ----------
    code
        Its sort, such as ``unknown-level``: stable, for programs and for the list of messages.
    path
        The way to the value, in the names of the pathway file.
    span
        The characters meant inside the text of a criterion; None for the whole value.
    message
        What is wrong.
    hint
        What to do; empty when there is no single answer.

    >>> path = ("levels", "iop", "admit", 0)
    >>> print(Problem(code="unknown-fact", path=path, message="no fact named 'hom'"))
    levels.iop.admit[0]: no fact named 'hom'
    """

    code: str
    path: Path
    span: Span | None = None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the problem on one line."""
        place = written_path(self.path)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text


def written_path(path: Path) -> str:
    """Return the way to a value as people write it.

    >>> written_path(("levels", "iop", "admit", 0))
    'levels.iop.admit[0]'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
