"""Every program of a pathway against many rule sets, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.rule_sets.program_criteria import stated
from iopkit.describe.wording import brief, listed
from iopkit.model.program_facts import program_answers
from iopkit.model.range import Range
from iopkit.terminal.rule_sets import CALLED, MET, arranged, hanging, program_at
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.terminal.style import DisplayStyle

_GAP: Final = 2


def rule_table(
    pathway: Pathway, found: Mapping[str, Sequence[RuleSetResult]], look: DisplayStyle
) -> str:
    """Return a table of rule sets by programs, and below it why for each program.

    Parameters
    ----------
    pathway
        The pathway whose programs they are.
    found
        What comes of each rule set, by its id; the programs in the same order for all.
    look
        How wide it may be. Programs that do not fit beside each other come in another table.
    """
    rule_sets = arranged(each[0].rule_set for each in found.values() if each)
    books = [each for each in rule_sets if not each.is_label]
    labels = [each for each in rule_sets if each.is_label]
    lines = [look.strong(look.wrapped(f"Programs of {brief(pathway.title)} against rule sets"))]
    if not rule_sets:
        missing = "rule set about programs" if pathway.programs else "program"
        return "\n".join([*lines, f"There is no {missing}."])
    for title, some, words in (
        ("", books, MET),
        ("Labels: what others would call it. No criteria are met by that.", labels, CALLED),
    ):
        if some:
            lines += ["", look.wrapped(title)] if title else []
            for grid in _tables(some, found, words, look):
                lines += ["", grid]
    for place, each in enumerate(found[rule_sets[0].id]):
        lines += ["", look.strong(look.wrapped(program_at(pathway, each)))]
        lines += _why(pathway, [found[book.id][place] for book in books], each, look)
    return "\n".join(lines)


def short(judgement: RuleSetResult) -> tuple[str, ...]:
    """Return in a few words what keeps a program from meeting a rule set."""
    said = dict.fromkeys(_in_short(each) for each in judgement.conditions)
    silent = judgement.not_stated
    return (*said, *([f"{listed(silent)} not stated"] if silent else []))


def _tables(
    rule_sets: Sequence[RuleSet],
    found: Mapping[str, Sequence[RuleSetResult]],
    words: Mapping[Verdict, str],
    look: DisplayStyle,
) -> Iterator[str]:
    plain = attrs.evolve(look, colour=False)  # a table takes no colours for its cells
    first = [each.id for each in rule_sets]
    columns = [
        (_head(each), [f"{plain.sign(v)} {words[v]}" for v in _verdicts(rule_sets, found, place)])
        for place, each in enumerate(found[first[0]])
    ]
    room = look.width - max(map(len, [*first, "rule set"]))
    for some in _side_by_side(columns, room):
        head = ["rule set", *(name for name, _ in some)]
        rows = list(zip(first, *(cells for _, cells in some), strict=True))
        yield table(head, rows, look)


def _side_by_side(
    columns: Sequence[tuple[str, list[str]]], room: int
) -> Iterator[list[tuple[str, list[str]]]]:
    """Yield the columns that fit beside each other, one at the least."""
    row: list[tuple[str, list[str]]] = []
    left = room
    for name, cells in columns:
        width = max(map(len, [*name.split("\n"), *cells])) + _GAP
        if row and width > left:
            yield row
            row, left = [], room
        row.append((name, cells))
        left -= width
    if row:
        yield row


def _head(judgement: RuleSetResult) -> str:
    if judgement.level == judgement.program:
        return brief(judgement.program)
    return f"{brief(judgement.program)}\nat {brief(judgement.level) or 'no level'}"


def _verdicts(
    rule_sets: Sequence[RuleSet], found: Mapping[str, Sequence[RuleSetResult]], place: int
) -> list[Verdict]:
    return [found[each.id][place].verdict for each in rule_sets]


def _why(
    pathway: Pathway, judgements: Iterable[RuleSetResult], one: RuleSetResult, look: DisplayStyle
) -> Iterator[str]:
    level = pathway.level(one.level) if one.level else None
    answers = program_answers(pathway.program(one.program), level)
    known = [
        str(stated(name, answer))
        for name, answer in answers.items()
        if isinstance(answer, Range) and answer.is_known
    ]
    yield look.wrapped("; ".join(known) or "Nothing is stated in numbers.", first="  ", rest="  ")
    by_why: dict[tuple[Verdict, tuple[str, ...]], list[str]] = {}
    for each in judgements:
        if each.verdict is not Verdict.MET:
            by_why.setdefault((each.verdict, short(each)), []).append(each.rule_set.id)
    for (verdict, why), names in by_why.items():
        text = f"{', '.join(names)}: {'; '.join(why)}"
        yield hanging(text, look, first=f"  {look.sign(verdict)} ")


def _in_short(leaf: Reason) -> str:
    return f"{leaf.text} ({leaf.evidence.predicate})" if leaf.evidence else leaf.text
