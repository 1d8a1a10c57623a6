"""Files that people, or somebody who means harm, may hand us. Each is answered clearly and soon."""

from pathlib import Path

import pytest

from iopkit.errors import PathwayError, UnreadableError
from iopkit.files.compose.load import examine_text, load, loads

HEAD = "iopkit: 1\nid: here\ntitle: Here\n"
LEVELS = HEAD + "levels:\n  iop: {title: IOP, rank: 3}\n  op: {title: OP, rank: 2}\n"

MISTAKES = """\
iopkit: 1
id: crest-view
title: Crest View
assessment:
  home_support: {ask: How supportive is the home?, scale: [none, weak, strong]}
  cravings: {ask: Cravings in the last week, number: 10 to 0}
levels:
  iop:
    title: IOP
    rank: three
    titel: Intensive
    overnight: no
    review: 7
    codes: [{system: ASAM, code: 2.1}]
    admit:
      - home_support =< weak
      - home_suport = weak
  outpatient:
    title: Outpatient
    rank: 2
    program: evening
programs:
  evening-program: {title: Evening, length: 18:30, tracks: {evening: "Mon-Fri 25:00-26:00"}}
transitions:
  - {from: iop, to: outpatient, share: 23%, stay: 28 days}
  - {from: outpatient, to: iopp}
"""


def said(text: str) -> str:
    """Return all that is said about a text."""
    try:
        return "\n".join(str(complaint) for complaint in examine_text(text).complaints)
    except UnreadableError as error:
        return str(error)


def test_thirteen_mistakes_are_told_in_one_run_and_nothing_else() -> None:
    with pytest.raises(PathwayError) as caught:
        loads(MISTAKES, name="broken.yaml")

    assert [(c.line, c.code) for c in caught.value.complaints] == [
        (6, "not-a-range"),
        (10, "not-a-number"),
        (11, "unknown-key"),
        (12, "not-true-or-false"),
        (13, "not-a-duration"),
        (14, "needs-quotes"),
        (16, "criterion"),
        (17, "unknown-fact"),
        (21, "unknown-program"),
        (23, "not-a-range"),
        (23, "not-a-track"),
        (25, "not-a-number"),
        (26, "unknown-level-or-outcome"),
    ]


def test_a_complaint_shows_the_line_with_a_caret_and_what_to_do() -> None:
    with pytest.raises(PathwayError) as caught:
        loads(MISTAKES, name="broken.yaml")

    assert str(caught.value.complaints[2]) == (
        "broken.yaml:11:5: error: 'titel' is not known here\n"
        "   11 |     titel: Intensive\n"
        "      |     ^^^^^ did you mean 'title'?"
    )


def test_a_complaint_about_a_criterion_points_into_it() -> None:
    assert "^^ write <=" in said(MISTAKES)
    assert "   16 |       - home_support =< weak\n      |                      ^^ " in said(
        MISTAKES
    )


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[" * 100_000, "too-deep", "nested more than 24 deep"),
        ("{a: " * 100_000, "too-deep", "nested more than 24 deep"),
        ("- " * 100_000, "too-deep", "nested more than 24 deep"),
        ("a: [" + "1," * 60_000 + "1]", "too-many-values", "more than 50000 values"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "anchor", "cannot begin with '*' or '&'"),
        ("title: *important*", "anchor", "cannot begin with '*' or '&'"),
        ("title: !!python/object:os.system x", "tag", "cannot begin with '!'"),
        ("title: !important", "tag", "cannot begin with '!'"),
        ("a: 1\n---\nb: 2", "second-document", "a second document begins here"),
        ("? [a]\n: b", "key-not-text", "a key must be a word"),
        (
            "a:\n  b: 1\n  places:24\n  c: 3",
            "yaml-syntax",
            ":3:9: error: a ': ' is missing here",
        ),
        (
            "a:\n  b: 1\n  places 24\n  c: 3",
            "yaml-syntax",
            ":3:9: error: a ': ' is missing here",
        ),
        ("a:\n  b: 1\n  places:24\n", "yaml-syntax", ":3:9: error: a ': ' is missing here"),
        ("places:24\nc: 3", "yaml-syntax", ":1:7: error: a ': ' is missing here"),
        ("a:\n  b: 1\n  c:\xa024\n  d: 3", "yaml-syntax", ":3:5: error: a non-breaking space"),
        ("title: Group: evening", "yaml-syntax", "if it belongs to the text, put the whole"),
        ("levels:\n\tb: 1", "tab", "a tab\n    2 |  b: 1\n      | ^ indent with spaces"),
        ('id: "here\ntitle: x\n', "unclosed-quote", ":1:5: error: the quotes that open here"),
        ("a:\n  b: 1\n c: 2", "yaml-syntax", "does not fit under those above"),
        ("a: 'it's'", "yaml-syntax", "more follows after the closing quote"),
        ("when: @evening", "yaml-syntax", "cannot begin with '@'"),
        ("share: %23", "yaml-syntax", "cannot begin with '%'"),
        ("a: [1, 2\nb: 3", "yaml-syntax", ":1:4: error: the list that opens here lacks"),
        ("a: {b: 2\nc: 3", "yaml-syntax", ":1:4: error: the map that opens here lacks"),
        ("- a\nb: 2", "yaml-syntax", "does not fit into the list above"),
        ("a: - b", "yaml-syntax", "a list cannot begin here"),
        ("a: x\nb:- c", "yaml-syntax", "neither 'key: value' nor a list item"),
        ('a: "\\q"', "yaml-syntax", "write '\\\\' for one"),
        ("a: , b", "yaml-syntax", "a value cannot begin with this character"),
        ("%foo\na: 1", "yaml-syntax", "a line cannot begin with '%'"),
        ("a: \x07", "not-text", "a character here cannot be shown"),
        ("a: \x00", "not-text", "this is not a text file"),
        ("", "empty-file", "the file is empty"),
        ("# only a note", "empty-file", "the file is empty"),
        ("x" * 3_000_000, "too-large", "larger than 2 MB"),
        ("a: \ud800", "not-utf-8", "not written in UTF-8"),
    ],
    ids=range(36),
)
def test_what_is_not_our_yaml_is_refused(text: str, code: str, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        examine_text(text)

    assert [complaint.code for complaint in caught.value.complaints] == [code]
    assert words in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (LEVELS + "id: there\n", "duplicate-key", "'id' is given twice"),
        (LEVELS + "Title: x\n", "near-duplicate-key", "'Title' is too much like 'title'"),
        (HEAD + "12: x\n", "key-not-text", "put the key in quotes"),
        (HEAD + "<<: {a: b}\n", "merge-key", "use 'extends'"),
        ("iopkit: 2\nid: a\ntitle: A\n", "version", "this can only be 1"),
        ("id: a\ntitle: A\n", "missing-key", "a pathway file needs 'iopkit'"),
        ("iopkit: 1\nid: A b\ntitle: A\n", "not-an-id", "'A b' is not an id: use small letters"),
        ("iopkit: 1\nid: a\ntitle:\n", "empty-value", "nothing is written after 'title:'"),
        ('iopkit: 1\nid: a\ntitle: ""\n', "empty-value", "the text is empty"),
        ('iopkit: 1\nid: a\ntitle: "\\e[31m"\n', "bad-value", "a character that cannot be shown"),
        (HEAD + "levels: [iop]\n", "wrong-form", "must be a map from names to what they mean"),
        (HEAD + "floors: {a: b}\n", "wrong-form", "this must be a list, not a map"),
        (
            HEAD + "levels: {iop: 3}\n",
            "wrong-form",
            "a level, a map of keys and values, not a number",
        ),
        (HEAD + "levels: {iop: {title: 2, rank: 1}}\n", "needs-quotes", "put it in quotes"),
        (
            HEAD + "levels: {iop: {title: I, rank: 1, setting: clinc}}\n",
            "not-a-choice",
            "'clinic'?",
        ),
        (HEAD + "levels: {iop: {title: I, rank: 1, places: 2.5}}\n", "bad-value", "whole number"),
        (HEAD + "levels: {iop: {title: I, rank: -1}}\n", "bad-value", "must be 0 or more"),
        (HEAD + "levels: {iop: {title: I, rank: 1e999}}\n", "not-a-number", "too large"),
        (HEAD + 'levels: {iop: {title: I, rank: "1"}}\n', "not-a-number", "remove the quotes"),
        (
            HEAD + "levels: {iop: {title: I, rank: 1, review: every 0 days}}\n",
            "not-a-duration",
            "more than 0",
        ),
        (
            LEVELS + "floors: [{at_least: ipo, when: 'true'}]\n",
            "unknown-level",
            "did you mean 'iop'?",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, share: 0.4, stay: 3 days}\n",
            "shares",
            "the shares leaving 'iop' add up to 0.4, 0.6 too little: 0.4 to op",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, share: 1, stay: -3 days}\n",
            "not-a-duration",
            "a duration cannot be below 0",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, share: 1, stay: 28}\n",
            "not-a-duration",
            "write the unit, such as 28 days",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, share: 1, stay: 18:30}\n",
            "not-a-duration",
            "'18:30' is a time of day, not an amount",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, share: 1, stay: {median: 3 days}}\n",
            "not-a-distribution",
            "median alone does not say which distribution is meant",
        ),
        (
            LEVELS
            + "transitions:\n- {from: iop, to: op, share: 1, stay: {uniform: 5 to 3 days}}\n",
            "not-a-range",
            "the range ends before it starts",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, kind: admit}\n",
            "not-a-choice",
            "'admit' is not one of the words for this",
        ),
        (
            LEVELS + "transitions:\n- {from: iop, to: op, source: a, assumption: b}\n",
            "one-of",
            "give a source or an assumption, not both",
        ),
        (
            LEVELS + "arrivals: {w: {to: iop, rate: 5 daily}}\n",
            "not-a-rate",
            "write it as 1.2 per day or 5 per week",
        ),
        (
            LEVELS + "arrivals: {w: {to: iop, rate: 1 per day, cohort: 3}}\n",
            "one-of",
            "'rate' and 'cohort' exclude each other",
        ),
        (
            LEVELS + "arrivals: {w: {to: iop}}\n",
            "missing-key",
            "needs one of rate, weekly, table, days, cohort",
        ),
        (
            LEVELS + "arrivals: {w: {to: iop, cohort: 3000000}}\n",
            "bad-value",
            "cohort must be at most 1000000",
        ),
        (
            HEAD + "assessment: {n: {ask: Date of birth?, yes_no: true}}\n",
            "bad-value",
            "asks who the client is",
        ),
        (
            HEAD + "assessment: {n: {ask: How?, scale: [one]}}\n",
            "bad-value",
            "give at least two words to choose from",
        ),
        (
            HEAD
            + "rule_sets: {b: {title: B, about: client, rules: [], in_force: soon, source: x}}\n",
            "not-a-date",
            "'soon' is not a date",
        ),
        (HEAD + "extends: standrd\n", "extends-unknown", "did you mean 'standard'?"),
        (HEAD + "extends: /etc/passwd\n", "extends-unknown", "write a relative path"),
        (HEAD + "levels: {iop: {remove: true}}\n", "removes-nothing", "'iop' cannot be removed"),
    ],
    ids=range(39),
)
def test_a_mistake_is_named_with_what_to_do(text: str, code: str, words: str) -> None:
    found = examine_text(text)

    assert found.pathway is None
    assert code in {complaint.code for complaint in found.errors}
    assert words in said(text)


@pytest.mark.parametrize(
    ("write", "code", "words"),
    [
        (
            lambda path: path.write_bytes(b"iopkit: 1\ntitle: caf\xe9\n"),
            "not-utf-8",
            ":2:11: error",
        ),
        (lambda path: path.write_bytes(b"x" * 3_000_000), "too-large", "larger than 2 MB"),
        (lambda path: path.mkdir(), "not-a-file", "this is a folder"),
        (lambda path: path.with_name("heer.yml").touch(), "missing-file", "'heer.yml'?"),
        (lambda path: path.touch(), "empty-file", "the file is empty"),
    ],
    ids=["latin-1", "3-mb", "folder", "missing", "empty"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, write, code: str, words: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    path = tmp_path / "here.yml"
    write(path)

    with pytest.raises(UnreadableError) as caught:
        load(path)

    assert [complaint.code for complaint in caught.value.complaints] == [code]
    assert words in str(caught.value)


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableError, match="you may not read this file"):
        load(tmp_path / "x.yaml")


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(UnreadableError, match="neither a file nor a pathway") as caught:
        load("standart")

    assert "did you mean 'standard'?" in str(caught.value)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())

    assert load(path).id == "here"


def test_no_complaint_can_command_a_terminal() -> None:
    text = HEAD + '"\\e[2J\\u202e": 1\n'

    assert "\x1b" not in said(text)
    assert "\u202e" not in said(text)


def test_a_dropped_level_brings_no_second_complaint() -> None:
    text = HEAD + "levels:\n  iop: {title: IOP, rank: x}\n  op: {title: OP, rank: 2}\n"
    text += "transitions:\n- {from: iop, to: op, when: completed iop}\n"
    text += "floors: [{at_least: iop, when: 'true'}]\n"

    assert [complaint.code for complaint in examine_text(text).complaints] == ["not-a-number"]
