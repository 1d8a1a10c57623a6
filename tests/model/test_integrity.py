from collections.abc import Callable

import attrs
import pytest

from iopkit.criteria.language.parse import parse
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import IntegrityError, IopkitError
from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.basis import Basis, Figure, Path, Source, SourceLocation
from iopkit.model.check.integrity import problems
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.level import Level
from iopkit.model.outcome import COMMUNITY, Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.program import Goal, Length, Program, SpecialtyGroup
from iopkit.model.range import Range
from iopkit.model.review import ProgressReview
from iopkit.model.rule import About, Floor, Rule, RuleSet
from iopkit.model.schedule.track import Track, Weekday
from iopkit.model.service import Service
from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Rate, Referral
from iopkit.model.simulation.cost import Cost, Per
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.support import Support
from iopkit.model.transition import Transition, TransitionKind

STAY = Distribution.fixed(28)
BOOK = Basis(source="book")
UNNAMED = Basis(source="bok")


def move(
    start: str, to: str, kind: TransitionKind, share: float | None = None, when: str = ""
) -> Transition:
    return Transition(
        start=start,
        to=to,
        kind=kind,
        when=parse(when) if when else None,
        share=None if share is None else Figure(share, basis=BOOK),
        stay=None if share is None else STAY,
    )


def arriving(*answers: Answer, to: str = "residential") -> ArrivalStream:
    return ArrivalStream(id="door", to=to, when=Rate.constant(1), answers=answers)


WHOLE = Pathway(
    id="whole",
    title="Whole",
    sources=[Source(id="book", title="A book")],
    assessment=Assessment(
        [
            Fact(id="stable", ask="Stable?", type=YesNo(), basis=BOOK),
            Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
            Fact(id="home", ask="Home?", type=OrdinalFact(("weak", "strong"))),
            Fact(id="gender", ask="Gender?", type=Choice(("female", "male"))),
        ]
    ),
    levels=[
        Level(
            id="residential",
            title="R",
            rank=3,
            places=Figure(20, basis=BOOK),
            admit=[Rule(criterion=parse("stable"), basis=BOOK)],
            costs=[Cost(amount=Figure(5, basis=BOOK), per=Per.DAY, currency="USD", year=2024)],
        ),
        Level(id="iop", title="I", rank=2, programs=["day"]),
        Level(id="evening", title="E", rank=2, programs=["day", "late"]),
    ],
    outcomes=[
        Outcome(id="done", title="D", completes=True),
        Outcome(id="died", title="D", returns=False),
        Outcome(id=COMMUNITY, title="C"),
    ],
    programs=[
        Program(
            id="day",
            title="D",
            hours=Range(9, 12),
            services=[
                Service(
                    therapy="group",
                    sessions=Range(3, 3),
                    minutes=Range(180, 200),
                    group="women",
                    audience=parse("gender = female"),
                    basis=BOOK,
                ),
                Service(therapy="family", sessions=Range(1, 1), minutes=Range(60, 60)),
            ],
            tracks=[Track(id="morning", days=[Weekday.MON], start=540, end=720)],
        ),
        Program(id="late", title="L"),
    ],
    groups=[SpecialtyGroup(id="women", title="W", audience=parse("gender = female"))],
    supports=[Support(id="aa", title="A", levels=["iop"])],
    floors=[Floor(level="residential", criterion=parse("cravings > 8"), basis=BOOK)],
    transitions=[
        move("residential", "iop", TransitionKind.STEP_DOWN, 0.6, when="completed residential"),
        move("residential", "done", TransitionKind.DISCHARGE, 0.403),
        move("iop", "residential", TransitionKind.STEP_UP),
        move("iop", "evening", TransitionKind.TRANSFER),
        move("iop", "died", TransitionKind.DISCHARGE),
        move(COMMUNITY, "iop", TransitionKind.RETURN, 0.4),
    ],
    rule_sets=[
        RuleSet(
            id="hours",
            title="H",
            about=About.PROGRAM,
            rules=[Rule(criterion=parse("hours_per_week >= 9"))],
            basis=BOOK,
        ),
        RuleSet(
            id="clients",
            title="C",
            about=About.CLIENT,
            rules=[Rule(criterion=parse("stable or completed iop"))],
            basis=BOOK,
        ),
    ],
    arrivals=[
        arriving(
            Answer(fact="stable", weights=[(True, 0.4), (False, 0.6)]),
            Answer(fact="cravings", amount=Distribution.fixed(5)),
            Answer(fact="home", weights=[("weak", 1.0)]),
        ),
        ArrivalStream(id="other-door", to="placed", when=Rate.constant(1)),
    ],
)
DAY, LATE = WHOLE.programs
RESIDENTIAL, IOP, EVENING = WHOLE.levels


def found(change: Callable[[], Pathway]) -> tuple[Diagnostic, ...]:
    with pytest.raises(IntegrityError) as caught:
        change()
    return caught.value.problems


def with_move(*moves: Transition) -> Pathway:
    return attrs.evolve(WHOLE, transitions=moves)


def with_day(day: Program) -> Pathway:
    return attrs.evolve(WHOLE, programs=[day, LATE])


def with_answer(answer: Answer) -> Pathway:
    return attrs.evolve(WHOLE, arrivals=[arriving(answer)])


def with_rule(text: str, about: About) -> Pathway:
    rule_set = RuleSet(
        id="r", title="R", about=about, rules=[Rule(criterion=parse(text))], basis=BOOK
    )
    return attrs.evolve(WHOLE, rule_sets=[rule_set])


def test_a_whole_pathway_has_no_problems() -> None:
    assert problems(WHOLE) == ()


CASES: list[tuple[str, Callable[[], Pathway], Path, str]] = [
    (
        "duplicate-id",
        lambda: attrs.evolve(WHOLE, levels=[*WHOLE.levels, IOP]),
        ("levels", "iop"),
        "'iop' is used 2 times; a name stands for one thing",
    ),
    (
        "duplicate-id",
        lambda: attrs.evolve(WHOLE, sources=[*WHOLE.sources] * 2),
        ("sources", "book"),
        "'book' is used 2 times; a name stands for one thing",
    ),
    (
        "duplicate-id",
        lambda: attrs.evolve(WHOLE, outcomes=[*WHOLE.outcomes, Outcome(id="evening", title="I")]),
        ("outcomes", "evening"),
        "'evening' is a level too; a name stands for one thing",
    ),
    (
        "duplicate-id",
        lambda: attrs.evolve(
            WHOLE, programs=[attrs.evolve(DAY, tracks=[*DAY.tracks, *DAY.tracks]), LATE]
        ),
        ("programs", "day", "tracks", "morning"),
        "'morning' is used 2 times; a name stands for one thing",
    ),
    (
        "reserved-name",
        lambda: attrs.evolve(WHOLE, levels=[*WHOLE.levels, Level(id="placed", title="P", rank=1)]),
        ("levels", "placed"),
        "'placed' is where clients go whom the rules place",
    ),
    (
        "reserved-name",
        lambda: attrs.evolve(WHOLE, levels=[*WHOLE.levels, Level(id="not", title="N", rank=1)]),
        ("levels", "not"),
        "'not' is a word of the criteria language",
    ),
    (
        "reserved-name",
        lambda: attrs.evolve(
            WHOLE,
            assessment=Assessment(
                [*WHOLE.assessment.facts, Fact(id="days_in_care", ask="?", type=NumberFact())]
            ),
        ),
        ("assessment", "days_in_care"),
        "'days_in_care' is known from the clock and not asked",
    ),
    (
        "unknown-program",
        lambda: attrs.evolve(
            WHOLE, levels=[RESIDENTIAL, attrs.evolve(IOP, programs=["dya"]), EVENING]
        ),
        ("levels", "iop", "program"),
        "no program named 'dya'",
    ),
    (
        "unknown-program",
        lambda: attrs.evolve(
            WHOLE, levels=[RESIDENTIAL, IOP, attrs.evolve(EVENING, programs=["day", "lat"])]
        ),
        ("levels", "evening", "program", 1),
        "no program named 'lat'",
    ),
    (
        "unknown-group",
        lambda: attrs.evolve(WHOLE, groups=[]),
        ("programs", "day", "services", 0, "group"),
        "no group named 'women'",
    ),
    (
        "unknown-level",
        lambda: attrs.evolve(WHOLE, supports=[Support(id="aa", title="A", levels=["ipo"])]),
        ("supports", "aa", "levels", 0),
        "no level named 'ipo'",
    ),
    (
        "unknown-level-or-outcome",
        lambda: attrs.evolve(WHOLE, supports=[Support(id="aa", title="A", after=["iop", "ipo"])]),
        ("supports", "aa", "after", 1),
        "no level or outcome named 'ipo'",
    ),
    (
        "unknown-therapy",
        lambda: with_day(
            attrs.evolve(DAY, services=[*DAY.services, Service(therapy="alone", instead_of="grop")])
        ),
        ("programs", "day", "services", 2, "instead_of"),
        "no therapy named 'grop'",
    ),
    (
        "unknown-fact",
        lambda: with_day(attrs.evolve(DAY, varies_with=["stabel"])),
        ("programs", "day", "varies_with"),
        "no fact named 'stabel'",
    ),
    (
        "unknown-fact",
        lambda: with_day(
            attrs.evolve(DAY, services=[Service(therapy="dbt", varies_with=["stable", "stabel"])])
        ),
        ("programs", "day", "services", 0, "varies_with", 1),
        "no fact named 'stabel'",
    ),
    (
        "unknown-fact",
        lambda: with_day(
            attrs.evolve(DAY, lengths=[Length(when=parse("stabel"), length=Range(7, 7))])
        ),
        ("programs", "day", "lengths", 0, "when"),
        "no fact named 'stabel'",
    ),
    (
        "unknown-source",
        lambda: with_day(attrs.evolve(DAY, goals=[Goal(goal="Work", basis=UNNAMED)])),
        ("programs", "day", "goals", 0, "source"),
        "no source named 'bok'",
    ),
    (
        "unknown-source",
        lambda: with_day(attrs.evolve(DAY, review=ProgressReview(basis=UNNAMED))),
        ("programs", "day", "review", "source"),
        "no source named 'bok'",
    ),
    (
        "unknown-source",
        lambda: attrs.evolve(WHOLE, referrals=[Referral(by="kin", basis=UNNAMED)]),
        ("referrals", 0, "source"),
        "no source named 'bok'",
    ),
    (
        "unknown-source",
        lambda: attrs.evolve(
            WHOLE,
            levels=[RESIDENTIAL, IOP, attrs.evolve(EVENING, review=Figure(7, basis=UNNAMED))],
        ),
        ("levels", "evening", "review", "source"),
        "no source named 'bok'",
    ),
    (
        "unknown-level",
        lambda: attrs.evolve(WHOLE, floors=[Floor(level="ipo", criterion=parse("stable"))]),
        ("floors", 0, "at_least"),
        "no level named 'ipo'",
    ),
    (
        "unknown-level-or-outcome",
        lambda: with_move(move("ipo", "done", TransitionKind.DISCHARGE)),
        ("transitions", 0, "from"),
        "no level or outcome named 'ipo'",
    ),
    (
        "unknown-level-or-outcome",
        lambda: with_move(move("iop", "dome", TransitionKind.DISCHARGE)),
        ("transitions", 0, "to"),
        "no level or outcome named 'dome'",
    ),
    (
        "unknown-level",
        lambda: attrs.evolve(WHOLE, arrivals=[arriving(to="ipo")]),
        ("arrivals", "door", "to"),
        "no level named 'ipo'",
    ),
    (
        "self-transition",
        lambda: with_move(move("iop", "iop", TransitionKind.TRANSFER)),
        ("transitions", 0),
        "a transition from 'iop' to itself moves nobody",
    ),
    (
        "outcome-to-outcome",
        lambda: with_move(move("done", COMMUNITY, TransitionKind.RETURN)),
        ("transitions", 0, "to"),
        "'done' and 'community' are both outcomes; one end must be a level",
    ),
    (
        "wrong-kind",
        lambda: with_move(move("iop", "residential", TransitionKind.STEP_DOWN)),
        ("transitions", 0, "kind"),
        "a transition of kind 'step down' must lead from a level to one of lower rank",
    ),
    (
        "wrong-kind",
        lambda: with_move(move("iop", "evening", TransitionKind.STEP_UP)),
        ("transitions", 0, "kind"),
        "a transition of kind 'step up' must lead from a level to one of higher rank",
    ),
    (
        "wrong-kind",
        lambda: with_move(move("iop", "residential", TransitionKind.RETURN)),
        ("transitions", 0, "kind"),
        "a transition of kind 'return' must lead from an outcome to a level",
    ),
    (
        "wrong-kind",
        lambda: with_move(move("iop", "residential", TransitionKind.DISCHARGE)),
        ("transitions", 0, "kind"),
        "a transition of kind 'discharge' must lead from a level to an outcome",
    ),
    (
        "wrong-kind",
        lambda: with_move(move("iop", "done", TransitionKind.TRANSFER)),
        ("transitions", 0, "kind"),
        "a transition of kind 'transfer' must lead from a level to a level",
    ),
    (
        "wrong-kind",
        lambda: with_move(move("iop", "evening", TransitionKind.ADMIT)),
        ("transitions", 0, "kind"),
        "a transition of kind 'admit' is never written: an admission follows from 'arrivals'",
    ),
    (
        "no-return",
        lambda: with_move(move("died", "iop", TransitionKind.RETURN)),
        ("transitions", 0, "from"),
        "nobody returns from 'died': the outcome says 'returns: false'",
    ),
    (
        "share-without-stay",
        lambda: with_move(
            attrs.evolve(move("iop", "done", TransitionKind.DISCHARGE, 1), stay=None)
        ),
        ("transitions", 0, "share"),
        "the transition from 'iop' to 'done' has a share, but no stay to simulate it with",
    ),
    (
        "stay-without-share",
        lambda: with_move(
            attrs.evolve(move("iop", "done", TransitionKind.DISCHARGE, 1), share=None)
        ),
        ("transitions", 0, "stay"),
        "the transition from 'iop' to 'done' has a stay, but no share to simulate it with",
    ),
    (
        "shares",
        lambda: with_move(
            move("iop", "done", TransitionKind.DISCHARGE, 0.5),
            move("residential", "done", TransitionKind.DISCHARGE, 1),
            move("iop", "evening", TransitionKind.TRANSFER, 0.43),
            move("evening", "done", TransitionKind.DISCHARGE, 1),
        ),
        ("transitions", 2, "share"),
        "the shares leaving 'iop' add up to 0.93, 0.07 too little: 0.5 to done, 0.43 to evening",
    ),
    (
        "shares",
        lambda: with_move(
            move(COMMUNITY, "iop", TransitionKind.RETURN, 0.6),
            move(COMMUNITY, "evening", TransitionKind.RETURN, 0.6),
        ),
        ("transitions", 1, "share"),
        "the shares leaving 'community' add up to 1.2, 0.2 too much: 0.6 to iop, 0.6 to evening",
    ),
    (
        "unknown-fact",
        lambda: attrs.evolve(
            WHOLE,
            levels=[
                attrs.evolve(RESIDENTIAL, admit=[Rule(criterion=parse("stabel"))]),
                IOP,
                EVENING,
            ],
        ),
        ("levels", "residential", "admit", 0),
        "no fact named 'stabel'",
    ),
    (
        "out-of-range",
        lambda: attrs.evolve(WHOLE, floors=[Floor(level="iop", criterion=parse("cravings > 11"))]),
        ("floors", 0, "when"),
        "no answer to 'cravings' can be more than 10",
    ),
    (
        "unknown-level",
        lambda: with_move(move("iop", "done", TransitionKind.DISCHARGE, when="completed ipo")),
        ("transitions", 0, "when"),
        "no level named 'ipo'",
    ),
    (
        "unknown-option",
        lambda: attrs.evolve(
            WHOLE, groups=[SpecialtyGroup(id="women", title="W", audience=parse("gender = f"))]
        ),
        ("groups", "women", "for"),
        "this is not an answer to 'gender'",
    ),
    (
        "not-yes-no",
        lambda: attrs.evolve(
            WHOLE,
            programs=[
                attrs.evolve(DAY, services=[Service(therapy="group", audience=parse("gender"))]),
                LATE,
            ],
        ),
        ("programs", "day", "services", 0, "for"),
        "'gender' is not answered by yes or no",
    ),
    (
        "unknown-fact",
        lambda: with_rule("stable", About.PROGRAM),
        ("rule_sets", "r", "rules", 0),
        "no fact named 'stable'",
    ),
    (
        "unknown-fact",
        lambda: with_rule("hours_per_week > 9", About.CLIENT),
        ("rule_sets", "r", "rules", 0),
        "no fact named 'hours_per_week'",
    ),
    (
        "unknown-fact",
        lambda: with_answer(Answer(fact="stabel", weights=[(True, 1)])),
        ("arrivals", "door", "facts", "stabel"),
        "no fact named 'stabel'",
    ),
    (
        "reserved-name",
        lambda: with_answer(Answer(fact="days_in_level", amount=STAY)),
        ("arrivals", "door", "facts", "days_in_level"),
        "'days_in_level' is known from the clock; nobody arrives with it",
    ),
    (
        "wrong-answer",
        lambda: with_answer(Answer(fact="stable", weights=[("yes", 1)])),
        ("arrivals", "door", "facts", "stable"),
        "'stable' is answered by yes or no",
    ),
    (
        "wrong-answer",
        lambda: with_answer(Answer(fact="stable", amount=STAY)),
        ("arrivals", "door", "facts", "stable"),
        "'stable' is answered by yes or no",
    ),
    (
        "wrong-answer",
        lambda: with_answer(Answer(fact="cravings", weights=[(True, 1)])),
        ("arrivals", "door", "facts", "cravings"),
        "'cravings' is answered by a number",
    ),
    (
        "wrong-answer",
        lambda: with_answer(Answer(fact="home", amount=STAY)),
        ("arrivals", "door", "facts", "home"),
        "'home' is answered by a word",
    ),
    (
        "unknown-option",
        lambda: with_answer(Answer(fact="home", weights=[("weak", 0.5), ("stronk", 0.5)])),
        ("arrivals", "door", "facts", "home", "stronk"),
        "'stronk' is not an answer to 'home'",
    ),
    (
        "hours-contradict",
        lambda: attrs.evolve(WHOLE, programs=[attrs.evolve(DAY, hours=Range(15, 19)), LATE]),
        ("programs", "day", "hours"),
        "the stated weekly hours (15 to 19) and those of the services (1 to 11) exclude each other",
    ),
    (
        "hours-contradict",
        lambda: attrs.evolve(WHOLE, programs=[attrs.evolve(DAY, hours=Range(0, 0)), LATE]),
        ("programs", "day", "hours"),
        "the stated weekly hours (0) and those of the services (1 to 11) exclude each other",
    ),
]


@pytest.mark.parametrize(
    ("code", "change", "path", "message"),
    CASES,
    ids=[f"{code}-{i}" for i, (code, *_) in enumerate(CASES)],
)
def test_what_cannot_be_right_is_found_at_its_place(
    code: str, change: Callable[[], Pathway], path: Path, message: str
) -> None:
    (problem,) = found(change)

    assert (problem.code, problem.path, problem.message) == (code, path, message)


def test_a_name_that_leads_nowhere_brings_the_nearest_one() -> None:
    (problem,) = found(lambda: attrs.evolve(WHOLE, arrivals=[arriving(to="residental")]))

    assert problem.hint == "did you mean 'residential'?"


def test_shares_may_miss_one_by_rounding_only() -> None:
    done, evening = TransitionKind.DISCHARGE, TransitionKind.TRANSFER
    for share in (0.395, 0.405):
        with_move(move("iop", "done", done, 0.6), move("iop", "evening", evening, share))
    for share in (0.394, 0.406):
        assert found(
            lambda share=share: with_move(  # type: ignore[misc]  # a default binds the loop's value
                move("iop", "done", done, 0.6), move("iop", "evening", evening, share)
            )
        )


def test_an_unknown_source_is_told_once_for_all_that_inherit_it() -> None:
    wrong = Basis(source="bok")
    inherited = attrs.evolve(
        move("iop", "done", TransitionKind.DISCHARGE, 1),
        basis=wrong,
        share=Figure(1, basis=wrong),
        stay=Distribution(shape=STAY.shape, given=dict(STAY.given), basis=wrong),
    )
    here = SourceLocation("a.yaml", 1, 1)

    found_here = found(
        lambda: attrs.evolve(
            WHOLE, transitions=[inherited], origins={("transitions", 0, "source"): here}
        )
    )

    assert [str(problem) for problem in found_here] == [
        "transitions[0].source: no source named 'bok' (did you mean 'book'?)"
    ]


def test_every_basis_is_looked_at() -> None:
    holders = {problem.path for problem in found(lambda: attrs.evolve(WHOLE, sources=[]))}

    assert holders == {
        ("assessment", "stable", "source"),
        ("levels", "residential", "places", "source"),
        ("levels", "residential", "admit", 0, "source"),
        ("levels", "residential", "costs", 0, "amount", "source"),
        ("programs", "day", "services", 0, "source"),
        ("floors", 0, "source"),
        ("transitions", 0, "share", "source"),
        ("transitions", 1, "share", "source"),
        ("transitions", 5, "share", "source"),
        ("rule_sets", "hours", "source"),
        ("rule_sets", "clients", "source"),
    }


def test_a_rule_written_as_a_map_is_pointed_at_in_its_if() -> None:
    rule = Rule(criterion=parse("stabel"), prefer=True)
    level = attrs.evolve(RESIDENTIAL, admit=[rule])
    path: Path = ("levels", "residential", "admit", 0, "if")

    (problem,) = found(
        lambda: attrs.evolve(
            WHOLE, levels=[level, IOP, EVENING], origins={path: SourceLocation("a.yaml", 1, 1)}
        )
    )

    assert (problem.path, problem.span) == (path, (0, 6))


def test_everything_is_found_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(IntegrityError) as caught:
        attrs.evolve(
            WHOLE,
            groups=[],
            transitions=[move("iop", "iop", TransitionKind.TRANSFER)],
            floors=[Floor(level="ipo", criterion=parse("stabel"))],
        )

    error = caught.value
    assert isinstance(error, IopkitError)
    assert isinstance(error, ValueError)
    assert str(error).splitlines() == [
        "programs.day.services[0].group: no group named 'women' (there are none)",
        "floors[0].at_least: no level named 'ipo' (did you mean 'iop'?)",
        "floors[0].when: no fact named 'stabel' (did you mean 'stable'?)",
        "transitions[0]: a transition from 'iop' to itself moves nobody (leave it out)",
    ]


def test_a_move_without_a_share_may_stand_beside_shares_that_add_up() -> None:
    pathway = with_move(
        move("iop", "done", TransitionKind.DISCHARGE, 1),
        move("iop", "evening", TransitionKind.TRANSFER),
    )

    assert [edge.share is None for edge in pathway.leaving("iop")] == [False, True]


def test_shares_that_do_not_add_up_mention_the_moves_without_one() -> None:
    with pytest.raises(IntegrityError) as caught:
        with_move(
            move("iop", "done", TransitionKind.DISCHARGE, 0.5),
            move("iop", "evening", TransitionKind.TRANSFER),
        )

    assert caught.value.problems[0].hint == (
        "they must add up to 1; 1 of the transitions from there have no share"
    )


@pytest.mark.parametrize(
    ("meant", "said"),
    [
        (
            AcceptedFinding(finding=FindingKind.REFUSED, about=["nowhere", "iop"], because="b"),
            "level or outcome",
        ),
        (
            AcceptedFinding(finding=FindingKind.NEVER_PLACED, about=["nowhere"], because="b"),
            "no level named",
        ),
        (
            AcceptedFinding(finding=FindingKind.LOWER_WHEN_WORSE, about=["nowhere"], because="b"),
            "no fact named",
        ),
    ],
)
def test_what_is_meant_names_what_is_there(meant: AcceptedFinding, said: str) -> None:
    with pytest.raises(IntegrityError, match=said):
        Pathway(id="p", title="P", accepted=[meant])


@pytest.mark.parametrize(
    ("names", "taken"),
    [(("ab", "a-b"), False), (("a-1", "a1"), False), (("a-1-4", "a-14"), True), (("a", "b"), True)],
)
def test_no_two_ids_differ_in_a_dash_alone(names: tuple[str, str], taken: bool) -> None:
    def pathway() -> Pathway:
        return Pathway(
            id="p", title="P", levels=[Level(id=each, title="L", rank=1) for each in names]
        )

    if taken:
        assert len(pathway().levels) == 2
    else:
        with pytest.raises(IntegrityError, match=f"'{names[1]}' is too much like '{names[0]}'"):
            pathway()


def test_the_sources_of_a_rule_set_stand_with_those_of_the_pathway() -> None:
    book = attrs.evolve(WHOLE.rule_sets[0], sources=WHOLE.sources)

    with pytest.raises(IntegrityError, match="no sources of its own"):
        attrs.evolve(WHOLE, rule_sets=[book])
