"""Situations in words: what was expected, what came, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.situation import (
    AmongLevels,
    AtLevel,
    AtNoLevel,
    HasDose,
    HasSupport,
    MayMove,
    MeetsRules,
    NotAtLevel,
)
from iopkit.describe.blocks import Document, Item, Items, Paragraph, ReasonTree
from iopkit.describe.inline import VerdictText
from iopkit.describe.names import PathwayNames
from iopkit.describe.reason import reason_node
from iopkit.describe.wording import brief, counted, day_range, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.criteria.placement.placement import Placement
    from iopkit.criteria.placement.situation import Expectation
    from iopkit.criteria.placement.situation_result import SituationResult
    from iopkit.describe.blocks import Block
    from iopkit.model.pathway import Pathway
    from iopkit.model.range import Range


def describe_situations(
    found: Sequence[SituationResult], *, file: str, pathway: Pathway, on: str = ""
) -> Document:
    """Return the situations of a file one by one, with the reasons where something else came.

    Parameters
    ----------
    found
        What came, in the order of the file.
    file
        The name of the situation file.
    pathway
        The pathway on which they were tried.
    on
        The name of its file, where it is not the one that the situation file names.
    """
    good = sum(each.is_expected for each in found)
    what = counted(len(found), "situation")
    result = f"{what}, all as expected" if good == len(found) else f"{good} of {what} as expected"
    title = f"{pathway.title} ({on})" if on else pathway.title
    names = PathwayNames.of(pathway)
    return Document(
        title=f"{brief(file)}, on {brief(title)}: {result}.",
        blocks=[Items(items=[_item(each, names) for each in found])],
    )


def expected(of: Expectation) -> str:
    """Return what a situation expects.

    >>> expected(AtLevel(level="iop")), expected(MayMove(to="php", verdict=Verdict.NOT_MET))
    ('placed at iop', 'no move to php')
    """
    match of:
        case AtLevel(level=level):
            return f"placed at {level}"
        case NotAtLevel(level=level):
            return f"not placed at {level}"
        case AmongLevels(levels=levels):
            return f"open: {listed(levels, 'or')}"
        case AtNoLevel():
            return "no level takes the client"
        case MayMove(to=to, verdict=verdict):
            return _move(to, verdict)
        case MeetsRules(program=program, rules=rules, verdict=verdict):
            return f"{program} against {rules}: {verdict}"
        case HasDose(program=program, length=length, hours=hours, days=days):
            wanted = (("length", length), ("hours", hours), ("days", days))
            return _dose(program, [(name, each) for name, each in wanted if each is not None])
        case HasSupport(support=support, strength=strength):
            return f"{support} is {strength}"


def came(of: SituationResult) -> str:
    """Return what came of a situation, in the words of what was expected."""
    if of.missing:
        return f"cannot be tried here: {of.missing}"
    match of.situation.expect:
        case MayMove(to=to):
            return _move(to, of.verdict)
        case MeetsRules(program=program, rules=rules):
            return f"{program} against {rules}: {of.verdict}"
        case HasDose(program=program):
            return _dose(program, of.dose)
        case HasSupport(support=support):
            there = f"{support} is {of.strength}"
            return there if of.strength else f"there is no support named {support}"
        case _:
            return "" if of.placement is None else _placed(of.placement)


def _placed(placement: Placement) -> str:
    if placement.is_placed:
        return f"placed at {placement.level}"
    if placement.is_settled:
        return "no level takes the client"
    sure = any(placement.fit(level).verdict is Verdict.MET for level in placement.possible)
    none = "" if sure else " or no level at all"
    asked = f"; ask {', '.join(placement.ask)}" if placement.ask else ""
    return f"open: {listed(placement.possible, 'or')}{none}{asked}"


def _move(to: str, verdict: Verdict | None) -> str:
    match verdict:
        case Verdict.MET:
            return f"may move to {to}"
        case Verdict.NOT_MET:
            return f"no move to {to}"
        case _:
            return f"unknown whether to move to {to}"


def _dose(program: str, dose: Sequence[tuple[str, Range]]) -> str:
    words = {"length": "lasts {}", "hours": "{} hours a week", "days": "{} days a week"}
    said = [
        words[name].format(day_range(each) if name == "length" else each)
        if each.is_known
        else f"{name} unknown"
        for name, each in dose
    ]
    return f"{program}: {', '.join(said)}"


def _item(of: SituationResult, names: PathwayNames) -> Item:
    verdict = Verdict.MET if of.is_expected else Verdict.NOT_MET
    below = [] if of.is_expected else list(_why(of, names))
    return Item(line=VerdictText(verdict, of.situation.name), below=below)


def _why(of: SituationResult, names: PathwayNames) -> Iterator[Block]:
    origin = of.situation.origin
    where = f" ({origin})" if origin else ""
    yield Paragraph(line=f"expected: {expected(of.situation.expect)}{where}")
    yield Paragraph(line=f"came: {came(of)}")
    for about in dict.fromkeys(each.about for each in of.deciding):
        reasons = [each.reason for each in of.deciding if each.about == about]
        tree = ReasonTree(roots=[reason_node(each, names) for each in reasons])
        yield Items(items=[Item(line=about, below=[tree])])
    if of.situation.source:
        yield Paragraph(line=f"from: {of.situation.source}")
