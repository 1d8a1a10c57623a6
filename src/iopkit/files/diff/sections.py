"""The sections of a pathway, each as the things in it.

The shapes of the file format take a pathway apart, so a key that is added to the format is there
without a word here. Every value keeps the place where it was written.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from iopkit.criteria.language.canonical import canonical
from iopkit.criteria.language.write import write
from iopkit.files.diff.items import ItemValue, PathwayItem, said
from iopkit.files.format.pathway import PATHWAY, written_fields
from iopkit.files.format.transitions import TransitionShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.quantity import number_text
from iopkit.files.schema.record import Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.schema.text_types import CriterionText, TextScalar
from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.assessment import Choice, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.level import ExternalCode
from iopkit.model.program import Goal, Length, Service
from iopkit.model.rule import Floor, Rule
from iopkit.model.simulation.arrivals import Referral
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.cost import Cost
from iopkit.model.transition import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.files.schema.record import FieldSpec
    from iopkit.files.schema.value_type import ValueType, Written
    from iopkit.model.basis import Basis, Path, SourceLocation
    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway

_NAMES_OF_THE_FILE: Final = frozenset({"iopkit", "id", "title", "description", "extends", "uses"})
"""What a file is called, which differs between any two and changes nothing for a client."""
_ANSWER: Final = ("yes_no", "number", "scale", "choice")
_LEFT_OUT: Final = {"places": "unlimited", "for": "everybody", "when": "always", "levels": "all"}
"""What it means to leave a key out, where that says something."""


def sections(pathway: Pathway) -> Iterator[tuple[str, tuple[PathwayItem, ...]]]:
    """Yield each section of a pathway with the things in it.

    What the file is called (its id, title, description and what it extends) is no section.

    >>> from iopkit.files.compose.load import loads
    >>> pathway = loads("{iopkit: 1, id: p, title: P, levels: {iop: {title: I, rank: 3}}}")
    >>> iop = dict(sections(pathway))["levels"][0]
    >>> iop.label, iop.said("rank"), iop.said("places"), str(iop.says[1].origin)
    ('iop', '3', 'unlimited', '<text>:1:61')
    """
    # The outcome that every pathway has is in both, whether its file describes it or not.
    fields = {**written_fields(pathway), "outcomes": pathway.outcomes}
    for key in PATHWAY.keys:
        if key.name not in _NAMES_OF_THE_FILE:
            content = fields.get(key.parameter) or ()
            if isinstance(content, tuple):
                yield key.name, tuple(_things(key.shape, content, (key.name,), pathway))
            else:  # a section that is one thing has no name beside that of the section
                one = _thing(key.shape, content, (key.name,), pathway)
                yield key.name, (attrs.evolve(one, known_by="", label=""),)


def _things(
    shape: ValueType[Any], content: tuple[object, ...], path: Path, pathway: Pathway
) -> Iterator[PathwayItem]:
    """Yield the things of a list or a map of the file."""
    item = shape.item if isinstance(shape, ListOf | MapOf) else shape
    steps = [shape.key(v) if isinstance(shape, MapOf) else n for n, v in enumerate(content)]
    found = [_thing(item, v, (*path, s), pathway) for v, s in zip(content, steps, strict=True)]
    times = Counter(thing.known_by for thing in found)
    for thing in found:
        kind = thing.said("kind")
        # Two moves between the same ends are told apart by what they do.
        several = times[thing.known_by] > 1 and kind
        yield attrs.evolve(thing, label=f"{thing.label} ({kind})") if several else thing


def _thing(shape: ValueType[Any], value: object, path: Path, pathway: Pathway) -> PathwayItem:
    origin = pathway.origins.get(path)
    record = shape.record if isinstance(shape, TransitionShape | Shorthand) else shape
    if isinstance(value, Rule):
        return _rule(value, path, pathway)
    if not isinstance(record, Record):
        text = said(_bare(shape, value))
        own = ItemValue(name="", text=text, origin=origin, basis=_basis(value))
        return PathwayItem(known_by=str(path[-1]), label=str(path[-1]), says=[own], origin=origin)
    says: list[ItemValue] = []
    parts: list[tuple[str, tuple[PathwayItem, ...]]] = []
    fields = _fields(record, value)
    for key in record.keys:
        content = fields.get(key.parameter)
        if isinstance(key.shape, ListOf | MapOf) and _holds_things(key.shape, content):
            inner = cast("tuple[object, ...]", content)
            parts.append((key.name, tuple(_things(key.shape, inner, (*path, key.name), pathway))))
        elif key.name not in {*_ANSWER, "optional"}:
            says.append(_said(key, content, path, pathway))
    if isinstance(value, Fact):
        says.insert(1, _answer(value, path, pathway))
    known_by, label = _names(value, path, pathway)
    return PathwayItem(
        known_by=known_by, label=label, says=says, parts=parts, origin=origin, basis=_basis(value)
    )


def _holds_things(shape: ListOf[Any] | MapOf[Any], content: object) -> bool:
    """Whether a list holds things with a name of their own, rather than making up one value."""
    things = isinstance(content, tuple) and bool(content) and attrs.has(type(content[0]))
    return things and not isinstance(shape.item, TextScalar)


def _fields(record: Record[Any], value: object) -> Mapping[str, object]:
    fields = record.fields(value)
    if isinstance(value, Service):  # in a file these may follow from other keys
        return {**fields, "format": value.format, "need": value.need}
    return fields


def _said(key: FieldSpec, content: object, path: Path, pathway: Pathway) -> ItemValue:
    if isinstance(content, ClientSample):
        return _people(content, path, pathway)
    missing = content is None or content == ()
    value = key.default if missing else content
    written = None if value is None or value == () else _bare(key.shape, value)
    text = _LEFT_OUT.get(key.name, "") if written is None else said(written)
    at = [(*path, key.name, "value"), (*path, key.name)]
    if key.name == "need":
        at.append((*path, "optional"))
    return ItemValue(
        name=key.name,
        text=text,
        origin=_first(at, pathway),
        basis=_basis(content),
        meaning=_meaning(cast("Criterion", content)) if key.shape == CriterionText() else "",
    )


def _people(people: ClientSample, path: Path, pathway: Pathway) -> ItemValue:
    """Return how many people there are and what is known about them, never what it is."""
    count = "1 client" if len(people.rows) == 1 else f"{len(people.rows)} clients"
    # Two tables are told apart by what nobody can read the answers from.
    digest = blake2b(repr((people.facts, people.rows)).encode(), digest_size=16).hexdigest()
    at = [(*path, "people")]
    text = f"{count} with {', '.join(people.facts)}"
    return ItemValue(name="people", text=text, origin=_first(at, pathway), meaning=digest)


def _rule(rule: Rule, path: Path, pathway: Pathway) -> PathwayItem:
    text = write(rule.criterion)
    says = [
        ItemValue(
            name="prefer", text=said(rule.prefer), origin=_first([(*path, "prefer"), path], pathway)
        ),
        ItemValue(name="title", text=rule.title, origin=_first([(*path, "title")], pathway)),
    ]
    origin = _first([(*path, "if"), path], pathway)
    known_by = _meaning(rule.criterion)
    return PathwayItem(known_by=known_by, label=text, says=says, origin=origin, basis=rule.basis)


def _answer(fact: Fact, path: Path, pathway: Pathway) -> ItemValue:
    at = [(*path, name) for name in _ANSWER]
    return ItemValue(name="answer", text=_answers(fact), origin=_first(at, pathway))


def _answers(fact: Fact) -> str:
    match fact.type:
        case YesNo():
            return "yes or no"
        case NumberFact(low=low, high=high):
            ends = ("any" if end is None else number_text(end) for end in (low, high))
            return f"a number, {' to '.join(ends)}"
        case OrdinalFact(options):
            return f"a scale: {', '.join(options)}"
        case Choice(options):
            return f"a choice: {', '.join(options)}"


def _names(value: object, path: Path, pathway: Pathway) -> tuple[str, str]:
    """Return what makes a thing the same in another pathway, and its name for people."""
    name = str(path[-1])
    match value:
        case Transition(start=start, to=to):
            name = f"{start} to {to}"
        case Floor(level=level, criterion=criterion):
            name = f"at least {level} when {write(criterion)}"
            return f"{level} {_meaning(criterion)}", name
        case Service(therapy=therapy, group=group):
            return f"{therapy} {group}", pathway.name_of(value)
        case ExternalCode(system=system, edition=edition):
            name = f"{system} {edition}".strip()
        case Cost(per=per, perspective=perspective):
            name = f"cost per {per}, {perspective}"
        case Goal(goal=goal):
            name = goal
        case Referral(by=by):
            name = by
        case Length(when=when):
            name = f"when {write(when)}"
            return _meaning(when), name
        case AcceptedFinding(finding=finding, about=about):
            name = " ".join([finding.value, *about])
        case _:
            pass
    return name, name


def _meaning(criterion: Criterion | None) -> str:
    return "" if criterion is None else write(canonical(criterion))


def _bare(shape: ValueType[Any], value: object) -> Written:
    """Return a value as a file says it where its own basis is around."""
    return shape.write(value, _basis(value))


def _basis(value: object) -> Basis | None:
    return cast("Basis | None", getattr(value, "basis", None))


def _first(paths: list[Path], pathway: Pathway) -> SourceLocation | None:
    return next((pathway.origins[path] for path in paths if path in pathway.origins), None)
