"""`iopkit check`."""

import json
from pathlib import Path

import pytest
from commands import Run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text("iopkit: 1\nid: b\ntitle: B\nlevel: {}\nfloors: [{at_least: iop}]\n")
    return path


def test_a_sound_file_says_what_it_holds(run: Run) -> None:
    done = run("check", "clinic.yaml")

    assert done.exit_code == 0
    assert "clinic.yaml: no errors\n  2 levels, 6 transitions" in done.stdout
    assert done.stderr == ""


def test_all_problems_come_at_once_on_stderr(run: Run, broken: Path) -> None:
    done = run("check", str(broken))

    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"{broken}:4:1: error:" in done.stderr
    assert f"{broken}:5:" in done.stderr
    assert f"{broken}: 2 errors" in done.stderr


def test_warnings_are_shown_and_change_no_exit_code(run: Run) -> None:
    text = "{iopkit: 1, id: w, title: W, extends: standard, groups: {men: {title: M}}, "
    text += "assessment: {asleep: {ask: Asleep?, yes_no: true}}}"

    done = run("check", "-", stdin=text)

    assert done.exit_code == 0
    assert "warning: no criterion uses the fact 'asleep'" in done.stderr
    assert "no errors, 1 warning" in done.stdout


def test_one_bad_file_stops_no_other(run: Run, broken: Path) -> None:
    done = run("check", "missing.yaml", str(broken), "clinic.yaml")

    assert done.exit_code == 2
    assert "missing.yaml: error: there is no such file" in done.stderr
    assert "clinic.yaml: no errors" in done.stdout


def test_json_lists_every_complaint(run: Run, broken: Path) -> None:
    done = run("check", str(broken), "clinic.yaml", "--json")
    printed = json.loads(done.stdout)

    assert (done.exit_code, done.stderr) == (1, "")
    assert (printed["schema"], printed["version"]) == ("iopkit/check", 2)
    bad, good = printed["files"]
    assert [each["line"] for each in bad["complaints"]] == [4, 5]
    assert (bad["exit_code"], bad["holds"]) == (1, None)
    assert (good["exit_code"], good["holds"]["level"], good["complaints"]) == (0, 2, [])


def test_a_name_and_stdin_are_files_too(run: Run) -> None:
    assert run("check", "standard").exit_code == 0
    assert run("check", "-", stdin="{iopkit: 1, id: a, title: A, extends: standard}").exit_code == 0


def test_stdin_is_read_once(run: Run) -> None:
    done = run("check", "-", "-", stdin="{iopkit: 1, id: a, title: A}")

    assert done.exit_code == 2
    assert "Only one file can be read from stdin." in done.stderr


def test_stdin_has_one_name(run: Run) -> None:
    good, bad = "{iopkit: 1, id: a, title: A, extends: standard}", "{iopkit: 1, id: a}"

    assert run("check", "-", stdin=good).stdout.startswith("<stdin>: no errors")
    complaints = run("check", "-", stdin=bad).stderr.splitlines()
    assert (complaints[0][:7], complaints[-1]) == ("<stdin>", "<stdin>: 1 error")
    assert (
        json.loads(run("check", "-", "--json", stdin=bad).stdout)["files"][0]["file"] == "<stdin>"
    )
