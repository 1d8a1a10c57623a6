"""Why a criterion is met, not met or unknown: a tree of reasons with what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.explain import Connective
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.blocks import ReasonNode
from iopkit.describe.inline import Inlines, Text, inlines, reference
from iopkit.model.criterion import Completed, IsKnown, IsTrue

if TYPE_CHECKING:
    from iopkit.criteria.logic.explain import Reason
    from iopkit.describe.names import PathwayNames

_CALLS: Final = {
    Verdict.MET: ("no need for ", " or more"),
    Verdict.NOT_MET: ("needs ", " or more"),
    Verdict.UNKNOWN: ("may need ", " or more"),
}
"""What a floor says of a less intensive level. The reason there is that the floor is *not* met."""


def reason_node(reason: Reason, names: PathwayNames) -> ReasonNode:
    """Return a reason and below it those of its parts, down to what is recorded."""
    inner = reason.parts[0] if reason.floor else reason
    line = _said(inner, names)
    if reason.floor:  # the reason is a "not" around the floor's criterion
        before, after = _CALLS[reason.verdict]
        line = inlines([before, names.link(reason.floor), f"{after}: ", *_stated(inner, names)])
    parts = () if _evidence(inner) else inner.parts
    return ReasonNode(
        line=[*line, *reference(reason.basis)],
        verdict=reason.verdict,
        parts=[reason_node(part, names) for part in parts],
    )


def preference(reason: Reason, names: PathwayNames) -> Inlines:
    """Return a preference in a few words; what is known of it, unless nothing is."""
    if reason.verdict is Verdict.UNKNOWN:
        return _rule(reason, names)
    return _said(reason, names)


def condition_line(reason: Reason, names: PathwayNames) -> Inlines:
    """Return a condition, and behind it what is known."""
    known = f" ({reason.evidence.predicate})" if reason.evidence else ""
    return inlines([names.condition(reason.criterion), known])


def _said(reason: Reason, names: PathwayNames) -> Inlines:
    # "home_is_safe is yes" says the criterion "home_is_safe" as well.
    if _is_bare(reason) and not reason.title:
        return inlines(_evidence(reason))
    return _stated(reason, names)


def _stated(reason: Reason, names: PathwayNames) -> Inlines:
    known = _evidence(reason)
    return (*_rule(reason, names), *((Text(f" ({known})"),) if known else ()))


def _rule(reason: Reason, names: PathwayNames) -> Inlines:
    return inlines(reason.title or names.condition(reason.criterion))


def _evidence(reason: Reason) -> str:
    """Return what is recorded for a leaf, or for the "not" of a leaf; else nothing."""
    leaf = reason.parts[0] if reason.joint is Connective.NOT else reason
    if leaf.evidence is None:
        return ""
    return str(leaf.evidence) if reason.title or _is_bare(leaf) else leaf.evidence.predicate


def _is_bare(leaf: Reason) -> bool:
    """Whether a criterion only names what it asks."""
    return isinstance(leaf.criterion, IsTrue | IsKnown | Completed)
