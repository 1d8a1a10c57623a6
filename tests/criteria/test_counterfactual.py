"""What would have to be different: what is said against what comes of it."""

import re

import attrs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, answers, assessments, clients, criteria

from iopkit.criteria.logic.evaluate import evaluate, recorded
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.counterfactual import changes
from iopkit.criteria.placement.time_until_met import wait
from iopkit.model.assessment import Assessment, NumberFact, YesNo
from iopkit.model.client import Client
from iopkit.model.criterion import Criterion
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway

SLOW = settings(suppress_health_check=[HealthCheck.too_slow])
NUMBER = r"(-?[0-9.]+)"


def pathway(assessment: Assessment) -> Pathway:
    levels = [Level(id=name, title=name, rank=place) for place, name in enumerate(LEVELS)]
    return Pathway(id="p", title="P", assessment=assessment, levels=levels)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pathway, Client, Criterion]:
    assessment = draw(assessments())
    client = draw(clients(assessment))
    return pathway(assessment), client, draw(criteria(assessment))


def _one_says(part: str, number: float) -> bool:
    if part == "any":
        return True
    numbers = [float(found) for found in re.findall(NUMBER, part)]
    if " to " in part:
        low, high = numbers
        above = number > low if part.startswith("over ") else number >= low
        return above and (number < high if "to under " in part else number <= high)
    (limit,) = numbers
    if part.startswith("over "):
        return number > limit
    if part.startswith("under "):
        return number < limit
    return number == limit


def reads(words: str, number: float) -> bool:
    """Read a wording as a person would: does it hold for a number?"""
    for found in re.finditer(rf"{NUMBER}[^0-9]*? or (more|less)", words):
        limit = float(found[1])
        if number >= limit if found[2] == "more" else number <= limit:
            return True
    rest = re.sub(rf"{NUMBER}[^0-9]*? or (more|less)", "", words)
    return any(_one_says(part, number) for part in re.split("(?:^| )or ", rest) if part.strip())


@SLOW
@given(cases(), st.data())
def test_an_answer_opens_exactly_when_the_words_say_so(
    case: tuple[Pathway, Client, Criterion], data: st.DataObject
) -> None:
    where, client, criterion = case
    assume(evaluate(criterion, client, where.assessment) is not Verdict.MET)
    fact = data.draw(st.sampled_from(where.assessment.facts))
    answer = data.draw(answers(fact))
    opens = {change.name: change.to for change in changes(criterion, client, where)}

    other = attrs.evolve(client, facts={**client.facts, fact.id: answer})
    opened = evaluate(criterion, other, where.assessment) is Verdict.MET

    to = opens.get(fact.id)
    match fact.type:
        case _ if to is None:
            assert not opened
        case _ if to == "":
            assert opened
            assert fact.id not in client.facts
        case YesNo():
            assert opened is ((to == "yes") is answer)
        case NumberFact():
            assert isinstance(answer, int | float)
            assert opened is reads(to, answer)
        case _:
            word = str(answer) or "''"
            assert opened is bool(re.search(rf"(^| or ){re.escape(word)}( or |$)", to))


@SLOW
@given(cases())
def test_time_opens_a_way_first_on_the_day_that_is_said(
    case: tuple[Pathway, Client, Criterion],
) -> None:
    """Every limit that can be drawn is a whole number of half days, so quarters miss nothing."""
    where, client, criterion = case
    assume(evaluate(criterion, client, where.assessment) is not Verdict.MET)
    steps = [quarter / 4 for quarter in range(1, 100)]

    def met(days: float) -> bool:
        here, care = client.days_in_level, client.days_in_care
        later = attrs.evolve(
            client,
            days_in_level=None if here is None else here + days,
            days_in_care=None if care is None else care + days,
        )
        return evaluate(criterion, later, where.assessment) is Verdict.MET

    found = wait(criterion, client, where)
    first = next((days for days in steps if met(days)), None)

    if found is None:
        assert first is None
    elif found.after:
        assert first == found.days + 0.25
    else:
        assert first == found.days
    if found is not None:
        shown = recorded(client, found.name)
        assert isinstance(shown, int | float)
        assert found.day == shown + found.days
