"""What care costs, in the money of a stated year."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import MOST_MONEY, a_year, text

if TYPE_CHECKING:
    from iopkit.model.basis import Figure


class Per(StrEnum):
    """What a cost is counted by."""

    DAY = "day"
    WEEK = "week"
    SESSION = "session"
    ADMISSION = "admission"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Cost:
    """One component of what a level costs. Never adjusted for inflation unless asked.

    Parameters
    ----------
    amount
        The amount, with its basis. [`currency` of `year`, per `per`]
    per
        What it is counted by.
    currency
        The three letters of the currency, such as ``USD``.
    year
        The year whose money it is.
    perspective
        Who bears it: ``program``, ``client``, ``payer``, ``society``.
    """

    amount: Figure = attrs.field()
    per: Per
    currency: str = attrs.field()
    year: int = attrs.field(validator=a_year)
    perspective: str = attrs.field(default="program", validator=text)

    @amount.validator
    def _not_negative(self, _attribute: object, amount: Figure) -> None:
        if not 0 <= amount.value <= MOST_MONEY:
            must = f"at most {MOST_MONEY:g}" if amount.value > 0 else "0 or more"
            msg = f"amount must be {must}, got {amount.value:g}"
            raise InvalidValueError(msg, parameter="amount")

    @currency.validator
    def _three_letters(self, _attribute: object, currency: str) -> None:
        if not (len(currency) == 3 and currency.isascii() and currency.isupper()):  # noqa: PLR2004  ISO 4217
            msg = f"currency must be three capital letters such as USD, got '{currency}'"
            raise InvalidValueError(msg, parameter="currency")
