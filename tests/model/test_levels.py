"""What cannot happen at a level is found before anything is simulated."""

from typing import Any

import attrs
import pytest

from iopkit.criteria.language.parse import parse
from iopkit.errors import IntegrityError
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.basis import Basis, Figure
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.provenance.citations import figures
from iopkit.model.rule import Rule
from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Rate
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.transition import Transition, TransitionKind

WEEK = Distribution.fixed(7)
IOP = Level(id="iop", title="I", rank=2, review=Figure(7))
PHP = Level(id="php", title="P", rank=3)
CLINIC = Pathway(
    id="clinic",
    title="Clinic",
    assessment=Assessment(
        [
            Fact(id="stable", ask="Stable?", type=YesNo()),
            Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
            Fact(id="mood", ask="Mood?", type=NumberFact(low=-5, high=5)),
            Fact(id="home", ask="Home?", type=OrdinalFact(("weak", "strong"))),
            Fact(id="gender", ask="Gender?", type=Choice(("female", "male"))),
        ]
    ),
    levels=[PHP, IOP],
    outcomes=[Outcome(id="gone", title="Gone")],
)


def problem(**given: Any) -> str:  # noqa: ANN401  parts of a pathway
    with pytest.raises(IntegrityError) as caught:
        attrs.evolve(CLINIC, **given)
    return str(caught.value)


def at_iop(**given: Any) -> str:  # noqa: ANN401  parts of a level
    return problem(levels=[PHP, attrs.evolve(IOP, **given)])


def queue(text: str = "stable", to: str = "gone") -> QueueDiscipline:
    return QueueDiscipline(first=[Rule(criterion=parse(text))], patience=WEEK, gives_up=to)


def calendar(to: str) -> CapacitySchedule:
    return CapacitySchedule(steps=[(0, 4)], displaces=Displaces.LAST, displaced_to=to)


def test_everything_that_a_level_can_say_is_possible() -> None:
    level = attrs.evolve(
        IOP,
        queue=queue("days_waiting >= 14 days or stable", to="php"),
        intake=CohortStart(size=8),
        calendar=calendar("gone"),
        progress=[
            FactChange(fact="cravings", by=Distribution.fixed(-1)),
            FactChange(fact="home", by=Distribution.fixed(1)),
            FactChange(fact="stable", becomes=[(True, 0.2)]),
            FactChange(fact="gender", becomes=[("male", 0.0)]),
        ],
    )
    up = Transition(start="iop", to="php", kind=TransitionKind.STEP_UP, at_review=True, hold=True)

    clinic = attrs.evolve(CLINIC, levels=[PHP, level], transitions=[up])

    assert clinic.level("iop") == level


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"queue": queue(to="gon")},
            "levels.iop.queue.gives_up: no level or outcome named 'gon' (did you mean 'gone'?)",
        ),
        (
            {"queue": queue(to="iop")},
            (
                "levels.iop.queue.gives_up: who gives up waiting for 'iop' cannot go to 'iop' "
                "(name an outcome or another level)"
            ),
        ),
        (
            {"queue": queue("stabel")},
            "levels.iop.queue.first[0]: no fact named 'stabel' (did you mean 'stable'?)",
        ),
        (
            {"calendar": calendar("phh")},
            (
                "levels.iop.calendar.displaced_to: no level or outcome named 'phh' "
                "(did you mean 'php'?)"
            ),
        ),
        (
            {"calendar": calendar("iop")},
            (
                "levels.iop.calendar.displaced_to: who has to leave 'iop' cannot go to 'iop' "
                "(name an outcome or another level)"
            ),
        ),
        (
            {"review": None, "progress": [FactChange(fact="cravings", by=WEEK)]},
            (
                "levels.iop.progress: 'iop' has no interval of review, so that nothing ever "
                "changes there (give iop one, as in review: every 7 days)"
            ),
        ),
        (
            {"progress": [FactChange(fact="craving", by=WEEK)]},
            "levels.iop.progress.craving: no fact named 'craving' (did you mean 'cravings'?)",
        ),
        (
            {"progress": [FactChange(fact="days_in_level", by=WEEK)]},
            (
                "levels.iop.progress.days_in_level: 'days_in_level' is known from the clock, which "
                "no review moves (leave it out)"
            ),
        ),
        (
            {"progress": [FactChange(fact="cravings", by=WEEK)] * 2},
            "levels.iop.progress.cravings: 'cravings' is used 2 times; a name stands for one thing",
        ),
        (
            {"progress": [FactChange(fact="cravings", becomes=[("weak", 0.1)])]},
            (
                "levels.iop.progress.cravings: 'cravings' is answered by a number (say how much is "
                "added, as in {by: 1})"
            ),
        ),
        (
            {"progress": [FactChange(fact="stable", by=WEEK)]},
            (
                "levels.iop.progress.stable: the answers to 'stable' have no order, so that "
                "nothing moves them by steps "
                "(say whose answer changes, as in {becomes: {yes: 0.1}})"
            ),
        ),
        (
            {"progress": [FactChange(fact="gender", by=WEEK)]},
            (
                "levels.iop.progress.gender: the answers to 'gender' have no order, so that "
                "nothing moves them by steps "
                "(say whose answer changes, as in {becomes: {female: 0.1}})"
            ),
        ),
        (
            {"progress": [FactChange(fact="stable", becomes=[("weak", 0.1)])]},
            (
                "levels.iop.progress.stable: 'stable' is answered by yes or no "
                "(write {becomes: {yes: 0.1}})"
            ),
        ),
        (
            {"progress": [FactChange(fact="home", becomes=[("stron", 0.1)])]},
            (
                "levels.iop.progress.home.becomes.stron: 'stron' is not an answer to 'home' "
                "(did you mean 'strong'?)"
            ),
        ),
        (
            {"progress": [FactChange(fact="home", becomes=[(True, 0.1)])]},
            (
                "levels.iop.progress.home.becomes.yes: 'yes' is not an answer to 'home' "
                "(there are: weak, strong)"
            ),
        ),
        (
            {"admit": [Rule(criterion=parse("days_waiting > 3"))]},
            (
                "levels.iop.admit[0]: 'days_waiting' is known only of those who wait for a level "
                "(ask it in the rules of a queue alone)"
            ),
        ),
    ],
)
def test_what_cannot_happen_at_a_level_is_found(given: dict[str, Any], message: str) -> None:
    assert at_iop(**given) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"start": "iop", "to": "gone", "kind": TransitionKind.DISCHARGE, "hold": True},
            (
                "transitions[0].hold: nobody holds a place from 'iop' to 'gone': there is no place "
                "to wait for (leave 'hold' out: it is for a transition between two levels)"
            ),
        ),
        (
            {"start": "gone", "to": "iop", "kind": TransitionKind.RETURN, "hold": True},
            (
                "transitions[0].hold: nobody holds a place from 'gone' to 'iop': there is no place "
                "to hold (leave 'hold' out: it is for a transition between two levels)"
            ),
        ),
        (
            {"start": "iop", "to": "iop", "kind": TransitionKind.TRANSFER, "hold": True},
            "transitions[0]: a transition from 'iop' to itself moves nobody (leave it out)",
        ),
        (
            {"start": "php", "to": "iop", "kind": TransitionKind.STEP_DOWN, "at_review": True},
            (
                "transitions[0].at: nobody is reviewed at 'php', so that nobody ever goes this way "
                "(give php an interval, as in review: every 7 days, or leave 'at' out)"
            ),
        ),
        (
            {"start": "gone", "to": "iop", "kind": TransitionKind.RETURN, "at_review": True},
            (
                "transitions[0].at: nobody is reviewed at 'gone', so that nobody ever goes this "
                "way (leave 'at' out)"
            ),
        ),
    ],
)
def test_what_a_transition_cannot_do_is_found(given: dict[str, Any], message: str) -> None:
    assert problem(transitions=[Transition(**given)]) == message


def test_a_move_at_a_review_does_not_lack_a_share() -> None:
    down = Transition(
        start="iop", to="gone", kind=TransitionKind.DISCHARGE, share=Figure(0.9), stay=WEEK
    )
    up = Transition(start="iop", to="php", kind=TransitionKind.STEP_UP, at_review=True)

    assert problem(transitions=[down, up]).endswith("(they must add up to 1)")


def arriving(
    *, answers: tuple[Answer, ...] = (), people: ClientSample | None = None
) -> list[ArrivalStream]:
    stream = ArrivalStream(
        id="door", to="iop", when=Rate.constant(1), answers=answers, people=people
    )
    return [stream]


def test_people_have_facts_that_are_asked_and_no_identity() -> None:
    found = problem(
        arrivals=arriving(
            people=ClientSample(facts=["birthday", "stabel", "days_waiting"], rows=[("x", True, 3)])
        )
    )

    assert found.splitlines() == [
        (
            "arrivals.door.people.facts[0]: 'birthday' would tell who the client is; iopkit keeps "
            "no identity (leave it out)"
        ),
        (
            "arrivals.door.people.facts[1]: no question named 'stabel' in the assessment (did you "
            "mean 'stable'?)"
        ),
        (
            "arrivals.door.people.facts[2]: 'days_waiting' is known from the clock; nobody arrives "
            "with it (leave it out)"
        ),
    ]


def test_an_answer_of_people_that_cannot_be_is_found_and_never_repeated() -> None:
    people = ClientSample(facts=["stable", "cravings"], rows=[(True, 3), ("secret", 77)])

    assert problem(arrivals=arriving(people=people)).splitlines() == [
        "arrivals.door.people.rows[1][0]: 'stable' must be yes or no",
        "arrivals.door.people.rows[1][1]: 'cravings' must be a number from 0 to 10",
    ]


def test_of_many_bad_answers_the_first_are_told() -> None:
    people = ClientSample(facts=["cravings"], rows=[(77,)] * 500)

    lines = problem(arrivals=arriving(people=people)).splitlines()

    assert len(lines) == 21
    assert lines[-1] == (
        "arrivals.door.people.rows[20][0]: this is no answer either, and more may follow"
    )


def test_an_amount_that_is_below_zero_suits_only_a_fact_that_can_be() -> None:
    below = Distribution(shape=DistributionFamily.UNIFORM, given={"low": -2, "high": 2})

    possible = attrs.evolve(CLINIC, arrivals=arriving(answers=(Answer(fact="mood", amount=below),)))

    assert possible.arrivals[0].answers[0].amount == below
    assert problem(arrivals=arriving(answers=(Answer(fact="cravings", amount=below),))) == (
        "arrivals.door.facts.cravings: no answer to 'cravings' can be less than 0 "
        "(give a distribution that stays above)"
    )


def test_what_happens_at_a_level_is_listed_with_what_it_rests_on() -> None:
    guess = Basis(assumption="a guess")
    level = attrs.evolve(
        IOP,
        queue=QueueDiscipline(
            first=[Rule(criterion=parse("stable"), basis=guess)],
            patience=attrs.evolve(WEEK, basis=guess),
            gives_up="gone",
        ),
        intake=CohortStart(size=8, basis=guess),
        calendar=CapacitySchedule(steps=[(0, 4)], basis=guess),
        progress=[
            FactChange(fact="cravings", by=Distribution.fixed(-1)),
            FactChange(fact="stable", becomes=[(True, 0.2)], basis=guess),
        ],
    )
    people = ClientSample(facts=["stable"], rows=[(True,), (False,)])
    clinic = attrs.evolve(CLINIC, levels=[level], arrivals=arriving(people=people))

    assert [(path, value, basis) for path, _, value, basis in figures(clinic)][1:] == [
        (("levels", "iop", "calendar"), "4 from day 0", guess),
        (("levels", "iop", "intake"), "in groups of 8", guess),
        (("levels", "iop", "queue", "first", 0), "", guess),
        (("levels", "iop", "queue", "patience"), "fixed, value 7 days", guess),
        (("levels", "iop", "progress", "cravings"), "fixed, value -1", None),
        (("levels", "iop", "progress", "stable"), "yes 0.2", guess),
        (("arrivals", "door"), "1 a day", None),
        (("arrivals", "door", "people"), "2 clients with stable", None),
    ]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"queue": QueueDiscipline(basis=Basis(source="bok"))}, "levels.iop.queue.source"),
        ({"intake": CohortStart(size=3, basis=Basis(source="bok"))}, "levels.iop.intake.source"),
        (
            {"calendar": CapacitySchedule(steps=[(0, 1)], basis=Basis(source="bok"))},
            "levels.iop.calendar.source",
        ),
        (
            {"progress": [FactChange(fact="cravings", by=WEEK, basis=Basis(source="bok"))]},
            "levels.iop.progress.cravings.source",
        ),
    ],
)
def test_a_source_that_nobody_gives_is_found(given: dict[str, Any], path: str) -> None:
    assert at_iop(**given) == f"{path}: no source named 'bok' (there are none)"
