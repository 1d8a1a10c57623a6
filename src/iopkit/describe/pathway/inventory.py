"""What a pathway holds, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.wording import counted, listed
from iopkit.model.provenance.inventory import contents

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def in_words(pathway: Pathway) -> str:
    """Return what a pathway holds as a sentence names it."""
    return listed([counted(number, name) for name, number in contents(pathway)])
