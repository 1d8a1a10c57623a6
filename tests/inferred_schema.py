"""A JSON Schema that holds of some JSON values: what is always there is required."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"
Schema: TypeAlias = "dict[str, object]"

KINDS = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}
TREE = "operands"
"""The key under which a thing holds things of its own kind."""

OPEN = frozenset({"args"})
"""Keys whose content depends on what kind of thing it belongs to."""


def schema_of(values: Sequence[Json], ids: Collection[str], place: str = "#") -> Schema:
    """Return what holds of all values.

    Parameters
    ----------
    values
        The values, of one place.
    ids
        The names that the author of a file chooses: a map of which most keys are among them is one
        from names to things of a kind.
    place
        The JSON pointer to the place.
    """
    kinds = sorted({KINDS[type(value)] for value in values if not isinstance(value, dict | list)})
    found: Schema = {}
    objects = [value for value in values if isinstance(value, dict)]
    lists = [value for value in values if isinstance(value, list)]
    if objects:
        kinds.append("object")
        is_open = place.rpartition("/")[2] in OPEN
        found |= {} if is_open else _object(objects, ids, place)
    if lists:
        kinds.append("array")
        inside = [each for value in lists for each in value]
        found |= {"items": schema_of(inside, ids, f"{place}/items")} if inside else {}
    if kinds in ([], ["null"]):  # nothing was seen that says more
        return {}
    return {"type": kinds if len(kinds) > 1 else kinds[0], **found}


def _object(objects: Sequence[dict[str, Json]], ids: Collection[str], place: str) -> Schema:
    if any(TREE in each for each in objects):
        objects = [below for each in objects for below in _tree(each)]
    names = sorted({name for each in objects for name in each})
    if 2 * sum(name in ids for name in names) > len(names):
        inside = [value for each in objects for value in each.values()]
        return {"additionalProperties": schema_of(inside, ids, f"{place}/additionalProperties")}
    properties: Schema = {
        name: schema_of(
            [each[name] for each in objects if name in each], ids, f"{place}/properties/{name}"
        )
        for name in names
        if name != TREE
    }
    if TREE in names:
        properties[TREE] = {"type": "array", "items": {"$ref": place}}
    required = [name for name in names if all(name in each for each in objects)]
    return {"required": required, "properties": properties}


def _tree(value: dict[str, Json]) -> Iterator[dict[str, Json]]:
    """Yield a thing and all that it consists of."""
    yield value
    parts = value.get(TREE)
    for each in parts if isinstance(parts, list) else []:
        if isinstance(each, dict):
            yield from _tree(each)
