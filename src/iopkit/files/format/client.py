"""The client file: answers and a history of stays, never an identity.

No complaint about a client file repeats anything of it: neither a value nor the line, and a key
only when it is one of those that this format or the assessment knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.errors import nearest
from iopkit.files.schema.context import UnreadableNodeError
from iopkit.files.schema.percent import small_percent
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.answer_text import days_in, hear
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.node import Entries
from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo, identifies
from iopkit.model.check.answers import clock_refusal, refusals
from iopkit.model.client import Client, Stay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.complaint import Complaint
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
    root: Node, pathway: Pathway, reading: ReadingContext, warnings: list[Complaint]
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
    entries = _entries(root, reading, "a client file is a map of keys and values", KEYS)
    version = entries.get("iopkit")
    if version is None or version.value != 1 or isinstance(version.value, bool):
        mark = version.mark if version else root.mark
        reading.complain(Code.VERSION, mark, "a client file begins with 'iopkit: 1'")
    levels = {known.id: known.title for known in pathway.levels}
    facts = _facts(entries.get("facts"), pathway, reading, warnings)
    history = _history(entries.get("history"), levels, reading)
    level = _level(entries.get("level"), levels, reading)
    days_in_level = _days(entries.get("days_in_level"), reading)
    days_in_care = _days(entries.get("days_in_care"), reading)
    late = clock_refusal(days_in_level, days_in_care)
    if late is not None:
        reading.complain(Code.BAD_ANSWER, root.at(late.path).head, late.message, late.hint)
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
        reading.complain(Code.BAD_ANSWER, head, refused.message, refused.hint)
    if reading.complaints:
        raise UnreadableNodeError
    return client


def _entries(node: Node, reading: ReadingContext, must: str, known: dict[str, str]) -> Entries:
    if not isinstance(node.value, Entries):
        reading.refuse(Code.WRONG_FORM, node.head, must)
    for key, _ in node.value.pairs:
        if key.text not in known:
            _stranger(key, tuple(known), reading, "this key is not known in a client file")
    return node.value


def _stranger(key: YamlKey, known: tuple[str, ...], reading: ReadingContext, message: str) -> None:
    if identifies(key.text):
        reading.complain(
            Code.IDENTITY, key.mark, "this key says who the client is; remove it", _WHY
        )
    else:
        hint = nearest(key.text, known) or f"known here: {', '.join(known)}"
        reading.complain(Code.UNKNOWN_KEY, key.mark, message, hint)


def _facts(
    node: Node | None, pathway: Pathway, reading: ReadingContext, warnings: list[Complaint]
) -> dict[str, Value]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, Entries):
        reading.complain(Code.WRONG_FORM, node.head, "'facts' must be a map from names to answers")
        return {}
    known = {fact.id: fact.type for fact in pathway.assessment.facts}
    facts: dict[str, Value] = {}
    for key, answer in node.value.pairs:
        names = meant(key.text, tuple(known))
        name = names[0] if len(names) == 1 else key.text
        if len(names) > 1:
            reading.complain(Code.UNKNOWN_KEY, key.mark, f"this key {doubt(names)}")
        elif not names:
            _stranger(key, tuple(known), reading, "the assessment has no such fact")
        elif name in facts:
            reading.complain(Code.DUPLICATE_KEY, key.mark, f"'{name}' is answered twice")
        elif isinstance(answer.value, Entries | tuple) or answer.value is None:
            message = f"'{name}' needs one answer"
            reading.complain(Code.BAD_ANSWER, key.mark, message, "leave it out if it was not asked")
        else:
            heard = hear(answer.value, known[name])
            if heard.answer is None:
                hint = "" if heard.is_doubt else _hint(answer.value, known[name])
                reading.complain(Code.BAD_ANSWER, key.mark, f"'{name}' {heard.why}", hint)
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
        reading.complain(Code.WRONG_FORM, node.head, "'history' must be a list of stays")
        return None
    stays: list[Stay] = []
    for item in node.value:
        try:
            entries = _entries(item, reading, "a stay is a map with the key 'level'", STAY_KEYS)
        except UnreadableNodeError:
            continue
        level = _level(entries.get("level"), levels, reading)
        completed = entries.get("completed")
        finished = _truth(completed, reading)
        days = _days(entries.get("days"), reading)
        if level:
            stays.append(Stay(level=level, completed=finished, days=days))
        elif "level" not in entries:
            reading.complain(Code.MISSING_KEY, item.head, "a stay needs 'level'")
    return tuple(stays)


def _truth(node: Node | None, reading: ReadingContext) -> bool | None:
    if node is None:
        return None
    heard = hear(node.value, YesNo())
    if heard.why:
        message = f"'completed' {heard.why}"
        reading.complain(Code.NOT_TRUE_OR_FALSE, node.head, message, _LEAVE_OUT)
    return heard.answer if isinstance(heard.answer, bool) else None


def _level(node: Node | None, levels: Mapping[str, str], reading: ReadingContext) -> str:
    if node is None:
        return ""
    said = node.value if isinstance(node.value, str) else ""
    found = meant(said, levels)
    if len(found) > 1:
        reading.complain(Code.BAD_ANSWER, node.head, f"'level' {doubt(found)}")
        return ""
    try:
        return found[0] if found else Stay(level=said).level
    except ValueError:
        must = "'level' must be the id of a level"
        reading.complain(Code.NOT_AN_ID, node.head, must, f"there are: {', '.join(levels)}")
        return ""


def _days(node: Node | None, reading: ReadingContext) -> float | None:
    if node is None:
        return None
    heard = days_in(node.value)
    if heard.answer is None:
        name = node.key.text if node.key else "days"
        hint = "write a number alone, such as 12, or a time such as 4 weeks"
        reading.complain(Code.NOT_A_NUMBER, node.head, f"'{name}' {heard.why}", hint)
        return None
    return float(heard.answer)
