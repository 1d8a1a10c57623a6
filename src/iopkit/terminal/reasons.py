"""A tree of reasons, one line for each, with what is recorded and what the rule rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.explain import Connective
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import based
from iopkit.model.criterion import Completed, IsKnown, IsTrue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.placement import Fit
    from iopkit.terminal.style import DisplayStyle

_CALLS: Final = {
    Verdict.MET: "no need for {} or more",
    Verdict.NOT_MET: "needs {} or more",
    Verdict.UNKNOWN: "may need {} or more",
}
"""What a floor says of a less intensive level. The reason there is that the floor is *not* met."""


def tree(reason: Reason, look: DisplayStyle, *, depth: int = 1) -> Iterator[str]:
    """Yield a reason and below it those of its parts."""
    if reason.floor:
        yield from _floor_tree(reason, look, depth)
        return
    yield from _line(based(_said(reason), reason.basis), reason.verdict, look, depth)
    if not _recorded(reason):
        for part in reason.parts:
            yield from tree(part, look, depth=depth + 1)


def _floor_tree(reason: Reason, look: DisplayStyle, depth: int) -> Iterator[str]:
    """Yield the reason that a floor gives: a "not" around the floor's criterion."""
    inner = reason.parts[0]
    call = _CALLS[reason.verdict].format(reason.floor)
    recorded = _recorded(inner)
    said = f"{call}: {inner.text}{f' ({recorded})' if recorded else ''}"
    yield from _line(based(said, reason.basis), reason.verdict, look, depth)
    if not recorded:
        for part in inner.parts:
            yield from tree(part, look, depth=depth + 1)


def fit_tree(fit: Fit, look: DisplayStyle, *, depth: int = 1) -> Iterator[str]:
    """Yield the reasons that decide why a level does not suit, or why that is not clear."""
    for reason in fit.reasons:
        if reason.verdict is fit.verdict:
            yield from tree(reason, look, depth=depth)


def preferred(reason: Reason) -> str:
    """Return a preference in a few words.

    >>> from iopkit.criteria.logic.explain import explain
    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment
    >>> from iopkit.model.client import Client
    >>> preferred(explain(parse("days_in_level > 3"), Client(days_in_level=2), Assessment()))
    'days_in_level > 3 (is 2 days)'
    """
    if reason.verdict is Verdict.UNKNOWN:
        return reason.title or reason.text
    return _said(reason)


def _said(reason: Reason) -> str:
    recorded = _recorded(reason)
    # "home_is_safe is yes" says the criterion "home_is_safe" as well.
    if _is_bare(reason) and not reason.title:
        return recorded
    text = reason.title or reason.text
    return f"{text} ({recorded})" if recorded else text


def _recorded(reason: Reason) -> str:
    """Return what is recorded for a leaf, or for the "not" of a leaf; else nothing."""
    leaf = reason.parts[0] if reason.joint is Connective.NOT else reason
    if leaf.evidence is None:
        return ""
    return str(leaf.evidence) if reason.title or _is_bare(leaf) else leaf.evidence.predicate


def _is_bare(leaf: Reason) -> bool:
    """Whether a criterion only names what it asks."""
    return isinstance(leaf.criterion, IsTrue | IsKnown | Completed)


def _line(text: str, verdict: Verdict, look: DisplayStyle, depth: int) -> Iterator[str]:
    indent = "   " * depth
    yield look.wrapped(text, first=f"{indent}{look.sign(verdict)} ", rest=f"{indent}     ")
