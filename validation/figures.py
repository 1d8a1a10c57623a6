"""Numbers as a reader wants them."""

from __future__ import annotations


def number(value: float) -> str:
    """Return four significant digits, without a power of ten.

    >>> number(0.13789), number(104.0), number(49.6826), number(0)
    ('0.1379', '104.0', '49.68', '0')
    """
    if value == 0:
        return "0"
    digits = max(0, 3 - _order(value))
    return f"{value:.{digits}f}"


def _order(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])
