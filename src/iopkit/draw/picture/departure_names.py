"""How a table or a chart names the ways out of a level."""

from __future__ import annotations

from typing import Final

WAYS: Final = {
    "step down": "down to ",
    "step up": "up to ",
    "transfer": "moved to ",
    "displaced": "place cut: ",
}
"""What stands before the end of a transition to another level; an outcome stands alone."""
