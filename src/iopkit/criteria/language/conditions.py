"""The conditions that criteria join: what may follow a fact, a value, or ``completed``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.language.tokens import Token, TokenKind
from iopkit.criteria.language.values import literal
from iopkit.model.criterion import (
    Compare,
    Completed,
    IsKnown,
    IsTrue,
    Membership,
    Not,
    Relation,
)

if TYPE_CHECKING:
    from iopkit.criteria.language.tokens import Cursor
    from iopkit.model.criterion import Criterion, Literal

_FLIPPED: Final = {
    Relation.LESS: Relation.MORE,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.MORE: Relation.LESS,
    Relation.AT_LEAST: Relation.AT_MOST,
    Relation.EQUAL: Relation.EQUAL,
    Relation.DIFFERENT: Relation.DIFFERENT,
}


def completed(cursor: Cursor, keyword: Token) -> Completed:
    """Return the condition that begins with the word ``completed``.

    >>> from iopkit.criteria.language.tokens import Cursor
    >>> cursor = Cursor("completed detox")
    >>> completed(cursor, cursor.take())
    Completed(level='detox')
    """
    level = cursor.take()
    if level.mark is not TokenKind.WORD:
        raise cursor.error(
            "the name of a level is missing after 'completed'",
            hint="as in completed detox",
            token=level,
        )
    return Completed(level.text, span=(keyword.start, level.end))


def about(cursor: Cursor, fact: Token) -> Criterion:
    """Return the condition that begins with the name of a fact.

    >>> from iopkit.criteria.language.tokens import Cursor
    >>> cursor = Cursor("cravings is known")
    >>> about(cursor, cursor.take())
    IsKnown(fact='cravings')
    """
    if cursor.next().mark is TokenKind.COMPARISON:
        comparison = Relation(cursor.take().text)
        value = literal(cursor, cursor.take())
        _refuse_chain(cursor)
        return Compare(fact.text, comparison, value, span=(fact.start, cursor.last().end))
    if cursor.takes("in"):
        return Membership(fact.text, _list(cursor), span=(fact.start, cursor.last().end))
    if cursor.takes("not", "in"):
        raise cursor.error(
            "'not' stands before the fact",
            hint=f"write not {fact.text} in [...]",
            token=cursor.last(2),
        )
    if cursor.takes("is"):
        return _known(cursor, fact)
    return IsTrue(fact.text, span=(fact.start, fact.end))


def _known(cursor: Cursor, fact: Token) -> Criterion:
    negated = cursor.takes("not")
    word = cursor.take()
    if word.text.lower() != "known" or word.mark is not TokenKind.WORD:
        sign = "!=" if negated else "="
        raise cursor.error(
            "after 'is' stands 'known' or 'not known'",
            hint=f"to compare, write {fact.text} {sign} ...",
            token=word,
        )
    known = IsKnown(fact.text, span=(fact.start, cursor.last().end))
    return Not(known, span=known.span) if negated else known


def _list(cursor: Cursor) -> tuple[Literal, ...]:
    opening = cursor.take()
    if opening.mark is not TokenKind.OPEN_LIST:
        raise cursor.error("after 'in' stands a list", hint="as in [female, other]", token=opening)
    if cursor.next().mark is TokenKind.CLOSE_LIST:
        raise cursor.error("the list is empty", hint="as in [female, other]")
    literals = [literal(cursor, cursor.take())]
    while cursor.next().mark is TokenKind.COMMA:
        cursor.take()
        literals.append(literal(cursor, cursor.take()))
    if cursor.next().mark is not TokenKind.CLOSE_LIST:
        raise cursor.error(
            f"the '[' at column {opening.start + 1} is still open",
            hint="write ] at its end, and a comma between two values",
            token=opening,
        )
    cursor.take()
    return tuple(literals)


def literal_first(cursor: Cursor, value: Literal) -> Compare:
    """Return the comparison that begins with its value, turned round.

    >>> from iopkit.criteria.language.values import literal
    >>> from iopkit.criteria.language.tokens import Cursor
    >>> cursor = Cursor("8 > cravings")
    >>> literal_first(cursor, literal(cursor, cursor.take())).comparison
    <Relation.LESS: '<'>
    """
    start, end = value.span
    written = Token(TokenKind.QUOTED, "", start, end)
    if cursor.next().mark is not TokenKind.COMPARISON:
        raise cursor.error(
            "this is a value, not a yes/no condition", hint="compare a fact with it", token=written
        )
    comparison = Relation(cursor.take().text)
    fact = cursor.take()
    if fact.mark is not TokenKind.WORD:
        raise cursor.error(
            "a comparison needs a fact on one side", hint="as in cravings <= 3", token=fact
        )
    _refuse_chain(cursor)
    return Compare(fact.text, _FLIPPED[comparison], value, span=(start, fact.end))


def _refuse_chain(cursor: Cursor) -> None:
    if cursor.next().mark is TokenKind.COMPARISON:
        raise cursor.error(
            "two comparisons in a row",
            hint="write two comparisons joined by 'and': 2 <= x and x <= 8",
        )
