"""Amounts on the command line, written as in a pathway file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from iopkit.files.schema.quantity import read_duration

if TYPE_CHECKING:
    from collections.abc import Iterable


def duration(_ctx: click.Context, _param: click.Parameter, text: str) -> float:
    """Return a time such as ``6 months``; 0 needs no unit. [days]"""
    try:
        return 0.0 if text.strip() == "0" else read_duration(text)
    except ValueError:
        msg = f"'{text}' is not a time: write a number and a unit, such as '1 year'"
        raise click.BadParameter(msg) from None


def date(_ctx: click.Context, _param: click.Parameter, text: str | None) -> dt.date | None:
    """Return a date such as ``2026-03-01``."""
    try:
        return None if text is None else dt.date.fromisoformat(text.strip())
    except ValueError:
        msg = f"'{text}' is not a date: write year-month-day, such as 2026-03-01"
        raise click.BadParameter(msg) from None


def places(
    _ctx: click.Context, _param: click.Parameter, texts: Iterable[str]
) -> dict[str, int | None]:
    """Return the places of each level that is named, such as ``iop=48`` or ``iop=unlimited``."""
    found: dict[str, int | None] = {}
    for text in texts:
        level, _, number = text.partition("=")
        # Nine digits are more places than there are people in most countries.
        is_number = number.isascii() and number.isdigit() and len(number) <= 9  # noqa: PLR2004
        if not level or not (is_number or number == "unlimited"):
            msg = f"'{text}' is not LEVEL=NUMBER, such as iop=48 or iop=unlimited"
            raise click.BadParameter(msg)
        if level in found:
            raise click.BadParameter(f"'{level}' is named twice")
        found[level] = int(number) if is_number else None
    return found
