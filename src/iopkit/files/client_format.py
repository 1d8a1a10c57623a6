"""The client file: answers and a history of stays, never an identity.

No complaint about a client file repeats anything of it: neither a value nor the line, and a key
only when it is one of those that this format or the assessment knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.errors import nearest
from iopkit.files.code import Code
from iopkit.files.node import Entries
from iopkit.files.reading import UnusableError
from iopkit.model.answers import clock_refusal, refusals
from iopkit.model.assessment import Choice, Number, Scale, YesNo, identifies
from iopkit.model.client import Client, Stay
from iopkit.model.unit import amount_in

if TYPE_CHECKING:
    from iopkit.files.node import Key, Node
    from iopkit.files.reading import Reading
    from iopkit.model.assessment import Fact, Value
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
_NOT_TRUTH: Final = frozenset(["yes", "no", "y", "n", "on", "off", "true", "false"])
_TRUTH: Final = "yes is written true and no is written false, without quotes"
_WORD: Final = "an answer to this is a word: put it in quotes"
_UNKNOWN: Final = frozenset(["unknown", "?", "not known", "n/a", "none"])
_NOT_KNOWN: Final = "leave it out if it is not known"
_WHY: Final = (
    "iopkit needs no identity and stores none: keep the link between this file and the person in "
    "your own records, under a number that means nothing elsewhere"
)


def read_client(root: Node, pathway: Pathway, reading: Reading) -> Client:
    """Return the client of a file; complains and raises `UnusableError` when it cannot be used."""
    entries = _entries(root, reading, "a client file is a map of keys and values", KEYS)
    version = entries.get("iopkit")
    if version is None or version.value != 1 or isinstance(version.value, bool):
        mark = version.mark if version else root.mark
        reading.complain(Code.VERSION, mark, "a client file begins with 'iopkit: 1'")
    facts = _facts(entries.get("facts"), pathway, reading)
    history = _history(entries.get("history"), reading)
    level = _level(entries.get("level"), reading)
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
    ids = [known.id for known in pathway.levels]
    for refused in refusals(client, pathway.assessment, ids):
        node = root.at(refused.path)
        hint = refused.hint or _hint(node, pathway)
        reading.complain(Code.BAD_ANSWER, node.head, refused.message, hint)
    if reading.complaints:
        raise UnusableError
    return client


def _entries(node: Node, reading: Reading, must: str, known: dict[str, str]) -> Entries:
    if not isinstance(node.value, Entries):
        reading.refuse(Code.WRONG_FORM, node.head, must)
    for key, _ in node.value.pairs:
        if key.text not in known:
            _stranger(key, tuple(known), reading, "this key is not known in a client file")
    return node.value


def _stranger(key: Key, known: tuple[str, ...], reading: Reading, message: str) -> None:
    if identifies(key.text):
        reading.complain(
            Code.IDENTITY, key.mark, "this key says who the client is; remove it", _WHY
        )
    else:
        hint = nearest(key.text, known) or f"known here: {', '.join(known)}"
        reading.complain(Code.UNKNOWN_KEY, key.mark, message, hint)


def _facts(node: Node | None, pathway: Pathway, reading: Reading) -> dict[str, Value]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, Entries):
        reading.complain(Code.WRONG_FORM, node.head, "'facts' must be a map from names to answers")
        return {}
    known = {fact.id: fact for fact in pathway.assessment.facts}
    facts: dict[str, Value] = {}
    for key, answer in node.value.pairs:
        if key.text not in known:
            _stranger(key, tuple(known), reading, "the assessment has no such fact")
        elif isinstance(answer.value, Entries | tuple) or answer.value is None:
            message = f"'{key.text}' needs one answer"
            reading.complain(Code.BAD_ANSWER, key.mark, message, "leave it out if it was not asked")
        else:
            facts[key.text] = _measured(answer.value, known[key.text])
    return facts


def _measured(value: Value, fact: Fact) -> Value:
    """Return the number that is meant by a text with a unit, such as "80%"; else the value."""
    amount = _amount(value, fact.type.unit) if isinstance(fact.type, Number) else None
    return value if amount is None else amount


def _amount(value: object, unit: str) -> float | None:
    """Return what a text with its unit comes to; None for a text without: it was put in quotes."""
    if not isinstance(value, str) or value.strip()[-1:].isdigit():
        return None
    return amount_in(value, unit)


def _hint(node: Node, pathway: Pathway) -> str:
    """Return what to do about an answer that cannot be one; never the answer."""
    asked = next(
        (f.type for f in pathway.assessment.facts if node.key and f.id == node.key.text), None
    )
    said = node.value.lower() if isinstance(node.value, str) else ""
    if said in _UNKNOWN:
        return _NOT_KNOWN
    match asked:
        case YesNo() if said in _NOT_TRUTH:
            return _TRUTH
        case Scale() | Choice() if isinstance(node.value, int | float):
            return _WORD
        case Number(unit=unit) if isinstance(node.value, str) and _amount(node.value, unit) is None:
            return f"write a number alone, or with its unit: {unit}" if unit else "without quotes"
        case _:
            return ""


def _history(node: Node | None, reading: Reading) -> tuple[Stay, ...] | None:
    if node is None or node.value is None:
        return None
    if not isinstance(node.value, tuple):
        reading.complain(Code.WRONG_FORM, node.head, "'history' must be a list of stays")
        return None
    stays: list[Stay] = []
    for item in node.value:
        try:
            entries = _entries(item, reading, "a stay is a map with the key 'level'", STAY_KEYS)
        except UnusableError:
            continue
        level = _level(entries.get("level"), reading)
        completed = entries.get("completed")
        if completed is not None and not isinstance(completed.value, bool):
            message = "'completed' must be true or false"
            reading.complain(Code.NOT_TRUE_OR_FALSE, completed.head, message)
        days = _days(entries.get("days"), reading)
        if level:
            done = completed.value if completed else None
            finished = done if isinstance(done, bool) else None
            stays.append(Stay(level=level, completed=finished, days=days))
        elif "level" not in entries:
            reading.complain(Code.MISSING_KEY, item.head, "a stay needs 'level'")
    return tuple(stays)


def _level(node: Node | None, reading: Reading) -> str:
    if node is None:
        return ""
    try:
        return Stay(level=node.value if isinstance(node.value, str) else "").level
    except ValueError:
        reading.complain(Code.NOT_AN_ID, node.head, "'level' must be the id of a level")
        return ""


def _days(node: Node | None, reading: Reading) -> float | None:
    if node is None:
        return None
    amount = _amount(node.value, "days")
    value = node.value if amount is None else amount
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:  # noqa: PLR2004
        name = node.key.text if node.key else "days"
        hint = "write a number alone, such as 12, or a time such as 4 weeks"
        reading.complain(Code.NOT_A_NUMBER, node.head, f"'{name}' must be a number of days", hint)
        return None
    return float(value)
