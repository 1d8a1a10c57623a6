"""The form that says whether a client is ready for a level, and why not: a part of a page.

It asks what the rules of a pathway ask. `readiness.js` answers, in the page and with the words of
`iopkit.criteria`; nothing is sent and nothing is kept. On paper it is a blank questionnaire.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from iopkit.criteria.language.question_names import completed_question
from iopkit.criteria.language.write import write_number
from iopkit.criteria.logic.answer_classes import asked_by, conditions
from iopkit.criteria.placement.possible_placements import placing_criteria
from iopkit.describe.criterion import called
from iopkit.describe.wording import listed
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, TIME_FACTS, NumberFact, YesNo
from iopkit.model.criterion import IsKnown
from iopkit.pages.readiness.data import readiness_data
from iopkit.pages.template import filled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iopkit.model.assessment import Fact
    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway

NOT_KNOWN = ("?", "not known")
_YES_NO = (("1", "yes"), ("0", "no"), NOT_KNOWN)
_FEW = 8
"""How many questions may be named in a sentence."""


@attrs.frozen(kw_only=True)
class FormQuestion:
    """A question as the form asks it.

    Parameters
    ----------
    id
        What the page calls it.
    name
        The name of the fact, ``completed LEVEL``, or ``level``.
    ask
        The question.
    choices
        What can be chosen, each with the value that stands for it; empty where a number is asked.
    hint
        What a number can be, in which unit.
    keys
        Which keys a telephone shows for a number.
    """

    id: str = ""
    name: str
    ask: str
    choices: tuple[tuple[str, str], ...] = attrs.field(
        default=(), converter=tuple[tuple[str, str], ...]
    )
    hint: str = ""
    keys: str = ""


@attrs.frozen(kw_only=True)
class QuestionGroup:
    """Questions that belong together.

    Parameters
    ----------
    title
        What they are about.
    note
        What to know before answering them; empty for nothing.
    questions
        The questions.
    is_in_care
        Whether they matter to a client in care alone.
    """

    title: str
    note: str = ""
    questions: tuple[FormQuestion, ...] = attrs.field(converter=tuple["FormQuestion", ...])
    is_in_care: bool = False


def readiness_html(pathway: Pathway) -> Markup:
    """Return the form with the rules of a pathway, for a page with `readiness.js` and its style.

    >>> from iopkit.files.compose.load import load
    >>> "How hard is withdrawal, now or soon?" in readiness_html(load("standard"))
    True
    """
    if not pathway.levels:
        return filled("note.html", text="This pathway has no levels, so no client can be ready.")
    groups = [group for group in _groups(pathway) if group.questions]
    shown = {each.name for group in groups for each in group.questions}
    return filled(
        "readiness.html",
        data=_embedded(readiness_data(pathway)),
        groups=_numbered(groups),
        unused=_unused([fact for fact in pathway.assessment.facts if fact.id not in shown]),
    )


def _groups(pathway: Pathway) -> Iterator[QuestionGroup]:
    deciding = _names(placing_criteria(pathway))
    preferred = _names(rule.criterion for level in pathway.levels for rule in level.admit)
    moving = _names(edge.when for edge in pathway.transitions if edge.when is not None)
    every = deciding | preferred | moving
    facts = pathway.assessment.facts
    yield QuestionGroup(
        title="Where is the client now?", questions=list(_now(pathway, every, deciding))
    )
    yield QuestionGroup(
        title="Which levels did the client finish before, as planned?",
        questions=[
            FormQuestion(name=completed_question(level.id), ask=level.title, choices=_YES_NO)
            for level in pathway.levels
            if completed_question(level.id) in every
        ],
    )
    yield QuestionGroup(
        title="What decides about the place",
        questions=[_fact(fact) for fact in facts if fact.id in deciding],
    )
    yield QuestionGroup(
        title="What is preferred",
        note="These answers rank. They never keep a client out.",
        questions=[_fact(fact) for fact in facts if fact.id in preferred - deciding],
    )
    yield QuestionGroup(
        title="What decides about the next move",
        note="For a client in care.",
        questions=[_fact(fact) for fact in facts if fact.id in moving - preferred - deciding],
        is_in_care=True,
    )


def _names(criteria: Iterable[Criterion]) -> set[str]:
    """Return the names of what some criteria ask, also of what they only want to be known."""
    return {
        each.fact if isinstance(each, IsKnown) else asked_by(each)
        for criterion in criteria
        for each in conditions(criterion)
    }


def _now(
    pathway: Pathway, every: Collection[str], deciding: Collection[str]
) -> Iterator[FormQuestion]:
    levels = [(str(place), level.title) for place, level in enumerate(pathway.levels)]
    yield FormQuestion(
        name="level", ask="Level of care", choices=[(NOT_KNOWN[0], "not in care"), *levels]
    )
    clocks = {DAYS_IN_LEVEL, DAYS_IN_CARE}
    for clock in TIME_FACTS:
        reviewed = clock.id == DAYS_IN_LEVEL and any(level.review for level in pathway.levels)
        if reviewed or clocks & set(every):
            asked = _fact(clock)
            # Where it moves clients and places nobody, it is not for those who are new.
            hint = asked.hint if clock.id in deciding else f"{asked.hint}, if in care"
            yield attrs.evolve(asked, hint=hint)


def _fact(fact: Fact) -> FormQuestion:
    match fact.type:
        case YesNo():
            return FormQuestion(name=fact.id, ask=fact.ask, choices=_YES_NO)
        case NumberFact() as number:
            return FormQuestion(
                name=fact.id,
                ask=fact.ask,
                hint=_range(number),
                keys=_keys(number),
            )
        case words:
            options = [(str(place), text or "''") for place, text in enumerate(words.options)]
            return FormQuestion(name=fact.id, ask=fact.ask, choices=[*options, NOT_KNOWN])


def _range(number: NumberFact) -> str:
    low, high = (None if end is None else write_number(end) for end in (number.low, number.high))
    match low, high:
        case None, None:
            limits = "any"
        case _, None:
            limits = f"{low} or more"
        case None, _:
            limits = f"{high} or less"
        case _:
            limits = f"{low} to {high}"
    unit = f" {number.unit}" if number.unit else ""
    return f"{limits}{unit}{', whole' if number.whole else ''}"


def _keys(number: NumberFact) -> str:
    """Return the keys for a number; a telephone shows no minus beside its digits."""
    if number.low is None or number.low < 0:
        return "text"
    return "numeric" if number.whole else "decimal"


def _numbered(groups: Iterable[QuestionGroup]) -> list[QuestionGroup]:
    numbered: list[QuestionGroup] = []
    total = 0
    for group in groups:
        places = range(total, total + len(group.questions))
        questions = [
            attrs.evolve(each, id=f"ready-{place}")
            for place, each in zip(places, group.questions, strict=True)
        ]
        numbered.append(attrs.evolve(group, questions=questions))
        total += len(questions)
    return numbered


def _unused(facts: Collection[Fact]) -> str:
    """Return what the assessment asks beside all this, in a sentence; nothing for nothing."""
    if not facts:
        return ""
    names = [called(fact.id) for fact in facts]
    if len(names) > _FEW:
        names = [*names[:_FEW], f"{len(names) - _FEW} more"]
    return (
        "The assessment asks more than this form, but no rule of admission and no move looks at "
        f"it: {listed(names)}."
    )


def _embedded(values: object) -> Markup:
    """Return values as JSON that nothing in a page can take for the end of a script."""
    text = json.dumps(values, separators=(",", ":"), allow_nan=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  no character of HTML is left in it
