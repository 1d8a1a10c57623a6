"""The values that facts are compared with, as they are written."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from iopkit.criteria.language.tokens import Token, TokenKind
from iopkit.errors import nearest
from iopkit.model.criterion import Literal
from iopkit.model.units import DAYS_IN, time_unit

if TYPE_CHECKING:
    from iopkit.criteria.language.tokens import Cursor


def literal(cursor: Cursor, token: Token) -> Literal:
    """Return the value that begins with a token already taken.

    >>> from iopkit.criteria.language.tokens import Cursor
    >>> cursor = Cursor("4 weeks")
    >>> literal(cursor, cursor.take())
    Literal(value=4.0, unit='weeks')
    """
    span = token.start, token.end
    match token.mark:
        case TokenKind.WORD | TokenKind.QUOTED:
            return Literal(token.text, span=span)
        case TokenKind.KEYWORD if token.text in {"true", "false"}:
            return Literal(token.text == "true", span=span)
        case TokenKind.NUMBER:
            return _amount(cursor, token)
        case _:
            raise cursor.error(
                "a value is missing here",
                hint="a number, a word, or text in quotes",
                token=token,
            )


def _amount(cursor: Cursor, number: Token) -> Literal:
    value = float(number.text)
    if not math.isfinite(value):
        raise cursor.error("this number is too large", token=number)
    unit = ""
    if cursor.next().mark is TokenKind.PERCENT:
        unit = cursor.take().text
    elif cursor.next().mark is TokenKind.WORD:
        unit = _unit(cursor, cursor.take())
    return Literal(value, unit, span=(number.start, cursor.last().end))


def _unit(cursor: Cursor, token: Token) -> str:
    word = token.text.lower()
    if time_unit(word) is None:
        units = [f"{unit}s" for unit in DAYS_IN]
        hint = nearest(word, units) or f"write %, {', '.join(units)}, or nothing"
        raise cursor.error(f"'{token.text}' is not a unit", hint=hint, token=token)
    return word
