"""A file of a kept run that is not what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from pathlib import Path


@attrs.frozen
class Damage:
    """A file in the folder of a run that is not what the run wrote there.

    Parameters
    ----------
    path
        The file.
    why
        What is wrong with it, as the end of a sentence that begins with the file.
    """

    path: Path
    why: str

    def __str__(self) -> str:
        """Return both as a sentence."""
        return f"{self.path} {self.why}"


class DamagedError(Exception):
    """A file is damaged; never leaves this package.

    Attributes
    ----------
    damage
        Which, and why.
    """

    def __init__(self, damage: Damage) -> None:
        self.damage = damage
        super().__init__(damage)


class ForeignError(DamagedError):
    """A file belongs to another run."""
