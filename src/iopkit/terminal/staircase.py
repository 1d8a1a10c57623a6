"""A pathway on one page: the levels as a staircase, most intensive first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write
from iopkit.describe.wording import counted, day_range, listed, named, percent
from iopkit.draw.staircase.rank_rows import steps
from iopkit.model.criterion import And
from iopkit.model.outcome import COMMUNITY
from iopkit.model.range import Range
from iopkit.model.simulation.arrivals import PLACED, Rate
from iopkit.model.simulation.flow import places_in_force
from iopkit.model.transition import TransitionKind
from iopkit.terminal.rooms_and_staff import rooms_and_staff
from iopkit.terminal.style import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.support import Support
    from iopkit.model.transition import Transition
    from iopkit.terminal.style import DisplayStyle

_MOVES = {
    TransitionKind.STEP_DOWN: "down to",
    TransitionKind.STEP_UP: "up to",
    TransitionKind.TRANSFER: "moved to",
    TransitionKind.DISCHARGE: "leave as",
}
"""The line in which a kind of transition stands, in this order."""


def staircase(pathway: Pathway, look: DisplayStyle) -> str:
    """Return the levels with places, admission, weekly hours and the ways between them."""
    lines = [look.strong(plain(named(pathway.title, pathway.id)))]
    if pathway.description:
        lines.append(look.wrapped(pathway.description))
    lines += _arriving(pathway, look)
    if pathway.referrals:
        lines.append(look.wrapped(f"Sent by: {'; '.join(each.by for each in pathway.referrals)}."))
    if not pathway.levels:
        lines += [
            "",
            look.wrapped("This pathway has no levels; a file states them under 'levels'."),
        ]
    for depth, level in [(i, level) for i, step in enumerate(steps(pathway)) for level in step]:
        lines.append("")
        before = "   " * (depth - 1) + f"{look.step} " if depth else ""
        lines.append(f"{before}{look.strong(plain(named(level.title, level.id)))}")
        margin = "   " * depth + f"{look.bar}  "
        for name, text in _about(level, pathway):
            lines.append(look.wrapped(text, first=f"{margin}{name:<9} ", rest=margin + " " * 10))
    lines += _around(pathway, look)
    return "\n".join(lines)


def hours(program: Program) -> str:
    """Return a program's weekly hours in words.

    >>> from iopkit.model.program import Program
    >>> hours(Program(id="p", title="P"))
    'hours a week not stated'
    """
    exact = program.hours_per_week()
    if not exact.is_known:
        return "hours a week not stated"
    # 50 minutes make 0.8333 hours, which nobody plans with.
    weekly = Range(*(None if end is None else round(end, 1) for end in (exact.low, exact.high)))
    return f"{weekly} hour{'' if str(weekly) == '1' else 's'} a week"


def places(level: Level) -> str:
    """Return the places that a level has at the start, in words."""
    at_first = places_in_force(level)[0]
    return "no limit of places" if at_first is None else counted(at_first, "place")


def admission(level: Level) -> str:
    """Return what a level asks of a client, in one criterion."""
    asked = [rule.criterion for rule in level.admit if not rule.prefer]
    return write(And(asked)) if asked else "everybody"


def where_and_after(support: Support, *, but: str = "") -> list[str]:
    """Return where a support is held and what it follows, as far as the file says.

    Parameters
    ----------
    support
        The support.
    but
        The level or outcome that goes without saying.
    """
    after = [name for name in support.after if name != but]
    at = [] if support.on_site is None else ["on site" if support.on_site else "elsewhere"]
    return [*at, *([f"after {listed(after, 'or')}"] if after else [])]


def _about(level: Level, pathway: Pathway) -> Iterator[tuple[str, str]]:
    night = ["overnight"] if level.overnight else []
    setting = [level.setting.value] if level.setting else []
    changing = ["changing in time"] if len(set(places_in_force(level))) > 1 else []
    yield "setting", ", ".join([places(level), *changing, *setting, *night])
    preferred = sum(rule.prefer for rule in level.admit)
    also = f" ({counted(preferred, 'preference')} besides)" if preferred else ""
    yield "admits", admission(level) + also
    for name in level.programs:
        program = pathway.program(name)
        length = [f"for {day_range(program.length)}"] if program.length.is_known else []
        days = [f"{program.days} days a week"] if program.days.is_known else []
        yield "program", ", ".join([program.title, hours(program), *days, *length])
    leaving = pathway.leaving(level.id)
    for kind, label in _MOVES.items():
        moves = [move for move in leaving if move.kind is kind]
        if moves:
            yield label, _ways(moves)


def _ways(moves: Sequence[Transition]) -> str:
    """Return where moves lead with their shares, the largest first."""
    shares: dict[str, float | None] = {}
    for move in moves:
        share = move.share.value if move.share else None
        known = shares.get(move.to)
        shares[move.to] = share if known is None else known + (share or 0)
    order = sorted(shares.items(), key=lambda way: -(way[1] or 0))
    return ", ".join(to if share is None else f"{to} {percent(share)}" for to, share in order)


def _arriving(pathway: Pathway, look: DisplayStyle) -> Iterator[str]:
    streams = [(s.to, s.when.mean()) for s in pathway.arrivals if isinstance(s.when, Rate)]
    total = sum(rate for _, rate in streams)
    if not total:
        return
    shares: dict[str, float] = {}
    for to, rate in streams:
        shares[to] = shares.get(to, 0) + rate / total
    order = sorted(shares.items(), key=lambda way: -way[1])
    ways = [
        f"{percent(share)} {'placed by the rules' if to == PLACED else f'to {to}'}"
        for to, share in order
    ]
    yield ""
    yield look.wrapped(f"New clients: {total * 365.25:.0f} a year, {listed(ways)}.")


def _around(pathway: Pathway, look: DisplayStyle) -> Iterator[str]:
    returns = [m for m in pathway.transitions if m.kind is TransitionKind.RETURN]
    if returns:
        start = "the community" if {m.start for m in returns} == {COMMUNITY} else "outcomes"
        yield ""
        yield look.wrapped(f"Returns from {start}: {_ways(returns)}.")
    if pathway.supports:
        named = [
            f"{each.title} ({', '.join([each.strength, *each.levels, *where_and_after(each)])})"
            for each in pathway.supports
        ]
        yield look.wrapped(f"Beside the levels: {listed(named)}.")
    if pathway.week is not None:
        yield from rooms_and_staff(pathway.week, look)
