"""The client file: answers and a history of stays, never an identity.

No complaint about a client file repeats anything of it: neither a value nor the line, and a key
only when it is one of those that this format or the assessment knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.clients import (
    ANSWER_OF_PEOPLE,
    ANSWERED_TWICE,
    CLIENT_ANSWER,
    CLIENT_NUMBER,
    COMPLETED_NO_TRUTH,
    FACT_IN_DOUBT,
    FACTS_NO_MAP,
    HISTORY_NO_LIST,
    IDENTITY_KEY,
    LEVEL_IN_DOUBT,
    LEVEL_NO_ID,
    NO_CLIENT_FILE,
    NO_CLIENT_MAP,
    NO_FACT_OF_ASSESSMENT,
    NO_KEY_OF_CLIENT,
    SEVERAL_ANSWERS,
    STAY_NO_MAP,
    STAY_WITHOUT_LEVEL,
)
from iopkit.errors import nearest
from iopkit.files.schema.context import UnreadableNodeError
from iopkit.files.schema.percent import small_percent
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.answer_text import days_in, hear
from iopkit.files.yaml.node import Entries
from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo, identifies
from iopkit.model.check.answers import clock_refusal, refusals
from iopkit.model.client import Client, Stay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node, YamlKey
    from iopkit.model.assessment import FactType, Value
    from iopkit.model.pathway import Pathway

KEYS: Final[dict[str, str]] = {
    "iopkit": "The version of this format: 1.",
    "facts": "Answers by the name of the fact; leave out what was not asked.",
    "history": "Earlier stays, the oldest first; leave it out if it is not known, [] for none.",
    "level": "The level where the client is now; leave it out if in none.",
    "days_in_level": "For how long the client has been there. [days]",
    "days_in_care": "For how long the client has been in care without a break. [days]",
}
STAY_KEYS: Final[dict[str, str]] = {
    "level": "The level of the stay.",
    "completed": "Whether it was finished as planned; leave it out if nobody recorded it.",
    "days": "How long it lasted. [days]",
}
_WORD: Final = "an answer to this is a word: put it in quotes"
_UNKNOWN: Final = frozenset(["unknown", "?", "not known", "n/a", "none"])
_NOT_KNOWN: Final = "leave it out if it is not known"
_LEAVE_OUT: Final = "leave it out if nobody recorded it"
_WHY: Final = (
    "iopkit needs no identity and stores none: keep the link between this file and the person in "
    "your own records, under a number that means nothing elsewhere"
)


def read_client(
    root: Node, pathway: Pathway, reading: ReadingContext, warnings: list[Diagnostic]
) -> Client:
    """Return the client of a file; raises `UnreadableNodeError` when it cannot be used.

    Parameters
    ----------
    root
        The whole file.
    pathway
        Whose questions are answered.
    reading
        Where the complaints go.
    warnings
        Where it goes what is probably not meant, and used all the same.
    """
    entries = _entries(root, reading, NO_CLIENT_MAP(), KEYS)
    version = entries.get("iopkit")
    if version is None or version.value != 1 or isinstance(version.value, bool):
        mark = version.mark if version else root.mark
        reading.complain(NO_CLIENT_FILE(), mark)
    levels = {known.id: known.title for known in pathway.levels}
    facts = _facts(entries.get("facts"), pathway, reading, warnings)
    history = _history(entries.get("history"), levels, reading)
    level = _level(entries.get("level"), levels, reading)
    days_in_level = _days(entries.get("days_in_level"), reading)
    days_in_care = _days(entries.get("days_in_care"), reading)
    late = clock_refusal(days_in_level, days_in_care)
    if late is not None:
        reading.complain(ANSWER_OF_PEOPLE(reason=late.message), root.at(late.path).head, late.hint)
        days_in_care = None
    client = Client(
        facts=facts,
        history=history,
        level=level,
        days_in_level=days_in_level,
        days_in_care=days_in_care,
    )
    for refused in refusals(client, pathway.assessment, levels):
        head = root.at(refused.path).head
        reading.complain(ANSWER_OF_PEOPLE(reason=refused.message), head, refused.hint)
    if reading.complaints:
        raise UnreadableNodeError
    return client


def _entries(
    node: Node, reading: ReadingContext, wrong: DiagnosticMessage, known: dict[str, str]
) -> Entries:
    if not isinstance(node.value, Entries):
        reading.refuse(wrong, node.head)
    for key, _ in node.value.pairs:
        if key.text not in known:
            _stranger(key, tuple(known), reading, NO_KEY_OF_CLIENT())
    return node.value


def _stranger(
    key: YamlKey, known: tuple[str, ...], reading: ReadingContext, wrong: DiagnosticMessage
) -> None:
    if identifies(key.text):
        reading.complain(IDENTITY_KEY(), key.mark)
    else:
        hint = nearest(key.text, known) or f"known here: {', '.join(known)}"
        reading.complain(wrong, key.mark, hint)


def _facts(
    node: Node | None, pathway: Pathway, reading: ReadingContext, warnings: list[Diagnostic]
) -> dict[str, Value]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, Entries):
        reading.complain(FACTS_NO_MAP(), node.head)
        return {}
    known = {fact.id: fact.type for fact in pathway.assessment.facts}
    facts: dict[str, Value] = {}
    for key, answer in node.value.pairs:
        names = meant(key.text, tuple(known))
        name = names[0] if len(names) == 1 else key.text
        if len(names) > 1:
            reading.complain(FACT_IN_DOUBT(why=doubt(names)), key.mark)
        elif not names:
            _stranger(key, tuple(known), reading, NO_FACT_OF_ASSESSMENT())
        elif name in facts:
            reading.complain(ANSWERED_TWICE(name=name), key.mark)
        elif isinstance(answer.value, Entries | tuple) or answer.value is None:
            reading.complain(SEVERAL_ANSWERS(name=name), key.mark)
        else:
            heard = hear(answer.value, known[name])
            if heard.answer is None:
                hint = "" if heard.is_doubt else _hint(answer.value, known[name])
                reading.complain(CLIENT_ANSWER(name=name, why=heard.why), key.mark, hint)
                continue
            facts[name] = heard.answer
            if heard.is_share:
                warnings.append(small_percent(name, 1, key.mark))
    return facts


def _hint(value: object, kind: FactType) -> str:
    """Return what to do about an answer that cannot be one; never the answer."""
    said = value.strip().casefold() if isinstance(value, str) else ""
    if said in _UNKNOWN:
        return _NOT_KNOWN
    match kind:
        case OrdinalFact() | Choice() if isinstance(value, int | float):
            return _WORD
        case NumberFact(unit=unit) if said and hear(said, NumberFact(unit=unit)).answer is None:
            return f"write a number alone, or with its unit: {unit}" if unit else "without a unit"
        case _:
            return ""


def _history(
    node: Node | None, levels: Mapping[str, str], reading: ReadingContext
) -> tuple[Stay, ...] | None:
    if node is None or node.value is None:
        return None
    if not isinstance(node.value, tuple):
        reading.complain(HISTORY_NO_LIST(), node.head)
        return None
    stays: list[Stay] = []
    for item in node.value:
        try:
            entries = _entries(item, reading, STAY_NO_MAP(), STAY_KEYS)
        except UnreadableNodeError:
            continue
        level = _level(entries.get("level"), levels, reading)
        completed = entries.get("completed")
        finished = _truth(completed, reading)
        days = _days(entries.get("days"), reading)
        if level:
            stays.append(Stay(level=level, completed=finished, days=days))
        elif "level" not in entries:
            reading.complain(STAY_WITHOUT_LEVEL(), item.head)
    return tuple(stays)


def _truth(node: Node | None, reading: ReadingContext) -> bool | None:
    if node is None:
        return None
    heard = hear(node.value, YesNo())
    if heard.why:
        reading.complain(COMPLETED_NO_TRUTH(why=heard.why), node.head)
    return heard.answer if isinstance(heard.answer, bool) else None


def _level(node: Node | None, levels: Mapping[str, str], reading: ReadingContext) -> str:
    if node is None:
        return ""
    said = node.value if isinstance(node.value, str) else ""
    found = meant(said, levels)
    if len(found) > 1:
        reading.complain(LEVEL_IN_DOUBT(why=doubt(found)), node.head)
        return ""
    try:
        return found[0] if found else Stay(level=said).level
    except ValueError:
        reading.complain(LEVEL_NO_ID(levels=tuple(levels)), node.head)
        return ""


def _days(node: Node | None, reading: ReadingContext) -> float | None:
    if node is None:
        return None
    heard = days_in(node.value)
    if heard.answer is None:
        name = node.key.text if node.key else "days"
        reading.complain(CLIENT_NUMBER(name=name, why=heard.why), node.head)
        return None
    return float(heard.answer)
