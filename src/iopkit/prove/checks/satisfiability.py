"""Criteria that nobody can meet, or everybody does, and levels that nobody can enter."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from iopkit.model.criterion import Constant
from iopkit.model.finding_catalogue import FindingKind
from iopkit.prove.encoding.conditions import kept, parts, smallest
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.solver import all_of, negated
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.level import Level
    from iopkit.prove.encoding.case import EncodingCase
    from iopkit.prove.encoding.rule_statements import RuleStatement
    from iopkit.prove.finding import Clause


def never_met(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each criterion whether nobody meets it, then for each level that of its rules."""
    for text, stated in _by_text(case).items():
        yield SolverAnswer((text,), partial(_never, case, stated))
    for level in case.pathway.levels:
        rules = case.book.admission(level)
        if len(rules) > 1:
            one = partial(_one_is_never_met, case, rules)
            yield SolverAnswer((level.id,), partial(_closed, case, level, rules), unless=one)


def always_met(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each criterion whether everybody meets it."""
    for text, stated in _by_text(case).items():
        yield SolverAnswer((text,), partial(_always, case, stated))


def conflict(
    case: EncodingCase, rules: Sequence[RuleStatement], *, holds: bool = True
) -> list[Clause]:
    """Return the smallest set of parts because of which rules cannot all hold, or none can fail.

    Parameters
    ----------
    case
        The proof.
    rules
        Rules that nobody meets together; without `holds`, one rule that everybody meets.
    holds
        Whether they are to hold.
    """
    flat = [(rule, part) for rule in rules for part in parts(rule.criterion)]

    def suffice(keep: list[int]) -> bool:
        heeded, number = set(keep), count()
        formulas = [
            kept(rule.criterion, heeded, case.anybody, number, holds=holds) for rule in rules
        ]
        return not case.is_possible(all_of(formulas))

    chosen = smallest(range(len(flat)), suffice)
    return [rule.part(part) for rule, part in (flat[place] for place in chosen)]


def _by_text(case: EncodingCase) -> dict[str, list[RuleStatement]]:
    """Return the criteria, those of the same text together; ``true`` and ``false`` are meant."""
    found: dict[str, list[RuleStatement]] = {}
    for stated in case.book.all():
        if not isinstance(stated.criterion, Constant):
            found.setdefault(stated.text, []).append(stated)
    return found


def _never(case: EncodingCase, stated: list[RuleStatement]) -> Finding | None:
    if not case.is_never(stated[0].criterion):
        return None
    return Finding(
        kind=FindingKind.NEVER_MET,
        about=(stated[0].text,),
        form="rule",
        args={"rule": stated[0].text, "where": _where(stated)},
        by_history=case.is_history_why(case.anybody.met(stated[0].criterion)),
        clauses=conflict(case, stated[:1]),
    )


def _always(case: EncodingCase, stated: list[RuleStatement]) -> Finding | None:
    if not case.is_always(stated[0].criterion):
        return None
    return Finding(
        kind=FindingKind.ALWAYS_MET,
        about=(stated[0].text,),
        args={"rule": stated[0].text, "where": _where(stated)},
        by_history=case.is_history_why(negated(case.anybody.met(stated[0].criterion))),
        clauses=conflict(case, stated[:1], holds=False),
    )


def _where(stated: list[RuleStatement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.what for each in stated))


def _one_is_never_met(case: EncodingCase, rules: Sequence[RuleStatement]) -> bool:
    return any(case.is_never(rule.criterion) for rule in rules)


def _closed(case: EncodingCase, level: Level, rules: Sequence[RuleStatement]) -> Finding | None:
    if not case.is_never(*(rule.criterion for rule in rules)):
        return None
    return Finding(
        kind=FindingKind.NEVER_MET,
        about=(level.id,),
        form="level",
        args={"level": level.id},
        by_history=case.is_history_why(*(case.anybody.met(rule.criterion) for rule in rules)),
        clauses=conflict(case, rules),
    )
