"""Where a stay can end outside the levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.field_types import checked
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMUNITY: Final = "community"
"""The outcome that every pathway knows: living in the community, from where clients return."""


@attrs.frozen(kw_only=True, field_transformer=checked)
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


IN_THE_COMMUNITY: Final = Outcome(id=COMMUNITY, title="In the community")
"""The outcome `COMMUNITY` of a pathway that does not describe it."""


def with_community(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return outcomes among which is `COMMUNITY`, added at the end when it is not there.

    >>> [outcome.id for outcome in with_community([Outcome(id="done", title="Done")])]
    ['done', 'community']
    """
    given = tuple(outcomes)
    known = any(outcome.id == COMMUNITY for outcome in given)
    return given if known else (*given, IN_THE_COMMUNITY)
