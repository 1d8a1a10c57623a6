"""Where a client belongs: the answer first, what to ask, then what decides level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.placement import PlacementStatus
from iopkit.describe.bibliography import cited_sources
from iopkit.describe.blocks import (
    Document,
    DocumentSection,
    Item,
    Items,
    Note,
    NoteSeverity,
    Paragraph,
    ReasonNode,
    ReasonTree,
)
from iopkit.describe.continued_stay import continued_stay, in_care_line
from iopkit.describe.inline import VerdictText, inlines, joined
from iopkit.describe.names import PathwayNames
from iopkit.describe.question import question
from iopkit.describe.reason import preference, reason_node
from iopkit.describe.wording import brief, counted, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.next_levels import NextLevels
    from iopkit.criteria.placement.placement import Fit, OpenQuestion, Placement
    from iopkit.describe.blocks import Block
    from iopkit.model.pathway import Pathway

_FITS: Final = {Verdict.MET: "fits", Verdict.NOT_MET: "does not fit", Verdict.UNKNOWN: "not clear"}

_OPEN: Final = "still open"
_FEW: Final = 2
"""How many levels an answer may leave for them to be named."""

_ANEW: Final = "If the client were placed anew today"
_ENTANGLED: Final = (
    "The rules are so entangled that more levels may be named here than can be, and more asked "
    "than needed."
)
_NO_LEVELS: Final = "This pathway has no levels, so there is nowhere to place a client."
_ORDER: Final = "Levels from the least intensive up; the first that fits is the place."
_ADVICE: Final = "These rules are not medical advice; a clinician decides."


def describe_placement(
    pathway: Pathway, placement: Placement, ahead: NextLevels | None = None, *, every: bool = False
) -> Document:
    """Return where a client belongs, and of a client in care first where they can go from there.

    Parameters
    ----------
    pathway, placement
        The pathway, and where the client belongs in it.
    ahead
        What lies ahead of a client in care; None for others.
    every
        Whether the rules that decide nothing are told too.
    """
    if not pathway.levels:
        return Document(title=_NO_LEVELS, blocks=[])
    names = PathwayNames.of(pathway)
    answer = headline(pathway, placement)
    blocks = list(_blocks(pathway, placement, names, every=every))
    title = answer
    if ahead is not None:
        title = in_care_line(pathway, ahead)
        anew = DocumentSection(title=_ANEW, blocks=[Paragraph(line=answer), *blocks])
        blocks = [*continued_stay(pathway, ahead, every=every), anew]
    sources = cited_sources(blocks, pathway.sources)
    return Document(title=title, blocks=[*blocks, *sources, Paragraph(line=_ADVICE)])


def headline(pathway: Pathway, placement: Placement) -> str:
    """Return the placement in a sentence."""
    match placement.status:
        case PlacementStatus.PLACED:
            return f"Place at: {_title(pathway, placement.level)}."
        case PlacementStatus.NONE:
            return "No level takes this client, whatever is still unknown."
        case PlacementStatus.OPEN:
            return "Not settled: answers are missing."


def open_answer(pathway: Pathway, placement: Placement) -> Iterator[Block]:
    """Yield what is left while answers are missing, and what to ask; nothing once it is settled."""
    if placement.status is not PlacementStatus.OPEN:
        return
    names = [_title(pathway, level) for level in placement.possible]
    at_least = f"At least {_title(pathway, placement.need)}. " if placement.need else ""
    none = ", or no level at all" if placement.nowhere else ""
    yield Paragraph(line=f"{at_least}Possible: {listed(names, 'or')}{none}.")
    if not placement.is_exact:
        yield Note(line=_ENTANGLED, severity=NoteSeverity.CAUTION)
    if placement.questions:
        items = [_asked(pathway, placement, each) for each in placement.questions]
        yield DocumentSection(title="Ask", blocks=[Items(items=items)])


def _blocks(
    pathway: Pathway, placement: Placement, names: PathwayNames, *, every: bool
) -> Iterator[Block]:
    if placement.status is PlacementStatus.NONE:
        yield Paragraph(line="See what speaks against each; a clinician has to decide.")
    yield from open_answer(pathway, placement)
    yield Paragraph(line=_ORDER)
    for fit in placement.fits:
        yield _level(pathway, fit, placement, names, every=every)


def _asked(pathway: Pathway, placement: Placement, asking: OpenQuestion) -> Item:
    line = f"{question(pathway, asking.name)} ({asking.name})"
    left = [(answer, _left(pathway, placement, levels)) for answer, levels in asking.answers]
    # Where every answer leaves as much open as before, there is nothing to look forward to.
    if all(said is None for _, said in left):
        return Item(line=line)
    told = " ".join(f"{answer}: {said or _OPEN}." for answer, said in left)
    return Item(line=line, below=[Paragraph(line=told)])


def _left(pathway: Pathway, placement: Placement, levels: tuple[str, ...]) -> str | None:
    """Return what an answer settles, in a few words; None for nothing."""
    before = len(placement.possible) + placement.nowhere
    if len(levels) > 1 and (len(levels) == before or len(levels) > _FEW):
        return None
    return listed([_short(pathway, level) for level in levels], "or")


def _short(pathway: Pathway, level: str) -> str:
    return brief(pathway.level(level).title) if level else "no level"


def _title(pathway: Pathway, level: str) -> str:
    return named(pathway.level(level).title, level)


def _level(
    pathway: Pathway, fit: Fit, placement: Placement, names: PathwayNames, *, every: bool
) -> DocumentSection:
    here = fit.level == placement.level
    told = [each for each in fit.reasons if every or _decides(each, fit, here=here)]
    nodes = [reason_node(each, names) for each in told]
    blocks: list[Block] = []
    lines: list[Item] = []
    if here and not every and any(reason.floor for reason in fit.reasons):
        nodes.append(
            ReasonNode(line="nothing calls for a more intensive level", verdict=Verdict.MET)
        )
    elif told and len(told) < len(fit.reasons):
        others = counted(len(fit.reasons) - len(told), "other rule")
        lines.append(Item(line=f"({others} would not change that)"))
    if nodes:
        blocks.append(ReasonTree(roots=nodes))
    if fit.preferences and (every or fit.level in placement.possible):
        lines.append(_preferences(fit, names))
    if lines:
        blocks.append(Items(items=lines))
    text = f"{_title(pathway, fit.level)}: {_said(fit, placement)}"
    return DocumentSection(title=VerdictText(fit.verdict, text), blocks=blocks)


def _said(fit: Fit, placement: Placement) -> str:
    if fit.level == placement.level:
        return "place here"
    if fit.verdict is Verdict.MET and fit.level not in placement.possible:
        return "would fit, but a less intensive level does"
    return _FITS[fit.verdict]


def _decides(reason: Reason, fit: Fit, *, here: bool) -> bool:
    if fit.verdict is Verdict.MET:
        # Of a level that fits, every rule of its own was needed; the floors were only in the way.
        return here and not reason.floor
    return reason.verdict is fit.verdict


def _preferences(fit: Fit, names: PathwayNames) -> Item:
    below: list[Block] = []
    for verdict, said in ((Verdict.NOT_MET, "not: "), (Verdict.UNKNOWN, "not known: ")):
        lines = [preference(each, names) for each in fit.preferences if each.verdict is verdict]
        if lines:
            below.append(Paragraph(line=[said, *joined(lines, between="; ")]))
    count = f"{fit.preferences_met} of {counted(fit.preferences_total, 'preference')} met"
    return Item(line=inlines(count), below=below)
