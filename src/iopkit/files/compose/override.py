"""One value of a pathway changed from outside its file: ``levels.iop.places=48``.

The value is read as the file itself would be, and lies over what the file says as a file that
`extends` it would, so that every rule of the format holds and every complaint is the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.diagnostics.catalogue.overrides import (
    NO_OVERRIDE,
    NO_SUCH_VALUE,
    NOT_CHANGEABLE,
    NOT_IN_LIST,
    OVERRIDE_WITHOUT_VALUE,
    WHOLE_ITEM,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import UnreadableError, nearest
from iopkit.files.compose.merge import overlay
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.format.transitions import TransitionShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.yaml.node import Entries, Node, YamlKey
from iopkit.files.yaml.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.model.basis import Path

Steps: TypeAlias = "tuple[YamlKey, ...]"

LAYER: Final = 1
"""The layer of every value from outside: above the file that is read."""

_FIXED: Final = ("iopkit", "extends", "uses")
"""What says how to read the file, which nothing outside can change."""


@attrs.frozen
class Override:
    """Where something is changed, and to what.

    Parameters
    ----------
    path
        The keys down to the value, joined by points.
    mark
        Where the path stands in the text that was given.
    value
        What will stand there.
    """

    path: str
    mark: SourceSpan
    value: Node


def read_setting(text: str, *, name: str) -> Override:
    """Return what a text such as ``levels.iop.places=48`` changes.

    Parameters
    ----------
    text
        Keys joined by points, ``=``, and the value as the file would have it.
    name
        The name to show for the text, such as ``--set``.

    Raises
    ------
    UnreadableError
        When there is no path or no value, or the value is not YAML as it is read here.
    """
    path, equals, written = text.partition("=")
    ahead = len(path) - len(path.lstrip())
    mark = SourceSpan(name, 1, 1 + ahead, max(1, len(path.strip())), text)
    if not equals or not path.strip():
        raise _refused(mark, NO_OVERRIDE())
    if not written.strip():
        after = attrs.evolve(mark, column=len(text) + 1, width=1)
        raise _refused(after, OVERRIDE_WITHOUT_VALUE())
    try:
        # Blanks take the room of the path, so that columns are those of the whole text.
        value, complaints = read_yaml(f"{' ' * (len(path) + 1)}{written}", name, layer=LAYER)
    except UnreadableError as error:
        shown = [each.showing(text if each.line else "") for each in error.complaints]
        raise UnreadableError(shown) from None
    if complaints:
        raise UnreadableError([each.showing(text) for each in complaints])
    return Override(path.strip(), mark, _shown(value, text))


def set_all(root: Node, settings: Iterable[Override], complaints: list[Diagnostic]) -> Node:
    """Return what a file says once some values are changed, one after the other.

    A path that leads nowhere is a complaint; the rest is changed without it.
    """
    for setting in settings:
        try:
            root = _changed(PATHWAY, root, setting, setting.path, complaints)
        except UnreadableError as error:
            complaints += error.complaints
    return root


def reached(root: Node, settings: Iterable[Override]) -> tuple[tuple[Path, ...], ...]:
    """Return which values of a file each setting has given, once all lie over it.

    A value that a later setting gave again belongs to that one.
    """
    found: dict[str, list[Path]] = {setting.mark.text: [] for setting in settings}
    for path, node in root.walk():
        if node.layer == LAYER and not isinstance(node.value, Entries | tuple):
            found.get(node.mark.text, []).append(path)
    return tuple(tuple(found[setting.mark.text]) for setting in settings)


def _changed(
    shape: object, node: Node, setting: Override, path: str, complaints: list[Diagnostic]
) -> Node:
    """Return a value with what stands at a path below it changed."""
    steps: list[tuple[object, Node | None, YamlKey]] = []
    below: Node | None = node
    rest, inner = path, shape
    while rest:
        if isinstance(inner, TransitionShape):
            inner = inner.record
        if below is not None and isinstance(inner, Shorthand):
            below, inner = inner.spelled_out(below), inner.record
        if below is not None and isinstance(below.value, tuple):
            place, after = _item(inner, below, setting, rest)
            if not after:
                raise _refused(setting.mark, WHOLE_ITEM())
            item = inner.item if isinstance(inner, ListOf) else None
            changed = _changed(item, below.value[place], setting, after, complaints)
            items = (*below.value[:place], changed, *below.value[place + 1 :])
            return _replaced(node, [key for _, _, key in steps], attrs.evolve(below, value=items))
        name, after = _step(inner, below, setting, rest)
        steps.append((inner, below, YamlKey(name, _part(setting, rest, name))))
        inner = _shape_below(inner, name)
        below = below.child(name) if below is not None else None
        rest = after
    keys = [key for _, _, key in steps]
    if shape is PATHWAY:  # its name and title, which nothing that lies over a file takes over, stay
        first = keys[0].text
        section = _laid(_shape_below(shape, first), node.child(first), keys, setting, complaints)
        return _with(node, keys[0], section)
    return _laid(shape, node, [YamlKey("", node.mark), *keys], setting, complaints)


def _laid(
    shape: object,
    node: Node | None,
    keys: Sequence[YamlKey],
    setting: Override,
    complaints: list[Diagnostic],
) -> Node:
    """Return a value with what stands below it, under all keys but the first, changed."""
    over = attrs.evolve(setting.value, key=keys[-1])
    for key, outer in zip(reversed(keys[1:]), reversed(keys[:-1]), strict=True):
        pairs = Entries(((key, over),))
        over = Node(pairs, attrs.evolve(setting.mark, width=1), key=outer, layer=LAYER)
    if node is not None and len(keys) > 1:  # what is not changed stays where it was written
        over = attrs.evolve(over, mark=node.mark, key=node.key)
    return overlay(shape, node, over, complaints)


def _with(node: Node, key: YamlKey, child: Node) -> Node:
    """Return a map with another value under a key, at the end when it was not there."""
    if not isinstance(node.value, Entries):
        return node
    if key.text in node.value:
        return _replaced(node, [key], child)
    return attrs.evolve(node, value=Entries((*node.value.pairs, (key, child))))


def _replaced(node: Node, keys: Sequence[YamlKey], new: Node) -> Node:
    """Return a value in which one deep inside is replaced, and nothing else."""
    if not keys:
        return new
    if not isinstance(node.value, Entries):
        return node
    pairs = tuple(
        (key, _replaced(child, keys[1:], new) if key.text == keys[0].text else child)
        for key, child in node.value.pairs
    )
    return attrs.evolve(node, value=Entries(pairs))


def _step(shape: object, node: Node | None, setting: Override, path: str) -> tuple[str, str]:
    """Return the next key of a path and what follows it; the names of things may hold points."""
    entries = node.value if node is not None and isinstance(node.value, Entries) else Entries()
    known = [*entries.names(), *(shape.names() if isinstance(shape, Record) else ())]
    fits = [name for name in known if path == name or path.startswith(f"{name}.")]
    if node is not None and shape is PATHWAY and path.partition(".")[0] in _FIXED:
        first = path.partition(".")[0]
        mark = _part(setting, path, first)
        raise _refused(mark, NOT_CHANGEABLE(first=first))
    if fits:
        name = max(fits, key=len)
        return name, path[len(name) + 1 :]
    name, _, after = path.partition(".")
    if after and isinstance(shape, MapOf):
        mark = _part(setting, path, name)
        hint = nearest(name, known) or (f"there are: {', '.join(known)}" if known else "")
        raise _refused(mark, NO_SUCH_VALUE(name=name), hint)
    return name, after  # reading complains about a key that is not known


def _item(shape: object, node: Node, setting: Override, path: str) -> tuple[int, str]:
    """Return the place of the item of a list that a path names next, and what follows."""
    items = node.value if isinstance(node.value, tuple) else ()
    names = list(_item_names(shape, items))
    plain = path.replace(" ", "")
    fits = [
        (len(name), place)
        for place, some in enumerate(names)
        for name in some
        if plain == name or plain.startswith(f"{name}.")
    ]
    if fits:
        length, place = max(fits)
        return place, plain[length + 1 :]
    first = re.split(r"\.", path, maxsplit=1)[0]
    known = [some[0] for some in names]
    hint = nearest(first, known) or (f"there are: {', '.join(known)}" if known else "")
    mark = _part(setting, path, first)
    raise _refused(mark, NOT_IN_LIST(first=first), hint)


def _item_names(shape: object, items: Iterable[Node]) -> Iterator[tuple[str, ...]]:
    """Yield how a path can name each item: by what it is known by, and by its number from 1."""
    seen: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        called = shape.name(item) if isinstance(shape, ListOf) and shape.name else ""
        name = ">".join(part.replace(" ", "") for part in called.split("|") if part.strip())
        seen[name] = seen.get(name, 0) + 1
        if not name:
            yield (str(number),)
        elif seen[name] > 1:
            yield f"{name}#{seen[name]}", str(number)
        else:
            yield name, str(number)


def _shape_below(shape: object, name: str) -> object:
    if isinstance(shape, Record):
        return next((key.shape for key in shape.keys if key.name == name), None)
    return shape.item if isinstance(shape, MapOf) else None


def _shown(node: Node, text: str) -> Node:
    """Return a value whose places show the whole text that it was given in."""
    value = node.value
    if isinstance(value, tuple):
        value = tuple(_shown(item, text) for item in value)
    elif isinstance(value, Entries):
        value = Entries(
            tuple(
                (attrs.evolve(key, mark=_whole(key.mark, text)), _shown(item, text))
                for key, item in value.pairs
            )
        )
    key = node.key and attrs.evolve(node.key, mark=_whole(node.key.mark, text))
    return attrs.evolve(node, value=value, mark=_whole(node.mark, text), key=key)


def _whole(mark: SourceSpan, text: str) -> SourceSpan:
    return attrs.evolve(mark, text=text) if mark.line == 1 else mark


def _part(setting: Override, path: str, name: str) -> SourceSpan:
    """Return where the next key of what is left of a path stands."""
    ahead = max(len(setting.path) - len(path), 0)
    return setting.mark.part(ahead, ahead + len(name))


def _refused(
    mark: SourceSpan, message: DiagnosticMessage, hint: str | None = None
) -> UnreadableError:
    return UnreadableError([Diagnostic.at(mark, message, hint)])
