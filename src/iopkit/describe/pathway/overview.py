"""A pathway on one page: the levels as a staircase, most intensive first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import (
    Document,
    DocumentSection,
    Facts,
    Item,
    Items,
    NamedValue,
    Paragraph,
)
from iopkit.describe.inline import (
    SHARE,
    Inlines,
    Link,
    Quantity,
    Text,
    inlines,
    joined,
)
from iopkit.describe.names import PathwayNames, level_target
from iopkit.describe.pathway.level import level_title, places
from iopkit.describe.pathway.program import dose
from iopkit.describe.pathway.schedule import week_section
from iopkit.describe.pathway.support import support_line
from iopkit.describe.wording import counted, named
from iopkit.draw.staircase.rank_rows import steps
from iopkit.model.criterion import And
from iopkit.model.outcome import COMMUNITY
from iopkit.model.simulation.arrivals import PLACED, Rate
from iopkit.model.simulation.flow import places_in_force
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.blocks import Block
    from iopkit.describe.inline import Inline, Written
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition

_MOVES: Final = {
    TransitionKind.STEP_DOWN: "down to",
    TransitionKind.STEP_UP: "up to",
    TransitionKind.TRANSFER: "moved to",
    TransitionKind.DISCHARGE: "leave as",
}
"""The line in which a kind of transition stands, in this order."""

NO_LEVELS: Final = "This pathway has no levels; a file states them under 'levels'."


def describe_overview(pathway: Pathway) -> Document:
    """Return the levels with places, admission, weekly hours and the ways between them."""
    names = PathwayNames.of(pathway)
    blocks = [*overview_blocks(pathway, names), *_around(pathway, names)]
    title = Link(text=pathway.title, name=named(pathway.title, pathway.id))
    return Document(title=title, blocks=blocks)


def overview_blocks(pathway: Pathway, names: PathwayNames) -> list[Block]:
    """Return what a pathway is, who comes, and its levels in a few words each."""
    blocks: list[Block] = []
    if pathway.description:
        blocks.append(Paragraph(line=pathway.description))
    blocks += [Paragraph(line=line) for line in _arriving(pathway, names)]
    if not pathway.levels:
        blocks.append(Paragraph(line=NO_LEVELS))
    blocks += level_steps(pathway, names)
    returns = [m for m in pathway.transitions if m.kind is TransitionKind.RETURN]
    if returns:
        start = "the community" if {m.start for m in returns} == {COMMUNITY} else "outcomes"
        blocks.append(Paragraph(line=[f"Returns from {start}: ", *_ways(returns, names), "."]))
    return blocks


def level_steps(pathway: Pathway, names: PathwayNames) -> list[DocumentSection]:
    """Return every level in a few words, each a step of a staircase."""
    return [
        DocumentSection(
            title=level_title(level, level_target(level.id)),
            blocks=[Facts(facts=[NamedValue(*each) for each in _about(level, pathway, names)])],
            depth=depth,
        )
        for depth, step in enumerate(steps(pathway))
        for level in step
    ]


def referrers(pathway: Pathway) -> Inlines:
    """Return who sends clients; nothing where nobody says."""
    if not pathway.referrals:
        return ()
    return inlines(["Sent by: ", *joined((each.by for each in pathway.referrals), "; "), "."])


def _about(level: Level, pathway: Pathway, names: PathwayNames) -> Iterator[tuple[str, Inlines]]:
    changing = "changing in time" if len(set(places_in_force(level))) > 1 else ""
    setting = level.setting.value if level.setting else ""
    night = "overnight" if level.overnight else ""
    yield "setting", joined([places(level), changing, setting, night])
    yield "admits", _admission(level, names)
    for name in level.programs:
        program = pathway.program(name)
        yield "program", joined([program.title, dose(program)])
    leaving = pathway.leaving(level.id)
    for kind, label in _MOVES.items():
        moves = [move for move in leaving if move.kind is kind]
        if moves:
            yield label, _ways(moves, names)


def _admission(level: Level, names: PathwayNames) -> Inlines:
    """Return what a level asks of a client, in one criterion."""
    asked = [rule.criterion for rule in level.admit if not rule.prefer]
    whole: Written = "everybody"
    if asked:
        whole = names.condition(asked[0] if len(asked) == 1 else And(tuple(asked)))
    preferred = sum(rule.prefer for rule in level.admit)
    also = f" ({counted(preferred, 'preference')} besides)" if preferred else ""
    return (*inlines(whole), *inlines(also))


def _ways(moves: Iterable[Transition], names: PathwayNames) -> Inlines:
    """Return where moves lead with their shares, the largest first."""
    shares: dict[str, float | None] = {}
    for move in moves:
        share = move.share.value if move.share else None
        known = shares.get(move.to)
        shares[move.to] = share if known is None else known + (share or 0)
    order = sorted(shares.items(), key=lambda way: -(way[1] or 0))
    return joined(
        (names.link(to),)
        if share is None
        else (names.link(to), Text(" "), Quantity(value=share, unit=SHARE))
        for to, share in order
    )


def _arriving(pathway: Pathway, names: PathwayNames) -> Iterator[Inlines]:
    streams = [(s.to, s.when.mean()) for s in pathway.arrivals if isinstance(s.when, Rate)]
    total = sum(rate for _, rate in streams)
    if total:
        shares: dict[str, float] = {}
        for to, rate in streams:
            shares[to] = shares.get(to, 0) + rate / total
        order = sorted(shares.items(), key=lambda way: -way[1])
        ways = [
            inlines([Quantity(value=share, unit=SHARE), *_entrance(to, names)])
            for to, share in order
        ]
        number = Quantity(value=total * 365.25, decimals=0)
        yield inlines(["New clients: ", number, " a year, ", *joined(ways, last=" and "), "."])
    if pathway.referrals:
        yield referrers(pathway)


def _entrance(to: str, names: PathwayNames) -> list[str | Inline]:
    return [" placed by the rules"] if to == PLACED else [" to ", names.link(to)]


def _around(pathway: Pathway, names: PathwayNames) -> Iterator[Block]:
    if pathway.supports:
        items = [Item(line=support_line(each, names)) for each in pathway.supports]
        yield DocumentSection(title="Beside the levels", blocks=[Items(items=items)])
    if pathway.week is not None:
        yield from week_section(pathway.week, names)
