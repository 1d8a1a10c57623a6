"""Where a client in care can go from here, the urgent first, each way with what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.question_names import completed_level
from iopkit.criteria.language.write import write_number
from iopkit.criteria.logic.explain import Connective
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import brief, counted, days, listed, named
from iopkit.model.assessment import DAYS_IN_CARE, NumberFact
from iopkit.model.transition import TransitionKind
from iopkit.terminal.placement import question
from iopkit.terminal.reasons import fit_tree, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.counterfactual import Counterfactual
    from iopkit.criteria.placement.next_levels import NextLevels, ReviewDecision
    from iopkit.criteria.placement.time_until_met import Wait
    from iopkit.criteria.placement.transition_option import TransitionOption
    from iopkit.model.pathway import Pathway
    from iopkit.terminal.style import DisplayStyle

_WAYS: Final = {
    TransitionKind.STEP_UP: "Step up to",
    TransitionKind.STEP_DOWN: "Step down to",
    TransitionKind.TRANSFER: "Transfer to",
    TransitionKind.DISCHARGE: "End care",
}
_ORDER: Final = (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET)
FLAPPING: Final = (
    "A step up and a step down are both open: for this client the rules contradict each other. "
    "A clinician has to decide, and whoever keeps the pathway file should know."
)


def onwards(pathway: Pathway, ahead: NextLevels, look: DisplayStyle, *, every: bool = False) -> str:
    """Return where a client can go from here, and when the next review is due.

    Steps up that are open come first, then what else is open, what is not clear, what is not open.

    Parameters
    ----------
    pathway, ahead
        The pathway, and what lies ahead of the client in it.
    look
        How it is written.
    every
        Whether it is also said of moves far from open what the level they lead to would say.
    """
    level = pathway.level(ahead.level)
    on = "" if ahead.days is None else f", day {_day(ahead.days)}"
    lines = [look.wrapped(f"In care at: {named(level.title, level.id)}{on}.")]
    if ahead.review is not None:
        lines.append(look.wrapped(_reviewed(ahead.review)))
    lines += ["", look.strong("Where the client can go from here")]
    if ahead.is_flapping:
        lines += ["", look.wrapped(FLAPPING)]
    if not ahead.moves:
        lines += ["", "No way leads from here to another level."]
    rest = [move for move in ahead.moves if move not in ahead.urgent]
    rest.sort(key=lambda move: _ORDER.index(move.verdict))
    for move in (*ahead.urgent, *rest, *(end for end in ahead.ends if end.reason is not None)):
        lines += ["", *_moved(pathway, move, look, every=every)]
    lines += _ended(pathway, ahead, look)
    return "\n".join(lines)


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


def _moved(
    pathway: Pathway, move: TransitionOption, look: DisplayStyle, *, every: bool
) -> Iterator[str]:
    edge = move.transition
    place = pathway.level(edge.to) if pathway.is_level(edge.to) else pathway.outcome(edge.to)
    way = _WAYS.get(edge.kind, f"{edge.kind.value.capitalize()} to")
    colon = "," if edge.kind is TransitionKind.DISCHARGE else ""
    yield look.wrapped(
        f"{way}{colon} {named(place.title, place.id)}: {_said(move)}",
        first=f"{look.sign(move.verdict)} ",
        rest="     ",
    )
    if move.reason is not None:
        yield from _reasons(move.reason, look, every=every)
    if edge.basis is not None:
        yield look.faint(look.wrapped(f"[{edge.basis}]", first="   ", rest="    "))
    yield from (look.wrapped(line, first="   ", rest="     ") for line in _opening(pathway, move))
    if move.fit is not None and (every or _is_near(move)):
        yield from _taken(move, look)


def _reasons(reason: Reason, look: DisplayStyle, *, every: bool) -> Iterator[str]:
    """Yield why a move is open or not; of several conditions those that stand in the way."""
    parts = reason.parts if reason.joint is Connective.ALL else (attrs.evolve(reason, basis=None),)
    all_shown = every or reason.verdict is Verdict.MET
    shown = [part for part in parts if all_shown or part.verdict is not Verdict.MET]
    for part in shown:
        yield from tree(part, look)
    if len(shown) < len(parts):
        others = counted(len(parts) - len(shown), "other condition is", "other conditions are")
        yield look.faint(f"   ({others} met)")


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


def _taken(move: TransitionOption, look: DisplayStyle) -> Iterator[str]:
    if move.fit is None:
        return
    match move.fit.verdict:
        case Verdict.MET:
            yield "   That level would take the client."
        case Verdict.NOT_MET:
            yield "   That level would not take the client:"
            yield from fit_tree(move.fit, look, depth=2)
        case Verdict.UNKNOWN:
            yield "   Whether that level would take the client is not clear:"
            yield from fit_tree(move.fit, look, depth=2)


def _ended(pathway: Pathway, ahead: NextLevels, look: DisplayStyle) -> Iterator[str]:
    ends = [pathway.outcome(end.transition.to) for end in ahead.ends if end.reason is None]
    planned = [brief(end.title) for end in ends if end.completes]
    others = [brief(end.title) for end in ends if not end.completes]
    if not ends:
        return
    yield ""
    if planned:
        yield look.wrapped(f"Care can end as planned: {listed(planned, 'or')}.", rest="  ")
    if others:
        yield look.wrapped(f"Care can end otherwise: {listed(others, 'or')}.", rest="  ")
