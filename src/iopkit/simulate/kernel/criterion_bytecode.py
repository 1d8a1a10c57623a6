"""Compiled criteria: a stack of truth values in the bits of one word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.simulate.kernel.jit import as_word, compiled, word

if TYPE_CHECKING:
    from iopkit.simulate.kernel.tables import Codes, Floats

TRUE: Final = 0
FALSE: Final = 1
LESS: Final = 2
AT_MOST: Final = 3
MORE: Final = 4
AT_LEAST: Final = 5
EQUAL: Final = 6
DIFFERENT: Final = 7
COMPLETED: Final = 8
NOT: Final = 9
AND: Final = 10
OR: Final = 11

NONE: Final = -1
ONE: Final = word(1)
ZERO: Final = word(0)


@compiled
def holds(
    codes: Codes,
    criterion: int,
    facts: Floats,
    days_in_level: float,
    days_in_care: float,
    days_waiting: float,
    completed: int,
) -> bool:
    """Whether a client meets a criterion.

    Parameters
    ----------
    codes
        The compiled criteria.
    criterion
        Which of them.
    facts
        The client's facts, as `iopkit.criteria.language.resolve` encodes them. (n_facts,)
    days_in_level, days_in_care, days_waiting
        What the clock says; they follow the facts: numbers n_facts to n_facts + 2. [days]
    completed
        One bit for each level that the client completed.
    """
    stack = ZERO
    for at in range(codes.first[criterion], codes.last[criterion]):
        code = codes.code[at]
        if code >= NOT:
            top = stack & ONE
            stack = stack >> ONE
            if code == NOT:
                stack = (stack << ONE) | (top ^ ONE)
            elif code == AND:
                stack = stack & (top | ~ONE)
            else:
                stack = stack | top
            continue
        truth = False
        if code == TRUE:
            truth = True
        elif code == COMPLETED:
            truth = ((completed >> as_word(codes.fact[at])) & ONE) == ONE
        elif code != FALSE:
            fact = codes.fact[at]
            if fact < len(facts):
                value = facts[fact]
            elif fact == len(facts):
                value = days_in_level
            elif fact == len(facts) + 1:
                value = days_in_care
            else:
                value = days_waiting
            other = codes.value[at]
            truth = (
                (code == LESS and value < other)
                or (code == AT_MOST and value <= other)
                or (code == MORE and value > other)
                or (code == AT_LEAST and value >= other)
                or (code == EQUAL and value == other)
                or (code == DIFFERENT and value != other)
            )
        stack = stack << ONE
        if truth:
            stack = stack | ONE
    return (stack & ONE) == ONE


@compiled
def placed(codes: Codes, facts: Floats) -> int:
    """Return the level at which the rules place an arriving client, -1 for none.

    The least intensive level that admits the client; among levels of equal rank the one with the
    most preferences met, then the one that comes first.
    """
    found, most, rank = NONE, NONE, NONE
    for i in range(len(codes.placing)):
        if found != NONE and codes.placing[i, 1] != rank:
            break
        rule = codes.placing[i, 2]
        if rule != NONE and not holds(codes, rule, facts, 0.0, 0.0, 0.0, ZERO):
            continue
        preferences = 0
        for preference in range(codes.placing[i, 3], codes.placing[i, 4]):
            if holds(codes, preference, facts, 0.0, 0.0, 0.0, ZERO):
                preferences += 1
        if preferences > most:
            found, most, rank = codes.placing[i, 0], preferences, codes.placing[i, 1]
    return found
