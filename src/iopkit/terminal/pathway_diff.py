"""What one pathway says otherwise than another, section by section, with both places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.canonical import canonical
from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.describe.wording import brief, counted
from iopkit.errors import CriterionError
from iopkit.files.diff.changes import ValueChange
from iopkit.model.criterion import And
from iopkit.terminal.style import plain, printed_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.files.diff.changes import ItemDiff, OtherBasis, PathwayDiff, StatedValue
    from iopkit.model.basis import Basis
    from iopkit.model.pathway import Pathway
    from iopkit.terminal.style import DisplayStyle

_NAMES: Final = {
    "levels": "Levels of care",
    "floors": "Needs",
    "transitions": "Moves",
    "assessment": "Questions",
    "rule_sets": "Rule sets",
    "arrivals": "Who arrives",
    "accepted": "Accepted findings",
}
"""What people call a section."""
_BY_KEY: Final = frozenset({"floors", "transitions", "assessment"})
"""The sections that people call quite otherwise than the file does."""
_CRITERIA: Final = frozenset({"when", "for"})
"""The keys that hold a criterion."""
_REASON: Final = 50
"""How much of an assumption is repeated. [characters]"""


def differences(  # noqa: PLR0913  two pathways, two names
    a: Pathway, b: Pathway, found: PathwayDiff, look: DisplayStyle, *, name_a: str, name_b: str
) -> str:
    """Return what A and B say otherwise: values first, then what only rests on something else.

    Parameters
    ----------
    a, b
        The pathways.
    found
        What differs.
    look
        How it is written.
    name_a, name_b
        The names under which the reader asked for them.
    """
    lines = [
        look.wrapped(f"{brief(a.title)} ({brief(name_a)})", first="A  "),
        look.wrapped(f"{brief(b.title)} ({brief(name_b)})", first="B  "),
        "",
        look.strong(_summary(found)),
    ]
    for section in dict.fromkeys(each.section for each in found.values):
        lines += ["", look.strong(_heading(section))]
        for each in found.values:
            if each.section == section:
                lines += _difference(each, look)
    if found.bases:
        lines += ["", look.strong("Rests on something else")]
        for basis in found.bases:
            lines += _basis(basis, look)
    return "\n".join(lines)


def _summary(found: PathwayDiff) -> str:
    values = counted(len(found.values), "difference")
    bases = counted(len(found.bases), "basis differs", "bases differ")
    match bool(found.values), bool(found.bases):
        case False, False:
            return "Both say the same."
        case True, False:
            return f"{values}."
        case False, True:
            return f"Both say the same, but {bases}."
        case _:
            return f"{values}; {bases} besides."


def _heading(section: str) -> str:
    return f"{_name(section)} ({section})" if section in _BY_KEY else _name(section)


def _name(section: str) -> str:
    return _NAMES.get(section, section.replace("_", " ").capitalize())


def _difference(each: ItemDiff, look: DisplayStyle) -> Iterator[str]:
    way = " > ".join(each.way)
    if each.change is ValueChange.CHANGED:
        yield from _changed(f"{way}: ", _told(each.a), _told(each.b), look)
        if each.way[-1] in _CRITERIA and each.a and each.b:
            yield from _conditions(each.a.text, each.b.text, look)
        return
    told = each.a or each.b
    head = f"{way}, {each.change}: " if way else f"{each.change}: "
    yield _hung(f"{head}{_told(told)}", look, "  ", "      ")


def _changed(head: str, before: str, after: str, look: DisplayStyle) -> Iterator[str]:
    """Yield a change: on one line, or the two values below each other."""
    line = plain(f"{head}{before} -> {after}")
    if printed_length(line) + 2 <= look.width:
        yield f"  {line}"
        return
    yield _hung(f"{head}{before}", look, "  ", "      ")
    yield _hung(f"-> {after}", look, "      ", "         ")


def _hung(text: str, look: DisplayStyle, first: str, rest: str) -> str:
    """Return lines of which also those after the first fit."""
    narrower = attrs.evolve(look, width=look.width - len(rest) + len(first))
    return narrower.wrapped(text, first=first, rest=rest)


def _conditions(before: str, after: str, look: DisplayStyle) -> Iterator[str]:
    """Yield which conditions come and go, where most of a long criterion stays."""
    a, b = _asked(before), _asked(after)
    if not set(a) & set(b):
        return
    gone, new = [part for part in a if part not in b], [part for part in b if part not in a]
    for said, parts in (("no longer asked", gone), ("asked besides", new)):
        if parts:
            yield _hung(f"{said} in B: {'; '.join(parts)}", look, "      ", "         ")


def _asked(text: str) -> list[str]:
    """Return the conditions that must all hold."""
    try:
        criterion = canonical(parse(text))
    except CriterionError:  # "always", where there is none
        return []
    return [write(part) for part in criterion.parts] if isinstance(criterion, And) else [text]


def _told(told: StatedValue | None) -> str:
    if told is None or not told.text:
        return "not stated"
    return f"{told.text} ({told.origin})" if told.origin else told.text


def _basis(each: OtherBasis, look: DisplayStyle) -> Iterator[str]:
    about = f" ({', '.join(each.about)})" if each.about else ""
    way = " > ".join((_name(each.section), *each.way))
    yield from _changed(f"{way}{about}: ", _rests(each.a), _rests(each.b), look)


def _rests(basis: Basis | None) -> str:
    return "no basis" if basis is None else brief(str(basis), _REASON)
