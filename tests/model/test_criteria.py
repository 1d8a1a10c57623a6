import pytest

from iopkit.criteria.language.parse import parse
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.criteria import problems, problems_about_programs
from iopkit.model.criterion import Compare, Literal, Relation
from iopkit.model.program_facts import PROGRAM_FACTS

LEVELS = ("detox", "iop")
ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
        Fact(id="attendance", ask="Attendance?", type=NumberFact(low=0, high=100, unit="%")),
        Fact(id="sober", ask="Sober?", type=NumberFact(low=1, unit="weeks")),
        Fact(id="weight", ask="Weight?", type=NumberFact(unit="kg")),
        Fact(id="home", ask="Home?", type=OrdinalFact(("none", "weak", "strong"))),
        Fact(id="risk", ask="Risk?", type=OrdinalFact(("0", "1", "2"))),
        Fact(id="gender", ask="Gender?", type=Choice(("non-binary", "not sure"))),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "stable and not stable = false and stable in [true]",
        "cravings >= 10 and 0 <= cravings",
        "attendance >= 80% and attendance >= 80",
        "sober > 14 days and sober >= 1",
        "days_in_level >= 4 weeks and days_in_care < 36 hours",
        "home >= weak and home in [none, 'strong']",
        "risk >= 2 and risk != '0'",
        "gender = 'not sure' and gender is not known",
        "completed detox or true",
    ],
)
def test_sensible_criteria_have_no_problems(text: str) -> None:
    assert problems(parse(text), ASSESSMENT, LEVELS) == ()


@pytest.mark.parametrize(
    ("text", "meant", "code", "message", "hint"),
    [
        ("homme", "homme", "unknown-fact", "no fact named 'homme'", "did you mean 'home'?"),
        ("a or zzz is known", "zzz is known", "unknown-fact", "no fact named 'zzz'", None),
        (
            "weak = home",
            "weak = home",
            "unknown-fact",
            "no fact named 'weak'",
            "the fact stands first, as in home = weak",
        ),
        (
            "completed ipo",
            "completed ipo",
            "unknown-level",
            "no level named 'ipo'",
            "did you mean 'iop'?",
        ),
        (
            "completed xyz",
            "completed xyz",
            "unknown-level",
            "no level named 'xyz'",
            "there are: detox, iop",
        ),
        (
            "not cravings",
            "cravings",
            "not-yes-no",
            "'cravings' is not answered by yes or no",
            "compare it, as in cravings <= 10",
        ),
        (
            "attendance",
            "attendance",
            "not-yes-no",
            "'attendance' is not answered by yes or no",
            "compare it, as in attendance <= 100%",
        ),
        (
            "sober",
            "sober",
            "not-yes-no",
            "'sober' is not answered by yes or no",
            "compare it, as in sober >= 1 weeks",
        ),
        (
            "weight",
            "weight",
            "not-yes-no",
            "'weight' is not answered by yes or no",
            "compare it, as in weight >= 5",
        ),
        (
            "gender",
            "gender",
            "not-yes-no",
            "'gender' is not answered by yes or no",
            "compare it, as in gender = non-binary",
        ),
        (
            "stable = 1",
            "1",
            "wrong-type",
            "'stable' is answered by yes or no",
            "write stable, or not stable",
        ),
        (
            "stable = yes",
            "yes",
            "wrong-type",
            "'stable' is answered by yes or no",
            "write stable, or not stable",
        ),
        (
            "stable > true",
            "stable > true",
            "no-order",
            "the answers to 'stable' have no order",
            "compare by = or !=, as in stable = true",
        ),
        (
            "gender > non-binary",
            "gender > non-binary",
            "no-order",
            "the answers to 'gender' have no order",
            "compare by = or !=, as in gender = non-binary",
        ),
        (
            "cravings > many",
            "many",
            "wrong-type",
            "'cravings' is answered by a number",
            "as in cravings <= 10",
        ),
        (
            "cravings = true",
            "true",
            "wrong-type",
            "'cravings' is answered by a number",
            "as in cravings <= 10",
        ),
        (
            "home >= stronk",
            "stronk",
            "unknown-option",
            "this is not an answer to 'home'",
            "did you mean 'strong'?",
        ),
        (
            "home in [weak, 3]",
            "3",
            "unknown-option",
            "this is not an answer to 'home'",
            "there are: none, weak, strong",
        ),
        (
            "risk >= 2 days",
            "2 days",
            "unknown-option",
            "this is not an answer to 'risk'",
            None,
        ),
        (
            "cravings >= 4 weeks",
            "4 weeks",
            "wrong-unit",
            "'cravings' is not measured in weeks",
            "write the number alone",
        ),
        (
            "sober >= 4%",
            "4%",
            "wrong-unit",
            "'sober' is not measured in %",
            "write a time, as in 4 weeks",
        ),
        (
            "weight >= 4 weeks",
            "4 weeks",
            "wrong-unit",
            "'weight' is not measured in weeks",
            "it is recorded in kg",
        ),
        (
            "cravings >= 11",
            "11",
            "out-of-range",
            "no answer to 'cravings' can be more than 10",
            "",
        ),
        (
            "attendance <= 101%",
            "101%",
            "out-of-range",
            "no answer to 'attendance' can be more than 100%",
            "",
        ),
        (
            "sober in [2, 6 days]",
            "6 days",
            "out-of-range",
            "no answer to 'sober' can be less than 1 weeks",
            "",
        ),
        (
            "days_in_level >= -1",
            "-1",
            "out-of-range",
            "no answer to 'days_in_level' can be less than 0 days",
            "",
        ),
    ],
)
def test_what_makes_no_sense_is_pointed_at(
    text: str, meant: str, code: str, message: str, hint: str | None
) -> None:
    found = problems(parse(text), ASSESSMENT, LEVELS, path=("floors", 0, "when"))

    problem = found[-1]
    assert (problem.code, problem.message, problem.path) == (code, message, ("floors", 0, "when"))
    assert hint is None or problem.hint == hint
    assert problem.span is not None
    start, end = problem.span
    assert text[start:end] == meant


def test_everything_is_found_at_once() -> None:
    text = "cravings > 11 and (homme = weak or not completed ipo) and gender in [x, 'not sure', y]"

    codes = [problem.code for problem in problems(parse(text), ASSESSMENT, LEVELS)]

    assert codes == [
        "out-of-range",
        "unknown-fact",
        "unknown-level",
        "unknown-option",
        "unknown-option",
    ]


def test_a_number_that_is_none_makes_no_sense() -> None:
    endless = Compare("cravings", Relation.LESS, Literal(float("inf")))

    (problem,) = problems(endless, ASSESSMENT, LEVELS)

    assert problem.code == "wrong-type"


@pytest.mark.parametrize(
    "text",
    [
        "hours_per_week >= 9 and hours_per_week < 20 hours",
        "days_per_week >= 3 or hours_per_day >= 180 minutes",
        "length_days >= 6 weeks and review_days <= 1 week",
    ],
)
def test_rules_about_programs_speak_of_hours_and_days(text: str) -> None:
    assert problems_about_programs(parse(text), PROGRAM_FACTS) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("completed iop", "a rule about programs cannot ask what a client completed"),
        ("days_in_level > 3", "no fact named 'days_in_level'"),
        ("hours_per_weak > 3", "no fact named 'hours_per_weak'"),
        ("hours_per_week > 169", "no answer to 'hours_per_week' can be more than 168 hours"),
    ],
)
def test_rules_about_programs_cannot_speak_of_clients(text: str, message: str) -> None:
    (problem,) = problems_about_programs(parse(text), PROGRAM_FACTS, path=("rule_sets",))

    assert (problem.message, problem.path) == (message, ("rule_sets",))
