"""Where a client in care can go from here, the urgent first, each way with what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.question_names import completed_level
from iopkit.criteria.language.write import write_number
from iopkit.criteria.logic.explain import Connective
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.blocks import (
    DocumentSection,
    Item,
    Items,
    Note,
    NoteSeverity,
    Paragraph,
    ReasonTree,
)
from iopkit.describe.inline import VerdictText, reference
from iopkit.describe.names import PathwayNames
from iopkit.describe.question import question
from iopkit.describe.reason import reason_node
from iopkit.describe.wording import brief, counted, days, listed, named
from iopkit.model.assessment import DAYS_IN_CARE, NumberFact
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.counterfactual import Counterfactual
    from iopkit.criteria.placement.next_levels import NextLevels, ReviewDecision
    from iopkit.criteria.placement.placement import Fit
    from iopkit.criteria.placement.time_until_met import Wait
    from iopkit.criteria.placement.transition_option import TransitionOption
    from iopkit.describe.blocks import Block
    from iopkit.model.pathway import Pathway

_WAYS: Final = {
    TransitionKind.STEP_UP: "Step up to",
    TransitionKind.STEP_DOWN: "Step down to",
    TransitionKind.TRANSFER: "Transfer to",
    TransitionKind.DISCHARGE: "End care,",
}
_ORDER: Final = (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET)
_FLAPPING: Final = (
    "A step up and a step down are both open: for this client the rules contradict each other. "
    "A clinician has to decide, and whoever keeps the pathway file should know."
)
_TAKEN: Final = {
    Verdict.MET: "That level would take the client.",
    Verdict.NOT_MET: "That level would not take the client:",
    Verdict.UNKNOWN: "Whether that level would take the client is not clear:",
}


def in_care_line(pathway: Pathway, ahead: NextLevels) -> str:
    """Return where a client is, and for how long."""
    level = pathway.level(ahead.level)
    on = "" if ahead.days is None else f", day {_day(ahead.days)}"
    return f"In care at: {named(level.title, level.id)}{on}."


def continued_stay(pathway: Pathway, ahead: NextLevels, *, every: bool = False) -> Iterator[Block]:
    """Yield when the next review is due, and where a client can go from here.

    Steps up that are open come first, then what else is open, what is not clear, what is not open.

    Parameters
    ----------
    pathway, ahead
        The pathway, and what lies ahead of the client in it.
    every
        Whether it is also said of moves far from open what the level they lead to would say.
    """
    if ahead.review is not None:
        yield Paragraph(line=_reviewed(ahead.review))
    blocks: list[Block] = []
    if ahead.is_flapping:
        blocks.append(Note(line=_FLAPPING, severity=NoteSeverity.CAUTION))
    if not ahead.moves:
        blocks.append(Paragraph(line="No way leads from here to another level."))
    names = PathwayNames.of(pathway)
    rest = [move for move in ahead.moves if move not in ahead.urgent]
    rest.sort(key=lambda move: _ORDER.index(move.verdict))
    conditional = [end for end in ahead.ends if end.reason is not None]
    blocks += [
        _move(pathway, move, names, every=every) for move in (*ahead.urgent, *rest, *conditional)
    ]
    blocks += _ends(pathway, ahead)
    yield DocumentSection(title="Where the client can go from here", blocks=blocks)


def _day(number: float) -> str:
    """Return a day, without what rounding adds to it."""
    return write_number(round(number, 6))


def _reviewed(review: ReviewDecision) -> str:
    if review.day is None or review.days is None:
        every = "every day" if review.every == 1 else f"every {days(review.every)}"
        return f"A review is due {every}; on which day the client is was not recorded."
    if review.days == 0:
        return "The next review is due today."
    return f"The next review is due on day {_day(review.day)}, in {days(review.days)}."


def _move(
    pathway: Pathway, move: TransitionOption, names: PathwayNames, *, every: bool
) -> DocumentSection:
    edge = move.transition
    place = pathway.level(edge.to) if pathway.is_level(edge.to) else pathway.outcome(edge.to)
    way = _WAYS.get(edge.kind, f"{edge.kind.value.capitalize()} to")
    blocks: list[Block] = []
    lines: list[Item] = []
    if move.reason is not None:
        shown, others = _standing_in_the_way(move.reason, every=every)
        blocks.append(ReasonTree(roots=[reason_node(each, names) for each in shown]))
        if others:
            many = counted(others, "other condition is", "other conditions are")
            lines.append(Item(line=f"({many} met)"))
    if edge.basis is not None:
        lines.append(Item(line=reference(edge.basis)))
    lines += [Item(line=line) for line in _opening(pathway, move)]
    if move.fit is not None and (every or _is_near(move)):
        lines.append(_taken(move.fit, names))
    if lines:
        blocks.append(Items(items=lines))
    text = f"{way} {named(place.title, place.id)}: {_said(move)}"
    return DocumentSection(title=VerdictText(move.verdict, text), blocks=blocks)


def _standing_in_the_way(reason: Reason, *, every: bool) -> tuple[list[Reason], int]:
    """Return why a move is open or not, and of how many conditions that are met nothing is said."""
    alone = (attrs.evolve(reason, basis=None),)
    parts = reason.parts if reason.joint is Connective.ALL else alone
    every = every or reason.verdict is Verdict.MET
    shown = [part for part in parts if every or part.verdict is not Verdict.MET]
    return shown, len(parts) - len(shown)


def _is_near(move: TransitionOption) -> bool:
    return move.verdict is not Verdict.NOT_MET or move.is_nearly_open


def _said(move: TransitionOption) -> str:
    if move.verdict is Verdict.UNKNOWN:
        return "not clear"
    if move.verdict is Verdict.NOT_MET:
        return "not open, but nearly" if move.is_nearly_open else "not open"
    said = "open to everybody here" if move.reason is None else "open"
    if move.fit is not None and move.fit.verdict is Verdict.NOT_MET:
        return f"{said}, but that level would not take the client"
    return f"{said}; look at this first" if move.transition.kind is TransitionKind.STEP_UP else said


def _opening(pathway: Pathway, move: TransitionOption) -> Iterator[str]:
    """Yield what would open a move, and what has to be asked for it."""
    if move.wait is not None:
        yield f"It opens {_when(move.wait)}."
    for change in move.changes:
        if change.name not in move.ask:
            yield f"{brief(change.recorded)}; it opens {_how(change, pathway)}."
    opens = {change.name: f" It opens {_how(change, pathway)}." for change in move.changes}
    for name in move.ask:
        yield f"Ask: {question(pathway, name)} ({name}){opens.get(name, '')}"


def _when(wait: Wait) -> str:
    clock = " in care" if wait.name == DAYS_IN_CARE else ""
    until = f"in {days(wait.days)}" if wait.days else "that is today"
    on = "after" if wait.after else "on"
    return f"{on} day {_day(wait.day)}{clock}, {until}"


def _how(change: Counterfactual, pathway: Pathway) -> str:
    if not change.to:
        return "with any answer"
    if level := completed_level(change.name):
        return f"once {level} is completed" if change.to == "yes" else "only without that"
    is_number = isinstance(pathway.assessment.fact(change.name).type, NumberFact)
    return f"at {change.to}" if is_number else f"when it is {change.to}"


def _taken(fit: Fit, names: PathwayNames) -> Item:
    against = [each for each in fit.reasons if each.verdict is fit.verdict]
    if fit.verdict is Verdict.MET:
        return Item(line=_TAKEN[fit.verdict])
    tree = ReasonTree(roots=[reason_node(each, names) for each in against])
    return Item(line=_TAKEN[fit.verdict], below=[tree])


def _ends(pathway: Pathway, ahead: NextLevels) -> Iterator[Block]:
    ends = [pathway.outcome(end.transition.to) for end in ahead.ends if end.reason is None]
    planned = [brief(end.title) for end in ends if end.completes]
    others = [brief(end.title) for end in ends if not end.completes]
    lines = [f"Care can end as planned: {listed(planned, 'or')}."] if planned else []
    lines += [f"Care can end otherwise: {listed(others, 'or')}."] if others else []
    if lines:
        yield Paragraph(line=" ".join(lines))
