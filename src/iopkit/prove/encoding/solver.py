"""The one door to z3: formulas over yes/no unknowns and amounts, and whether one can hold.

What is true or false anyway is decided here in Python, so that z3 only sees what is open. Every
`Solver` has a z3 context of its own: proofs may run side by side in threads, and the same questions
get the same answers, whatever was asked of another solver before.
"""

from __future__ import annotations

from fractions import Fraction
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.errors import MissingExtraError
from iopkit.model.criterion import Relation

try:
    import z3
except ImportError as error:
    raise MissingExtraError("prove", "A proof") from error

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEED: Final = 0


class SolverUndecidedError(Exception):
    """The solver did not decide a question in the time it had."""


@attrs.frozen(eq=False)
class Formula:
    """Something that holds or does not, once every unknown has a value.

    Parameters
    ----------
    term
        True or False where nothing is open, else a term of z3.
    """

    term: Any


@attrs.frozen(eq=False)
class Amount:
    """An unknown number, any at all."""

    term: Any


TRUE: Final = Formula(term=True)
FALSE: Final = Formula(term=False)


def truth(value: bool) -> Formula:  # noqa: FBT001  the truth is the argument
    """Return the formula that always holds, or the one that never does."""
    return TRUE if value else FALSE


def negated(formula: Formula) -> Formula:
    """Return what holds when a formula does not.

    >>> negated(TRUE) is FALSE
    True
    """
    if isinstance(formula.term, bool):
        return truth(not formula.term)
    return Formula(z3.Not(formula.term))


def all_of(formulas: Iterable[Formula]) -> Formula:
    """Return what holds when all of some formulas do. Of none: always.

    >>> all_of([TRUE, FALSE]) is FALSE, all_of([]) is TRUE
    (True, True)
    """
    terms = [formula.term for formula in formulas]
    if any(term is False for term in terms):
        return FALSE
    terms = [term for term in terms if term is not True]
    return TRUE if not terms else Formula(terms[0] if len(terms) == 1 else z3.And(terms))


def any_of(formulas: Iterable[Formula]) -> Formula:
    """Return what holds when at least one of some formulas does. Of none: never.

    >>> any_of([TRUE, FALSE]) is TRUE, any_of([]) is FALSE
    (True, True)
    """
    terms = [formula.term for formula in formulas]
    if any(term is True for term in terms):
        return TRUE
    terms = [term for term in terms if term is not False]
    return FALSE if not terms else Formula(terms[0] if len(terms) == 1 else z3.Or(terms))


def at_least(number: int, formulas: Iterable[Formula]) -> Formula:
    """Return what holds when so many of some formulas do, or more.

    >>> at_least(2, [TRUE, TRUE, FALSE]) is TRUE, at_least(2, [TRUE, FALSE]) is FALSE
    (True, True)
    """
    terms = [formula.term for formula in formulas]
    number -= sum(term is True for term in terms)
    terms = [term for term in terms if not isinstance(term, bool)]
    if number <= 0:
        return TRUE
    return FALSE if number > len(terms) else Formula(z3.AtLeast(*terms, number))


def compared(amount: Amount, comparison: Relation, number: Fraction | float) -> Formula:
    """Return what holds when an amount compares so with a number, exactly."""
    term, limit = amount.term, z3.RealVal(str(Fraction(number)), amount.term.ctx)
    match comparison:
        case Relation.LESS:
            return Formula(term < limit)
        case Relation.AT_MOST:
            return Formula(term <= limit)
        case Relation.MORE:
            return Formula(term > limit)
        case Relation.AT_LEAST:
            return Formula(term >= limit)
        case Relation.EQUAL:
            return Formula(term == limit)
        case Relation.DIFFERENT:
            return Formula(term != limit)


def beyond(amount: Amount, other: Amount) -> Amount:
    """Return by how much an amount is more than another."""
    return Amount(amount.term - other.term)


def reaches(amount: Amount, parts: Iterable[Amount]) -> Formula:
    """Return what holds when an amount is at least the sum of some others."""
    return Formula(amount.term >= sum(part.term for part in parts))


class SatisfyingModel:
    """Values for all unknowns at which everything asked for holds."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401  z3 has no types
        self._model = model

    def holds(self, formula: Formula) -> bool:
        """Whether a formula holds at these values."""
        if isinstance(formula.term, bool):
            return formula.term
        return bool(z3.is_true(self._model.eval(formula.term, model_completion=True)))

    def number(self, amount: Amount) -> Fraction:
        """Return the value of an amount."""
        value = self._model.eval(amount.term, model_completion=True)
        return Fraction(value.numerator_as_long(), value.denominator_as_long())


class Solver:
    """Unknowns, what is known about them, and questions whether something can hold.

    Parameters
    ----------
    seconds
        The time for all questions together. [s]
    """

    def __init__(self, seconds: float) -> None:
        self._deadline = monotonic() + seconds
        self._context = z3.Context()
        self._solver = z3.SimpleSolver(ctx=self._context)
        self._solver.set("random_seed", _SEED)
        self._solver.set("ctrl_c", False)  # Python answers Ctrl-C, and ends the proof  # noqa: FBT003
        # Each formula that was asked about, by its number, with the literal that stands for it.
        self._literals: dict[int, tuple[Any, Any]] = {}
        self._unknowns = 0

    def flag(self) -> Formula:
        """Return a new unknown that holds or does not."""
        self._unknowns += 1
        return Formula(z3.Bool(f"u{self._unknowns}", self._context))

    def amount(self) -> Amount:
        """Return a new unknown number."""
        self._unknowns += 1
        return Amount(z3.Real(f"u{self._unknowns}", self._context))

    def require(self, formula: Formula) -> None:
        """Let a formula hold in every question from now on."""
        if not isinstance(formula.term, bool) or not formula.term:
            self._solver.add(formula.term)

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return monotonic() >= self._deadline

    def heed_the_time(self) -> None:
        """Raise `SolverUndecidedError` when the time is over; for work that asks no question."""
        if self.is_over:
            raise SolverUndecidedError

    def ask(self, formulas: Iterable[Formula]) -> SatisfyingModel | None:
        """Return values at which all of some formulas hold; None when there are none.

        Raises
        ------
        UndecidedError
            When the time is over, or the solver gives up.
        """
        wanted = list(formulas)
        left = int((self._deadline - monotonic()) * 1000)
        if left <= 0:
            raise SolverUndecidedError
        if any(formula.term is False for formula in wanted):
            return None
        literals = [self._literal(formula.term) for formula in wanted if formula.term is not True]
        self._solver.set("timeout", left)
        answer = self._solver.check(*literals)
        if answer == z3.unsat:
            return None
        if answer == z3.unknown:
            raise SolverUndecidedError
        return SatisfyingModel(self._solver.model())

    def _literal(self, term: Any) -> Any:  # noqa: ANN401  z3 has no types
        if z3.is_const(term):
            return term
        number = term.get_id()
        if number not in self._literals:
            literal = z3.Bool(f"asked{len(self._literals)}", self._context)
            self._solver.add(z3.Implies(literal, term))
            self._literals[number] = term, literal
        return self._literals[number][1]
