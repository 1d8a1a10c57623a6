"""Where a client belongs, in sentences first and with the reasons below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.language.question_names import completed_level
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import brief, counted, listed, named
from iopkit.terminal.reasons import preferred, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.placement import Fit, Placement
    from iopkit.model.pathway import Pathway
    from iopkit.terminal.style import DisplayStyle

_FITS: Final = {Verdict.MET: "fits", Verdict.NOT_MET: "does not fit", Verdict.UNKNOWN: "not clear"}

_OPEN: Final = "still open"
_FEW: Final = 2
"""How many levels an answer may leave for them to be named."""

ANEW: Final = "If the client were placed anew today"
ENTANGLED: Final = (
    "The rules are so entangled that more levels may be named here than can be, and more asked "
    "than needed."
)
NO_LEVELS: Final = "This pathway has no levels, so there is nowhere to place a client."


def placed(
    pathway: Pathway,
    placement: Placement,
    look: DisplayStyle,
    *,
    every: bool = False,
    above: str = "",
) -> str:
    """Return the placement in plain sentences, then level by level what decides.

    Parameters
    ----------
    pathway, placement
        The pathway, and where the client belongs in it.
    look
        How it is written.
    every
        Whether the rules that decide nothing are shown too.
    above
        For a client in care: what `iopkit.terminal.next_levels` says, which comes first.
    """
    if not pathway.levels:
        return look.wrapped(NO_LEVELS)
    lines = [above, "", look.strong(ANEW), ""] if above else []
    lines += [*answer(pathway, placement, look), ""]
    lines.append(
        look.wrapped("Levels from the least intensive up; the first that fits is the place.")
    )
    for fit in placement.fits:
        lines += ["", *_level(pathway, fit, placement, look, every=every)]
    page = "\n".join(lines)
    sources = [source for source in pathway.sources if f"[{source.id}" in page]
    if sources:
        lines += ["", look.strong("Sources")]
    for source in sources:
        lines.append(look.wrapped(f"{source.id}: {source.title}", first="  ", rest="      "))
    lines += ["", look.wrapped("These rules are not medical advice; a clinician decides.")]
    return "\n".join(lines)


def answer(pathway: Pathway, placement: Placement, look: DisplayStyle) -> list[str]:
    """Return the placement in a few sentences: where, and if that is open, what to ask."""
    if placement.is_placed:
        return [look.strong(look.wrapped(f"Place at: {_title(pathway, placement.level)}."))]
    if placement.is_settled:
        text = "No level takes this client, whatever is still unknown."
        advice = "See what speaks against each; a clinician has to decide."
        return [look.strong(look.wrapped(text)), look.wrapped(advice)]
    names = [_title(pathway, level) for level in placement.possible]
    at_least = f"At least {_title(pathway, placement.need)}. " if placement.need else ""
    none = ", or no level at all" if placement.nowhere else ""
    lines = [look.strong("Not settled: answers are missing.")]
    lines.append(look.wrapped(f"{at_least}Possible: {listed(names, 'or')}{none}."))
    if not placement.is_exact:
        lines.append(look.wrapped(ENTANGLED))
    if placement.questions:
        lines += ["", look.strong("Ask"), *_asked(pathway, placement, look)]
    return lines


def _asked(pathway: Pathway, placement: Placement, look: DisplayStyle) -> Iterator[str]:
    for asking in placement.questions:
        text = f"{question(pathway, asking.name)} ({asking.name})"
        yield look.wrapped(text, first="  ", rest="    ")
        left = [(answer, _left(pathway, placement, levels)) for answer, levels in asking.answers]
        # Where every answer leaves as much open as before, there is nothing to look forward to.
        if any(said != _OPEN for _, said in left):
            text = " ".join(f"{answer}: {said}." for answer, said in left)
            yield look.wrapped(text, first="    ", rest="      ")


def _left(pathway: Pathway, placement: Placement, levels: tuple[str, ...]) -> str:
    """Return what an answer settles, in a few words."""
    match levels:
        case (level,):
            return _short(pathway, level)
        case _:
            before = {*placement.possible, *([""] if placement.nowhere else [])}
            if len(levels) == len(before) or len(levels) > _FEW:
                return _OPEN
            return listed([_short(pathway, level) for level in levels], "or")


def _short(pathway: Pathway, level: str) -> str:
    return brief(pathway.level(level).title) if level else "no level"


def question(pathway: Pathway, name: str) -> str:
    """Return the question behind what is not recorded: a fact, or ``completed LEVEL``."""
    if level := completed_level(name):
        title = pathway.level(level).title
        return f"Did the client finish an earlier stay as planned: {title}?"
    return pathway.assessment.fact(name).ask


def _title(pathway: Pathway, level: str) -> str:
    return named(pathway.level(level).title, level)


def _level(
    pathway: Pathway, fit: Fit, placement: Placement, look: DisplayStyle, *, every: bool
) -> Iterator[str]:
    here = fit.level == placement.level
    yield look.wrapped(
        f"{_title(pathway, fit.level)}: {_said(fit, placement)}",
        first=f"{look.sign(fit.verdict)} ",
        rest="     ",
    )
    shown = 0
    for reason in fit.reasons:
        # Of a level that fits, every rule of its own was needed; the floors were only in the way.
        if not (every or _decides(reason, fit, own=not reason.floor, here=here)):
            continue
        shown += 1
        yield from tree(reason, look)
    if here and any(reason.floor for reason in fit.reasons) and not every:
        yield f"   {look.sign(Verdict.MET)} nothing calls for a more intensive level"
    elif shown and shown < len(fit.reasons):
        others = counted(len(fit.reasons) - shown, "other rule")
        yield look.faint(f"   ({others} would not change that)")
    if fit.preferences and (every or fit.level in placement.possible):
        yield from _preferences(fit, look)


def _said(fit: Fit, placement: Placement) -> str:
    if fit.level == placement.level:
        return "place here"
    if fit.verdict is Verdict.MET and fit.level not in placement.possible:
        return "would fit, but a less intensive level does"
    return _FITS[fit.verdict]


def _decides(reason: Reason, fit: Fit, *, own: bool, here: bool) -> bool:
    if fit.verdict is Verdict.MET:
        return own and here
    return reason.verdict is fit.verdict


def _preferences(fit: Fit, look: DisplayStyle) -> Iterator[str]:
    yield f"   {fit.preferences_met} of {counted(fit.preferences_total, 'preference')} met"
    for verdict in (Verdict.NOT_MET, Verdict.UNKNOWN):
        names = [preferred(each) for each in fit.preferences if each.verdict is verdict]
        if names:
            said = "not" if verdict is Verdict.NOT_MET else "not known"
            yield look.wrapped(f"{said}: {'; '.join(names)}", first="     ", rest="       ")
