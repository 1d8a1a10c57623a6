from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, assessments, clients, completions, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.explain import Connective
from iopkit.criteria.logic.verdict import Verdict, all_of
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.placement import Placement
from iopkit.errors import AnswerError, UnknownNameError
from iopkit.model.assessment import Assessment, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.basis import Basis, Source
from iopkit.model.client import Client, Stay
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule

# A pathway with a dozen criteria is much to draw.
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
RANKS = {"residential": 4, "php": 3, "iop": 2, "outpatient": 1}
ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Physically stable?", type=YesNo()),
        Fact(id="self_harm", ask="Risk of self-harm?", type=OrdinalFact(("none", "some", "high"))),
        Fact(
            id="home", ask="How supportive is home?", type=OrdinalFact(("none", "weak", "strong"))
        ),
        Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
        Fact(id="employed", ask="Working?", type=YesNo()),
    ]
)
STANDARD = {
    "residential": ["true"],
    "php": ["stable"],
    "iop": ["stable", "home >= weak"],
    "outpatient": ["stable", "home = strong"],
}
FLOORS = (("residential", "self_harm = high"), ("iop", "cravings >= 5"))


def pathway(
    admit: Mapping[str, Sequence[str]] = STANDARD,
    floors: Sequence[tuple[str, str]] = FLOORS,
    *,
    ranks: Mapping[str, float] = RANKS,
    prefer: Mapping[str, Sequence[str]] | None = None,
) -> Pathway:
    preferred = prefer or {}
    return Pathway(
        id="p",
        title="P",
        assessment=ASSESSMENT,
        levels=[
            Level(
                id=name,
                title=name,
                rank=ranks[name],
                admit=[
                    *(Rule(criterion=parse(text)) for text in rules),
                    *(Rule(criterion=parse(t), prefer=True) for t in preferred.get(name, ())),
                ],
            )
            for name, rules in admit.items()
        ],
        floors=[Floor(level=name, criterion=parse(text)) for name, text in floors],
    )


def placed(where: Pathway, **facts: Value) -> Placement:
    return place(where, Client(facts=facts))


CALM: Mapping[str, Value] = {"stable": True, "self_harm": "none", "home": "strong", "cravings": 2}


def test_who_needs_little_goes_to_the_least_intensive_level_that_fits() -> None:
    placement = placed(pathway(), **CALM)

    assert placement.level == "outpatient"
    assert placement.is_placed
    assert placement.is_settled
    assert (placement.need, placement.need_possible, placement.ask) == ("", (), ())
    assert placement.possible == ("outpatient",)


def test_a_floor_lifts_over_levels_that_would_admit() -> None:
    placement = placed(pathway(), **{**CALM, "cravings": 7})

    assert (placement.need, placement.level) == ("iop", "iop")
    assert placement.fit("outpatient").verdict is Verdict.NOT_MET


def test_of_several_floors_the_most_intensive_is_the_need() -> None:
    placement = placed(pathway(), **{**CALM, "cravings": 7, "self_harm": "high"})

    assert (placement.need, placement.level) == ("residential", "residential")


def test_admission_rules_lift_too_without_being_a_need() -> None:
    placement = placed(pathway(), **{**CALM, "home": "none"})

    assert (placement.need, placement.level) == ("", "php")


def test_with_missing_answers_the_placement_is_a_range() -> None:
    placement = placed(pathway(), stable=True, home="strong", cravings=7)

    assert not placement.is_settled
    assert not placement.is_placed
    assert placement.possible == ("iop", "residential")
    assert (placement.need, placement.need_possible) == ("iop", ("residential",))
    assert placement.ask == ("self_harm",)


def test_a_missing_answer_that_changes_nothing_is_not_asked() -> None:
    placement = placed(pathway(), self_harm="high")

    assert placement.level == "residential"
    assert placement.ask == ()
    assert placement.need_possible == ()


def test_questions_come_most_often_mentioned_first() -> None:
    placement = placed(pathway(), self_harm="none")

    assert placement.possible == ("outpatient", "iop", "php", "residential")
    assert placement.ask == ("stable", "home", "cravings")


def test_when_nobody_admits_that_is_settled_with_reasons() -> None:
    nobody = pathway({"php": ["stable"], "iop": ["stable"]}, [])

    placement = placed(nobody, stable=False)

    assert placement.is_settled
    assert not placement.is_placed
    assert (placement.level, placement.possible, placement.ask) == ("", (), ())
    assert [fit.reasons[0].recorded for fit in placement.fits] == ["stable is no"] * 2


def test_one_level_that_may_fit_is_not_yet_a_placement() -> None:
    placement = placed(pathway({"iop": ["stable"]}, []))

    assert not placement.is_settled
    assert (placement.level, placement.possible, placement.ask) == ("", ("iop",), ("stable",))


def test_a_level_that_everybody_enters_needs_no_answers() -> None:
    assert placed(pathway({"iop": []}, [])).level == "iop"


def test_a_pathway_without_levels_places_nobody() -> None:
    placement = placed(pathway({}, []))

    assert placement.fits == ()
    assert placement.is_settled


EQUAL = {"iop": 2.0, "php": 2.0, "residential": 4.0}
OPEN: Mapping[str, Sequence[str]] = {"iop": [], "php": [], "residential": []}


@pytest.mark.parametrize(
    ("facts", "level", "possible", "ask"),
    [
        ({"employed": True}, "iop", ("iop",), ()),
        ({"employed": False}, "php", ("php",), ()),
        ({}, "", ("iop", "php"), ("employed",)),
    ],
)
def test_preferences_rank_levels_of_equal_rank(
    facts: Mapping[str, Value], level: str, possible: tuple[str, ...], ask: tuple[str, ...]
) -> None:
    prefer = {"iop": ["employed"], "php": ["not employed"]}

    placement = placed(pathway(OPEN, [], ranks=EQUAL, prefer=prefer), **facts)

    assert (placement.level, placement.possible, placement.ask) == (level, possible, ask)


def test_without_preferences_the_order_of_the_file_decides() -> None:
    assert placed(pathway(OPEN, [], ranks=EQUAL)).level == "iop"


def test_preferences_never_exclude_and_never_outrank_intensity() -> None:
    prefer = {"iop": ["employed"], "residential": ["true"]}

    placement = placed(pathway(OPEN, [], ranks=EQUAL, prefer=prefer), employed=False)

    assert placement.level == "iop"
    fit = placement.fit("iop")
    assert (fit.preferences_met, fit.preferences_possible, fit.preferences_total) == (0, 0, 1)
    assert fit.verdict is Verdict.MET


def test_a_floor_reason_says_what_it_is_and_where_it_comes_from() -> None:
    source = Source(id="book", title="A book")
    where = Pathway(
        id="p",
        title="P",
        assessment=ASSESSMENT,
        levels=[Level(id="php", title="P", rank=3), Level(id="iop", title="I", rank=2)],
        floors=[
            Floor(level="php", criterion=parse("cravings > 8"), basis=Basis(source="book")),
        ],
        sources=[source],
    )

    reason = placed(where, cravings=9).fit("iop").reasons[0]

    assert reason.title == "does not need at least php"
    assert reason.text == "not cravings > 8"
    assert reason.basis == Basis(source="book")
    assert (reason.joint, reason.verdict) == (Connective.NOT, Verdict.NOT_MET)
    assert reason.parts[0].recorded == "cravings is 9"
    assert placed(where, cravings=9).fit("php").reasons == ()


def test_fits_come_least_intensive_first() -> None:
    assert [fit.level for fit in placed(pathway()).fits] == [
        "outpatient",
        "iop",
        "php",
        "residential",
    ]


def test_a_level_that_the_pathway_does_not_have_has_no_fit() -> None:
    with pytest.raises(UnknownNameError, match="no level named 'ipo'; did you mean 'iop'"):
        placed(pathway()).fit("ipo")


def test_answers_that_do_not_suit_are_refused_together_and_not_repeated() -> None:
    client = Client(
        facts={"cravings": 4711, "home": "a tent"}, history=(Stay(level="secret"),), level="iop"
    )

    with pytest.raises(AnswerError) as caught:
        place(pathway(), client)

    assert [refused.path for refused in caught.value.refusals] == [
        ("facts", "cravings"),
        ("facts", "home"),
        ("history", 0, "level"),
    ]
    assert not any(word in str(caught.value) for word in ("4711", "tent", "secret"))


@st.composite
def pathways_to_place(draw: st.DrawFn) -> Pathway:
    assessment = draw(assessments())
    names = LEVELS[1:]
    tree = criteria(assessment, names, asks_if_known=False)
    rules = st.lists(st.builds(Rule, criterion=tree, prefer=st.booleans()), max_size=2)
    levels = [
        Level(id=name, title=name, rank=draw(st.integers(0, 2)), admit=draw(rules))
        for name in names
    ]
    floors = draw(
        st.lists(st.builds(Floor, level=st.sampled_from(names), criterion=tree), max_size=2)
    )
    return Pathway(id="p", title="P", assessment=assessment, levels=levels, floors=floors)


@SLOW
@given(st.data())
def test_however_the_missing_answers_turn_out_the_placement_stays_in_its_range(
    data: st.DataObject,
) -> None:
    where = data.draw(pathways_to_place())
    client = data.draw(clients(where.assessment, LEVELS[1:]))
    complete = data.draw(completions(client, where.assessment, LEVELS[1:]))

    before, after = place(where, client), place(where, complete)

    assert after.is_settled
    assert after.ask == ()
    assert after.possible in {(), (after.level,)}
    assert after.level in before.possible or not after.is_placed
    if before.is_settled:
        assert after.level == before.level
    else:
        assert before.ask
    assert after.need in {before.need, *before.need_possible}


@SLOW
@given(st.data())
def test_what_is_asked_settles_the_placement(data: st.DataObject) -> None:
    where = data.draw(pathways_to_place())
    client = data.draw(clients(where.assessment, LEVELS[1:]))
    complete = data.draw(completions(client, where.assessment, LEVELS[1:]))
    ask = place(where, client).ask
    asks_history = any(name.startswith("completed ") for name in ask)

    answered = Client(
        facts={
            name: value
            for name, value in complete.facts.items()
            if name in client.facts or name in ask
        },
        history=complete.history if asks_history else client.history,
        days_in_level=(complete if "days_in_level" in ask else client).days_in_level,
        days_in_care=(complete if "days_in_care" in ask else client).days_in_care,
    )

    assert place(where, answered).is_settled
    assert place(where, answered).level == place(where, complete).level


@SLOW
@given(st.data())
def test_with_all_answers_the_placement_is_what_the_page_says(data: st.DataObject) -> None:
    """A second reading of docs/explanation/placing.md, with two values only."""
    where = data.draw(pathways_to_place())
    client = data.draw(completions(Client(), where.assessment, LEVELS[1:]))

    def met(rule: Rule | Floor) -> bool:
        return evaluate(rule.criterion, client, where.assessment) is Verdict.MET

    rank = {level.id: level.rank for level in where.levels}
    need = max((rank[floor.level] for floor in where.floors if met(floor)), default=-1.0)
    fitting = [
        level
        for level in where.levels
        if level.rank >= need and all(met(rule) for rule in level.admit if not rule.prefer)
    ]
    fitting.sort(
        key=lambda level: (level.rank, -sum(met(rule) for rule in level.admit if rule.prefer))
    )

    assert place(where, client).level == (fitting[0].id if fitting else "")


@SLOW
@given(st.data())
def test_a_fit_is_all_its_reasons(data: st.DataObject) -> None:
    where = data.draw(pathways_to_place())
    placement = place(where, data.draw(clients(where.assessment, LEVELS[1:])))

    for fit in placement.fits:
        assert fit.verdict is all_of(reason.verdict for reason in fit.reasons)
    ranks = [where.level(fit.level).rank for fit in placement.fits]
    assert ranks == sorted(ranks)
    assert set(placement.possible) <= {fit.level for fit in placement.fits}
