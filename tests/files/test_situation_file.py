"""Situation files: read as strictly as client files, and as silent about answers."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.situation import (
    AmongLevels,
    AtLevel,
    AtNoLevel,
    Expectation,
    HasDose,
    HasSupport,
    MayMove,
    MeetsRules,
    NotAtLevel,
)
from iopkit.criteria.placement.situation_result import try_situation
from iopkit.errors import PathwayError, UnreadableError
from iopkit.files.compose.load import loads
from iopkit.files.compose.situation_file import load_situations, loads_situations
from iopkit.files.format.expectation import FORMS, MORE
from iopkit.files.format.situation import KEYS, SITUATION_KEYS
from iopkit.model.client import Client, Stay
from iopkit.model.range import Range
from iopkit.model.support import Strength

TEXT = (
    "iopkit: 1\nid: p\ntitle: P\n"
    "assessment:\n"
    "  stable: {ask: 'Stable?', yes_no: true}\n"
    "  cravings: {ask: 'Cravings?', number: 0 to 10}\n"
    "levels: {detox: {title: D, rank: 5}, iop: {title: I, rank: 3, program: day}}\n"
    "outcomes: {done: {title: Done, completes: true}}\n"
    "programs: {day: {title: By day}}\n"
    "transitions: [{from: iop, to: done, when: stable}, {from: detox, to: iop}]\n"
    "rule_sets:\n"
    "  nine: {title: N, about: program, assumption: shown, rules: [hours_per_week >= 9]}\n"
    "  calm: {title: C, about: client, assumption: shown, rules: [stable]}\n"
)
PATHWAY = loads(TEXT)


def one(lines: str) -> str:
    """Return a file with one situation."""
    return f"iopkit: 1\nsituations:\n  - name: A\n    {lines}\n"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("level: iop", AtLevel(level="iop")),
        ("not: iop", NotAtLevel(level="iop")),
        ("possible: [iop, detox]", AmongLevels(levels=["iop", "detox"])),
        ("no_level: true", AtNoLevel()),
        ("program: day, rules: nine", MeetsRules(program="day", rules="nine")),
        (
            "program: day, rules: h0015, verdict: not met",
            MeetsRules(program="day", rules="h0015", verdict=Verdict.NOT_MET),
        ),
        ("program: day, length: 4 to 6 weeks", HasDose(program="day", length=Range(28, 42))),
        (
            "program: day, hours: unknown, days: 5",
            HasDose(program="day", hours=Range(), days=Range(5, 5)),
        ),
        (
            "support: steps, strength: required",
            HasSupport(support="steps", strength=Strength.REQUIRED),
        ),
    ],
)
def test_an_expectation_is_read(text: str, meant: Expectation) -> None:
    held = loads_situations(one(f"expect: {{{text}}}"), pathway=PATHWAY)

    assert held.situations[0].expect == meant


def test_a_client_is_read_as_in_a_client_file() -> None:
    text = (
        "source: A book\n    facts: {stable: true}\n"
        "    history: [{level: detox, completed: true}]\n    level: iop\n"
        "    days_in_level: 12\n    expect: {open: done, verdict: unknown}"
    )
    (situation,) = loads_situations(one(text), pathway=PATHWAY).situations

    assert situation.client == Client(
        facts={"stable": True},
        history=(Stay(level="detox", completed=True),),
        level="iop",
        days_in_level=12,
    )
    assert situation.expect == MayMove(to="done", verdict=Verdict.UNKNOWN)
    assert (situation.name, situation.source) == ("A", "A book")
    assert str(situation.origin) == "<text>:3:5"


def test_the_pathway_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "p.yaml").write_text(TEXT)
    file = tmp_path / "inner" / "situations.yaml"
    file.write_text("iopkit: 1\npathway: ../p.yaml\nsituations: []\n")

    assert load_situations(file).pathway.id == "p"


def test_the_pathway_can_be_a_shipped_one() -> None:
    text = "iopkit: 1\npathway: standard\nsituations: []\n"

    assert loads_situations(text).pathway.id == "standard"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("situations: []", 1, "begins with 'iopkit: 1'"),
        ("iopkit: 1", 1, "needs 'situations'"),
        ("iopkit: 1\nsituations: {}", 2, "must be a list"),
        ("iopkit: 1\nsituations: [1]", 2, "a situation, a map"),
        ("iopkit: 1\nsitutions: []", 2, "did you mean 'situations'?"),
        (one("expect: {level: ipo}"), 4, "no level named 'ipo'"),
        (one("expect: {level: iop, not: iop}"), 4, "'level' and 'not' exclude each other"),
        (one("expect: {levle: iop}"), 4, "did you mean 'level'?"),
        (one("expect: {}"), 4, "nothing is expected here"),
        (one("expect: iop"), 4, "a map such as {level: iop}"),
        (one("expect: {no_level: false}"), 4, "can only be true"),
        (one("expect: {possible: [iop, php]}"), 4, "no level named 'php'"),
        (one("expect: {level: iop, verdict: met}"), 4, "'verdict' does not go with 'level'"),
        (one("expect: {open: done}"), 4, "only a client who is at a level can go somewhere"),
        (one("level: detox\n    expect: {open: done}"), 5, "no move from detox to done"),
        (one("expect: {possible: [iop, detox, iop]}"), 4, "'iop' is named twice"),
        (one("level: iop\n    expect: {open: don}"), 5, "did you mean 'done'?"),
        (one("expect: {program: day}"), 4, "what is expected of the program is missing"),
        (one("expect: {program: dya, length: 4 weeks}"), 4, "did you mean 'day'?"),
        (one("expect: {program: day, rules: nin}"), 4, "did you mean 'nine'?"),
        (one("expect: {program: day, rules: calm}"), 4, "about clients, not about programs"),
        (one("expect: {program: day, rules: nine, days: 3}"), 4, "exclude each other"),
        (one("expect: {program: day, hours: 9, verdict: met}"), 4, "'verdict' goes with 'rules'"),
        (one("expect: {program: day, rules: nine, verdict: maybe}"), 4, "not one of the words"),
        (one("expect: {program: day, length: 4}"), 4, "a duration needs its unit"),
        (one("expect: {support: steps}"), 4, "'strength' is missing"),
        (one("facts: {}\n    expect: {program: day, hours: 9}"), 4, "speaks of a client"),
        (one("facts: {}"), 3, "a situation needs 'expect'"),
        ("iopkit: 1\nsituations:\n  - expect: {level: iop}", 3, "a situation needs 'name'"),
        (
            one("expect: {level: iop}") + "  - {name: A, expect: {not: iop}}",
            5,
            "the situation in line 3 has the same name",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_situations(text, pathway=PATHWAY)

    found = [each for each in caught.value.complaints if words in f"{each.message} {each.hint}"]
    assert [each.line for each in found] == [line]


def test_the_same_name_twice_is_told_also_on_one_line() -> None:
    twice = "[{name: A, expect: {not: iop}}, {name: A, expect: {not: detox}}]"

    with pytest.raises(PathwayError, match="has the same name"):
        loads_situations(f"{{iopkit: 1, situations: {twice}}}", pathway=PATHWAY)


def test_that_a_client_cannot_go_where_no_move_leads_can_be_expected() -> None:
    text = one("level: detox\n    expect: {open: done, verdict: not met}")
    held = loads_situations(text, pathway=PATHWAY)

    assert try_situation(held.situations[0], PATHWAY).is_expected


ELSEWHERE = """\
iopkit: 1
pathway: p.yaml
situations:
  - {name: Level, expect: {level: iop}}
  - {name: Client, level: iop, expect: {open: detox, verdict: not met}}
  - {name: Question, facts: {stable: true}, expect: {level: detox}}
  - {name: Program, expect: {program: day, rules: h0015}}
  - {name: Rules, expect: {program: night, rules: nine, verdict: not met}}
  - {name: Fine, expect: {level: detox}}
"""
SMALL = loads(
    "iopkit: 1\nid: small\ntitle: Small\nassessment: {other: {ask: 'Other?', yes_no: true}}\n"
    "levels: {detox: {title: D, rank: 5, admit: [other or not other]}}\n"
    "programs: {night: {title: Night}}\n"
)


def test_on_another_pathway_what_cannot_be_tried_is_told_and_the_rest_is_tried(
    tmp_path: Path,
) -> None:
    night = TEXT.replace("programs: {", "programs: {night: {title: N}, ")
    (tmp_path / "p.yaml").write_text(night)
    (tmp_path / "s.yaml").write_text(ELSEWHERE)

    held = load_situations(tmp_path / "s.yaml", pathway=SMALL)
    found = [try_situation(each, SMALL, held.rule_sets) for each in held.situations]

    assert [each.situation.name for each in found if not each.missing] == ["Fine"]
    assert [each.missing.partition(";")[0] for each in found if each.missing] == [
        "no level named 'iop'",
        "the level must be one of detox",
        "no question named 'stable' in the assessment",
        "no program named 'day'",
        "no rule set named 'nine'",
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("level: detox}", "level: dettox}", "no level named 'dettox'"),
        ("pathway: p.yaml", "pathway: gone.yaml", "no level named 'iop'"),
        ("pathway: p.yaml\n", "", "no level named 'iop'"),
        ("stable: true", "stable: 3", "the assessment has no such fact"),
    ],
)
def test_what_is_wrong_on_the_own_pathway_too_stays_an_error(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    (tmp_path / "p.yaml").write_text(TEXT)
    (tmp_path / "s.yaml").write_text(ELSEWHERE.replace(before, after, 1))

    with pytest.raises(PathwayError) as caught:
        load_situations(tmp_path / "s.yaml", pathway=SMALL)

    assert words in str(caught.value)
    assert {each.file for each in caught.value.complaints} == {str(tmp_path / "s.yaml")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT, "this looks like a pathway, not a situation file\n      iopkit check s.yaml"),
        ("iopkit: 1\nfacts: {stable: true}", "this looks like a client file"),
        ("", "the file is empty\n      see iopkit try --help"),
    ],
)
def test_another_kind_of_file_is_recognised(text: str, words: str) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_situations(text, name="s.yaml")

    assert words in str(caught.value)


def test_all_that_is_wrong_comes_at_once() -> None:
    text = (
        "iopkit: 1\nsituations:\n"
        "  - {name: A, facts: {stable: 3}, expect: {level: ipo}}\n"
        "  - {nam: B, expect: {level: iop}}\n"
        "  - {name: C, expct: {level: iop}}\n"
    )
    with pytest.raises(PathwayError) as caught:
        loads_situations(text, pathway=PATHWAY)

    assert [each.line for each in caught.value.complaints] == [3, 3, 4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "facts: {stable: Zebra9}",
        "facts: {cravings: 77777}",
        "facts: {Zebra9: true}",
        "Zebra9: 1",
        "first_name: Zebra9",
        "facts: {date_of_birth: Zebra9}",
        "level: Zebra9",
        "history: [{level: iop, completed: Zebra9}]",
        "facts: {stable: true, stable: Zebra9}",
        "facts: {stable: [Zebra9",
    ],
)
def test_no_message_repeats_an_answer(text: str) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_situations(one(f"{text}\n    expect: {{level: iop}}"), pathway=PATHWAY)

    told = str(caught.value) + repr(caught.value.complaints)
    assert "zebra9" not in told.lower()
    assert "77777" not in told


@pytest.mark.parametrize("key", ["dob: 1", "facts: {last_name: x}"])
def test_a_made_up_client_has_no_identity_either(key: str) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_situations(one(f"{key}\n    expect: {{level: iop}}"), pathway=PATHWAY)

    assert [each.code for each in caught.value.complaints] == ["identity"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iopkit: 1\npathway: standrd\nsituations: []", "did you mean 'standard'?"),
        ("iopkit: 1\npathway: no.yaml\nsituations: []", "'no.yaml' cannot be tried"),
    ],
)
def test_a_pathway_that_is_not_there_is_named_with_its_line(text: str, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        loads_situations(text, name="s.yaml")

    assert str(caught.value).startswith("s.yaml:2:10: error: ")
    assert words in str(caught.value)


def test_a_pathway_is_needed() -> None:
    with pytest.raises(PathwayError, match="a situation file needs 'pathway'"):
        loads_situations("iopkit: 1\nsituations: []")


def test_what_is_wrong_in_the_pathway_is_said_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(TEXT.replace("rank: 3", "rank: three"))
    file = tmp_path / "s.yaml"
    file.write_text("iopkit: 1\npathway: p.yaml\nsituations: []\n")

    with pytest.raises(PathwayError) as caught:
        load_situations(file)

    assert {each.file for each in caught.value.complaints} == {str(tmp_path / "p.yaml")}


def test_the_page_explains_every_key() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "write-situations.md"
    text = page.read_text(encoding="utf-8")

    missing = [
        key
        for key in {*KEYS, *SITUATION_KEYS, *FORMS, *MORE}
        if f"`{key}`" not in text and f"{key}:" not in text
    ]
    assert missing == []


SIGNS = ["[", "]", "{", "}", "-", ":", '"', "'", "#", "&a", ">", "\u202e"]
WORDS = [*SIGNS, "null", "1", "true", "no", "iop", "level", "open", "program", "facts", "expect"]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, one(text), one(f"expect: {text}"), f"iopkit: 1\nsituations: {text}"):
        with contextlib.suppress(PathwayError):
            loads_situations(whole, pathway=PATHWAY)
