"""A client whom two pathways place differently, or the proof that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.resolve import encode
from iopkit.criteria.placement.place import place
from iopkit.model.field_types import checked_call
from iopkit.prove.encoding.answers import CLOCK, answers, asked, client
from iopkit.prove.encoding.criterion import Moment
from iopkit.prove.encoding.eligibility import EligibilityFormulas, placing
from iopkit.prove.encoding.solver import Solver, SolverUndecidedError, all_of, any_of, negated
from iopkit.prove.encoding.variables import chosen, clock
from iopkit.prove.encoding.witness import Answers, WitnessQuery, witness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.model.assessment import Value
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway
    from iopkit.prove.encoding.solver import Formula
    from iopkit.prove.encoding.variables import AnswerVariable


@attrs.frozen(kw_only=True)
class DistinguishingClient:
    """Whether two pathways place every client at levels of the same id.

    ============================  ========================================================
    a witness                     this client is placed differently
    no witness, decided           proved: they place everybody alike
    no witness, not decided       the time was over, or two facts cannot be compared
    ============================  ========================================================

    Parameters
    ----------
    witness
        A client whom they place differently, with no answer more than it takes; else None. Each
        of the two is asked only what it knows: see `known_to`.
    before, after
        Ids of the levels at which the first and the second place the witness; empty for no level.
    is_decided
        Whether the solver answered in time.
    facts
        The questions over whose answers this holds.
    apart
        Facts that both ask, but with no answer in common.
    """

    witness: Client | None = None
    before: str = ""
    after: str = ""
    is_decided: bool = True
    facts: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    apart: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])

    @property
    def is_same(self) -> bool:
        """Whether it is proved that both place everybody alike."""
        return self.witness is None and self.is_decided


@checked_call
def differ(a: Pathway, b: Pathway, *, seconds: float = 10.0) -> DistinguishingClient:
    """Return a client whom two pathways place differently, if there is any.

    Parameters
    ----------
    a, b
        The two. A fact of the same name is one fact, with the answers that both allow; a fact
        that only one of them asks may have any answer. Levels are the same if their ids are.
    seconds
        The time for it. [s]

    Raises
    ------
    MissingExtraError
        When z3 is not installed.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment, Fact, YesNo
    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.rule import Rule
    >>> safe = Assessment([Fact(id="safe_home", ask="Is the home safe?", type=YesNo())])
    >>> def with_rule(text):
    ...     levels = [Level(id="iop", title="IOP", rank=1, admit=[Rule(criterion=parse(text))])]
    ...     return Pathway(id="p", title="P", assessment=safe, levels=levels)
    >>> found = differ(with_rule("safe_home"), with_rule("true"))
    >>> dict(found.witness.facts), found.before, found.after
    ({'safe_home': False}, '', 'iop')
    >>> differ(with_rule("safe_home"), with_rule("not not safe_home")).is_same
    True
    """
    solver = Solver(seconds)
    unknowns, apart = _unknowns(a, b, solver)
    facts = tuple(unknowns)
    if apart:
        return DistinguishingClient(is_decided=False, facts=facts, apart=apart)

    def levels(given: Answers) -> tuple[str, str] | None:
        one = client(given.now)
        placed = [place(where, known_to(where, one)) for where in (a, b)]
        if not all(each.is_settled for each in placed):
            return None
        before, after = (each.level for each in placed)
        return None if before == after else (before, after)

    def shows(given: Answers) -> bool:
        return levels(given) is not None

    try:
        condition = _differently(a, b, unknowns)
        found = witness(
            solver, WitnessQuery(conditions=[condition], now=unknowns.values(), shows=shows)
        )
    except SolverUndecidedError:
        return DistinguishingClient(is_decided=False, facts=facts)
    placed = levels(found) if found is not None else None
    if found is None or placed is None:
        return DistinguishingClient(facts=facts)
    return DistinguishingClient(
        witness=client(found.now), before=placed[0], after=placed[1], facts=facts
    )


def known_to(pathway: Pathway, one: Client) -> Client:
    """Return what a pathway knows of a client: facts that it asks, stays at its levels."""
    names, history = set(pathway.assessment.names), one.history
    return attrs.evolve(
        one,
        facts={name: value for name, value in one.facts.items() if name in names},
        history=None
        if history is None
        else tuple(stay for stay in history if pathway.is_level(stay.level)),
        level=one.level if pathway.is_level(one.level) else "",
    )


def _differently(a: Pathway, b: Pathway, unknowns: Mapping[str, AnswerVariable]) -> Formula:
    one, other = (EligibilityFormulas(each, Moment(each.assessment, unknowns)) for each in (a, b))
    there = {level.id: other.placed(level) for level in b.levels}
    ways = [
        all_of([one.placed(level), *([negated(there[level.id])] if level.id in there else [])])
        for level in a.levels
    ]
    nowhere = all_of([negated(one.somewhere()), other.somewhere()])
    return any_of([*ways, nowhere])


def _unknowns(
    a: Pathway, b: Pathway, solver: Solver
) -> tuple[dict[str, AnswerVariable], list[str]]:
    sides = [(each, asked(placing(each), each.assessment)) for each in (a, b)]
    names = dict.fromkeys(name for _, asks in sides for name in asks)
    found: dict[str, AnswerVariable] = {}
    apart: list[str] = []
    if not names.keys().isdisjoint(CLOCK):
        days = (p for _, asks in sides for name in CLOCK if name in asks for p in asks[name].points)
        found |= {each.name: each for each in clock(days, solver) if each.name in names}
    for name in names:
        if name in CLOCK:
            continue
        values = _values(name, sides)
        if values:
            found[name] = chosen(name, values, solver)
        else:
            apart.append(name)
    return {name: found[name] for name in names if name in found}, apart


def _values(
    name: str, sides: Sequence[tuple[Pathway, Mapping[str, AnswerPartition]]]
) -> list[Value]:
    """Return answers that both allow, one for each way in which they may matter."""
    facts = [fact for each, _ in sides for fact in each.assessment.facts if fact.id == name]
    asks = [questions[name] for _, questions in sides if name in questions]
    if not facts:  # whether a level was completed
        return [False, True]
    points = [point for question in asks for point in question.points]
    nice = [cell.value for question in asks for cell in question.cells]
    told_apart: dict[tuple[int, ...], Value] = {}
    for value in [*nice, *answers(facts[0], points)]:
        if not any(fact.type.refuses(value) for fact in facts):
            cells = tuple(
                question.cell(encode(value, question.fact))
                for question in asks
                if question.fact is not None
            )
            told_apart.setdefault(cells, value)
    return sorted(told_apart.values(), key=lambda value: encode(value, facts[0]))
