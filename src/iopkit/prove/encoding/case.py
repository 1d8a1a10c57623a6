"""A pathway as a proof looks at it: its questions, its rules, and the solver that knows both."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from iopkit.criteria.language.question_names import completed_level, completed_question
from iopkit.criteria.logic.answer_classes import asked_by, leaves_in
from iopkit.criteria.logic.decision_diagram import TooLargeError
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.logic.verdict import all_of as all_verdicts
from iopkit.criteria.logic.verdict import any_of as any_verdict
from iopkit.criteria.logic.verdict import negated as negated_verdict
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, NumberFact
from iopkit.prove.encoding.ageing import is_amount_of_time
from iopkit.prove.encoding.answers import CLOCK, answers, asked, names_in
from iopkit.prove.encoding.criterion import Moment
from iopkit.prove.encoding.eligibility import EligibilityFormulas, hard, placing
from iopkit.prove.encoding.histories import OUTSIDE, Histories
from iopkit.prove.encoding.rule_statements import RuleIndex
from iopkit.prove.encoding.solver import TRUE, Solver, all_of, any_of, negated
from iopkit.prove.encoding.variables import chosen, clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.model.assessment import Value
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway
    from iopkit.prove.encoding.solver import Formula
    from iopkit.prove.encoding.variables import AnswerVariable


class EncodingCase:
    """Everything that the checks of one proof share.

    Parameters
    ----------
    pathway
        What is proved about.
    seconds
        The time for the whole proof. [s]
    """

    def __init__(self, pathway: Pathway, seconds: float) -> None:
        self.pathway = pathway
        self.solver = Solver(seconds)  # first: from here on time runs
        self.book = RuleIndex(pathway)
        self.rank = {level.id: level.rank for level in pathway.levels}
        written = [stated.criterion for stated in self.book.all()]
        self.questions: dict[str, AnswerPartition] = asked(written, pathway.assessment)
        self.unknowns: dict[str, AnswerVariable] = self._unknowns()
        heed = self.solver.heed_the_time
        self.now = Moment(pathway.assessment, self.unknowns, heed=heed)
        known = {fact.id: self.solver.flag() for fact in pathway.assessment.facts}
        known |= {name: self.solver.flag() for name in CLOCK}
        self.anybody = Moment(pathway.assessment, self.unknowns, known, heed=heed)
        """The client of whom some answers may be missing, which only ``is known`` can tell."""

    @cached_property
    def fits(self) -> EligibilityFormulas:
        """The placement of a client with all answers."""
        return EligibilityFormulas(self.pathway, self.now)

    @cached_property
    def fits_anybody(self) -> EligibilityFormulas:
        """The placement of any client; what holds for nobody here holds for nobody at all."""
        return EligibilityFormulas(self.pathway, self.anybody)

    @cached_property
    def days(self) -> tuple[float, ...]:
        """The times at which criteria change their mind. [days]"""
        return tuple(p for name in CLOCK if name in self.questions for p in self._points(name))

    @cached_property
    def histories(self) -> Histories | None:
        """The histories that clients may have; None when no rule asks, or there are too many."""
        if not any(completed_level(name) for name in self.questions):
            return None
        try:
            return Histories(self.pathway, self.solver.heed_the_time)
        except TooLargeError:
            return None

    def could_be(self, level: str = "") -> Formula:
        """Return that a client at a level, or outside of care, may have this history there.

        Who is at a level has a history that is possible outside too: everybody may leave.
        """
        if self.histories is None:
            return TRUE
        place = level if self.pathway.is_level(level) else OUTSIDE
        return self.histories.formula(place, self.unknowns)

    def admitted(self, level: str) -> list[Formula]:
        """Return what is likely of a client at a level: that they still meet what let them in.

        That is what this level asks, and the levels that everybody there has completed. Of an
        amount of time, such as an age, there may have been less then. Nothing outside of care.
        """
        if not self.pathway.is_level(level):
            return []
        passed = [] if self.histories is None else self.histories.always(level)
        passed = [level, *(each for each in passed if each != level)]
        rules = [rule for each in passed for rule in hard(self.pathway.level(each))]
        return [*map(self.now.met, rules), *map(self._before, rules)]

    def _before(self, criterion: Criterion) -> Formula:
        """Return that a client meets a criterion, or did with less of an amount of time."""
        amounts = [
            name
            for name in dict.fromkeys(map(asked_by, leaves_in(criterion)))
            if (fact := self.questions[name].fact) is not None and is_amount_of_time(fact)
        ]
        if len(amounts) != 1:
            return self.now.met(criterion)
        unknown = self.unknowns[amounts[0]]
        return any_of(
            all_of([reached, self.now.but({unknown.name: value}).met(criterion)])
            for reached, (value, _) in zip(unknown.beyond[:-1], unknown.options, strict=True)
        )

    def relevant(self, criteria: Iterable[Criterion]) -> list[AnswerVariable]:
        """Return the unknowns that some criteria ask, in the order of the questions.

        Who asks whether one level was completed is told the whole history.
        """
        names = names_in(criteria)
        if any(completed_level(name) for name in names):
            names |= {name for name in self.unknowns if completed_level(name)}
        return [self.unknowns[name] for name in self.unknowns if name in names]

    def placing(self) -> list[AnswerVariable]:
        """Return the unknowns that a placement rests on."""
        return self.relevant(placing(self.pathway))

    def again(self, name: str) -> AnswerVariable:
        """Return another answer to the same question, to be chosen freely."""
        return chosen(name, self._values(name), self.solver)

    @cached_property
    def later(self) -> dict[str, AnswerVariable]:
        """The clock at some time of a stay that began after now."""
        care = self.unknowns[DAYS_IN_CARE]
        return {each.name: each for each in clock(self.days, self.solver, after=care)}

    def is_never(self, *criteria: Criterion) -> bool:
        """Whether nobody meets some criteria together, or raise `UndecidedError`."""
        return not self.is_possible(*(self.anybody.met(each) for each in criteria))

    def is_always(self, criterion: Criterion) -> bool:
        """Whether everybody meets a criterion, or raise `UndecidedError`."""
        return not self.is_possible(negated(self.anybody.met(criterion)))

    def is_possible(self, *formulas: Formula) -> bool:
        """Whether formulas can hold together for some client, or raise `UndecidedError`."""
        return self.solver.ask([self.could_be(), *formulas]) is not None

    def is_history_why(self, *formulas: Formula) -> bool:
        """Whether formulas that cannot hold together could if any history were possible."""
        return self.histories is not None and self.solver.ask(formulas) is not None

    def verdict(self, criterion: Criterion, client: Client) -> Verdict:
        """Return what the evaluator says."""
        return evaluate(criterion, client, self.pathway.assessment)

    def meets(self, criterion: Criterion, client: Client) -> bool:
        """Whether the evaluator says that a client meets a criterion, whatever is missing."""
        return self.verdict(criterion, client) is Verdict.MET

    def fails(self, criterion: Criterion, client: Client) -> bool:
        """Whether the evaluator says that a client does not meet it, whatever is missing."""
        return self.verdict(criterion, client) is Verdict.NOT_MET

    def rank_for(self, client: Client) -> float | None:
        """Return the rank at which a client is placed for certain; infinite for at no level.

        Each rule is looked at by itself, so that it is less often certain than `place`, and
        quicker: None where it is not.
        """
        floors = [
            (self.rank[floor.level], self.verdict(floor.criterion, client))
            for floor in self.pathway.floors
        ]
        for rank in sorted({level.rank for level in self.pathway.levels}):
            above = [negated_verdict(verdict) for least, verdict in floors if least > rank]
            if Verdict.NOT_MET in above:
                continue
            fits = any_verdict(
                all_verdicts([*above, *(self.verdict(each, client) for each in hard(level))])
                for level in self.pathway.levels
                if level.rank == rank
            )
            if fits is not Verdict.NOT_MET:
                return rank if fits is Verdict.MET else None
        return math.inf

    def _points(self, name: str) -> tuple[float, ...]:
        return self.questions[name].points

    def _values(self, name: str) -> list[Value]:
        """Return the answers to choose from: one of each cell, more where their order matters."""
        question, fact = self.questions[name], self.questions[name].fact
        whole = fact is not None and isinstance(fact.type, NumberFact) and fact.type.whole
        if fact is not None and (whole or fact.worse is not None or is_amount_of_time(fact)):
            return list(answers(fact, question.points))
        return [cell.value for cell in question.cells]

    def _unknowns(self) -> dict[str, AnswerVariable]:
        timed = {each.name: each for each in clock(self.days, self.solver)}
        found = {
            name: timed[name] if name in CLOCK else chosen(name, self._values(name), self.solver)
            for name in self.questions
        } | {name: timed[name] for name in (DAYS_IN_LEVEL, DAYS_IN_CARE)}
        if any(completed_level(name) for name in found):
            levels = (completed_question(level.id) for level in self.pathway.levels)
            for name in levels:
                found.setdefault(name, chosen(name, (False, True), self.solver))
        return found
