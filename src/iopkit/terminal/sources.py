"""Every number and rule of a pathway, by what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.wording import brief
from iopkit.model.provenance.citations import figures
from iopkit.terminal.style import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.basis import Source
    from iopkit.model.pathway import Pathway
    from iopkit.model.provenance.citations import Stated
    from iopkit.terminal.style import DisplayStyle


def sourced(pathway: Pathway, look: DisplayStyle) -> str:
    """Return every number and rule below its source; assumptions and the facility's own apart."""
    stated = list(figures(pathway))
    lines = [look.strong(plain(f"What {brief(pathway.title)} rests on"))]
    for source in pathway.sources:
        items = [item for item in stated if item[3] is not None and item[3].source == source.id]
        lines += ["", *_about(source, look)]
        if items:
            lines += _items(items, look)
        else:
            lines.append(
                look.wrapped("describes facts or programs, no number or rule", first="    ")
            )
    assumed = [item for item in stated if item[3] is not None and item[3].is_assumption]
    if assumed:
        lines += ["", look.strong("Assumed, not measured"), *_items(assumed, look)]
    own = [item for item in stated if item[3] is None]
    if own:
        lines += ["", look.strong("Stated by the file's author"), *_items(own, look)]
    return "\n".join(lines)


def _about(source: Source, look: DisplayStyle) -> Iterator[str]:
    who = ", ".join(part for part in (source.by, str(source.year or "")) if part)
    yield look.wrapped(f"{source.id}: {source.title}{f' ({who})' if who else ''}")
    if source.where:
        yield look.wrapped(source.where, first="  ")
    if source.note:
        yield look.wrapped(f"Note: {source.note}", first="  ")


def _items(items: Iterable[Stated], look: DisplayStyle) -> Iterator[str]:
    """Yield the items; what has the same reason stands below it once."""
    by_reason: dict[str, list[str]] = {}
    for _, what, value, basis in items:
        reason = "" if basis is None else basis.assumption or basis.locator
        by_reason.setdefault(reason, []).append(f"{what}: {value}" if value else what)
    # What names no place in the source comes first, or it would seem to belong to the last one.
    for reason, names in sorted(by_reason.items(), key=lambda each: bool(each[0])):
        if reason:
            yield look.wrapped(reason, first="  ", rest="  ")
        for name, times in _counted(names):
            yield look.wrapped(name if times == 1 else f"{name} ({times} rules)", first="    - ")


def _counted(names: Iterable[str]) -> Iterable[tuple[str, int]]:
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found.items()
