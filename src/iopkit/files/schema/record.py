"""A map with known keys that becomes one value of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import attrs

from iopkit.diagnostics.catalogue.keys import (
    KEY_NEEDED,
    KEY_NOT_KNOWN,
    KEY_RENAMED,
    KEYS_EXCLUDE,
    ONE_KEY_NEEDED,
)
from iopkit.diagnostics.catalogue.values import REFUSED_BY_MODEL
from iopkit.diagnostics.fix import Applicability, DiagnosticFix, closest_fix
from iopkit.errors import InvalidTypeError, InvalidValueError, nearest, nearest_name
from iopkit.files.schema.context import UnreadableNodeError
from iopkit.files.schema.provenance_keys import BASIS_KEYS, basis_schema, read_basis, write_basis
from iopkit.files.schema.value_type import JsonSchema, ValueType, Written, refuse_form
from iopkit.files.yaml.node import Entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

T = TypeVar("T")


@attrs.frozen
class FieldSpec:
    """A key of a record.

    Parameters
    ----------
    name
        The key in the file.
    shape
        What it holds.
    help
        One sentence for people, with the unit.
    field
        The parameter of the model class; the same as `name` if empty.
    required
        Whether it must be there.
    default
        The value of the model that is not written.
    formerly
        What it was called in an earlier version.
    inherited
        Whether a file that extends another takes the key over.
    stand_in
        What a needed value counts as when it cannot be read, so that the rest is still checked;
        None when there is no such thing.
    label
        What a description calls it; its name when empty.
    words
        How a description says it in a sentence, with ``{}`` where the value stands: ``up to {}``.
        Of a flag, what is true when it is set. The label and the value when empty.
    denial
        What is true of a flag that is not set; "not" and the words when empty.
    unit
        The unit of its number, in the singular: ``client``, ``hour a week``.
    joint
        What stands before the last of several values.
    refers_to
        What its ids name: ``fact``, ``level``, ``outcome``, ``group``, ``therapy``, ``program``;
        empty when it holds none.
    """

    name: str
    shape: ValueType[Any]
    help: str
    field: str = ""
    required: bool = attrs.field(default=False, kw_only=True)
    default: object = attrs.field(default=None, kw_only=True)
    formerly: str = attrs.field(default="", kw_only=True)
    inherited: bool = attrs.field(default=True, kw_only=True)
    stand_in: object = attrs.field(default=None, kw_only=True)
    label: str = attrs.field(default="", kw_only=True)
    words: str = attrs.field(default="", kw_only=True)
    denial: str = attrs.field(default="", kw_only=True)
    unit: str = attrs.field(default="", kw_only=True)
    joint: str = attrs.field(default="and", kw_only=True)
    refers_to: str = attrs.field(default="", kw_only=True)

    @property
    def called(self) -> str:
        """What a description calls it."""
        return self.label or self.name.replace("_", " ")

    @property
    def parameter(self) -> str:
        """The parameter of the model class."""
        return self.field or self.name


@attrs.frozen
class OneKeyOf:
    """Keys that exclude each other; of the required ones, one must be there."""

    names: tuple[str, ...]
    required: bool = False


def _fields(value: object) -> Mapping[str, object]:
    names = [field.name for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))]
    return {name: getattr(value, name) for name in names}


@attrs.frozen(kw_only=True)
class Record(Generic[T]):
    """A map with known keys.

    Parameters
    ----------
    what
        What one is called, such as ``a level``.
    build
        Makes the value from the parameters; its `ValueError` becomes a complaint.
    keys
        What may be written.
    fields
        Takes the value apart again into what `keys` read.
    named
        Whether the key before the map is the value's ``id``.
    speaks_of
        The keys that the basis of the value itself is about. When another file changes one of
        them and gives no basis, the value has none.
    or_of
        What the basis is about when none of those is there; the value has none when another file
        changes all of these.
    basis
        ``own``: has `BASIS_KEYS` and a parameter ``basis``; ``passed``: has the keys, for what is
        inside; empty: has no such keys.
    one_of
        Keys that exclude each other.
    removable
        Whether a file that extends another may remove one with ``remove: true``.
    lenient
        Whether `build` is called even when a needed key is missing, so that all that is wrong
        inside is found in one run; the complaint about the key stands.
    """

    what: str
    build: Callable[..., T]
    keys: tuple[FieldSpec, ...]
    fields: Callable[[T], Mapping[str, object]] = _fields
    named: bool = False
    basis: str = ""
    speaks_of: tuple[str, ...] = ()
    or_of: tuple[str, ...] = ()
    one_of: tuple[OneKeyOf, ...] = ()
    removable: bool = False
    lenient: bool = False

    def names(self) -> tuple[str, ...]:
        """Return all keys that may be written, those of the basis last."""
        return (*(key.name for key in self.keys), *(BASIS_KEYS if self.basis else ()))

    def read(self, node: Node, reading: ReadingContext) -> T:
        """Return the value; a key that cannot be used counts as left out, unless it is needed."""
        entries = node.value if node.value is not None or not self.named else Entries()
        if not isinstance(entries, Entries):
            refuse_form(node, reading, f"{self.what}, a map of keys and values")
        sound = self._check_names(node, entries, reading)
        values: dict[str, object] = {"id": node.key.text} if self.named and node.key else {}
        if self.basis:
            reading = self._based(node, reading)
        if self.basis == "own":
            values["basis"] = reading.at_layer(self._own_layer(node, entries)).basis
        for key in self.keys:
            child = entries.get(key.name)
            try:
                if child is not None:
                    values[key.parameter] = reading.take(key.shape, key.name, child)
            except UnreadableNodeError:
                reading.drop(key.name)
                needed = key.required and key.stand_in is None
                sound = sound and not needed and not self._needs(key.name)
            if key.required and key.stand_in is not None:
                values.setdefault(key.parameter, key.stand_in)
                if child is None:
                    reading.drop(key.name)
        if not sound and not self.lenient:
            raise UnreadableNodeError
        return self._build(node, entries, values, reading)

    def write(self, value: T, basis: Basis | None) -> Written:
        """Return the keys and values, without those that say nothing."""
        fields = self.fields(value)
        own = basis
        if self.basis and "basis" in fields:
            own = cast("Basis | None", fields["basis"])
        written: dict[str, Written] = {}
        for key in self.keys:
            content = fields.get(key.parameter)
            empty = content == () and not key.required and not self._needs(key.name)
            if content is None or content == key.default or empty:
                continue
            written[key.name] = key.shape.write(content, own)
        return written | write_basis(own, basis)

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        properties: dict[str, object] = {}
        for key in self.keys:
            properties[key.name] = key.shape.schema(partial=partial) | {"description": key.help}
        if self.basis:
            properties |= basis_schema()
        if self.removable and partial:
            help_text = "Removes what the extended pathway has under this name."
            properties["remove"] = {"const": True, "description": help_text}
        needed = (
            [] if partial and self.removable else [key.name for key in self.keys if key.required]
        )
        schema: JsonSchema = {
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
        }
        if needed:
            schema["required"] = needed
        choices = [group for group in self.one_of if group.required]
        if choices and not partial:
            schema["allOf"] = [{"oneOf": [{"required": [n]} for n in g.names]} for g in choices]
        return schema

    def _check_names(self, node: Node, entries: Entries, reading: ReadingContext) -> bool:
        """Complain about keys that are not known or not there; whether the rest can be used."""
        known = self.names()
        self._check_known(entries, reading)
        sound = True
        # A misspelt key explains a missing one, which needs no complaint of its own.
        strangers = {nearest_name(name, known) for name in entries.names() if name not in known}
        orphan = self._is_orphan(reading)
        for key in self.keys:
            if key.required and key.name not in entries:
                sound = sound and key.stand_in is not None
                if key.name not in strangers and not orphan:
                    hint = self._meant(node, reading) or key.help
                    reading.complain(KEY_NEEDED(what=self.what, key=key.name), node.head, hint)
        return self._check_choices(node, entries, reading, strangers) and sound

    def _check_choices(
        self, node: Node, entries: Entries, reading: ReadingContext, strangers: set[str]
    ) -> bool:
        """Complain about keys that exclude each other; whether the rest can be used."""
        sound = True
        orphan = self._is_orphan(reading)
        for group in self.one_of:
            given = [name for name in group.names if name in entries]
            if len(given) > 1 and group.names != BASIS_KEYS:  # `read_basis` says so itself
                second = entries.get(given[1])
                mark = second.head if second else node.head
                reading.complain(KEYS_EXCLUDE(first=given[0], second=given[1]), mark)
                sound = sound and not group.required
            elif group.required and not given:
                sound = False
                if not orphan and strangers.isdisjoint(group.names):
                    reading.complain(
                        ONE_KEY_NEEDED(what=self.what, names=tuple(group.names)),
                        node.head,
                        self._meant(node, reading),
                    )
        return sound

    def _check_known(self, entries: Entries, reading: ReadingContext) -> None:
        """Complain about keys that are not known."""
        known = self.names()
        former = {key.formerly: key.name for key in self.keys if key.formerly}
        for written, _ in entries.pairs:
            name = written.text
            if name in former:
                fix = DiagnosticFix(
                    original=name,
                    replacement=former[name],
                    applicability=Applicability.SURE,
                    place=written.mark,
                )
                reading.complain(KEY_RENAMED(key=name, now=former[name]), written.mark, fix=fix)
            elif name not in known:
                near = nearest(name, known)
                hint = near or f"known here: {', '.join(known)}"
                # A line that must not be shown may begin with what somebody answered.
                shown = f"'{name}'" if near or written.mark.text else "this key"
                if "\xa0" in name:
                    hint = "it holds a non-breaking space: delete it and type a space"
                elif name.partition(":")[0] in known:
                    hint = "write a space after the ':'"
                free = [each for each in known if each not in entries]
                near_fix = closest_fix(name, free, written.mark)
                reading.complain(KEY_NOT_KNOWN(shown=shown), written.mark, hint, fix=near_fix)

    def _is_orphan(self, reading: ReadingContext) -> bool:
        """Whether what is missing may stand in a file that could not be found."""
        gone = {("extends",), ("uses",)} & reading.dropped
        return self.removable and bool(gone)

    def _meant(self, node: Node, reading: ReadingContext) -> str:
        """Return the extended file's own item that an incomplete new one probably should change."""
        if not self.named or node.key is None or node.beneath is not None:
            return ""
        beside = reading.root.at(reading.path[:-1]).value
        pairs = beside.pairs if isinstance(beside, Entries) else ()
        return nearest(node.key.text, [key.text for key, n in pairs if n.layer < node.layer])

    def _needs(self, name: str) -> bool:
        return any(group.required and name in group.names for group in self.one_of)

    def _based(self, node: Node, reading: ReadingContext) -> ReadingContext:
        """Return the place with what each file says its numbers here rest on."""
        layer = reading.layer
        for written, own in _basis_keys(node).items():
            reading = reading.at_layer(written)
            reading = reading.based(self._basis(own, reading))
        return reading.at_layer(layer)

    def _own_layer(self, node: Node, entries: Entries) -> int:
        """Return the layer whose basis is that of the value itself."""
        lowest = node
        while lowest.beneath is not None:
            lowest = lowest.beneath
        about = [found.layer for name in self.speaks_of if (found := entries.get(name))]
        if not about:
            others = [found.layer for name in self.or_of if (found := entries.get(name))]
            about = [min(others)] if others else []
        stated = [found.layer for name in BASIS_KEYS if (found := entries.get(name))]
        return max([lowest.layer, *about, *stated])

    def _basis(self, entries: Entries, reading: ReadingContext) -> Basis | None:
        try:
            return read_basis(entries, reading)
        except UnreadableNodeError:
            reading.drop("source")
            return None

    def _build(
        self, node: Node, entries: Entries, values: dict[str, object], reading: ReadingContext
    ) -> T:
        try:
            return self.build(**values)
        except (ValueError, InvalidTypeError) as error:
            named = _parameter(error)
            key = next((key for key in self.keys if key.parameter == named), None)
            if key is None and _lacks_a_part(reading):
                # What could not be read is missed, as it must be.
                raise UnreadableNodeError from None
            blamed = entries.get(key.name) if key else None
            place = blamed.mark if blamed else node.head
            reading.complain(REFUSED_BY_MODEL(reason=str(error)), place)
            if key is None or key.required or key.parameter not in values:
                raise UnreadableNodeError from None
            reading.drop(key.name)
        return self._build(
            node, entries, {k: v for k, v in values.items() if k != key.parameter}, reading
        )


def _parameter(error: Exception) -> str:
    """Return the parameter that an error is about; empty when it is about none alone."""
    match error:
        case InvalidValueError(parameter=name) | InvalidTypeError(name=name):
            return name
        case _:
            return ""


def _lacks_a_part(reading: ReadingContext) -> bool:
    """Whether something inside a place could not be read, and has been complained about."""
    depth = len(reading.path)
    return any(len(p) > depth and p[:depth] == reading.path for p in reading.dropped)


def _basis_keys(node: Node) -> dict[int, Entries]:
    """Return the basis that each file gives to a map, by the layer of the file."""
    found: dict[int, Entries] = {}
    below: Node | None = node
    while below is not None:
        pairs = below.value.pairs if isinstance(below.value, Entries) else ()
        mine = [(key, child) for key, child in pairs if key.text in BASIS_KEYS]
        for layer in dict.fromkeys(child.layer for _, child in mine):
            own = tuple((key, child) for key, child in mine if child.layer == layer)
            found.setdefault(layer, Entries(own))
        below = below.beneath
    return found
