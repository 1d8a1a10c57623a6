"""Fields that refuse a value of another type, and keep nothing that the caller can still change.

A class of the model says ``field_transformer=checked``; its annotations are then what its fields
accept. A list becomes a tuple, a dict an immutable one, both to the bottom, so that a value stays
what it was when it was checked, has a hash, and can be shared between threads.
"""

from __future__ import annotations

import ast
import inspect
import operator
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cache, partial, wraps
from numbers import Integral, Real
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

import attrs
from immutabledict import immutabledict

from iopkit.errors import InvalidTypeError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Attributes = list["attrs.Attribute[object]"]

K = TypeVar("K")
V = TypeVar("V")
P = ParamSpec("P")
R = TypeVar("R")

ALIASES: Final = {
    "Criterion": "IsTrue | Compare | Membership | IsKnown | Completed | Constant | Not | And | Or",
    "FactType": "YesNo | NumberFact | OrdinalFact | Choice",
    "Path": "tuple[str | int, ...]",
    "Span": "tuple[int, int]",
    "Value": "bool | float | str",
    "When": "Rate | Dates",
}
"""What the names of the model stand for that are no classes. An annotation is a text here: most
of its names are imported for type checkers only, so that no module waits for another."""


@attrs.frozen(eq=False)
class FieldType:
    """The values that an annotation accepts.

    Parameters
    ----------
    written
        The annotation.
    holds
        Whether a value is one of them.
    item
        What each element must be, of a tuple of any length or a mapping.
    key
        What each key must be, of a mapping.
    """

    written: str
    holds: Callable[[object], bool]
    item: FieldType | None = None
    key: FieldType | None = None

    def refuse(self, name: str, value: object) -> InvalidTypeError:
        """Return the error about a value that is none of them, or about its first such element."""
        item, key = self.item, self.key
        if item is not None and key is None and isinstance(value, tuple):
            wrong = next(i for i, each in enumerate(value) if not item.holds(each))
            return item.refuse(f"{name}[{wrong}]", value[wrong])
        if item is not None and key is not None and isinstance(value, Mapping):
            for name_of, each in value.items():
                if not key.holds(name_of):
                    return key.refuse(f"a key of {name}", name_of)
                if not item.holds(each):
                    return item.refuse(f"{name}[{name_of!r}]", each)
        return InvalidTypeError(name, _in_words(self.written), value)


def checked(cls: type, fields: Attributes) -> Attributes:
    """Return the fields of a class of the model, each with a check of its annotation.

    Handed to attrs as ``field_transformer``.

    Raises
    ------
    InvalidTypeError
        When a field is given a value of another type; names the field, never the value.

    >>> from iopkit.model.level import Level
    >>> Level(id="iop", title="IOP", rank="2")
    Traceback (most recent call last):
    iopkit.errors.InvalidTypeError: Level.rank must be float, not a str
    """
    return [_checked(f"{cls.__name__}.{field.name}", field) for field in fields]


def checked_call(function: Callable[P, R]) -> Callable[P, R]:
    """Return a public function with a check of its annotations, where they are of the model's form.

    Raises
    ------
    InvalidTypeError
        When an argument is of another type; names it, never the value.

    >>> from iopkit.criteria.placement.place import place
    >>> place("standard", {})
    Traceback (most recent call last):
    iopkit.errors.InvalidTypeError: pathway must be Pathway, not a str
    """
    signature: inspect.Signature | None = None
    expected: dict[str, FieldType] = {}

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        nonlocal signature
        if signature is None:  # not at import, which waits for nothing
            signature = inspect.signature(function)
            expected.update(_parameters(signature))
        try:
            given = signature.bind(*args, **kwargs).arguments
        except TypeError:  # too many, or one is missing: the function itself says so
            given = {}
        for name, value in given.items():
            if name in expected and not expected[name].holds(value):
                raise expected[name].refuse(name, value)
        return function(*args, **kwargs)

    return call


def _parameters(signature: inspect.Signature) -> Iterator[tuple[str, FieldType]]:
    """Yield what each parameter must be; those of other libraries' types are not looked at."""
    for name, parameter in signature.parameters.items():
        written = _written(parameter.annotation)
        if parameter.kind is parameter.VAR_POSITIONAL:
            written = f"tuple[{written}, ...]"
        with suppress(NotImplementedError):
            yield name, field_type(written)


def frozen_mapping(value: Mapping[K, V]) -> Mapping[K, V]:
    """Return a mapping that nobody can change; a copy, unless it is such a one."""
    return value if isinstance(value, immutabledict) else immutabledict(value)


def _checked(name: str, field: attrs.Attribute[object]) -> attrs.Attribute[object]:
    written = _written(field.type)

    expected: FieldType | None = None

    def check(_instance: object, _field: attrs.Attribute[object], value: object) -> None:
        nonlocal expected
        if expected is None:  # not at import, which waits for nothing
            expected = field_type(written)
        if not expected.holds(value):
            raise expected.refuse(name, value)

    own = field.validator
    validator = check if own is None else attrs.validators.and_(check, own)
    converter: Callable[[object], object] | None = field.converter  # type: ignore[assignment]
    if getattr(converter, "__origin__", None) is tuple:
        converter = partial(_sequence, name, written)
    elif converter is not None:
        converter = partial(_converted, name, written, converter)
    elif written.startswith("Mapping"):
        converter = _plain_mapping
    elif any(word in written for word in _MAY_CHANGE):
        converter = partial(_number, field.name)
    return field.evolve(validator=validator, converter=converter)


_MAY_CHANGE: Final = ("tuple", "float", "int", "Path", "Span", "Value")
"""What annotations say of fields whose values may hold a list, or a number of NumPy's."""


def _converted(
    name: str, written: str, convert: Callable[[object], object], value: object
) -> object:
    """Return what a field's own converter makes of a sequence or mapping."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise InvalidTypeError(name, _in_words(written), value)
    return _plain(convert(value))


def _sequence(name: str, written: str, value: object) -> object:
    """Return a sequence as a tuple; refuse a text, and what has no order of its own."""
    unordered = isinstance(value, (str, bytes, Mapping, AbstractSet))
    if unordered or not isinstance(value, Iterable):
        raise InvalidTypeError(name, _in_words(written), value)
    return _plain(tuple(value))


def _number(name: str, value: object) -> object:
    """Return a plain value; an integer beyond the largest float is refused."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        msg = f"{name} has more digits than anything can be counted with"
        raise InvalidValueError(msg, parameter=name)
    return _plain(value)


_MOST_BITS: Final = sys.float_info.max_exp - 1


def _plain_mapping(value: object) -> object:
    return _plain(value) if isinstance(value, Mapping) else value


_ATOMS: Final = frozenset({str, int, float, bool, type(None)})


def _plain(value: object) -> object:
    """Return a value without anything in it that can change, and numbers as Python's own."""
    kind = value.__class__
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        assert isinstance(value, (tuple, list))  # noqa: S101  for the type checker
        again = tuple(map(_plain, value))
        same = kind is tuple and all(map(operator.is_, again, value))
        return value if same else again
    if isinstance(value, immutabledict):
        return value
    if isinstance(value, Mapping):
        return frozen_mapping({key: _plain(each) for key, each in value.items()})
    if isinstance(value, int):
        return value
    if isinstance(value, Integral):  # NumPy's, say
        return int(value)
    return float(value) if isinstance(value, Real) else value


@cache
def field_type(written: str) -> FieldType:
    """Return the values that an annotation accepts.

    Raises
    ------
    NotImplementedError
        When the annotation is of a form that the model has not used so far.

    >>> field_type("tuple[str, ...]").holds(("a", "b")), field_type("float").holds(True)
    (True, False)
    """
    return _type_of(ast.parse(written, mode="eval").body)


def _type_of(node: ast.expr) -> FieldType:
    written = ast.unparse(node)
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            one, other = _type_of(right), _type_of(left)  # of `X | None` the quick one first
            either = one if one.item else other
            return FieldType(
                written,
                lambda value: one.holds(value) or other.holds(value),
                either.item,
                either.key,
            )
        case ast.Constant(value=None):
            return FieldType(written, lambda value: value is None)
        case ast.Constant(value=str(text)):
            return field_type(text)
        case ast.Name(id=name):
            return FieldType(name, _named(name))
        case ast.Attribute(attr="date"):  # a moment is a date for Python, and cannot be compared
            return FieldType(written, lambda value: _is_a(value, "date", but="datetime"))
        case ast.Subscript(value=ast.Name(id=container), slice=inside):
            return _container(written, container, inside)
        case _:
            raise NotImplementedError(written)


def _container(written: str, container: str, inside: ast.expr) -> FieldType:
    parts = inside.elts if isinstance(inside, ast.Tuple) else [inside]
    match container, parts:
        case "tuple", [each, ast.Constant(value=last)] if last is ...:
            item = _type_of(each)
            return FieldType(
                written,
                lambda value: isinstance(value, tuple) and all(map(item.holds, value)),
                item,
            )
        case "tuple", _:
            items = [_type_of(part) for part in parts]
            return FieldType(
                written,
                lambda value: (
                    isinstance(value, tuple)
                    and len(value) == len(items)
                    and all(item.holds(each) for item, each in zip(items, value, strict=True))
                ),
            )
        case "Mapping", [key, held]:
            keys, values = _type_of(key), _type_of(held)
            return FieldType(
                written,
                lambda value: (
                    isinstance(value, Mapping)
                    and all(map(keys.holds, value))
                    and all(map(values.holds, value.values()))
                ),
                values,
                keys,
            )
        case _:
            raise NotImplementedError(written)


def _named(name: str) -> Callable[[object], bool]:
    match name:
        case "str":
            return lambda value: isinstance(value, str)
        case "bool":
            return lambda value: isinstance(value, bool)
        case "int" | "float":  # a fraction is no other type: the field's own validator refuses it
            return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)
        case _ if name in ALIASES:
            return field_type(ALIASES[name]).holds
        case _:
            return lambda value: _is_a(value, name)


def _written(annotation: object) -> str:
    """Return an annotation as it is written; a class where a module keeps no texts."""
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def _is_a(value: object, name: str, *, but: str = "") -> bool:
    """Whether a value is of a class of this name, which need not be imported for that."""
    kind = value.__class__
    if kind.__name__ == name:  # nearly always; the rest is for classes made from it
        return True
    names = [each.__name__ for each in kind.__mro__]
    return name in names and but not in names


def _in_words(written: str) -> str:
    return written.replace(" | ", " or ")
