"""The words and signs that a criterion is written with.

Cuts a text into tokens and refuses what no criterion can hold: arithmetic, foreign operators, an
open quote. What the tokens mean together is decided in `iopkit.criteria.language.parse`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import CriterionError
from iopkit.model.check.criteria import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 2000
"""The most characters in a criterion."""


class TokenKind(Enum):
    """The sorts of token."""

    WORD = auto()
    KEYWORD = auto()
    NUMBER = auto()
    QUOTED = auto()
    COMPARISON = auto()
    PERCENT = auto()
    OPEN = auto()
    CLOSE = auto()
    OPEN_LIST = auto()
    CLOSE_LIST = auto()
    COMMA = auto()
    END = auto()


@attrs.frozen
class Token:
    """A word or sign, and the characters it stands at, counted from 0.

    >>> [token.text for token in tokens("cravings ≤ 3 AND stable")]
    ['cravings', '<=', '3', 'and', 'stable', '']
    """

    mark: TokenKind
    text: str
    start: int
    end: int


_SIGNS: Final = {
    "(": TokenKind.OPEN,
    ")": TokenKind.CLOSE,
    "[": TokenKind.OPEN_LIST,
    "]": TokenKind.CLOSE_LIST,
    ",": TokenKind.COMMA,
    "%": TokenKind.PERCENT,
}
_COMPARISONS: Final = {"<", "<=", ">", ">=", "=", "!="}
_SAME: Final = {"≤": "<=", "≥": ">=", "≠": "!="}
_INSTEAD: Final = {
    "=<": "<=",
    "=>": ">=",
    "==": "=",
    "===": "=",
    "!==": "!=",
    "<>": "!=",
    "=!": "!=",
    "&": "and",
    "&&": "and",
    "|": "or",
    "||": "or",
    "!": "not",
}
_WORD: Final = r"[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*"
_TOKEN: Final = re.compile(
    rf"""(?P<space>\s+)
    |(?P<word>{_WORD})
    |(?P<number>-?[0-9]+(?:\.[0-9]+)?)
    |(?P<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*")
    |(?P<operator>[<>=!&|≤≥≠]+)
    |(?P<sign>[()\[\],%])""",
    re.VERBOSE,
)


def is_bare(word: str) -> bool:
    """Whether a word can be written without quotes.

    >>> is_bare("moderate"), is_bare("very strong"), is_bare("not")
    (True, False, False)
    """
    return re.fullmatch(_WORD, word) is not None and word.lower() not in KEYWORDS


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens; the last one has no text and marks the end.

    Raises
    ------
    CriterionError
        When the text is too long or holds a sign that has no meaning here.
    """
    if len(text) > LONGEST:
        raise CriterionError(
            f"a criterion has at most {LONGEST} characters, this one has {len(text)}",
            start=LONGEST,
            end=len(text),
            hint="write it as several rules",
        )
    found = list(_cut(text))
    for before, token in pairwise(found):
        operand = before.mark in {
            TokenKind.WORD,
            TokenKind.NUMBER,
            TokenKind.CLOSE,
            TokenKind.PERCENT,
        }
        if operand and token.mark is TokenKind.NUMBER and token.text.startswith("-"):
            raise _arithmetic("-", token.start)
    return found


def _cut(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _foreign(text, at)
        piece, at = match[0], match.end()
        span = match.start(), match.end()
        match match.lastgroup:
            case "word" if piece.lower() in KEYWORDS:
                yield Token(TokenKind.KEYWORD, piece.lower(), *span)
            case "word":
                yield Token(TokenKind.WORD, piece, *span)
            case "number":
                yield Token(TokenKind.NUMBER, piece, *span)
            case "quoted":
                yield Token(TokenKind.QUOTED, piece[1:-1].replace(piece[0] * 2, piece[0]), *span)
            case "operator":
                yield Token(TokenKind.COMPARISON, _comparison(piece, *span), *span)
            case "sign":
                yield Token(_SIGNS[piece], piece, *span)
            case _:
                pass
    yield Token(TokenKind.END, "", len(text), len(text))


def _comparison(piece: str, start: int, end: int) -> str:
    sign = _SAME.get(piece, piece)
    if sign in _COMPARISONS:
        return sign
    instead = _INSTEAD.get(sign)
    raise CriterionError(
        f"'{piece}' has no meaning in a criterion",
        start=start,
        end=end,
        hint=f"write {instead}" if instead else "write one of < <= > >= = !=",
    )


def _arithmetic(sign: str, at: int) -> CriterionError:
    return CriterionError(
        f"'{sign}': a criterion does not calculate",
        start=at,
        end=at + 1,
        hint="ask for the result as a fact of its own",
    )


def _foreign(text: str, at: int) -> CriterionError:
    sign = text[at]
    if sign in "+-*/^":
        return _arithmetic(sign, at)
    end, message, hint = at + 1, f"'{sign}' has no meaning in a criterion", ""
    if sign in "'\"":
        end, message = len(text), "this quote is never closed"
        hint = f"write {sign} at the end of the text"
    elif unicodedata.category(sign) in {"Pi", "Pf"} or sign == "\u201e":
        hint = "write straight quotes: 'text'"
    elif sign == ".":
        message = "'.' stands alone: a fact has no parts"
        hint = "write the name of the fact alone; a number as 0.5"
    return CriterionError(message, start=at, end=end, hint=hint)


class Cursor:
    """The tokens of one text, and how far a parser has come.

    >>> cursor = Cursor("not stable")
    >>> cursor.takes("not"), cursor.take().text, cursor.next().mark
    (True, 'stable', <TokenKind.END: 12>)
    """

    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._at = 0

    def next(self) -> Token:
        """Return the token ahead."""
        return self._tokens[self._at]

    def last(self, back: int = 1) -> Token:
        """Return the token behind, or one further back."""
        return self._tokens[self._at - back]

    def take(self) -> Token:
        """Return the token ahead and step over it; never beyond the end."""
        token = self.next()
        self._at += token.mark is not TokenKind.END
        return token

    def takes(self, *words: str) -> bool:
        """Whether these keywords come next; steps over them if so."""
        ahead = self._tokens[self._at : self._at + len(words)]
        if [(token.mark, token.text) for token in ahead] != [(TokenKind.KEYWORD, w) for w in words]:
            return False
        self._at += len(words)
        return True

    def error(self, message: str, *, hint: str = "", token: Token | None = None) -> CriterionError:
        """Return the error about a token; about the one ahead if none is given."""
        token = token or self.next()
        return CriterionError(message, start=token.start, end=token.end, hint=hint)
