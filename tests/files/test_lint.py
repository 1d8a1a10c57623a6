import pytest

from iopkit.diagnostics.kind import Severity
from iopkit.files.compose.load import examine, examine_text

TEXT = """\
iopkit: 1
id: here
title: Here
sources: {book: {title: Book}}
assessment: {cravings: {ask: "Cravings?", number: any}}
levels:
  iop: {title: IOP, rank: 3}
  op: {title: OP, rank: 2}
  php: {title: PHP, rank: 4}
programs: {day: {title: Day}}
groups: {women: {title: Women}}
transitions:
  - {from: iop, to: op}
  - {from: php, to: op}
arrivals: {walk-in: {to: iop, cohort: 3}}
"""


def test_what_is_probably_not_meant_is_a_warning() -> None:
    examined = examine_text(TEXT, name="here.yaml")

    assert examined.pathway is not None
    assert examined.errors == ()
    assert {c.severity for c in examined.complaints} == {Severity.WARNING}
    assert [str(c).partition("\n")[0] for c in examined.complaints] == [
        "here.yaml:4:11: warning: the source 'book' is never named",
        "here.yaml:5:14: warning: no criterion uses the fact 'cravings'",
        "here.yaml:8:3: warning: no transition leaves 'op': clients stay there for ever",
        "here.yaml:9:3: warning: nobody can enter 'php': no arrivals and no transition lead there",
        "here.yaml:10:12: warning: no level offers the program 'day'",
        "here.yaml:11:10: warning: no service is for the group 'women'",
    ]


def test_what_is_inherited_is_not_warned_about() -> None:
    head = "iopkit: 1\nid: own\ntitle: Own\nextends: here\n"
    examined = examine_text(head, find=lambda name: ("h", TEXT) if name == "here" else None)

    assert examined.complaints == ()


def test_the_standard_pathway_has_no_errors() -> None:
    assert examine("standard").errors == ()


DOSE = """\
iopkit: 1
id: here
title: Here
levels: {iop: {title: IOP, rank: 3, program: day}}
programs:
  day: {title: Day, HOURS, assumption: a}
"""


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        ("days: 1, hours: 100", "100 hours a week cannot be on 1 day a week, which has 24"),
        ("days: 2 to 3, hours: 9 to 73", "73 hours a week cannot be on 3 days a week"),
        ("days: 1, hours: 24", ""),
        ("days: at least 1, hours: 100", ""),
        ("days: 3, hours: at least 9", ""),
    ],
)
def test_more_hours_than_the_days_have_are_pointed_at(dose: str, message: str) -> None:
    examined = examine_text(DOSE.replace("HOURS", dose), name="here.yaml")

    found = [each for each in examined.complaints if each.code == "too-many-hours"]
    assert len(found) == bool(message)
    assert all(each.line == 6 and message in each.message for each in found)
    assert examined.pathway is not None


def test_too_few_days_for_inherited_hours_are_pointed_at_where_the_days_stand() -> None:
    head = "iopkit: 1\nid: own\ntitle: Own\nextends: here\n"
    text = DOSE.replace("HOURS", "days: 5, hours: 100")
    own = head + "programs: {day: {days: 1}}\n"
    examined = examine_text(own, find=lambda name: ("h", text) if name == "here" else None)

    assert [(each.code, each.line, each.column) for each in examined.complaints] == [
        ("too-many-hours", 5, 18)
    ]


PERCENT = """\
iopkit: 1
id: here
title: Here
assessment:
  attendance: {ask: "Attendance?", number: 0 to 100, unit: "%"}
  cravings: {ask: "Cravings?", number: 0 to 10}
levels:
  iop:
    title: IOP
    rank: 3
    admit: [CRITERION, cravings < 0.5]
"""


@pytest.mark.parametrize(
    ("criterion", "columns", "words"),
    [
        ("attendance >= 0.8", [27], "did you mean 80%? If not, write 0.8%"),
        ("attendance <= 1", [27], "one percent; did you mean 100%?"),
        ("0.07 < attendance", [13], "did you mean 7%?"),
        ('"attendance in [0.5, 70, 0.25]"', [29, 38], "less than one percent"),
        ("attendance > 0 and attendance != 0.8%", [], ""),
        ("attendance >= 80 or attendance < 1.5", [], ""),
    ],
)
def test_a_share_where_a_percentage_is_asked_is_pointed_at(
    criterion: str, columns: list[int], words: str
) -> None:
    examined = examine_text(PERCENT.replace("CRITERION", criterion), name="here.yaml")

    found = [each for each in examined.complaints if each.code == "small-percent"]
    assert [(each.line, each.column) for each in found] == [(11, column) for column in columns]
    assert all(words in f"{each.message}; {each.hint}" for each in found)
    assert examined.pathway is not None


def test_a_share_in_a_rule_set_about_clients_is_pointed_at_too() -> None:
    rules = "rule_sets: {r: {title: R, about: client, assumption: a, rules: [attendance > 0.8]}}\n"
    text = PERCENT.replace("CRITERION, ", "attendance >= 50%, ") + rules

    assert [each.line for each in examine_text(text).complaints if "percent" in each.code] == [12]


@pytest.mark.parametrize(
    ("spread", "is_warned"),
    [
        ("fixed: 0.85", True),
        ("mean: 0.6, sd: 0.1", True),
        ("uniform: 0 to 2", True),
        ("fixed: 85", False),
        ("uniform: 0 to 100", False),
        ("fixed: 0", False),
    ],
)
def test_clients_drawn_with_shares_where_percentages_are_asked_are_pointed_at(
    spread: str, *, is_warned: bool
) -> None:
    text = PERCENT.replace("CRITERION", "attendance >= 50%")
    text += f"arrivals: {{door: {{to: iop, cohort: 3, facts: {{attendance: {{{spread}}}}}}}}}\n"

    found = examine_text(text, name="here.yaml")

    assert found.pathway is not None
    assert [each.message for each in found.complaints if each.code == "small-percent"] == [
        "'attendance' is measured in %, and is at most 1 % on average"
    ] * is_warned
