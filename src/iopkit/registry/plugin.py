"""A plugin as it is installed."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Plugin:
    """A plugin as it is installed, whether it works or not.

    Parameters
    ----------
    name
        The name of its entry point.
    distribution, version
        What was installed to get it; empty for one that a program hands over itself.
    hooks
        The names of the hooks that it answers; empty when nothing of it can be used.
    is_disabled
        Whether the environment says that it is left out.
    """

    name: str
    distribution: str = ""
    version: str = ""
    hooks: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    is_disabled: bool = False
