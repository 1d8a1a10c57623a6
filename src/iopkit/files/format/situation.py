"""The situation file: made-up clients, and where a clinician expects a pathway to place them.

Made up or not, a client has no identity here either, and no complaint repeats an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.placement.situation import Situation
from iopkit.diagnostics.catalogue.situations import (
    IDENTITY_IN_SITUATION,
    NO_KEY_OF_SITUATIONS,
    NO_SITUATION_FILE,
    NO_SITUATION_MAP,
    NO_SITUATIONS,
    SITUATION_NAME_TWICE,
    SITUATION_WITHOUT_EXPECT,
    SITUATION_WITHOUT_NAME,
    SITUATIONS_NO_LIST,
)
from iopkit.diagnostics.kind import Severity
from iopkit.errors import nearest, nearest_name
from iopkit.files.format.client import KEYS as CLIENT_KEYS
from iopkit.files.format.client import read_client
from iopkit.files.format.expectation import read_expectation
from iopkit.files.schema.context import ReadingContext, UnreadableNodeError
from iopkit.files.schema.value_type import TextType, refuse_form
from iopkit.files.yaml.node import Entries, Node, YamlKey
from iopkit.model.assessment import identifies
from iopkit.model.basis import SourceLocation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iopkit.criteria.placement.situation import Expectation
    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.files.format.expectation import RuleSets
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway

KEYS: Final[dict[str, str]] = {
    "iopkit": "The version of this format: 1.",
    "pathway": "What is tried: the name of a pathway, or its file, seen from this file's folder.",
    "situations": "The situations, one below the other.",
}
SITUATION_KEYS: Final[dict[str, str]] = {
    "name": "What the situation is about, in a sentence.",
    "source": "Where the expectation comes from, in your own words.",
    **{name: text for name, text in CLIENT_KEYS.items() if name != "iopkit"},
    "expect": "What should come, see below.",
}
_CLIENT: Final = tuple(name for name in CLIENT_KEYS if name != "iopkit")


def read_head(root: Node, reading: ReadingContext) -> Node | None:
    """Return the node that names the pathway, complaining about what is wrong around it."""
    if not isinstance(root.value, Entries):
        reading.refuse(NO_SITUATION_MAP(), root.head)
    check_keys(root.value, KEYS, reading)
    version = root.value.get("iopkit")
    if version is None or version.value != 1 or isinstance(version.value, bool):
        mark = version.mark if version else root.mark
        reading.complain(NO_SITUATION_FILE(), mark)
    if "situations" not in root.value:
        reading.complain(NO_SITUATIONS(), root.head, KEYS["situations"])
    return root.value.get("pathway")


def read_situations(
    root: Node,
    pathway: Pathway,
    rule_sets: RuleSets,
    reading: ReadingContext,
    *,
    elsewhere: Callable[[Node], Situation | None] | None = None,
) -> Iterator[Situation]:
    """Yield the situations that can be used, complaining about the others.

    Parameters
    ----------
    root
        The whole file.
    pathway
        Where they are tried: their names and answers must suit it.
    rule_sets
        Where a rule set that an expectation names is looked for.
    reading
        Where the complaints go.
    elsewhere
        Reads a situation that makes no sense on this pathway as one about another; it is yielded
        without a complaint, and `iopkit.criteria.placement.situation_result` says what is missing.
        None for no other.
    """
    listed = root.child("situations")
    if listed is None:
        return
    if not isinstance(listed.value, tuple):
        reading.complain(SITUATIONS_NO_LIST(), listed.head)
        return
    seen: dict[str, Node] = {}
    for node in listed.value:
        inside = ReadingContext(root)
        found = _situation_or_none(node, pathway, rule_sets, inside)
        is_wrong = any(each.severity is Severity.ERROR for each in inside.complaints)
        there = elsewhere(node) if is_wrong and elsewhere is not None else None
        if there is None:
            reading.complaints.extend(inside.complaints)
        situation = there or found
        if situation is None:
            continue
        first = seen.setdefault(situation.name, node)
        if first is not node:
            reading.complain(SITUATION_NAME_TWICE(line=first.mark.line), node.head)
        yield situation


def read_sound(node: Node, pathway: Pathway, rule_sets: RuleSets) -> Situation | None:
    """Return a situation that makes sense on a pathway, or None when it does not."""
    inside = ReadingContext(node)
    found = _situation_or_none(node, pathway, rule_sets, inside)
    is_wrong = any(each.severity is Severity.ERROR for each in inside.complaints)
    return None if is_wrong else found


def check_keys(entries: Entries, known: Mapping[str, str], reading: ReadingContext) -> None:
    """Complain about keys that are not known; a key may be an answer, so none is repeated."""
    for key, _ in entries.pairs:
        if key.text in known:
            continue
        if identifies(key.text):
            reading.complain(IDENTITY_IN_SITUATION(), key.mark)
        else:
            hint = nearest(key.text, known) or f"known here: {', '.join(known)}"
            reading.complain(NO_KEY_OF_SITUATIONS(), key.mark, hint)


def _situation_or_none(
    node: Node, pathway: Pathway, rule_sets: RuleSets, reading: ReadingContext
) -> Situation | None:
    try:
        return _situation(node, pathway, rule_sets, reading)
    except UnreadableNodeError:
        return None


def _situation(
    node: Node, pathway: Pathway, rule_sets: RuleSets, reading: ReadingContext
) -> Situation:
    if not isinstance(node.value, Entries):
        refuse_form(node, reading, "a situation, a map of keys and values")
    entries = node.value
    check_keys(entries, SITUATION_KEYS, reading)
    name = _text(entries.get("name"), reading)
    # A misspelt key explains a missing one, which needs no complaint of its own.
    meant = {
        nearest_name(key, SITUATION_KEYS) for key in entries.names() if key not in SITUATION_KEYS
    }
    if "name" not in entries and "name" not in meant:
        hint = SITUATION_KEYS["name"]
        reading.complain(SITUATION_WITHOUT_NAME(), node.head, hint)
    source = _text(entries.get("source"), reading)
    expected = entries.get("expect")
    if expected is None and "expect" in meant:
        raise UnreadableNodeError
    if expected is None:
        reading.refuse(SITUATION_WITHOUT_EXPECT(), node.head)
    client = _client(entries, node, pathway, reading)
    given = [(key, at) for key in _CLIENT if (at := entries.get(key)) is not None]
    at_level = client.level if client else None
    expect: Expectation = read_expectation(
        expected, pathway, rule_sets, reading, given=dict(given), at_level=at_level
    )
    if client is None or not name:
        raise UnreadableNodeError
    origin = SourceLocation(node.mark.file, node.mark.line, node.mark.column)
    return Situation(name=name, source=source, client=client, expect=expect, origin=origin)


def _text(node: Node | None, reading: ReadingContext) -> str:
    try:
        return "" if node is None else " ".join(TextType().read(node, reading).split())
    except UnreadableNodeError:
        return ""


def _client(
    entries: Entries, node: Node, pathway: Pathway, reading: ReadingContext
) -> Client | None:
    """Return the client of a situation, read as a client file is; None when it cannot be used."""
    version = (YamlKey("iopkit", node.mark), Node(1, node.mark))
    pairs = tuple((key, value) for key, value in entries.pairs if key.text in _CLIENT)
    alone = attrs.evolve(node, value=Entries((version, *pairs)))
    inside = ReadingContext(alone)
    warnings: list[Diagnostic] = []
    try:
        client = read_client(alone, pathway, inside, warnings)
    except UnreadableNodeError:
        reading.complaints.extend(inside.complaints)
        return None
    reading.complaints.extend(warnings)
    return client
