"""`iopkit place --ask`."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import GOLDEN, Run

import iopkit.cli.io.interview
from iopkit.cli.io.prompt_answers import form, understood
from iopkit.model.assessment import Choice, FactType, NumberFact, OrdinalFact, Value, YesNo


def lines(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what stands on stdin for what a person types."""
    monkeypatch.setattr(iopkit.cli.io.interview, "somebody_is_there", lambda: True)


def test_it_asks_until_the_place_is_certain(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines("yes", "strong"))

    assert done.exit_code == 0
    assert done.stdout.startswith("Place at: Intensive outpatient (IOP).\n")
    assert done.stderr == (
        "Type ? when an answer is not known, back to correct the last one. Ctrl-D ends\n"
        "the questions, Ctrl-C stops without a result. Nothing is stored.\n"
        "\n"
        "Question 1 of at most 4: Is the client physically stable? (stable)\n"
        "   yes or no: \n"
        "\n"
        "Question 2 of at most 4: How supportive is the home? (support)\n"
        "   1 none\n"
        "   2 weak\n"
        "   3 strong\n"
        "   1 to 3, or the word: \n"
        "\n"
    )


def test_what_the_client_file_says_is_not_asked(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", "--client", "unknown.yaml", stdin=lines("3"))

    assert done.exit_code == 0
    assert "physically stable" not in done.stderr
    assert "Place at: Intensive outpatient (IOP)." in done.stdout


def test_when_all_is_known_nothing_is_asked(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", "--client", "known.yaml")

    assert (done.exit_code, done.stderr) == (0, "Nothing is left to ask.\n")


def test_no_more_answers_end_the_questions(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines("yes"))

    assert done.exit_code == 1
    assert done.stdout.startswith("Not settled: answers are missing.\n")


def test_what_is_not_known_is_left_open(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines("?", "?", "?", "?"))

    assert done.exit_code == 1
    assert done.stderr.count("Question ") == 4
    assert "  Is the client physically stable? (stable)\n" in done.stdout


def test_back_corrects_the_last_answer(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines("no", "back"))
    assert done.stdout.startswith("No level takes this client")  # settled before "back" is read

    done = run("place", "clinic.yaml", "--ask", stdin=lines("yes", "back", "no"))
    assert done.stdout.startswith("No level takes this client")
    assert done.stderr.count("Question 1 of at most 4") == 2


def test_there_is_nothing_before_the_first_question(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines("Back", "yes", "strong"))

    assert done.exit_code == 0
    assert "   This is the first question.\n" in done.stderr


@pytest.mark.usefixtures("keyboard")
def test_an_empty_line_repeats_the_question(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines("", "yes", "strong"))

    assert done.exit_code == 0
    assert done.stderr.count("Question 1 of at most 4: Is the client") == 2


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize(
    ("before", "wrong", "message"),
    [
        ([], "perhaps", "The answer must be yes or no. Type ? if it is not known."),
        (["yes"], "a tent", "The answer must be one of none, weak, strong. Type ? if"),
        (["yes"], "4", "The answer must be one of none, weak, strong. Type ? if"),
        (["yes", "none"], "4711", "The answer must be a number from 0 to 10. Type ? if"),
        (["yes", "none"], "4711 %", "The answer must be a number from 0 to 10. Type ? if"),
        (["yes", "none"], "many", "The answer must be a number from 0 to 10. Type ? if"),
    ],
)
def test_a_wrong_answer_is_refused_asked_again_and_not_repeated(
    run: Run, before: list[str], wrong: str, message: str
) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=lines(*before, wrong))

    assert message in done.stderr
    assert done.exit_code == 1
    if len(wrong) > 1:
        assert wrong not in done.output


@pytest.mark.parametrize(
    ("answers", "number", "name", "why"),
    [
        (["perhaps", "yes", "strong"], 1, "stable", "must be yes or no"),
        (["yes", "a tent", "strong"], 2, "support", "must be one of none, weak, strong"),
        (["yes", "", "strong"], 2, "support", "is missing"),
        (["yes", "back", "4711"], 3, "stable", "must be yes or no"),
        (["yes", "none", "4711", "3"], 3, "cravings", "must be a number from 0 to 10"),
        (["yes", "x" * 2000, "strong"], 2, "support", "is too long"),
    ],
)
def test_what_another_program_says_wrongly_is_the_end(
    run: Run, answers: list[str], number: int, name: str, why: str
) -> None:
    done = run("place", "clinic.yaml", "--ask", "--json", stdin=lines(*answers))

    assert (done.exit_code, done.stdout) == (2, "")
    assert (
        f"Error: line {number} of the answers is none to '{name}': the answer {why}. "
        in " ".join(done.stderr.split())
    )
    assert "Usage" not in done.stderr
    assert all(word not in done.output for word in ("perhaps", "a tent", "4711", "xxxx"))


def test_a_person_at_a_terminal_is_asked_again() -> None:
    terminal, typed = pty.openpty()
    with (
        os.fdopen(terminal, "wb", buffering=0) as keyboard,
        subprocess.Popen(
            [sys.executable, "-m", "iopkit", "place", "clinic.yaml", "--ask"],
            cwd=GOLDEN,
            stdin=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        keyboard.write(b"perhaps\nyes\nstrong\n")
        out, err = process.communicate(timeout=60)
        os.close(typed)

    assert process.returncode == 0
    assert out.startswith(b"Place at: Intensive outpatient (IOP).")
    assert b"The answer must be yes or no. Type ? if it is not known." in err


def test_questions_fit_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    done = run("place", "clinic.yaml", "--ask", stdin=lines("yes", "strong"))

    assert max(len(line) for line in done.output.splitlines()) <= 60


@pytest.mark.usefixtures("keyboard")
def test_a_time_at_a_level_longer_than_in_care_is_refused(run: Run, tmp_path: Path) -> None:
    clinic = (GOLDEN / "clinic.yaml").read_text()
    timed = tmp_path / "timed.yaml"
    timed.write_text(clinic.replace("admit: [stable]", "admit: [days_in_level >= 30]"))
    client = tmp_path / "client.yaml"
    client.write_text("{iopkit: 1, days_in_care: 40, facts: {stable: false}}")

    done = run("place", str(timed), "--ask", "--client", str(client), stdin=lines("4711", "35"))

    assert "   The answer 'days_in_care' must be at least 'days_in_level'" in done.stderr
    assert "4711" not in done.output


def test_a_client_in_care_is_asked_what_the_moves_need(run: Run, tmp_path: Path) -> None:
    client = tmp_path / "client.yaml"
    client.write_text("{iopkit: 1, level: iop, history: [], facts: {stable: true, support: weak}}")

    done = run(
        "place",
        "review.yaml",
        "--ask",
        "--client",
        str(client),
        stdin=lines("6 weeks", "90 %", "no"),
    )

    assert done.exit_code == 0
    assert "For how many days has the client been at this level?" in done.stderr
    assert "In care at: Intensive outpatient (IOP), day 42." in done.stdout
    assert "Step down to Outpatient treatment (outpatient): open\n" in done.stdout


def test_a_level_is_completed_or_not_and_the_others_stay_unknown(run: Run, tmp_path: Path) -> None:
    client = tmp_path / "client.yaml"
    client.write_text("{iopkit: 1, facts: {stable: true, support: none, cravings: 1}}")

    for answer, level in (("yes", "iop"), ("no", "residential")):
        done = run(
            "place", "clinic.yaml", "--ask", "--client", str(client), "--json", stdin=lines(answer)
        )
        assert json.loads(done.stdout)["level"] == level


def test_json_goes_to_stdout_and_questions_to_stderr(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", "--json", stdin=lines("yes", "strong"))

    printed = json.loads(done.stdout)
    assert (printed["schema"], printed["level"], printed["next_levels"]) == (
        "iopkit/placement",
        "iop",
        None,
    )
    assert "How supportive is the home?" in done.stderr


@pytest.mark.parametrize(
    "words", [["-", "--ask"], ["clinic.yaml", "--ask", "--client", "-"]], ids=["file", "client"]
)
def test_stdin_is_for_the_answers_only(run: Run, words: list[str]) -> None:
    done = run("place", *words)

    assert done.exit_code == 2
    assert "With --ask the answers come from stdin, so nothing else can." in done.stderr


def test_somebody_must_say_something_about_the_client(run: Run) -> None:
    done = run("place", "clinic.yaml")

    assert done.exit_code == 2
    assert "Error: Give --client CLIENT, --ask to be asked" in done.stderr


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize("answer", [b"\xff\xfe\x00\n", b"yes\xff\n", b"x" * 2000, b"\x1b[2J\n"])
def test_what_is_no_text_is_no_answer(run: Run, answer: bytes) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin=answer)

    assert done.exit_code == 1
    assert done.stdout.startswith("Not settled")
    assert "\x1b" not in done.output


@pytest.mark.usefixtures("keyboard")
def test_a_line_without_end_ends_the_questions(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin="x" * 2000 + "\nyes\nstrong\n")

    assert "The answer is too long, so no more is read." in done.stderr
    assert done.stdout.startswith("Not settled")


def test_answers_without_end_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iopkit.cli.io.interview, "MOST", 50)

    done = run("place", "clinic.yaml", "--ask", stdin="back\n" * 100)

    assert done.exit_code == 1
    assert done.stderr.count("This is the first question.") == 50


def test_a_mark_at_the_beginning_is_no_part_of_the_answer(run: Run) -> None:
    done = run("place", "clinic.yaml", "--ask", stdin="\ufeffyes\nstrong\n".encode())

    assert done.exit_code == 0


def test_stdin_may_be_closed() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m iopkit place clinic.yaml --ask <&-"],
        cwd=GOLDEN,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert b"stdin is closed, so nobody can answer." in done.stderr


def test_ctrl_c_leaves_nothing_of_the_answers() -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "iopkit", "place", "clinic.yaml", "--ask"],
        cwd=GOLDEN,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A test may itself run in the background, where Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"yes\nweak\n")
        process.stdin.flush()
        heard = b""
        while b"Cravings" not in heard:
            heard += os.read(process.stderr.fileno(), 1000)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert out == b""
    assert b"Interrupted." in err
    assert b"is weak" not in heard + err


SENTINEL = "Xyzzy-4711"


@pytest.mark.parametrize("before", [[], ["yes"], ["yes", "none"], ["yes", "none", "2"]])
@pytest.mark.parametrize("debug", [[], ["--debug"]])
@pytest.mark.parametrize("person", [True, False])
def test_no_message_repeats_an_answer(
    run: Run,
    before: list[str],
    debug: list[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    person: bool,
) -> None:
    monkeypatch.setattr(iopkit.cli.io.interview, "somebody_is_there", lambda: person)
    done = run(*debug, "place", "clinic.yaml", "--ask", stdin=lines(*before, SENTINEL))

    assert "he answer must be " in done.stderr
    assert SENTINEL not in done.output


def test_a_mistake_of_iopkit_repeats_no_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(SENTINEL)

    monkeypatch.setattr(iopkit.cli.io.interview, "understood", fail)

    done = run("--debug", "place", "clinic.yaml", "--ask", stdin=lines(SENTINEL))

    assert done.exit_code == 1
    assert "iopkit itself has failed" in done.stderr
    assert SENTINEL not in done.output


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("YES", YesNo(), True),
        ("n", YesNo(), False),
        ("0", YesNo(), False),
        ("7", NumberFact(), 7.0),
        (" 7.5 ", NumberFact(), 7.5),
        ("-3", NumberFact(), -3.0),
        ("7,5", NumberFact(), 7.5),
        ("7,500", NumberFact(), None),
        ("1e3", NumberFact(), 1000),
        ("٣", NumberFact(), None),
        ("80%", NumberFact(unit="%"), 80.0),
        ("80 %", NumberFact(unit="%"), 80.0),
        ("80 days", NumberFact(unit="%"), None),
        ("4 weeks", NumberFact(unit="days"), 28.0),
        ("weak", OrdinalFact(("none", "weak")), "weak"),
        ("Weak", Choice(("none", "weak")), "weak"),
        ("2", OrdinalFact(("none", "weak")), "weak"),
        ("3", OrdinalFact(("none", "weak")), None),
        ("0", OrdinalFact(("none", "weak")), None),
        # Words that are numbers are what they say; their marks are letters.
        ("2", OrdinalFact(("2", "3", "1")), "2"),
        ("b", OrdinalFact(("2", "3", "1")), "3"),
        ("1", OrdinalFact(("1", "a")), "1"),
        ("a", OrdinalFact(("1", "a")), "a"),
        ("1", OrdinalFact(("", "weak")), ""),
    ],
)
def test_a_line_means_what_a_person_means(text: str, kind: FactType, value: Value | None) -> None:
    assert understood(text, kind) == value


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (YesNo(), ["yes or no"]),
        (NumberFact(), ["a number"]),
        (NumberFact(low=0, high=100, unit="%"), ["a number from 0 to 100 %"]),
        (NumberFact(low=0, unit="days"), ["a number of at least 0 days"]),
        (NumberFact(low=0, high=9, whole=True), ["a whole number from 0 to 9"]),
        (OrdinalFact(("none", "weak")), ["1 none", "2 weak", "1 to 2, or the word"]),
        (OrdinalFact(("2", "3", "1")), ["a 2", "b 3", "c 1", "a to c, or the word"]),
        (OrdinalFact(("1", "a")), ["1", "a", "one of these words"]),
        (Choice(("", "weak")), ["1 ''", "2 weak", "1 to 2, or the word"]),
    ],
)
def test_a_question_says_what_can_be_answered(kind: FactType, shown: list[str]) -> None:
    assert form(kind) == shown
