"""A strict subset of YAML, read event by event into `Node` values.

Limits are checked before anything is built, so a hostile file costs no more than a broken one.
What YAML would do silently (keep the last of two keys, make `no` false and `18:30` a number) is
either a complaint or simply text here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias, cast

import attrs
import yaml

from iopkit.diagnostics.catalogue.yaml_syntax import (
    ANCHOR_OR_ALIAS,
    ANOTHER_DOCUMENT,
    COLON_MISSING,
    EMPTY_DOCUMENT,
    FIRST_HERE,
    KEY_IS_NO_SCALAR,
    KEY_IS_NO_WORD,
    KEY_NEARLY_TWICE,
    KEY_TWICE,
    MERGES_MAPS,
    NESTED_TOO_DEEP,
    NON_BREAKING_SPACE,
    TAGGED_VALUE,
    VALUES_TOO_MANY,
)
from iopkit.diagnostics.diagnostic import Diagnostic, DiagnosticNote
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import UnreadableError
from iopkit.files.yaml.node import Entries, Node, Scalar, YamlKey
from iopkit.files.yaml.text import check_length
from iopkit.files.yaml.yaml_errors import words_for
from iopkit.model.validators import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.diagnostics.kind import DiagnosticMessage

DEPTH: Final = 24
VALUES: Final = 50_000
BEGIN: Final = "'iopkit new' writes a pathway to start from"
"""What to do about an empty pathway."""
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_LONGEST_NUMBER: Final = 40
_WORDS: Final[dict[str, Scalar]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_AFTER_A_BROKEN_KEY: Final = frozenset(
    [
        "could not find expected ':'",
        "mapping values are not allowed in this context",
        "did not find expected key",
    ]
)
_ODD_SPACE: Final = re.compile(r"^ *\xa0|^\s*(?:- )?[\w.-]+:\xa0|^\s*(?:- )?[\w.-]+\xa0+:")
_BROKEN_KEY: Final = re.compile(r"\s*(?:- )?([\w.-]+)(?::(?!//)[^\s:]\S*| +[\d\"'\[{]\S*| +\w+)\s*")

Event: TypeAlias = Any
"""PyYAML's events are not typed; nothing else in iopkit is like this."""


def read_yaml(  # noqa: PLR0913  each is a matter of its own
    text: str,
    name: str,
    *,
    private: bool = False,
    layer: int = 0,
    begin: str = BEGIN,
    any_size: bool = False,
) -> tuple[Node, tuple[Diagnostic, ...]]:
    """Return what a text says, with the complaints about its keys.

    Parameters
    ----------
    text
        The text of a whole file.
    name
        The file's name for complaints.
    private
        Whether no complaint may repeat anything of the text.
    layer
        The layer of every `Node`.
    begin
        What to do about an empty file.
    any_size
        Whether only the depth is limited, and not how much there is.

    Raises
    ------
    UnreadableError
        When it is not the subset of YAML that is read here, or beyond the limits.
    """
    lines = (text if any_size else check_length(text, name)).splitlines()
    reader = _Reader(name, lines, private, layer, None if any_size else VALUES)
    try:
        for event in _events(text):
            reader.take(event)
    except yaml.reader.ReaderError as error:
        raise reader.syntax_error(str(error.reason), text[: error.position], None) from None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        before = text[: at.index] if at else ""
        found = reader.syntax_error(str(error.problem), before, error.context_mark)
        raise found from None  # its text may hold what a client answered
    if reader.root is None:
        raise UnreadableError([Diagnostic.at(SourceSpan(name), EMPTY_DOCUMENT(), begin)])
    return reader.root, tuple(reader.complaints)


def _events(text: str) -> Iterator[Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("Iterator[Event]", yaml.parse(text, Loader=loader))


@attrs.define
class _Open:
    """A list or a map whose end has not come yet."""

    event: Event
    key: YamlKey | None
    is_map: bool
    items: list[Node] = attrs.field(factory=list)
    pairs: list[tuple[YamlKey, Node]] = attrs.field(factory=list)
    seen: dict[str, YamlKey] = attrs.field(factory=dict)
    pending: YamlKey | None = None
    dropped: bool = False


class _Reader:
    """The stack of what is open, and what was complained about so far."""

    def __init__(
        self,
        name: str,
        lines: list[str],
        private: bool,  # noqa: FBT001
        layer: int,
        most: int | None,
    ) -> None:
        self.root: Node | None = None
        self.complaints: list[Diagnostic] = []
        self._name, self._lines, self._private = name, lines, private
        self._layer, self._most = layer, most
        self._stack: list[_Open] = []
        self._values = self._documents = 0

    def take(self, event: Event) -> None:
        """Put the next event into the tree."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, ANOTHER_DOCUMENT())
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.NodeEvent):
            self._check(event)
            top = self._stack[-1] if self._stack else None
            if top and top.is_map and top.pending is None:
                self._key(top, event)
            elif isinstance(event, yaml.ScalarEvent):
                key = top.pending if top else None
                self._put(_scalar(event, self._mark(event), key, self._layer))
            else:
                is_map = isinstance(event, yaml.MappingStartEvent)
                self._stack.append(_Open(event, top.pending if top else None, is_map))

    def _check(self, event: Event) -> None:
        self._values += 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, ANCHOR_OR_ALIAS())
        tagged = event.tag is not None
        if tagged or (isinstance(event, yaml.ScalarEvent) and not any(event.implicit)):
            self._refuse(event, TAGGED_VALUE())
        if len(self._stack) >= DEPTH:
            self._refuse(event, NESTED_TOO_DEEP(most=DEPTH))
        if self._most is not None and self._values > self._most:
            self._refuse(event, VALUES_TOO_MANY(most=self._most))

    def _key(self, top: _Open, event: Event) -> None:
        mark = self._mark(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, KEY_IS_NO_SCALAR())
        key = YamlKey(str(event.value), mark)
        top.pending, top.dropped = key, True
        plain = event.implicit[0]
        shown = "this key" if self._private else f"'{key.text}'"
        if plain and key.text == "<<":
            self._complain(mark, MERGES_MAPS())
            return
        if plain and not isinstance(_value(key.text), str):
            self._complain(mark, KEY_IS_NO_WORD(shown=shown))
        earlier = top.seen.setdefault(alike(key.text), key)
        if earlier is key:
            top.dropped = False
        elif earlier.text == key.text:
            self._complain(mark, KEY_TWICE(shown=shown), earlier)
        else:
            other = "one" if self._private else f"'{earlier.text}'"
            self._complain(mark, KEY_NEARLY_TWICE(shown=shown, other=other), earlier)

    def _close(self, event: Event) -> None:
        done = self._stack.pop()
        mark = self._mark(done.event, event)
        value = Entries(tuple(done.pairs)) if done.is_map else tuple(done.items)
        self._put(Node(value, mark, done.key, layer=self._layer))

    def _put(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if not top.is_map:
            top.items.append(node)
            return
        if top.pending is not None and not top.dropped:
            top.pairs.append((top.pending, node))
        top.pending = None

    def _mark(self, event: Event, end: Event = None) -> SourceSpan:
        start, stop = event.start_mark, (end or event).end_mark
        text = self._lines[start.line] if start.line < len(self._lines) else ""
        same_line = stop.line == start.line
        width = stop.column - start.column if same_line else len(text.rstrip()) - start.column
        shown = "" if self._private else text
        return SourceSpan(self._name, start.line + 1, start.column + 1, max(1, width), shown)

    def _complain(
        self, mark: SourceSpan, message: DiagnosticMessage, earlier: YamlKey | None = None
    ) -> None:
        notes = [DiagnosticNote(FIRST_HERE, earlier.mark)] if earlier else []
        self.complaints.append(Diagnostic.at(mark, message, notes=notes))

    def _refuse(self, event: Event, message: DiagnosticMessage) -> NoReturn:
        mark = attrs.evolve(self._mark(event), width=1)
        raise UnreadableError([*self.complaints, Diagnostic.at(mark, message)])

    def syntax_error(self, problem: str, before: str, opening: Event) -> UnreadableError:
        """Return what the parser's own error means."""
        line = before.count("\n")
        missing = self._missing_space(line) if problem in _AFTER_A_BROKEN_KEY else None
        if missing:
            return UnreadableError([missing])
        start = before.rpartition("\n")[2]
        text = self._lines[line] if line < len(self._lines) else ""
        words = words_for(problem, text[len(start) : len(start) + 1], start)
        column = len(start)
        if words.opening and opening is not None:
            line, column = opening.line, opening.column
            text = self._lines[line] if line < len(self._lines) else ""
        mark = SourceSpan(self._name, line + 1, column + 1, 1, "" if self._private else text)
        return UnreadableError([Diagnostic.at(mark, words.message, words.hint)])

    def _missing_space(self, line: int) -> Diagnostic | None:
        """Return what is wrong with the key above the line where the parser gave up, if it is."""
        above = [
            n for n in range(min(line, len(self._lines) - 1), -1, -1) if self._lines[n].strip()
        ]
        for number in above[:2]:
            text = self._lines[number]
            shown = "" if self._private else text
            odd = _ODD_SPACE.search(text)
            if odd:
                mark = SourceSpan(self._name, number + 1, odd.end(), 1, shown)
                return Diagnostic.at(mark, NON_BREAKING_SPACE())
            broken = _BROKEN_KEY.fullmatch(text)
            if broken:
                end = broken.end(1)
                mark = SourceSpan(self._name, number + 1, end + 1, 1, shown)
                return Diagnostic.at(mark, COLON_MISSING())
        return None


def _scalar(event: Event, mark: SourceSpan, key: YamlKey | None, layer: int) -> Node:
    text = str(event.value)
    if event.implicit[0]:
        return Node(_value(text), mark, key, layer=layer)
    return Node(text, mark, key, quoted=True, layer=layer)


def _value(text: str) -> Scalar:
    """Return what a text without quotes is: a number, a truth value, nothing, or a text."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("-").isdigit() else float(text)
