"""Rules that never decide anything, because other rules always do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iopkit.model.meant import Fault
from iopkit.prove._solver import negated
from iopkit.prove.asked import ask
from iopkit.prove.finding import Finding
from iopkit.prove.parts import smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iopkit.model.level import Level
    from iopkit.prove._solver import Formula
    from iopkit.prove.asked import Asked
    from iopkit.prove.case import Case
    from iopkit.prove.stated import Stated


def overridden(case: Case) -> Iterator[Asked]:
    """Yield for each floor, then for each rule of admission, whether it never decides."""
    floors = case.book.floors()
    for floor, stated in floors:
        rank = case.rank[floor.level]
        others = [
            other for each, other in floors if other is not stated and case.rank[each.level] >= rank
        ]
        find = partial(_floor, case, floor.level, stated, others)
        yield from _ask(case, floor.level, stated, find)
    for level in case.pathway.levels:
        rules = case.book.admission(level)
        for rule in rules:
            others = [other for other in rules if other is not rule]
            find = partial(_admission, case, level, rule, others)
            yield from _ask(case, level.id, rule, find, partial(_fits_nobody, case, level))


def _ask(
    case: Case,
    level: str,
    stated: Stated,
    find: Callable[[], Finding | None],
    has_its_own: Callable[[], bool] = lambda: False,
) -> Iterator[Asked]:
    """Ask about a rule, unless another finding says it all."""

    def says_another() -> bool:
        return case.is_never(stated.criterion) or case.is_always(stated.criterion) or has_its_own()

    yield from ask(Fault.OVERRIDDEN, (level, stated.text), find, unless=says_another)


def _fits_nobody(case: Case, level: Level) -> bool:
    return not case.is_possible(case.fits_anybody.fit(level))


def _floor(case: Case, level: str, stated: Stated, others: Sequence[Stated]) -> Finding | None:
    pairs = [(other, negated(case.anybody.met(other.criterion))) for other in others]
    why = _because(case, case.anybody.met(stated.criterion), pairs)
    if not why:
        return None
    return Finding(
        fault=Fault.OVERRIDDEN,
        about=(level, stated.text),
        message=f"the floor 'at least {level} when {stated.text}' never decides: "
        f"whenever it is met, {_listed(why, ' or ')} is met too",
        clauses=[stated.clause(), *(other.clause() for other in why)],
    )


def _admission(case: Case, level: Level, rule: Stated, others: Sequence[Stated]) -> Finding | None:
    met = case.anybody.met
    pairs = [
        *((floor, negated(met(floor.criterion))) for floor in case.book.above(level)),
        *((other, met(other.criterion)) for other in others),
    ]
    why = _because(case, negated(met(rule.criterion)), pairs)
    if not why:
        return None
    return Finding(
        fault=Fault.OVERRIDDEN,
        about=(level.id, rule.text),
        message=f"'{rule.text}' never decides who is placed at {level.id}: "
        f"{_listed(why, ' and ')} already excludes whoever does not meet it",
        clauses=[rule.clause(), *(other.clause() for other in why)],
    )


def _because(case: Case, decides: Formula, pairs: Sequence[tuple[Stated, Formula]]) -> list[Stated]:
    """Return the smallest set of rules that leave nothing to decide; empty if there is none."""

    def suffice(some: Sequence[tuple[Stated, Formula]]) -> bool:
        return not case.is_possible(decides, *(formula for _, formula in some))

    return [stated for stated, _ in smallest(pairs, suffice)] if suffice(pairs) else []


def _listed(why: Sequence[Stated], word: str) -> str:
    return word.join(f"'{each.text}' ({each.what})" for each in why)
