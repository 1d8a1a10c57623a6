"""What there is beside the levels: 12-step meetings, a sober living home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.blocks import DocumentSection, Item, Items
from iopkit.describe.inline import Inlines, Text, joined, reference
from iopkit.describe.statement import statements
from iopkit.files.format.programs import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.blocks import Block
    from iopkit.describe.names import PathwayNames
    from iopkit.model.support import Support


def supports_section(
    supports: Iterable[Support], level: str, names: PathwayNames
) -> Iterator[Block]:
    """Yield the supports that apply during a level, or follow it; nothing where there are none."""
    found = [each for each in supports if each.is_during(level) or level in each.after]
    if found:
        items = [Item(line=_at(each, level, names)) for each in found]
        yield DocumentSection(title="Beside this level", blocks=[Items(items=items)])


def support_line(support: Support, names: PathwayNames) -> Inlines:
    """Return a support with all that is stated of it."""
    return (Text(f"{support.title}: "), *_stated(support, names), *reference(support.basis))


def _at(support: Support, level: str, names: PathwayNames) -> Inlines:
    when = "" if support.is_during(level) else "afterwards"
    said = _stated(support, names, but=("levels",), when=when)
    return (Text(f"{support.title}: "), *said, *reference(support.basis))


def _stated(
    support: Support, names: PathwayNames, *, but: Iterable[str] = (), when: str = ""
) -> Inlines:
    apart = ("title", "strength", *but)
    said = (line for _, line in statements(SUPPORT, support, names, but=apart))
    return joined([support.strength.value, when, *said])
