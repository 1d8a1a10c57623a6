"""A place in the tokens of a criterion, moving from left to right."""

from __future__ import annotations

from iopkit.criteria.tokens import Mark, Token, tokens
from iopkit.errors import CriterionError


class Cursor:
    """The tokens of one text, and how far a parser has come.

    >>> cursor = Cursor("not stable")
    >>> cursor.takes("not"), cursor.take().text, cursor.next().mark
    (True, 'stable', <Mark.END: 12>)
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
        self._at += token.mark is not Mark.END
        return token

    def takes(self, *words: str) -> bool:
        """Whether these keywords come next; steps over them if so."""
        ahead = self._tokens[self._at : self._at + len(words)]
        if [(token.mark, token.text) for token in ahead] != [(Mark.KEYWORD, w) for w in words]:
            return False
        self._at += len(words)
        return True

    def error(self, message: str, *, hint: str = "", token: Token | None = None) -> CriterionError:
        """Return the error about a token; about the one ahead if none is given."""
        token = token or self.next()
        return CriterionError(message, start=token.start, end=token.end, hint=hint)
