"""Where a client in care can go from here."""

from collections.abc import Sequence

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import clients, pathways

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.next_levels import NextLevels, onward
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.transition_option import TransitionOption
from iopkit.errors import AnswerError
from iopkit.model.assessment import Assessment, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.basis import Figure
from iopkit.model.client import Client, Stay
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule
from iopkit.model.transition import Transition, TransitionKind

ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="relapsed", ask="Relapsed?", type=YesNo()),
        Fact(id="attendance", ask="Attended?", type=NumberFact(low=0, high=100, unit="%")),
        Fact(id="home", ask="Home?", type=OrdinalFact(("none", "weak", "strong"))),
    ]
)
KINDS = {
    "php": TransitionKind.STEP_UP,
    "outpatient": TransitionKind.STEP_DOWN,
    "other_iop": TransitionKind.TRANSFER,
    "done": TransitionKind.DISCHARGE,
    "left": TransitionKind.DISCHARGE,
}


def clinic(
    *moves: tuple[str, str | None],
    review: float | None = None,
    admit: Sequence[str] = (),
    floors: Sequence[str] = (),
) -> Pathway:
    """A client is in the IOP; `admit` are rules of outpatient treatment, `floors` ask for PHP."""
    levels = {"php": 3, "iop": 2, "other_iop": 2, "outpatient": 1}
    return Pathway(
        id="p",
        title="P",
        assessment=ASSESSMENT,
        levels=[
            Level(
                id=name,
                title=name,
                rank=rank,
                admit=[Rule(criterion=parse(text)) for text in admit if name == "outpatient"],
                review=Figure(review) if name == "iop" and review is not None else None,
            )
            for name, rank in levels.items()
        ],
        outcomes=[
            Outcome(id="done", title="Done", completes=True),
            Outcome(id="left", title="Left"),
        ],
        floors=[Floor(level="php", criterion=parse(text)) for text in floors],
        transitions=[
            Transition(start="iop", to=to, kind=KINDS[to], when=parse(when) if when else None)
            for to, when in moves
        ],
    )


def ahead(
    where: Pathway,
    *,
    days: float | None = None,
    care: float | None = None,
    history: tuple[Stay, ...] | None = None,
    **facts: Value,
) -> NextLevels:
    client = Client(
        level="iop", days_in_level=days, days_in_care=care, facts=facts, history=history
    )
    return onward(where, client)


def only(when: str | None, **known: float | Value) -> TransitionOption:
    """Return the step down to outpatient treatment, the only way."""
    (move,) = ahead(clinic(("outpatient", when)), **known).moves  # type: ignore[arg-type]
    return move


def test_the_ways_from_a_level_come_in_the_order_of_the_file_and_ends_apart() -> None:
    where = clinic(
        ("outpatient", "attendance >= 80%"),
        ("left", None),
        ("php", "relapsed"),
        ("done", "stable"),
        ("other_iop", None),
    )

    found = ahead(where, attendance=90, relapsed=False)

    assert [(move.transition.to, move.verdict) for move in found.moves] == [
        ("outpatient", Verdict.MET),
        ("php", Verdict.NOT_MET),
        ("other_iop", Verdict.MET),
    ]
    assert [(end.transition.to, end.verdict) for end in found.ends] == [
        ("left", Verdict.MET),
        ("done", Verdict.UNKNOWN),
    ]
    assert found.moves[2].reason is None
    assert found.ask == ("stable",)


def test_steps_up_that_are_open_are_urgent() -> None:
    where = clinic(("outpatient", "stable"), ("php", "relapsed"))

    assert [move.transition.to for move in ahead(where, relapsed=True).urgent] == ["php"]
    assert ahead(where, relapsed=False).urgent == ()
    assert ahead(where).urgent == ()


@pytest.mark.parametrize(
    ("stable", "relapsed", "flaps"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
def test_a_step_up_and_a_step_down_at_once_is_flapping(
    stable: bool, relapsed: bool, flaps: bool
) -> None:
    where = clinic(("outpatient", "stable"), ("php", "relapsed"))

    assert ahead(where, stable=stable, relapsed=relapsed).is_flapping is flaps


def test_what_is_missing_is_asked_while_it_can_still_open_the_way() -> None:
    assert only("stable and attendance >= 80%", stable=True).ask == ("attendance",)
    assert only("stable and attendance >= 80%", stable=False).ask == ()


@pytest.mark.parametrize(
    ("when", "known", "expected"),
    [
        ("attendance >= 80%", {"attendance": 60}, [("attendance is 60%", "80% or more")]),
        ("attendance > 80%", {"attendance": 60}, [("attendance is 60%", "over 80%")]),
        ("home != none", {"home": "none"}, [("home is none", "weak or strong")]),
        ("not relapsed", {"relapsed": True}, [("relapsed is yes", "no")]),
        ("not relapsed", {}, [("relapsed is not recorded", "no")]),
        (
            "completed php",
            {"history": ()},
            [("php was not completed", "yes")],
        ),
        (
            "completed php",
            {},
            [("whether php was completed is not recorded", "yes")],
        ),
        ("not completed php", {"history": (Stay(level="php", completed=True),)}, None),
        # Of two answers in the way, neither would do alone.
        ("attendance >= 80% and not relapsed", {"attendance": 60, "relapsed": True}, []),
        ("attendance >= 80% and not relapsed", {"attendance": 60}, []),
        # Of two ways, each would do alone.
        (
            "attendance >= 80% or home = strong",
            {"attendance": 60, "home": "weak"},
            [("attendance is 60%", "80% or more"), ("home is weak", "strong")],
        ),
        # Two limits on one answer make one wording.
        (
            "attendance >= 80% and (attendance >= 90% or stable)",
            {"attendance": 60, "stable": True},
            [("attendance is 60%", "80% or more")],
        ),
        (
            "attendance < 20% or attendance > 80%",
            {"attendance": 60},
            [("attendance is 60%", "under 20% or over 80%")],
        ),
        ("attendance = 50", {"attendance": 60}, [("attendance is 60%", "50%")]),
        ("attendance is known", {}, [("attendance is not recorded", "")]),
        ("stable or not stable", {}, [("stable is not recorded", "")]),
        ("attendance < 50 or attendance >= 50", {}, [("attendance is not recorded", "")]),
        ("home is known and stable", {"stable": True}, [("home is not recorded", "")]),
        ("home is not known", {"home": "weak"}, []),
        ("stable", {"stable": True}, []),
        ("false", {}, []),
    ],
)
def test_nearly_open_names_the_one_answer_and_what_it_would_have_to_be(
    when: str, known: dict[str, Value], expected: list[tuple[str, str]] | None
) -> None:
    changes = only(when, **known).changes

    if expected is None:
        expected = [("php was completed", "no")]
    assert [(change.recorded, change.to) for change in changes] == expected
    for change in changes:
        assert change.is_recorded is not change.recorded.endswith("not recorded")


@pytest.mark.parametrize(
    ("when", "known", "expected"),
    [
        ("days_in_level >= 4 weeks", {"days": 12}, ("days_in_level", 28, 16, False)),
        ("days_in_level > 4 weeks", {"days": 12}, ("days_in_level", 28, 16, True)),
        ("days_in_level > 12", {"days": 12}, ("days_in_level", 12, 0, True)),
        ("days_in_care >= 60", {"days": 12, "care": 40}, ("days_in_care", 60, 20, False)),
        (
            "days_in_level >= 28 and days_in_care >= 60",
            {"days": 12, "care": 40},
            ("days_in_care", 60, 20, False),
        ),
        (
            "days_in_level >= 28 or relapsed",
            {"days": 12},
            ("days_in_level", 28, 16, False),
        ),
        ("days_in_level = 28", {"days": 12.5}, ("days_in_level", 28, 15.5, False)),
        # 1.1 + 4.6 is a little less than 5.7, and nobody is longer at a level than in care.
        ("days_in_level >= 5.7", {"days": 1.1, "care": 1.1}, ("days_in_level", 5.7, 4.6, False)),
        ("days_in_level < 10", {"days": 12}, None),
        ("days_in_level >= 28 and days_in_care <= 50", {"days": 12, "care": 40}, None),
        ("days_in_level >= 28 and stable", {"days": 12}, None),
        ("days_in_level >= 28", {"days": 28}, None),
        ("days_in_level >= 28", {}, None),
        ("stable", {"days": 12}, None),
    ],
)
def test_the_clock_only_moves_forward_and_both_together(
    when: str, known: dict[str, float], expected: tuple[str, float, float, bool] | None
) -> None:
    wait = only(when, **known).wait

    assert (None if wait is None else attrs.astuple(wait)) == expected


def test_a_time_that_was_recorded_is_no_answer_to_change() -> None:
    assert only("days_in_level < 10", days=12).changes == ()
    assert [change.to for change in only("days_in_level >= 28").changes] == ["28 days or more"]


def test_nearly_open_is_one_answer_or_time_alone() -> None:
    assert only("stable", stable=False).is_nearly_open
    assert only("days_in_level >= 28", days=3).is_nearly_open
    assert not only("stable", stable=True).is_nearly_open
    assert not only("days_in_level >= 28 and stable", days=3, stable=False).is_nearly_open


@pytest.mark.parametrize(
    ("admit", "verdict"),
    [
        ("days_in_level < 1", Verdict.MET),
        ("days_in_care >= 40", Verdict.MET),
        ("completed iop", Verdict.MET),
        ("completed php", Verdict.UNKNOWN),
        ("not stable", Verdict.NOT_MET),
    ],
)
def test_the_next_level_is_asked_about_the_client_after_a_step_down(
    admit: str, verdict: Verdict
) -> None:
    found = ahead(clinic(("outpatient", "stable"), admit=[admit]), days=30, care=40, stable=True)

    fit = found.moves[0].fit
    assert fit is not None
    assert fit.verdict is verdict


def test_a_recorded_history_stays_recorded_after_a_step_down() -> None:
    found = ahead(
        clinic(("outpatient", None), admit=["completed iop and not completed php"]), history=()
    )

    assert found.moves[0].fit is not None
    assert found.moves[0].fit.verdict is Verdict.MET


def test_only_a_step_down_completes_the_level() -> None:
    where = attrs.evolve(
        clinic(("other_iop", None)),
        floors=[Floor(level="php", criterion=parse("not completed iop"))],
    )

    (move,) = ahead(where, history=()).moves

    assert move.fit is not None
    assert move.fit.verdict is Verdict.NOT_MET


def test_a_need_for_more_speaks_against_the_next_level() -> None:
    where = clinic(("outpatient", "stable"), floors=["relapsed"])

    (move,) = ahead(where, stable=True, relapsed=True).moves
    assert move.fit is not None
    assert move.fit.verdict is Verdict.NOT_MET

    (move,) = ahead(where, stable=True).moves
    assert move.ask == ("relapsed",)


@pytest.mark.parametrize(
    ("days", "every", "day", "left"),
    [
        (12, 14, 14, 2),
        (14, 14, 14, 0),
        (28, 14, 28, 0),
        (15, 14, 28, 13),
        (0, 14, 14, 14),
        (0.5, 1, 1, 0.5),
        (13.5, 14, 14, 0.5),
    ],
)
def test_the_next_review_is_the_next_multiple(
    days: float, every: float, day: float, left: float
) -> None:
    review = ahead(clinic(review=every), days=days).review

    assert review is not None
    assert (review.every, review.day, review.days) == (every, day, left)


@given(st.floats(0, 1e9), st.floats(0.01, 1000))
def test_a_review_is_never_past_and_never_further_than_its_interval(
    days: float, every: float
) -> None:
    review = ahead(clinic(review=every), days=days).review

    assert review is not None
    assert review.days is not None
    assert 0 <= review.days <= every * (1 + 1e-9)


def test_without_the_days_nobody_knows_when_the_review_is() -> None:
    review = ahead(clinic(review=14)).review

    assert review is not None
    assert (review.every, review.day, review.days) == (14, None, None)
    assert ahead(clinic(), days=12).review is None


def test_a_client_at_no_level_goes_nowhere_from_there() -> None:
    with pytest.raises(AnswerError, match="level: only a client at a level goes on from there"):
        onward(clinic(), Client())


def test_answers_that_do_not_suit_are_refused_and_not_repeated() -> None:
    with pytest.raises(AnswerError) as caught:
        ahead(clinic(), attendance=4711, home="a tent")

    assert [refused.path for refused in caught.value.refusals] == [
        ("facts", "attendance"),
        ("facts", "home"),
    ]
    assert "4711" not in str(caught.value)
    assert "tent" not in str(caught.value)


SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.data())
def test_any_client_in_care_learns_the_verdict_of_every_way(data: st.DataObject) -> None:
    where = data.draw(pathways())
    levels = [level.id for level in where.levels]
    client = attrs.evolve(
        data.draw(clients(where.assessment, levels)), level=data.draw(st.sampled_from(levels))
    )

    found = onward(where, client)

    assert {move.transition for move in (*found.moves, *found.ends)} == set(
        where.leaving(client.level)
    )
    for move in (*found.moves, *found.ends):
        edge = move.transition
        assert move.verdict is (
            Verdict.MET if edge.when is None else evaluate(edge.when, client, where.assessment)
        )
        if move.verdict is Verdict.MET:
            assert not move.is_nearly_open
        if move.fit is not None and edge.kind is not TransitionKind.STEP_DOWN:
            after = attrs.evolve(client, level=edge.to, days_in_level=0)
            assert move.fit == place(where, after).fit(edge.to)
