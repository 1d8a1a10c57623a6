"""What one pathway says otherwise than another, value by value.

Things are matched by what they are known by, never by their place in a list: levels, programs and
facts by id, transitions by their two ends, rules and floors by their text, services by their
therapy and group. Where several are known by the same, those that say the most alike belong
together. The order of a list is nothing that a pathway says, except that of the levels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.files.diff.changes import ItemDiff, OtherBasis, PathwayDiff, StatedValue, ValueChange
from iopkit.files.diff.sections import sections
from iopkit.model.field_types import checked_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.files.diff.items import ItemValue, PathwayItem
    from iopkit.model.basis import Basis
    from iopkit.model.pathway import Pathway


@checked_call
def diff(a: Pathway, b: Pathway) -> PathwayDiff:
    """Return everything in which two pathways differ; what they are called is not compared.

    >>> from iopkit.files.compose.load import loads
    >>> a = loads("{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: 3, places: 31}}}")
    >>> b = loads("{iopkit: 1, id: b, title: B, levels: {iop: {title: I, rank: 3, places: 36}}}")
    >>> (found,) = diff(a, b).values
    >>> found.section, found.way, found.a.text, found.b.text
    ('levels', ('iop', 'places'), '31', '36')
    """
    others = dict(sections(b))
    values: list[ItemDiff] = []
    bases: list[OtherBasis] = []
    for section, mine in sections(a):
        found = list(_of_things(section, (), mine, others[section]))
        values += [each for each in found if isinstance(each, ItemDiff)]
        bases += [each for each in found if isinstance(each, OtherBasis)]
        if section == "levels":
            values += _order(mine, others[section])
    return PathwayDiff(values=values, bases=bases)


def _of_things(
    section: str, way: tuple[str, ...], mine: Sequence[PathwayItem], others: Sequence[PathwayItem]
) -> Iterator[ItemDiff | OtherBasis]:
    for a, b in _pairs(mine, others):
        if a is None:
            if b is not None:
                told = StatedValue(text=_short(b), origin=b.origin)
                yield ItemDiff(section=section, way=way, change=ValueChange.ONLY_B, b=told)
        elif b is None:
            told = StatedValue(text=_short(a), origin=a.origin)
            yield ItemDiff(section=section, way=way, change=ValueChange.ONLY_A, a=told)
        else:
            yield from _of_pair(section, (*way, a.label) if a.label else way, a, b)


def _of_pair(
    section: str, way: tuple[str, ...], a: PathwayItem, b: PathwayItem
) -> Iterator[ItemDiff | OtherBasis]:
    says = list(_both(a, b))
    for name, mine, other in says:
        if not mine.says_as(other):
            yield ItemDiff(
                section=section,
                way=(*way, name) if name else way,
                change=ValueChange.CHANGED,
                a=StatedValue(text=mine.text, origin=mine.origin),
                b=StatedValue(text=other.text, origin=other.origin),
            )
    yield from _bases(section, way, a, b, says)
    inside = dict.fromkeys([name for name, _ in (*a.parts, *b.parts)])
    for name in inside:
        mine_inside, theirs = dict(a.parts).get(name, ()), dict(b.parts).get(name, ())
        yield from _of_things(section, (*way, name), mine_inside, theirs)


def _both(a: PathwayItem, b: PathwayItem) -> Iterator[tuple[str, ItemValue, ItemValue]]:
    """Yield the values that both have; a key without a meaning in one of them is in neither."""
    others = {said.name: said for said in b.says}
    for said in a.says:
        if said.name in others:
            yield said.name, said, others[said.name]


def _bases(
    section: str,
    way: tuple[str, ...],
    a: PathwayItem,
    b: PathwayItem,
    says: list[tuple[str, ItemValue, ItemValue]],
) -> Iterator[OtherBasis]:
    """Yield the changes of basis, once for all values that share the same change."""
    found: dict[tuple[Basis | None, Basis | None], list[str]] = {}
    if a.basis != b.basis:
        found[a.basis, b.basis] = []
    for name, mine, other in says:
        stated = mine.text and other.text
        if stated and mine.basis != other.basis and (mine.basis, other.basis) not in found:
            found[mine.basis, other.basis] = [name]
        elif stated and mine.basis != other.basis and found[mine.basis, other.basis]:
            found[mine.basis, other.basis].append(name)
    for (before, after), names in found.items():
        about = [name for name in names if name]
        yield OtherBasis(section=section, way=way, about=about, a=before, b=after)


def _pairs(
    mine: Sequence[PathwayItem], others: Sequence[PathwayItem]
) -> Iterator[tuple[PathwayItem | None, PathwayItem | None]]:
    """Yield what belongs together, in the order of the first; then what only the second has."""
    left: dict[str, list[PathwayItem]] = {}
    for other in others:
        left.setdefault(other.known_by, []).append(other)
    partners: dict[int, PathwayItem] = {}
    # Who is the same goes first, so that nobody takes away another's better half.
    for least in (1.0, 0.5, 0.0):
        for place, thing in enumerate(mine):
            known = left.get(thing.known_by, [])
            alike = [(_alike(thing, other), other) for other in known]
            close = [each for each in alike if each[0] >= least]
            if place not in partners and close:
                best = partners[place] = max(close, key=lambda each: each[0])[1]
                left[thing.known_by] = [other for other in known if other is not best]
    for place, thing in enumerate(mine):
        yield thing, partners.get(place)
    for other in others:
        if any(other is one for one in left[other.known_by]):
            yield None, other


def _alike(a: PathwayItem, b: PathwayItem) -> float:
    """Return how much two things of one name say alike, from 0 to 1."""
    stated = [(mine, other) for _, mine, other in _both(a, b) if mine.text or other.text]
    alike = [mine.says_as(other) for mine, other in stated]
    alike += [mine.basis == other.basis for mine, other in stated]
    alike.append(a.basis == b.basis)
    return 1.0 if all(alike) else 0.9 * sum(alike) / len(alike)


def _short(thing: PathwayItem) -> str:
    """Return a thing that only one pathway has, in one line."""
    if not thing.label:
        return "the whole section"
    title, when = thing.said("title"), thing.said("when")
    named = f"{thing.label}: {title}" if title not in {"", thing.label} else thing.label
    said = next((said.text for said in thing.says if not said.name), "")
    named = f"{named}: {said}" if said else named
    if thing.said("prefer") == "yes":
        return f"{named} (preferred)"
    return f"{named} when {when}" if when not in {"", "always"} and when not in named else named


def _order(mine: Sequence[PathwayItem], others: Sequence[PathwayItem]) -> Iterator[ItemDiff]:
    """Yield that the levels both have stand in another order: it decides between equal ranks."""
    known = {thing.known_by for thing in mine} & {thing.known_by for thing in others}
    a, b = (
        [thing.known_by for thing in things if thing.known_by in known] for things in (mine, others)
    )
    if a != b:
        yield ItemDiff(
            section="levels",
            way=("order",),
            change=ValueChange.CHANGED,
            a=StatedValue(text=", ".join(a)),
            b=StatedValue(text=", ".join(b)),
        )
