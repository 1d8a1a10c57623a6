"""Parts: what ``uses`` takes in, and what two of them may not say differently."""

from pathlib import Path

import pytest

from iopkit.errors import PathwayError, PluginError, UnreadableError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine, examine_text, load, loads
from iopkit.model.pathway import Pathway

HEAD = "iopkit: 1\nid: own\ntitle: Own\n"
BASE = """\
iopkit: 1
id: base
title: Base
sources: {book: {title: Book}}
assessment:
  stable: {ask: "Stable?", yes_no: true}
levels: {iop: {title: IOP, rank: 3, program: day, admit: [stable]}}
programs:
  day:
    title: Day
    hours: 9
    services: [{therapy: group}]
  old: {title: Old}
"""
DBT = """\
iopkit: 1
id: dbt-part
title: DBT
description: Not taken over.
sources: {linehan: {title: "A manual"}}
therapies:
  dbt: {title: Dialectical behavior therapy, about: skills for strong feelings, source: linehan}
"""
ACT = """\
iopkit: 1
id: act-part
title: ACT
therapies:
  act: {title: Acceptance and commitment therapy, source: book}
programs: {day: {services: [{therapy: act, sessions: 1}]}}
"""


def used(own: str, **parts: str) -> Pathway:
    """Return the pathway of a file that uses some parts, given by name."""
    text = f"{HEAD}extends: base\nuses: [{', '.join(parts)}]\n{own}"
    found = {name: (f"{name}.yaml", part) for name, part in parts.items()}
    base = {"base": ("base.yaml", BASE)}
    return loads(text, name="own.yaml", find=base.get, find_part=found.get)


def messages(own: str, **parts: str) -> list[str]:
    """Return what there is to say about a file that uses some parts."""
    with pytest.raises(PathwayError) as caught:
        used(own, **parts)
    return [str(each).partition("\n")[0] for each in caught.value.complaints]


def part(text: str) -> str:
    return f"iopkit: 1\nid: any\ntitle: Any\n{text}"


def test_a_file_has_what_its_parts_hold() -> None:
    pathway = used("", dbt=DBT, act=ACT)

    assert (pathway.id, pathway.title, pathway.description) == ("own", "Own", "")
    assert [(each.id, str(each.basis)) for each in pathway.therapies] == [
        ("dbt", "linehan"),
        ("act", "book"),
    ]
    assert [each.therapy for each in pathway.program("day").services] == ["group", "act"]


def test_what_a_part_says_keeps_its_file_and_line() -> None:
    origins = used("", dbt=DBT, act=ACT).origins

    assert str(origins["therapies", "dbt", "title"]) == "dbt.yaml:7:16"
    assert str(origins["programs", "day", "services", 1, "sessions"]) == "act.yaml:6:54"
    assert str(origins["programs", "day", "hours"]) == "base.yaml:11:12"


def test_a_file_lies_over_its_parts_and_these_over_what_it_extends() -> None:
    hours = part("programs: {day: {hours: 12, length: 4 weeks}}")
    pathway = used("programs: {day: {length: 6 weeks}}", hours=hours)

    assert str(pathway.program("day").hours) == "12"
    assert str(pathway.program("day").length) == "42"


def test_parts_of_an_extended_file_lie_under_those_of_the_file() -> None:
    middle = f"{HEAD}extends: base\nuses: inner\n"
    found = {"base": ("base.yaml", BASE), "middle": ("middle.yaml", middle)}
    parts = {
        "inner": ("inner.yaml", part("programs: {day: {hours: 10, days: 3}}")),
        "outer": ("outer.yaml", part("programs: {day: {hours: 11}}")),
    }
    text = f"{HEAD}extends: middle\nuses: [outer]\n"
    day = loads(text, find=found.get, find_part=parts.get).program("day")

    assert (str(day.hours), str(day.days)) == ("11", "3")


def test_the_basis_of_a_part_says_nothing_about_the_numbers_of_another_file() -> None:
    sourced = part("programs: {day: {length: 4 weeks, source: book}}")
    unsourced = part("programs: {day: {title: Other}}")
    pathway = used("", a=sourced, b=unsourced)

    assert str(pathway.program("day").basis) == "book"
    assert used("programs: {day: {hours: 12}}", a=sourced).program("day").basis is None


def test_what_two_parts_say_alike_is_no_conflict() -> None:
    removing = part("programs: {old: {remove: true}}\ngroups: {men: {title: Men, for: stable}}")
    pathway = used("", a=removing, b=removing, c=DBT, d=DBT)

    assert [program.id for program in pathway.programs] == ["day"]
    assert [group.id for group in pathway.groups] == ["men"]
    assert [therapy.id for therapy in pathway.therapies] == ["dbt"]


DEFINED = [
    (
        "therapies: {dbt: {title: DBT}}",
        "therapies: {dbt: {title: Skills}}",
        "therapies > dbt > title: a.yaml:4 says 'DBT', b.yaml:4 says 'Skills'",
    ),
    (
        "therapies: {dbt: {title: DBT, about: skills}}",
        "therapies: {dbt: {title: DBT}}",
        "therapies > dbt > about: a.yaml:4 says 'skills', b.yaml does not say it",
    ),
    (
        "groups: {men: {title: Men}}",
        "groups: {men: {title: Men, for: stable}}",
        "groups > men > for: a.yaml does not say it, b.yaml:4 says 'stable'",
    ),
    (
        "assessment: {cravings: {ask: C?, number: any}}",
        "assessment: {cravings: {ask: C?, scale: [none, some]}}",
        "assessment > cravings > number: a.yaml:4 says 'any', b.yaml:4 says something else",
    ),
    (
        "sources: {x: {title: X, year: 2001}}",
        "sources: {x: {title: X, year: 2002}}",
        "sources > x > year: a.yaml:4 says '2001', b.yaml:4 says '2002'",
    ),
    (
        "sources: {book: {title: First}}",
        "sources: {book: {title: Second}}",
        "sources > book > title: a.yaml:4 says 'First', b.yaml:4 says 'Second'",
    ),
    (
        "programs: {day: {hours: 12}}",
        "programs:\n  day:\n    hours: 15",
        "programs > day > hours: a.yaml:4 says '12', b.yaml:6 says '15'",
    ),
    (
        "programs: {day: {hours: 12, source: book}}",
        "programs: {day: {days: 3, assumption: guessed}}",
        "programs > day > source: a.yaml:4 says 'book', b.yaml:4 says 'guessed'",
    ),
    (
        "programs: {day: {services: [{therapy: dbt, sessions: 1}]}}",
        "programs: {day: {services: [{therapy: dbt, sessions: 2}]}}",
        "programs > day > services > dbt > sessions: a.yaml:4 says '1', b.yaml:4 says '2'",
    ),
    (
        "programs: {day: {tracks: {late: Mon-Fri}}}",
        "programs: {day: {tracks: {late: {at: Mon-Thu}}}}",
        "programs > day > tracks > late > at: a.yaml:4 says 'Mon-Fri', b.yaml:4 says 'Mon-Thu'",
    ),
    (
        "programs: {old: {remove: true}}",
        "programs: {old: {title: Older}}",
        "programs > old: a.yaml:4 says something else, b.yaml:4 says something else",
    ),
]


@pytest.mark.parametrize(("one", "other", "words"), DEFINED)
def test_two_parts_that_say_different_things_are_both_named(
    one: str, other: str, words: str
) -> None:
    (message,) = messages("", a=part(one), b=part(other))

    assert message == f"own.yaml:5:11: error: the parts 'a' and 'b' disagree about {words}"


def test_a_thing_that_differs_much_is_one_complaint() -> None:
    (message,) = messages(
        "",
        a=part("therapies: {dbt: {title: A, about: B, assumption: C}}"),
        b=part("therapies: {dbt: {title: X, about: Y}}"),
    )

    assert message.endswith("b.yaml:4 says 'X', and about 2 more of its values")


def test_three_parts_that_differ_are_told_two_by_two() -> None:
    texts = {name: part(f"therapies: {{dbt: {{title: {name}}}}}") for name in "abc"}
    found = messages("", **texts)

    assert [message.partition(" disagree")[0].rpartition("parts ")[2] for message in found] == [
        "'a' and 'b'",
        "'a' and 'c'",
        "'b' and 'c'",
    ]


@pytest.mark.parametrize(
    ("own", "one", "other"),
    [
        (
            "therapies: {dbt: {title: Ours}}",
            "therapies: {dbt: {title: DBT}}",
            "therapies: {dbt: {title: Skills}}",
        ),
        (
            "programs: {day: {hours: 9}}",
            "programs: {day: {hours: 1}}",
            "programs: {day: {hours: 2}}",
        ),
        (
            "programs: {old: {remove: true}}",
            "programs: {old: {title: A}}",
            "programs: {old: {title: B}}",
        ),
        (
            "programs: {day: {tracks: {late: Sat}}}",
            "programs: {day: {tracks: {late: {mode: online}}}}",
            "programs: {day: {tracks: {late: {mode: hybrid}}}}",
        ),
        (
            "programs: {day: {hours: 9, source: book}}",
            "programs: {day: {hours: 9, assumption: A}}",
            "programs: {day: {hours: 9, assumption: B}}",
        ),
    ],
)
def test_the_file_itself_settles_what_its_parts_disagree_about(
    own: str, one: str, other: str
) -> None:
    alone = used(own, a=part(one))

    assert used(own, a=part(one), b=part(other)) == alone


def test_parts_may_each_add_to_the_same_program() -> None:
    pathway = used(
        "",
        a=part("programs: {day: {services: [{therapy: yoga}], goals: [sleep]}}"),
        b=part("programs: {day: {services: [{therapy: art}], hours: 10}}"),
    )

    assert [each.therapy for each in pathway.program("day").services] == ["group", "yoga", "art"]
    assert str(pathway.program("day").hours) == "10"


@pytest.mark.parametrize(
    "section",
    [
        "extends: base",
        "uses: [b]",
        "levels: {iop: {places: 3}}",
        "outcomes: {gone: {title: Gone}}",
        "floors: []",
        "transitions: []",
        "arrivals: {}",
        "referrals: [friends]",
        "accepted: []",
    ],
)
def test_a_part_cannot_have_what_only_a_pathway_can(section: str) -> None:
    name = section.partition(":")[0]

    assert messages("", a=part(section)) == [
        f"a.yaml:4:1: error: a part cannot have '{name}': only a pathway can"
    ]


def test_a_mistake_in_a_part_is_told_there() -> None:
    assert messages("", a=part("therapies: {dbt: {titel: DBT}}")) == [
        "a.yaml:4:19: error: 'titel' is not known here"
    ]
    (message,) = messages("", a=part("programs: {odl: {remove: true}}"))
    assert message == "a.yaml:4:12: error: 'odl' cannot be removed: it is not there"


def test_a_part_that_is_no_yaml_cannot_be_read() -> None:
    with pytest.raises(UnreadableError) as caught:
        used("", a="therapies: {")

    assert caught.value.complaints[0].file == "a.yaml"


def test_parts_beside_the_file_are_named_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "dbt.yaml").write_text(DBT)
    (tmp_path / "own.yaml").write_text(f"{HEAD}uses: shared/dbt.yaml\n")

    pathway = load(tmp_path / "own.yaml")

    assert [each.id for each in pathway.therapies] == ["dbt"]
    assert pathway.origins["therapies", "dbt"].file == str(tmp_path / "shared" / "dbt.yaml")


def test_a_file_that_uses_itself_is_no_part(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(f"{HEAD}uses: own.yaml\n")

    (complaint,) = examine(tmp_path / "own.yaml").complaints
    assert complaint.message == "a part cannot have 'uses': only a pathway can"


@pytest.mark.parametrize(
    ("uses", "message", "hint"),
    [
        (
            "dtb",
            "there is neither a file nor a part named 'dtb'",
            "write the file of a part, or install a plugin that gives it",
        ),
        (
            "standard",
            "there is neither a file nor a part named 'standard'",
            "this is a pathway: write 'extends: standard'",
        ),
        (
            "dtb.yaml",
            "'dtb.yaml' cannot be used: there is no such file",
            "",
        ),
        (
            "/dtb.yaml",
            "'uses' needs names, or paths that start at the folder of this file",
            "write a relative path",
        ),
    ],
)
def test_a_part_that_is_not_there_is_told_once(uses: str, message: str, hint: str) -> None:
    rest = "programs: {day: {services: [{therapy: dbt, for: from_part}]}, dbt-day: {hours: 9}}\n"
    examined = examine_text(f"{HEAD}uses: [{uses}]\n{rest}groups: {{men: {{remove: true}}}}\n")

    assert [each.message for each in examined.complaints] == [message]
    assert hint in examined.complaints[0].hint
    assert examined.complaints[0].code == "parts-unknown"


def test_a_part_is_not_extended() -> None:
    found = {"dbt": ("dbt.yaml", DBT)}
    (complaint,) = examine_text(f"{HEAD}extends: dbt\n", find_part=found.get).complaints

    assert complaint.hint == "this is a part: write 'uses: dbt'"


def test_a_name_that_two_plugins_give_passes_through() -> None:
    def disputed(name: str) -> tuple[str, str] | None:
        raise PluginError("one", f"the part '{name}' is also given by 'two'")

    with pytest.raises(PluginError, match="also given by 'two'"):
        loads(f"{HEAD}uses: dbt\n", find_part=disputed)


@pytest.mark.parametrize("uses", ["3", "{a: b}", "[3]", "[[a]]", "null"])
def test_what_is_no_name_is_complained_about(uses: str) -> None:
    complaints = examine_text(f"{HEAD}uses: {uses}\n").complaints

    assert {each.line for each in complaints} == {4}


def test_a_file_with_parts_is_written_whole() -> None:
    pathway = used("", dbt=DBT, act=ACT)

    assert "uses" not in dump(pathway)
    assert loads(dump(pathway)) == pathway


def test_what_a_part_leaves_unused_is_no_warning_about_the_file() -> None:
    text = f"{HEAD}uses: dbt\ntherapies: {{yoga: {{title: Yoga}}}}\n"
    found = {"dbt": ("dbt.yaml", DBT)}
    complaints = examine_text(text, find_part=found.get).complaints

    assert [each.message for each in complaints] == ["no service names the therapy 'yoga'"]
