"""Where a stay can end outside the levels."""

from __future__ import annotations

from typing import Final

import attrs

from iopkit.model.checks import identifier, text

COMMUNITY: Final = "community"
"""The outcome that every pathway knows: living in the community, from where clients return."""


@attrs.frozen(kw_only=True)
class Outcome:
    """A way for care to end.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    completes
        Whether the stay that ends so was finished as planned; `completed LEVEL` is then true.
    returns
        Whether the client is in the community afterwards, from where the transitions that leave
        `COMMUNITY` may bring them back. False for a death or a transfer to another facility.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    completes: bool = False
    returns: bool = True
