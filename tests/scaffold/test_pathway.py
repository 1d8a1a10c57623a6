"""A first file from a director's answers: sound whatever levels are offered."""

from itertools import chain, combinations

import pytest

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.files.compose.load import examine_text, load
from iopkit.model.assessment import Value
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.pathway import Pathway
from iopkit.scaffold.answers import LEVELS
from iopkit.scaffold.facility import Facility
from iopkit.scaffold.pathway import first_file
from iopkit.scaffold.rules import OPPOSITES
from iopkit.scaffold.statements import ADMISSION, READINESS
from iopkit.testing import assert_places, assert_proved

SUBSETS = [
    levels
    for levels in chain.from_iterable(combinations(LEVELS, n) for n in range(1, 7))
    if len(levels) in {1, 2, 5, 6}
]
WELL: dict[str, Value] = {
    "physically_stable": True,
    "withdrawal_risk": "none",
    "self_harm_risk": False,
    "mental_health_severity": "minor",
    "dsm5_criteria_count": 5,
    "relapsed": False,
    "abstinent_while_attending": True,
    "able_to_take_part": True,
    "home_is_safe": True,
}


def made(facility: Facility) -> Pathway:
    examined = examine_text(first_file("north", facility))
    assert [str(complaint) for complaint in examined.complaints] == []
    assert examined.pathway is not None
    return examined.pathway


@pytest.mark.parametrize("levels", SUBSETS, ids="-".join)
def test_whatever_is_offered_the_file_is_sound(levels: tuple[str, ...]) -> None:
    pathway = made(Facility(title="North", levels=levels))

    assert tuple(level.id for level in pathway.levels) == levels
    for level in levels:
        shares = [move.share.value for move in pathway.leaving(level) if move.share]
        assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert_proved(pathway)


@pytest.mark.parametrize("levels", [LEVELS, ("iop", "outpatient"), ("residential", "outpatient")])
@pytest.mark.parametrize("statement", ADMISSION)
def test_each_statement_of_admission_is_proved(levels: tuple[str, ...], statement: str) -> None:
    level = "outpatient" if statement != "residential_first" else levels[0]
    if level == "detox" or (level, statement) == ("residential", "residential_first"):
        level = "outpatient"

    pathway = made(Facility(title="North", levels=levels, admit={level: (statement,)}))

    rules = {write(rule.criterion) for rule in pathway.level(level).admit if not rule.prefer}
    criterion = ADMISSION[statement][1]
    elsewhere = criterion.replace("completed ", "completed_")
    assert {criterion, elsewhere} & rules
    assert_proved(pathway)


@pytest.mark.parametrize("level", ["residential", "php", "iop", "outpatient"])
def test_all_statements_of_readiness_together_are_proved(level: str) -> None:
    pathway = made(Facility(title="North", levels=LEVELS, move_on={level: tuple(READINESS)}))

    down = [move for move in pathway.leaving(level) if move.kind == "step down" and move.when]
    assert down
    for move in down:
        assert move.when is not None
        for _, criterion in READINESS.values():
            assert criterion in write(move.when)
    assert_proved(pathway)


def test_what_is_answered_stands_in_the_pathway() -> None:
    pathway = made(
        Facility(
            title="North: a #1 house",
            levels=["iop", "aftercare"],
            places={"iop": 24},
            days={"iop": "3"},
            hours={"iop": "9 to 12"},
            lengths={"iop": "8 to 12 weeks"},
            therapies={"iop": ("group", "dbt")},
            groups=("women",),
            move_on={"iop": ("attendance=70", "weeks=6")},
        )
    )

    program = pathway.program("iop")
    places = pathway.level("iop").places
    assert pathway.title == "North: a #1 house"
    assert places is not None
    assert places.value == 24
    assert (program.days.low, program.hours.low, program.hours.high) == (3, 9, 12)
    assert (program.length.low, program.length.high) == (56, 84)
    assert {service.therapy for service in program.services} == {"group", "dbt", "women"}
    assert [group.id for group in pathway.groups] == ["women"]
    [down] = [move for move in pathway.leaving("iop") if move.to == "aftercare"]
    assert down.when is not None
    assert write(down.when).startswith("attendance >= 70% and days_in_level >= 6 weeks and ")
    assert "attendance >= 80%" not in write(down.when)


@pytest.mark.parametrize("levels", SUBSETS, ids="-".join)
def test_no_answer_about_moving_on_is_lost(levels: tuple[str, ...]) -> None:
    for level in levels:
        answers = {level: ("weeks=7", "attendance=73")}
        pathway = made(Facility(title="North", levels=levels, move_on=answers))

        asked = [
            write(move.when)
            for move in pathway.leaving(level)
            if move.when and (move.kind == "step down" or move.to == "completed")
        ]
        assert asked
        for criterion in asked:
            assert "days_in_level >= 7 weeks" in criterion
            assert "attendance >= 73%" in criterion
        shares = [move.share.value for move in pathway.leaving(level) if move.share]
        assert sum(shares) == pytest.approx(1, abs=1e-4)


def test_what_was_picked_rests_on_the_facility_and_the_numbers_still_on_their_sources() -> None:
    alone = made(Facility(title="North", levels=["iop"], move_on={"iop": ("attendance=75",)}))
    [done] = [move for move in alone.leaving("iop") if move.to == "completed"]
    assert (done.when, str(done.basis)) == (parse("attendance >= 75%"), "our-facility")
    [old] = [move for move in load("standard").leaving("iop") if move.to == "completed"]
    assert done.stay == old.stay

    two = made(Facility(title="N", levels=["iop", "aftercare"], move_on={"iop": ("weeks=7",)}))
    [down] = [move for move in two.leaving("iop") if move.to == "aftercare"]
    assert str(down.basis).startswith("our-facility")


@pytest.mark.parametrize("level", ["php", "iop"])
def test_picking_other_rules_drops_none_of_safety(level: str) -> None:
    pathway = made(Facility(title="North", levels=LEVELS, admit={level: ("working",)}))

    rules = {write(rule.criterion) for rule in pathway.level(level).admit if not rule.prefer}
    assert rules == {
        *("physically_stable", "withdrawal_risk <= mild", "abstinent_while_attending"),
        "work_or_school",
    }


def test_a_level_that_picks_leave_without_clients_is_named() -> None:
    admit = {"php": ("residential_first",), "iop": ("no_self_harm",)}
    pathway = made(Facility(title="North", levels=["php", "iop"], admit=admit))

    [entry] = [each for each in pathway.accepted if each.finding == FindingKind.NEVER_PLACED]
    assert entry.about == ("php",)
    assert_proved(pathway)


@pytest.mark.parametrize(
    ("levels", "says", "never"),
    [
        (("iop", "outpatient"), ["what is left is 0.65 clients a day"], ["next above"]),
        (("iop",), ["what is left is 0.14 clients a day", "Where you offer nothing"], []),
        (("aftercare",), ["so they are removed, and nobody comes"], ["what is left"]),
        (("residential", "outpatient"), ["becomes one for the next above"], []),
    ],
)
def test_the_notes_are_true_of_the_file(
    levels: tuple[str, ...], says: list[str], never: list[str]
) -> None:
    text = " ".join(first_file("n", Facility(title="N", levels=levels)).replace("#", "").split())

    assert all(each in text for each in says), text
    assert not any(each in text for each in never)


def test_a_length_says_that_simulated_stays_are_not_it() -> None:
    text = first_file("n", Facility(title="N", levels=LEVELS, lengths={"iop": "1 week"}))

    assert "does not change how long clients stay" in " ".join(text.replace("#", "").split())


def test_a_preference_that_a_rule_makes_idle_is_left_out() -> None:
    pathway = made(Facility(title="N", levels=["iop"], admit={"iop": ("detox first",)}))

    assert not any(
        "completed_detox" in write(rule.criterion)
        for rule in pathway.level("iop").admit
        if rule.prefer
    )


def test_what_is_left_open_stays_as_in_the_standard_pathway() -> None:
    pathway, standard = made(Facility(title="North", levels=LEVELS)), load("standard")

    for section in (
        "levels",
        "programs",
        "groups",
        "floors",
        "transitions",
        "arrivals",
        "accepted",
    ):
        assert getattr(pathway, section) == getattr(standard, section)


def test_without_detox_who_needs_it_is_placed_nowhere_and_the_file_says_so() -> None:
    pathway = made(Facility(title="North", levels=["iop", "outpatient", "aftercare"]))

    assert_places(pathway, None, WELL | {"withdrawal_risk": "severe"})
    assert_places(pathway, None, WELL | {"self_harm_risk": True})
    assert_places(pathway, "iop", WELL)
    assert FindingKind.NO_LEVEL in {entry.finding for entry in pathway.accepted}


def test_a_need_for_a_level_that_is_not_offered_is_met_by_the_next_above() -> None:
    pathway = made(Facility(title="North", levels=["residential", "outpatient"]))

    assert_places(pathway, "residential", WELL | {"completed_iop": False})
    assert_places(pathway, "outpatient", WELL | {"completed_iop": True})


def test_detox_at_another_provider_counts() -> None:
    facility = Facility(title="N", levels=["iop"], admit={"iop": ("detox first", "safe home")})
    pathway = made(facility)

    client = WELL | {"completed_residential": False, "completed_php": False}
    assert_places(pathway, "iop", client | {"completed_detox": True})
    assert_places(pathway, None, client | {"completed_detox": False})


def test_every_floor_of_the_standard_pathway_has_its_opposite() -> None:
    floors = load("standard").floors

    assert [write(floor.criterion) for floor in floors] == list(OPPOSITES)


@pytest.mark.parametrize("levels", [LEVELS, ("iop",), ("php", "outpatient")])
def test_each_section_is_explained_and_no_line_is_long(levels: tuple[str, ...]) -> None:
    text = first_file("north", Facility(title="North", levels=levels, places={levels[0]: 9}))
    lines = text.splitlines()

    for number, line in enumerate(lines):
        if line and line[0].isalpha() and line.endswith(":"):
            assert lines[number - 1].startswith("# "), line
    assert max(map(len, lines)) <= 120  # a long source is not broken


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"levels": []}, "at least one level"),
        ({"levels": ["iop", "ipo"]}, "no level named 'ipo'; did you mean 'iop'"),
        ({"places": {"php": 3}}, "'php' is not among the levels offered: iop"),
        ({"places": {"iop": 0}}, "not a number of places"),
        ({"days": {"iop": "8"}}, "'8' cannot be: write a number up to 7"),
        ({"hours": {"iop": "lots"}}, "'lots' cannot be"),
        ({"lengths": {"iop": "8"}}, "'8' is not a length"),
        ({"therapies": {"iop": ["dtb"]}}, "did you mean 'dbt'"),
        ({"groups": ["womens"]}, "did you mean 'women'"),
        ({"admit": {"iop": ["safe hom"]}}, "did you mean 'safe_home'"),
        ({"move_on": {"iop": ["attendance"]}}, "write attendance=80"),
        ({"move_on": {"iop": ["attendance=120"]}}, "from 1 to 100"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(answers: dict[str, object], message: str) -> None:
    given: dict[str, object] = {"title": "North", "levels": ["iop"], **answers}
    with pytest.raises(ValueError, match="(?s)" + message):
        Facility(**given)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("level", "statement", "message"),
    [
        ("residential", "sober_while_attending", "for levels that clients come to by day"),
        ("residential", "residential_first", "cannot be asked at 'residential' itself"),
        ("detox", "physically_stable", "which is for those who are not"),
    ],
)
def test_what_cannot_be_asked_at_a_level_is_refused(
    level: str, statement: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Facility(title="N", levels=LEVELS, admit={level: (statement,)})
