"""`iopkit new` with answers: by options, and asked at a terminal."""

import io
import os
import select
import sys
from pathlib import Path

import pytest
from commands import Run

from iopkit.cli.commands import new
from iopkit.cli.io import prompts as first_answers
from iopkit.files.compose.load import load
from iopkit.scaffold.answers import LEVELS
from iopkit.scaffold.facility import Facility
from iopkit.scaffold.statements import ADMISSION, READINESS

OPTIONS = (
    *("--title", "Clinic", "--level", "iop", "--level", "outpatient", "--places", "iop=36"),
    *("--hours", "iop=9", "--days", "iop=3", "--therapy", "iop=group", "--therapy", "iop=dbt"),
    *("--group", "women", "--length", "iop=8 to 12 weeks", "--admit", "iop=physically_stable"),
    *("--move-on", "iop=attendance=75"),
)


@pytest.fixture(autouse=True)
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001  run changes the folder first
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Facility:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return first_answers.asked()


def test_options_are_the_answers(run: Run, folder: Path) -> None:
    done = run("new", "clinic.yaml", *OPTIONS)

    assert (done.exit_code, done.stdout) == (0, "clinic.yaml\n")
    pathway = load(folder / "clinic.yaml")
    assert [level.id for level in pathway.levels] == ["iop", "outpatient"]
    assert pathway.title == "Clinic"


def test_a_file_of_answers_passes_the_check_and_the_proof(run: Run) -> None:
    run("new", "clinic.yaml", *OPTIONS)

    done = run("check", "clinic.yaml", "--prove")

    assert done.exit_code == 0
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--level", "ipo"], "--level: no level named 'ipo'; did you mean 'iop'?"),
        (["--places", "iop"], "--places: 'iop' is not LEVEL=..."),
        (["--places", "iop=3", "--places", "iop=4"], "--places: 'iop' is named twice"),
        (["--places", "iop=many"], "--places: 'many' is not a number of places"),
        (["--level", "php", "--days", "iop=3"], "'iop' is not among the levels offered: php"),
        (["--admit", "iop=safe_hom"], "did you mean 'safe_home'?"),
        (["--move-on", "iop=week=6"], "no statement named 'week=6'"),
        (["--group", "womn"], "--group: no group named 'womn'; did you mean 'women'?"),
        (["--level", "aftercare", "--group", "women"], "'women' is a group of the IOP, which"),
        (["--therapy", "iop=none"], "--therapy: 'none' is no therapy"),
        (["--therapy", "iop=women"], "'women' is a specialised group, not a therapy"),
        (["--move-on", "iop=none"], "'none' is no statement"),
        (["--hours", "iop=100", "--days", "iop=1"], "'iop': 100 hours a week cannot be on 1 day"),
        (["--therapy", "iop=dtb"], "--therapy: no therapy named 'dtb'; did you mean 'dbt'?"),
    ],
)
def test_a_wrong_option_is_explained_and_nothing_written(
    run: Run, folder: Path, words: list[str], message: str
) -> None:
    done = run("new", "clinic.yaml", *words)

    assert done.exit_code == 2
    assert message in done.stderr
    assert list(folder.iterdir()) == []


def test_the_help_names_every_statement() -> None:
    helped = (new.command.epilog or "").replace("=80", "").replace("=6", "")

    for name in (*ADMISSION, *READINESS):
        assert name.partition("=")[0] in helped


def test_a_name_without_a_suffix_is_no_file(run: Run, folder: Path) -> None:
    done = run("new", "riverside")

    assert done.exit_code == 2
    assert "write a file name such as riverside.yaml" in done.stderr
    assert "iopkit new plugin riverside" in done.stderr
    assert list(folder.iterdir()) == []


def test_answers_are_taken_in_the_order_of_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    facility = answered(
        monkeypatch,
        *("Riverside", "4, outpatient", "24", "", "3", "9 to 12", "group, dbt, Equine therapy"),
        *("none", "8 to 12 weeks", "1 5", "attendance=75, no use"),
    )

    assert facility == Facility(
        title="Riverside",
        levels=("iop", "outpatient"),
        places={"iop": 24},
        days={"iop": "3"},
        hours={"iop": "9 to 12"},
        therapies={"iop": ("group", "dbt", "equine")},
        groups=(),
        lengths={"iop": "8 to 12 weeks"},
        admit={"iop": ("physically_stable", "safe_home")},
        move_on={"iop": ("attendance=75", "no use")},
    )


def test_a_wrong_answer_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(monkeypatch, "North", "ipo", "9", "iop", "many", "24")

    assert (facility.levels, facility.places) == (("iop",), {"iop": 24})
    said = " ".join(capsys.readouterr().err.split())
    assert "did you mean 'iop'? Or press Enter" in said
    assert "there is no number 9: write 1 to 6" in said
    assert "'many' is not a number of places" in said


def test_every_question_can_be_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    facility = answered(monkeypatch, *[""] * 20)

    assert facility == Facility(title="My facility", levels=LEVELS, places={})


def test_the_questions_are_about_a_level_that_is_offered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(monkeypatch, "N", "php", "", "5")

    assert facility.days == {"php": "5"}
    assert "come to partial hospitalization" in " ".join(capsys.readouterr().err.split())


def test_nobody_is_asked_how_often_clients_come_to_where_they_live(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(monkeypatch, "N", "residential", "", "20")

    assert (facility.days, facility.hours) == ({}, {"residential": "20"})
    assert "How many days" not in capsys.readouterr().err


def test_back_asks_the_question_before_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(
        monkeypatch,
        *("back", "Nroth", "back", "North", "4 5", "back", "iop", "24", "back", "?", "5", "Back"),
        *("3", "30"),
    )

    assert facility == Facility(
        title="North", levels=("iop",), days={"iop": "3"}, hours={"iop": "30"}
    )
    said = capsys.readouterr().err
    assert "This is the first question" in said
    assert said.count("2. Which levels") == 3


def test_a_line_that_is_too_long_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(monkeypatch, "x" * 5000, "North", "iop")

    assert (facility.title, facility.levels) == ("North", ("iop",))
    assert "longer than 1000 characters" in " ".join(capsys.readouterr().err.split())


def test_plain_amounts_and_lists_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    facility = answered(
        monkeypatch,
        *(
            "N",
            "4 5,and aftercare",
            "",
            "",
            "",
            "3 days",
            "9-12 hours a week",
            "",
            "",
            "eight weeks",
        ),
    )

    assert facility.levels == ("iop", "outpatient", "aftercare")
    assert (facility.days, facility.hours) == ({"iop": "3"}, {"iop": "9 to 12"})
    assert facility.lengths == {"iop": "8 weeks"}


@pytest.mark.parametrize("word", ["no", "none", "all"])
def test_a_word_that_names_nothing_is_no_therapy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    facility = answered(monkeypatch, "N", "iop", "", "", "", word, "group")

    assert facility.therapies == {"iop": ("group",)}
    assert f"'{word}' is no therapy" in " ".join(capsys.readouterr().err.split())


def test_hours_that_the_days_do_not_have_are_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(monkeypatch, "N", "iop", "", "1", "100", "9")

    assert facility.hours == {"iop": "9"}
    assert "100 hours a week cannot be on 1 day" in " ".join(capsys.readouterr().err.split())


def test_the_questions_about_rules_say_what_stays_and_what_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "N", "iop, outpatient", *[""] * 20)

    said = " ".join(capsys.readouterr().err.split())
    stay = "physically_stable; little_withdrawal; sober_while_attending"
    assert f"Asked whatever you pick: {stay}." in said
    gone = "able_to_take_part; safe_home"
    assert f"Usual, and gone if you pick others without them: {gone}." in said
    assert "Your picks come on top of what is usual" in said


def test_at_the_least_intensive_level_it_is_asked_who_has_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facility = answered(monkeypatch, "N", "aftercare", *[""] * 6, "plan")

    assert facility.move_on == {"aftercare": ("plan",)}
    assert "When has a client completed aftercare?" in " ".join(capsys.readouterr().err.split())


def test_ten_answers_are_not_lost_to_a_name_that_is_taken(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "north.yaml").write_text("precious")
    monkeypatch.setattr(new, "_at_terminal", lambda: True)

    done = run("new", stdin="North\n4\n")

    assert (done.exit_code, done.stdout) == (0, "north-2.yaml\n")
    assert (folder / "north.yaml").read_text() == "precious"
    assert load(folder / "north-2.yaml").title == "North"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("last", "code", "files"), [("\x04", 0, ["north.yaml"]), ("\x03", 130, [])]
)
def test_at_a_terminal_the_questions_come(
    folder: Path, last: str, code: int, files: list[str]
) -> None:
    import pty  # not on every system

    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "iopkit", "new"])  # noqa: S606  ourselves
    said = ""
    for awaited, answer in (("1. What is the name", "North\n"), ("2. Which levels", last)):
        while awaited not in said:
            assert select.select([terminal], [], [], 60)[0], said
            said += os.read(terminal, 4096).decode()
        while select.select([terminal], [], [], 0.2)[0]:
            said += os.read(terminal, 4096).decode()
        os.write(terminal, answer.encode())
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # how a terminal says that the other side is gone
        pass
    _, status = os.waitpid(child, 0)
    os.close(terminal)

    assert os.waitstatus_to_exitcode(status) == code
    assert [file.name for file in folder.iterdir()] == files
