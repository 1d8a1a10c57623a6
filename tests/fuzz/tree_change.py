"""Changes to the tree of a file: delete, double, swap, move, refer elsewhere, add what is odd."""

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Final, TypeAlias

import attrs
from fuzz import odd
from fuzz.tree import Map, Slot, Tree, copied, slots

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NEARBY: Final = ("0", "1", "2", "3", "5", "9", "12", "24", "30", "60", "100", "365", "0.5", "0.1")


@attrs.frozen
class Donors:
    """What other sound files have under each key, to be put elsewhere."""

    values: dict[str, list[Tree]]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, trees: list[Tree], keys: tuple[str, ...] = ()) -> "Donors":
        values: dict[str, list[Tree]] = {}
        for tree in trees:
            for slot in slots(tree):
                values.setdefault(slot.key, []).append(slot.value)
        return cls(values, tuple(sorted({*values, *keys})))

    def one(self, key: str, chance: Random) -> Tree:
        """Return what might stand under a key."""
        known = self.values.get(key)
        found: Tree = copied(chance.choice(known)) if known else chance.choice(odd.ALL)
        return found


Change: TypeAlias = Callable[[list[Slot], Donors, Random], None]


def change(tree: Tree, donors: Donors, chance: Random) -> None:
    """Change one thing in a tree, whatever comes of it."""
    places = list(slots(tree))
    if places:
        _pick(_CHANGES, chance)(places, donors, chance)


def vary(tree: Tree, donors: Donors, chance: Random) -> None:
    """Change one thing in a tree so that it may well still make sense."""
    places = list(slots(tree))
    if places:
        _pick(_VARIATIONS, chance)(places, donors, chance)


def _pick(ways: Mapping[Change, int], chance: Random) -> Change:
    return chance.choices(list(ways), weights=list(ways.values()))[0]


def _odd_scalar(places: list[Slot], _donors: Donors, chance: Random) -> None:
    chance.choice(_leaves(places)).put(chance.choice(odd.SCALARS))


def _odd(places: list[Slot], _donors: Donors, chance: Random) -> None:
    chance.choice(places).put(chance.choice(odd.ALL))


def _from_elsewhere(places: list[Slot], donors: Donors, chance: Random) -> None:
    slot = chance.choice(places)
    slot.put(donors.one(slot.key, chance))


def _scalar_from_elsewhere(places: list[Slot], donors: Donors, chance: Random) -> None:
    leaf = chance.choice(_leaves(places))
    same = [value for value in donors.values.get(leaf.key, ()) if isinstance(value, str)]
    leaf.put(chance.choice(same or odd.SCALARS))


def _delete(places: list[Slot], _donors: Donors, chance: Random) -> None:
    chance.choice(places).delete()


def _double(places: list[Slot], _donors: Donors, chance: Random) -> None:
    chance.choice(places).double()


def _swap(places: list[Slot], _donors: Donors, chance: Random) -> None:
    _exchange(chance.choice(places), chance.choice(places))


def _swap_alike(places: list[Slot], _donors: Donors, chance: Random) -> None:
    one = chance.choice(places)
    _exchange(one, chance.choice([each for each in places if each.key == one.key]))


def _as_alike(places: list[Slot], _donors: Donors, chance: Random) -> None:
    """Let something say what another of its sort says."""
    one = chance.choice(places)
    one.put(copied(chance.choice([each for each in places if each.key == one.key]).value))


def _exchange(one: Slot, other: Slot) -> None:
    mine, theirs = copied(one.value), copied(other.value)
    one.put(theirs)
    other.put(mine)


def _move(places: list[Slot], _donors: Donors, chance: Random) -> None:
    chance.choice(places).put(copied(chance.choice(places).value))


def _stranger(places: list[Slot], donors: Donors, chance: Random) -> None:
    chance.choice(places).put(donors.one(chance.choice(donors.keys), chance))


def _add(places: list[Slot], donors: Donors, chance: Random) -> None:
    """Add a key that the format knows to a map, with what stands under it elsewhere."""
    maps = [each.value for each in places if isinstance(each.value, Map)]
    if maps:
        pairs = chance.choice(maps).pairs
        key = chance.choice(donors.keys)
        pairs.insert(chance.randint(0, len(pairs)), [key, donors.one(key, chance)])


def _rename(places: list[Slot], donors: Donors, chance: Random) -> None:
    slot = chance.choice(places)
    if isinstance(slot.holder, Map):
        names = (chance.choice(places).key, chance.choice(donors.keys), chance.choice(odd.SCALARS))
        slot.holder.pairs[slot.place][0] = chance.choice(names)


def _wrap(places: list[Slot], _donors: Donors, chance: Random) -> None:
    slot = chance.choice(places)
    empty: Tree = [] if isinstance(slot.value, list) else Map([])
    slot.put(chance.choice(([slot.value], Map([["value", slot.value]]), empty, "null")))


def _refer(places: list[Slot], _donors: Donors, chance: Random) -> None:
    """Let a reference name another thing of the file."""
    names = [each.key for each in places if isinstance(each.holder, Map)]
    known = set(names)
    references = [each for each in places if isinstance(each.value, str) and each.value in known]
    if references:
        chance.choice(references).put(chance.choice(names))


def _nudge(places: list[Slot], _donors: Donors, chance: Random) -> None:
    numbers = [each for each in places if _has_digits(each.value)]
    leaf = chance.choice(numbers or _leaves(places))
    leaf.put(_nudged(leaf.value, chance))


_CHANGES: Final[dict[Change, int]] = {
    _odd_scalar: 3,
    _odd: 1,
    _from_elsewhere: 2,
    _delete: 1,
    _double: 1,
    _swap: 1,
    _move: 1,
    _stranger: 1,
    _add: 2,
    _rename: 1,
    _wrap: 1,
    _refer: 1,
}
_VARIATIONS: Final[dict[Change, int]] = {
    _as_alike: 3,
    _scalar_from_elsewhere: 2,
    _nudge: 4,
    _refer: 2,
    _from_elsewhere: 1,
    _swap_alike: 1,
    _delete: 1,
}


def _leaves(places: list[Slot]) -> list[Slot]:
    return [each for each in places if isinstance(each.value, str)] or places


def _has_digits(value: Tree) -> bool:
    return isinstance(value, str) and any(char.isdigit() for char in value)


def _nudged(value: Tree, chance: Random) -> Tree:
    """Return a scalar with one of its numbers, or else a letter of it, changed."""
    if not isinstance(value, str) or not value:
        return "0"
    numbers = list(_NUMBER.finditer(value))
    if numbers:
        found = chance.choice(numbers)
        new = chance.choice(_NEARBY if chance.random() < 0.6 else odd.NUMBERS)
        return value[: found.start()] + new + value[found.end() :]
    place = chance.randrange(len(value))
    letter = chance.choice(("", "x", value[place].swapcase(), " "))
    return value[:place] + letter + value[place + 1 :]
