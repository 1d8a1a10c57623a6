"""From the text of a criterion to its tree.

::

    criterion  = both { "or" both }
    both       = negation { "and" negation }
    negation   = "not" negation | condition
    condition  = "(" criterion ")" | "true" | "false" | "completed" LEVEL
               | FACT [ comparison literal
                      | "in" "[" literal { "," literal } "]"
                      | "is" [ "not" ] "known" ]
               | literal comparison FACT
    literal    = NUMBER [ "%" | unit of time ] | WORD | 'text' | "true" | "false"
    comparison = "<" | "<=" | ">" | ">=" | "=" | "!="

What stands here is only whether a text is written in the language. Whether its names exist and its
values suit them is decided in `iopkit.model.check.criteria`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.language.conditions import about, completed, literal_first
from iopkit.criteria.language.tokens import Cursor, Token, TokenKind
from iopkit.criteria.language.values import literal
from iopkit.model.criterion import And, Constant, Not, Or
from iopkit.model.field_types import checked_call

if TYPE_CHECKING:
    from iopkit.errors import CriterionError
    from iopkit.model.criterion import Criterion

DEEPEST: Final = 50
"""The most brackets and negations inside one another."""


@checked_call
def parse(text: str) -> Criterion:
    """Return the tree of a criterion; every node knows the characters it was written in.

    Parts joined by the same word become one node: ``a and b and c`` is one `And` of three.

    Raises
    ------
    CriterionError
        When the text is not written in the language; says where, and what to write instead.

    >>> parse("not employed or attendance >= 80%")
    Or(parts=(Not(part=IsTrue(fact='employed')), Compare(fact='attendance', \
comparison=<Relation.AT_LEAST: '>='>, literal=Literal(value=80.0, unit='%'))))
    """
    return _Parser(text).whole()


class _Parser:
    """Reads one text from left to right; each rule of the grammar is a method."""

    def __init__(self, text: str) -> None:
        self._cursor = Cursor(text)
        self._depth = 0

    def whole(self) -> Criterion:
        if self._cursor.next().mark is TokenKind.END:
            raise self._cursor.error("the criterion is empty", hint="write true to admit everybody")
        criterion = self._criterion()
        if self._cursor.next().mark is not TokenKind.END:
            raise self._left_over()
        return criterion

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._cursor.error(
                f"more than {DEEPEST} brackets and negations inside one another",
                hint="write it as several rules",
                token=token,
            )

    def _criterion(self) -> Criterion:
        start, parts = self._cursor.next().start, [self._both()]
        while self._cursor.takes("or"):
            parts.append(self._both())
        span = start, self._cursor.last().end
        return parts[0] if len(parts) == 1 else Or(parts, span=span)

    def _both(self) -> Criterion:
        start, parts = self._cursor.next().start, [self._negation()]
        while self._cursor.takes("and"):
            parts.append(self._negation())
        span = start, self._cursor.last().end
        return parts[0] if len(parts) == 1 else And(parts, span=span)

    def _negation(self) -> Criterion:
        token = self._cursor.next()
        if not self._cursor.takes("not"):
            return self._condition()
        self._deeper(token)
        part = self._negation()
        self._depth -= 1
        return Not(part, span=(token.start, self._cursor.last().end))

    def _condition(self) -> Criterion:
        token = self._cursor.take()
        match token.mark:
            case TokenKind.OPEN:
                return self._bracket(token)
            case TokenKind.WORD:
                return about(self._cursor, token)
            case TokenKind.NUMBER | TokenKind.QUOTED:
                return literal_first(self._cursor, literal(self._cursor, token))
            case TokenKind.KEYWORD if token.text in {"true", "false"}:
                if self._cursor.next().mark is TokenKind.COMPARISON:
                    return literal_first(self._cursor, literal(self._cursor, token))
                return Constant(token.text == "true", span=(token.start, token.end))
            case TokenKind.KEYWORD if token.text == "completed":
                return completed(self._cursor, token)
            case TokenKind.END:
                raise self._cursor.error("the criterion ends where a condition is missing")
            case _:
                raise self._cursor.error(
                    f"a condition is missing before '{token.text}'", token=token
                )

    def _bracket(self, opening: Token) -> Criterion:
        self._deeper(opening)
        inner = self._criterion()
        if self._cursor.next().mark is TokenKind.END:
            raise self._cursor.error(
                f"the '(' at column {opening.start + 1} is still open",
                hint="write ) at its end",
                token=opening,
            )
        if self._cursor.next().mark is not TokenKind.CLOSE:
            raise self._left_over()
        self._cursor.take()
        self._depth -= 1
        if self._cursor.next().mark is TokenKind.COMPARISON:
            raise self._cursor.error(
                "what stands in brackets cannot be compared",
                hint="compare a fact without brackets, as in cravings <= 3",
            )
        return inner

    def _left_over(self) -> CriterionError:
        token, before = self._cursor.next(), self._cursor.last()
        match token.mark:
            case TokenKind.CLOSE:
                return self._cursor.error("there is no '(' for this ')'", hint="leave it out")
            case TokenKind.OPEN if before.mark is TokenKind.WORD:
                return self._cursor.error(
                    f"'{before.text}(...)': a criterion has no functions",
                    hint="to join two conditions, write 'and' or 'or' between them",
                )
            case TokenKind.COMMA if before.mark is TokenKind.NUMBER:
                return self._cursor.error("a comma has no place here", hint="write 0.5, not 0,5")
            case TokenKind.WORD if before.mark is TokenKind.WORD:
                return self._cursor.error(
                    f"'and' or 'or' is missing before '{token.text}'",
                    hint=f"if it is one name, write {before.text}_{token.text}",
                )
            case TokenKind.COMPARISON:
                return self._cursor.error("a fact is missing before this comparison")
            case _:
                return self._cursor.error(f"'and' or 'or' is missing before '{token.text}'")
