"""What the readiness form carries: the rules of a pathway as plain values, for its script.

Words and units have become numbers here, by `iopkit.criteria.language.resolve`, and every criterion
brings
its text along, so that the script neither parses nor converts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopkit.criteria.language.resolve import resolved
from iopkit.criteria.language.write import write
from iopkit.criteria.logic import decision_diagram as diagram
from iopkit.describe.criterion import called, condition, titles
from iopkit.describe.wording import capital
from iopkit.export.pathway_json import basis_values
from iopkit.model.assessment import TIME_FACTS, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    IsKnown,
    IsTrue,
    Membership,
    Not,
    Or,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.assessment import Assessment, Fact
    from iopkit.model.client import Client
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import Floor
    from iopkit.model.transition import Transition

Plain: TypeAlias = "dict[str, object]"


def readiness_data(pathway: Pathway) -> Plain:
    """Return what `readiness.js` needs of a pathway, as values that become JSON unchanged.

    >>> from iopkit.files.compose.load import load
    >>> data = readiness_data(load("standard"))
    >>> data["floors"][0]["title"], data["floors"][0]["criterion"]["number"]
    ('does not need at least detox', 2.0)
    """
    assessment = pathway.assessment
    return {
        "facts": [_fact(fact) for fact in assessment.facts],
        "clocks": [_fact(fact) for fact in TIME_FACTS],
        "levels": [_level(level, assessment) for level in pathway.levels],
        "outcomes": [
            {"id": each.id, "title": each.title, "completes": each.completes}
            for each in pathway.outcomes
        ],
        "floors": [_floor(floor, assessment) for floor in pathway.floors],
        "transitions": [
            _transition(edge, assessment)
            for edge in pathway.transitions
            if pathway.is_level(edge.start)
        ],
        "sources": {each.id: each.title for each in pathway.sources},
        "most": {"steps": diagram.MOST_STEPS, "questions": diagram.MOST_QUESTIONS},
        "called": {name: called(name) for name in assessment.names},
        "words": _words(pathway),
    }


def client_values(client: Client, pathway: Pathway) -> Plain:
    """Return a client as `readiness.js` takes one: of the history only what was completed.

    >>> from iopkit.files.compose.load import load
    >>> from iopkit.model.client import Client
    >>> client_values(Client(level="iop", days_in_level=3), load("standard"))["days_in_level"]
    3
    """
    known = {level.id: client.has_completed(level.id) for level in pathway.levels}
    return {
        "facts": dict(client.facts),
        "completed": {level: done for level, done in known.items() if done is not None},
        "level": client.level,
        "days_in_level": client.days_in_level,
        "days_in_care": client.days_in_care,
    }


def _fact(fact: Fact) -> Plain:
    known: Plain = {"id": fact.id, "ask": fact.ask}
    match fact.type:
        case YesNo():
            return {**known, "kind": "yes_no"}
        case OrdinalFact(options):
            return {**known, "kind": "scale", "options": list(options)}
        case Choice(options):
            return {**known, "kind": "choice", "options": list(options)}
        case NumberFact(low=low, high=high, unit=unit, whole=whole) as number:
            return {
                **known,
                "kind": "number",
                "low": low,
                "high": high,
                "unit": unit,
                "whole": whole,
                "must": number.refuses(value=None),
            }


def _level(level: Level, assessment: Assessment) -> Plain:
    return {
        "id": level.id,
        "title": level.title,
        "rank": level.rank,
        "review": None if level.review is None else level.review.value,
        "admit": [
            {
                "criterion": _criterion(rule.criterion, assessment),
                "prefer": rule.prefer,
                "title": rule.title,
                "basis": basis_values(rule.basis),
            }
            for rule in level.admit
        ],
    }


def _floor(floor: Floor, assessment: Assessment) -> Plain:
    """Return a floor, with the words of the reason that it gives against less intensive levels."""
    return {
        "level": floor.level,
        "criterion": _criterion(floor.criterion, assessment),
        "title": f"does not need at least {floor.level}",
        "text": write(Not(floor.criterion)),
        "basis": basis_values(floor.basis),
    }


def _transition(edge: Transition, assessment: Assessment) -> Plain:
    return {
        "start": edge.start,
        "to": edge.to,
        "kind": edge.kind.value,
        "when": None if edge.when is None else _criterion(edge.when, assessment),
        "at_review": edge.at_review,
        "basis": basis_values(edge.basis),
    }


def _criterion(criterion: Criterion, assessment: Assessment) -> Plain:
    return {"text": write(criterion), **_tree(criterion, assessment)}


def _tree(criterion: Criterion, assessment: Assessment) -> Plain:
    match criterion:
        case And(parts):
            return {"is": "and", "parts": [_criterion(part, assessment) for part in parts]}
        case Or(parts):
            return {"is": "or", "parts": [_criterion(part, assessment) for part in parts]}
        case Not(part):
            return {"is": "not", "parts": [_criterion(part, assessment)]}
        case Constant(value):
            return {"is": "constant", "value": value}
        case IsTrue(fact):
            return {"is": "is true", "fact": fact}
        case IsKnown(fact):
            return {"is": "is known", "fact": fact}
        case Completed(level):
            return {"is": "completed", "level": level}
        case Compare(name, comparison, literal):
            number = resolved(literal, assessment.fact(name))
            return {
                "is": "compare",
                "fact": name,
                "comparison": comparison.value,
                "number": number,
            }
        case Membership(name, literals):
            about = assessment.fact(name)
            numbers = [resolved(literal, about) for literal in literals]
            return {"is": "one of", "fact": name, "numbers": numbers}


def _words(pathway: Pathway) -> dict[str, str]:
    """Return every condition in plain words, by its text."""
    levels = titles(pathway)
    criteria = [
        *(floor.criterion for floor in pathway.floors),
        *(rule.criterion for level in pathway.levels for rule in level.admit),
        *(edge.when for edge in pathway.transitions if edge.when is not None),
    ]
    return {
        write(part): capital(condition(part, levels).text)
        for criterion in criteria
        for part in _with_parts(criterion)
    }


def _with_parts(criterion: Criterion) -> Iterator[Criterion]:
    yield criterion
    match criterion:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _with_parts(part)
        case Not(part):
            yield from _with_parts(part)
        case _:
            pass
