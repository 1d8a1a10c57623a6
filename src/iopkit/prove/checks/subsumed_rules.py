"""Rules that never decide anything, because the others always do.

One rule after another is looked at, beside those that are left: what was found is no longer among
them. So all that are found can be taken out at once, and every client fits where the client did.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iopkit.criteria.language.canonical import canonical
from iopkit.model.finding_catalogue import FindingKind
from iopkit.prove.encoding.conditions import smallest
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.solver import negated
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iopkit.model.level import Level
    from iopkit.model.rule import Floor
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.rule_statements import RuleStatement
    from iopkit.prove.encoding.solver import Formula


def overridden(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each rule of admission, then for each floor, whether it never decides.

    It decides for a client who fits a level without it and does not with it, or the other way
    round.
    """
    left = _Left(case)
    for level in case.pathway.levels:
        for rule in case.book.admission(level):
            find = partial(_admission, case, left, level, rule)
            yield _ask(left, level.id, rule, find, partial(_fits_nobody, case, level))
    for floor, rule in case.book.floors():
        yield _ask(left, floor.level, rule, partial(_floor, case, left, floor, rule))


class _Left:
    """The rules that are left."""

    def __init__(self, case: EncodingCase) -> None:
        self.case = case
        self._out: set[int] = set()

    def take_out(self, rule: RuleStatement) -> None:
        self._out.add(id(rule))

    def admission(self, level: Level) -> list[RuleStatement]:
        return [rule for rule in self.case.book.admission(level) if id(rule) not in self._out]

    def floors(self, over: float) -> list[tuple[Floor, RuleStatement]]:
        """Return the floors that ask for more than a rank."""
        return [
            (floor, rule)
            for floor, rule in self.case.book.floors()
            if self.case.rank[floor.level] > over and id(rule) not in self._out
        ]


def _ask(
    left: _Left,
    level: str,
    rule: RuleStatement,
    find: Callable[[], Finding | None],
    has_its_own: Callable[[], bool] = lambda: False,
) -> SolverAnswer:
    """Ask about a rule, unless another finding says it all; one that is found is left no more."""

    def says_another() -> bool:
        case = left.case
        return case.is_never(rule.criterion) or case.is_always(rule.criterion) or has_its_own()

    def found() -> Finding | None:
        finding = find()
        if finding is not None:
            left.take_out(rule)
        return finding

    return SolverAnswer((level, rule.text), found, unless=says_another)


def _fits_nobody(case: EncodingCase, level: Level) -> bool:
    return not case.is_possible(case.fits_anybody.fit(level))


def _admission(
    case: EncodingCase, left: _Left, level: Level, rule: RuleStatement
) -> Finding | None:
    met = case.anybody.met
    others = [other for other in left.admission(level) if other is not rule]
    pairs = [
        *((floor, negated(met(floor.criterion))) for _, floor in left.floors(level.rank)),
        *((other, met(other.criterion)) for other in others),
    ]
    why = _because(case, [(negated(met(rule.criterion)), pairs)])
    if why is None:
        return None
    same = _same(case, rule, [other for other in others if other in why])
    if same is not None:
        return _said_twice(level.id, rule, same)
    return _found(
        level.id,
        rule,
        "admission",
        why,
    )


def _floor(case: EncodingCase, left: _Left, floor: Floor, rule: RuleStatement) -> Finding | None:
    rank, met = case.rank[floor.level], case.anybody.met
    below = [level for level in case.pathway.levels if level.rank < rank]
    if not below:
        return _found(floor.level, rule, "floor-of-the-lowest", ())

    def excludes(level: Level) -> list[tuple[RuleStatement, Formula]]:
        # The last ones are kept if possible: floors that ask for as much, or for more.
        floors = [pair for pair in left.floors(level.rank) if pair[1] is not rule]
        floors.sort(key=lambda pair: case.rank[pair[0].level] >= rank)
        return [
            *((other, met(other.criterion)) for other in left.admission(level)),
            *((other, negated(met(other.criterion))) for _, other in floors),
        ]

    least = min(level.rank for level in below)
    why_not = _because(case, [(met(rule.criterion), excludes(level)) for level in below])
    if why_not is None:
        return None
    floors = [(each, other) for each, other in left.floors(least) if other in why_not]
    alike = [other for each, other in floors if each.level == floor.level]
    same = _same(case, rule, alike) if len(why_not) == 1 else None
    if same is not None:
        return _said_twice(floor.level, rule, same)
    if len(floors) == len(why_not) and all(case.rank[each.level] >= rank for each, _ in floors):
        form = "floor-implied"
    else:
        form = "floor-in-vain"
    return _found(floor.level, rule, form, why_not)


def _because(
    case: EncodingCase, questions: Sequence[tuple[Formula, Sequence[tuple[RuleStatement, Formula]]]]
) -> list[RuleStatement] | None:
    """Return the smallest set of rules that leave nothing to decide; None if there is none.

    Parameters
    ----------
    case
        The proof.
    questions
        For each level for which it could matter: that the rule matters, and the rules beside it,
        each with that the client fits as far as it goes.
    """

    def suffice(some: list[RuleStatement]) -> bool:
        heeded = {id(rule) for rule in some}
        return not any(
            case.is_possible(decides, *(formula for rule, formula in pairs if id(rule) in heeded))
            for decides, pairs in questions
        )

    rules: dict[int, RuleStatement] = {}
    for _, pairs in questions:
        for rule, _ in pairs:
            rules.setdefault(id(rule), rule)
    listed = list(rules.values())
    return smallest(listed, suffice) if suffice(listed) else None


def _same(
    case: EncodingCase, rule: RuleStatement, others: Sequence[RuleStatement]
) -> RuleStatement | None:
    """Return another rule that the same clients meet."""
    met = case.anybody.met
    for other in others:
        one, two = met(rule.criterion), met(other.criterion)
        if not case.is_possible(one, negated(two)) and not case.is_possible(two, negated(one)):
            return other
    return None


def _said_twice(level: str, rule: RuleStatement, same: RuleStatement) -> Finding:
    is_repeated = canonical(rule.criterion) == canonical(same.criterion)
    return _found(level, rule, "repeated" if is_repeated else "equivalent", [same])


def _found(level: str, rule: RuleStatement, form: str, why: Sequence[RuleStatement]) -> Finding:
    others = tuple(other.clause() for other in why)
    return Finding(
        kind=FindingKind.OVERRIDDEN,
        about=(level, rule.text),
        form=form,
        args={
            "level": level,
            "rule": rule.text,
            "where": rule.what,
            "others": others,
            "other": others[0].text if others else "",
        },
        clauses=(rule.clause(), *others),
    )
