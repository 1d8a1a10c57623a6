"""Client files: read strictly, refused without a word of what they hold."""

import logging
from pathlib import Path

import pytest

from iopkit.errors import PathwayError
from iopkit.files.compose.client_file import load_client, loads_client
from iopkit.files.compose.load import loads
from iopkit.model.client import Client, Stay

PATHWAY = loads(
    "iopkit: 1\nid: p\ntitle: P\n"
    "assessment:\n"
    "  stable: {ask: 'Stable?', yes_no: true}\n"
    "  home: {ask: 'Home?', scale: [weak, strong]}\n"
    "  cravings: {ask: 'Cravings?', number: 0 to 10}\n"
    "  attendance: {ask: 'Attendance?', number: 0 to 100, unit: '%'}\n"
    "  sober: {ask: 'Sober?', number: at least 0, unit: days}\n"
    "  with: {ask: 'With?', choice: [own, 'yes', '2']}\n"
    "levels: {detox: {title: D, rank: 5}, iop: {title: I, rank: 3}}\n"
)


def test_a_client_is_read(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text(
        "iopkit: 1\nfacts: {stable: true, home: weak, cravings: 7}\n"
        "history: [{level: detox, completed: true, days: 5}]\n"
        "level: iop\ndays_in_level: 12\ndays_in_care: 40\n"
    )

    assert load_client(path, PATHWAY) == Client(
        facts={"stable": True, "home": "weak", "cravings": 7},
        history=(Stay(level="detox", completed=True, days=5),),
        level="iop",
        days_in_level=12,
        days_in_care=40,
    )


def test_an_unknown_history_is_not_an_empty_one() -> None:
    assert loads_client("iopkit: 1", PATHWAY).history is None
    assert loads_client("{iopkit: 1, history: []}", PATHWAY).history == ()


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("attendance: 80%", {"attendance": 80}),
        ("attendance: 80 %", {"attendance": 80}),
        ("attendance: '80.5%'", {"attendance": 80.5}),
        ("sober: 4 weeks", {"sober": 28}),
        ("sober: 1 day", {"sober": 1}),
        ("attendance: '80'", {"attendance": 80}),
        ("cravings: '7,5'", {"cravings": 7.5}),
        ("with: '2'", {"with": "2"}),
        ("with: 2", {"with": "2"}),
        ("with: yes", {"with": "yes"}),
        ("with: Own", {"with": "own"}),
        ("home: STRONG", {"home": "strong"}),
        ("stable: yes", {"stable": True}),
        ("stable: N", {"stable": False}),
        ("stable: 'true'", {"stable": True}),
        ("stable: 0", {"stable": False}),
        ("Stable: true", {"stable": True}),
    ],
)
def test_an_answer_that_leaves_no_doubt_is_taken(
    written: str, facts: dict[str, float | str]
) -> None:
    assert loads_client(f"{{iopkit: 1, facts: {{{written}}}}}", PATHWAY).facts == facts


def test_days_may_be_weeks() -> None:
    text = "iopkit: 1\nlevel: iop\ndays_in_level: 2 weeks\ndays_in_care: 1 month\n"
    client = loads_client(text + "history: [{level: detox, days: 36 hours}]", PATHWAY)

    assert (client.days_in_level, client.history) == (14, (Stay(level="detox", days=1.5),))
    assert client.days_in_care
    assert client.days_in_care > 28


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("facts: {cravings: 7%}", "'cravings' must be a number from 0 to 10", "without a unit"),
        ("facts: {attendance: 4 weeks}", "from 0 to 100 %", "or with its unit: %"),
        ("facts: {attendance: 120%}", "from 0 to 100 %", ""),
        ("facts: {sober: some}", "of at least 0 days", "or with its unit: days"),
        ("facts: {cravings: '1,234'}", "can be read in two ways", ""),
        ("facts: {with: 3}", "must be one of own, yes, 2", "put it in quotes"),
        ("facts: {with: true}", "must be one of own, yes, 2", "put it in quotes"),
        ("facts: {home: yes}", "must be one of weak, strong", ""),
        ("days_in_level: soon", "must be a number of days", "such as 4 weeks"),
    ],
)
def test_a_refused_answer_comes_with_what_to_write(written: str, message: str, hint: str) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_client(f"iopkit: 1\n{written}\n", PATHWAY)

    (complaint,) = caught.value.complaints
    assert message in complaint.message
    assert hint in complaint.hint
    assert bool(hint) is bool(complaint.hint)


def test_nobody_is_longer_at_a_level_than_in_care() -> None:
    text = "iopkit: 1\nlevel: iop\ndays_in_care: 3\ndays_in_level: 5\nfacts: {cravings: 99}\n"

    with pytest.raises(PathwayError) as caught:
        loads_client(text, PATHWAY)

    assert [(each.line, each.column, each.code) for each in caught.value.complaints] == [
        (3, 1, "bad-answer"),
        (5, 9, "bad-answer"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{iopkit: 1, id: a, title: A, levels: {}}",
            "this looks like a pathway, not a client file\n      iopkit check c.yaml",
        ),
        ("{iopkit: 1, situations: []}", "this looks like a situation file, not a client file"),
        ("# nothing yet", "the file is empty\n      a client file begins with 'iopkit: 1'"),
    ],
)
def test_another_kind_of_file_is_recognised(text: str, words: str) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_client(text, PATHWAY, name="c.yaml")

    assert words in str(caught.value)


def test_a_text_without_a_name_is_no_stdin() -> None:
    with pytest.raises(PathwayError, match=r"^<text>:1:1: error: "):
        loads_client("{}", PATHWAY)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("facts: {stable: Zebra9}", "bad-answer", "'stable' must be yes or no"),
        ("facts: {home: Zebra9}", "bad-answer", "weak, strong"),
        ("facts: {cravings: 77777}", "bad-answer", "from 0 to 10"),
        ("facts: {cravings: [Zebra9]}", "bad-answer", "'cravings' needs one answer"),
        ("facts: {Zebra9: true}", "unknown-key", "the assessment has no such fact"),
        ("facts: {cravngs: 3}", "unknown-key", "did you mean 'cravings'?"),
        ("facts: Zebra9", "wrong-form", "'facts' must be a map"),
        ("name: Zebra9", "identity", "this key says who the client is; remove it"),
        ("facts: {date_of_birth: Zebra9}", "identity", "iopkit needs no identity and stores none"),
        ("Zebra9: 1", "unknown-key", "not known in a client file"),
        ("level: Zebra9", "not-an-id", "'level' must be the id of a level"),
        ("level: zebra9", "bad-answer", "must be one of detox, iop"),
        ("days_in_level: Zebra9", "not-a-number", "'days_in_level' must be a number of days"),
        ("days_in_care: -77777", "not-a-number", "'days_in_care' must be a number of days"),
        ("history: Zebra9", "wrong-form", "'history' must be a list"),
        ("history: [Zebra9]", "wrong-form", "a stay is a map"),
        ("history: [{completed: true}]", "missing-key", "a stay needs 'level'"),
        ("history: [{level: iop, completed: Zebra9}]", "not-true-or-false", "yes or no"),
        ("level: iop\nlevel: Zebra9", "duplicate-key", "this key is given twice"),
        ("level: iop\nLEVEL: Zebra9", "near-duplicate-key", "too much like one"),
        ("level: 'Zebra9", "unclosed-quote", "never closed"),
        ("level: Zebra9: 77777", "yaml-syntax", "a second ': '"),
        ("level: &Zebra9 x", "anchor", "cannot begin with"),
    ],
)
def test_a_refusal_names_the_key_and_never_what_was_given(
    text: str, code: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(PathwayError) as caught:
        loads_client(f"iopkit: 1\n{text}\n", PATHWAY)

    told = str(caught.value) + repr(caught.value) + repr(caught.value.complaints) + caplog.text
    assert code in {complaint.code for complaint in caught.value.complaints}
    assert words in told
    assert "zebra9" not in told.lower()
    assert "77777" not in told
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_client_file_says_its_version() -> None:
    with pytest.raises(PathwayError, match="begins with 'iopkit: 1'"):
        loads_client("level: iop", PATHWAY)
