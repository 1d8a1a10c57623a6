"""`iopkit check --prove`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run, Start

FAULTS = Path(__file__).parents[1] / "prove" / "faults"
FLAPPING = str(FAULTS / "flapping.yaml")
SOUND = str(FAULTS / "flapping-sound.yaml")


def test_a_finding_names_rules_and_a_client_and_is_a_problem(run: Run) -> None:
    done = run("check", FLAPPING, "--prove")
    printed = " ".join(done.stdout.split())

    assert done.exit_code == 1
    assert done.stderr == ""
    assert "Proof: 1 finding." in printed
    assert f"{FLAPPING}:36:11: iop to residential: relapsed" in printed
    assert "For example this client:" in printed
    assert f"iopkit place {FLAPPING} --client client.yaml" in printed


def test_what_is_proved_is_no_problem(run: Run) -> None:
    done = run("check", SOUND, "--prove")

    assert done.exit_code == 0
    assert "Proof: nothing found." in done.stdout
    assert "✓ Nobody may step up and down at the same review (1 pair of moves)." in done.stdout


def test_without_the_option_nothing_is_proved(run: Run) -> None:
    done = run("check", FLAPPING)

    assert done.exit_code == 0
    assert "Proof" not in done.stdout


def test_the_client_shown_can_be_given_to_place(run: Run, tmp_path: Path) -> None:
    lines = run("check", FLAPPING, "--prove").stdout.splitlines()
    start = lines.index("   For example this client:") + 1
    copied = []
    for line in lines[start:]:
        if not line.startswith("     "):
            break
        copied.append(line)
    client = tmp_path / "client.yaml"
    client.write_text("\n".join(copied))

    done = run("place", FLAPPING, "--client", str(client), "--json")

    assert done.stderr == ""
    assert json.loads(done.stdout)["pathway"] == "riverside"


def test_the_entry_shown_declares_the_finding(run: Run, tmp_path: Path) -> None:
    shown = run("check", FLAPPING, "--prove").stdout.splitlines()
    (entry,) = (line.strip() for line in shown if line.strip().startswith("- {finding:"))
    text = Path(FLAPPING).read_text(encoding="utf-8")
    file = tmp_path / "meant.yaml"
    file.write_text(f"{text}\naccepted:\n  {entry.replace('...', 'the team decides')}\n")

    done = run("check", str(file), "--prove")

    assert done.exit_code == 0
    assert "nothing found but what is accepted (1)" in done.stdout
    assert "the team decides\n    - flapping (iop, residential, outpatient)" in done.stdout


def test_an_entry_without_a_finding_is_a_problem_where_it_stands(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "stale.yaml"
    entry = "accepted: [{finding: no-level, because: nobody comes}]\n"
    file.write_text(Path(SOUND).read_text(encoding="utf-8") + entry)
    extending = tmp_path / "extending.yaml"
    extending.write_text("iopkit: 1\nid: e\ntitle: E\nextends: stale.yaml\n")

    own, inherited = (run("check", str(each), "--prove") for each in (file, extending))

    assert own.exit_code == 1
    assert "Under `accepted`, but not found any more" in own.stdout
    assert "no-level" in own.stdout
    assert inherited.exit_code == 0
    assert "not found any more" not in inherited.stdout


def test_what_is_not_decided_in_time_is_named_and_a_problem(run: Run) -> None:
    done = run("check", SOUND, "--prove", "--seconds", "0")
    printed = " ".join(done.stdout.split())

    assert done.exit_code == 1
    assert "not decided in 0 s: iop residential outpatient" in printed
    assert "Allow more time with --seconds." in printed
    assert "✓ Nobody may step up" not in printed


def test_a_file_with_errors_is_not_proved_and_stops_no_other(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("iopkit: 1\nid: b\n")

    done = run("check", str(broken), SOUND, FLAPPING, "--prove")

    assert done.exit_code == 1
    assert "broken.yaml: 1 error" in done.stderr
    assert "broken.yaml: nothing was proved; put the errors right first" in done.stderr
    assert done.stdout.count("Proof: ") == 2


def test_seconds_belong_to_a_proof(run: Run) -> None:
    done = run("check", SOUND, "--seconds", "5")

    assert done.exit_code == 2
    assert "--seconds says how long --prove may take; give both." in done.stderr


@pytest.mark.parametrize("seconds", ["nan", "-1", "soon", "inf"])
def test_seconds_are_a_number(run: Run, seconds: str) -> None:
    done = run("check", SOUND, "--prove", "--seconds", seconds)

    assert done.exit_code == 2
    assert "--seconds" in done.stderr


def test_json_carries_the_whole_proof(run: Run) -> None:
    done = run("check", FLAPPING, SOUND, "--prove", "--json")
    printed = json.loads(done.stdout)
    wrong, right = (each["proof"] for each in printed["files"])
    (finding,) = wrong["findings"]

    assert (printed["schema"], printed["version"], done.exit_code) == ("iopkit/check", 2, 1)
    assert [each["exit_code"] for each in printed["files"]] == [1, 0]
    assert finding["finding"] == "flapping"
    assert finding["about"] == ["iop", "residential", "outpatient"]
    assert finding["because"] is None
    assert [(rule["line"], rule["column"]) for rule in finding["rules"]] == [(36, 11), (39, 11)]
    assert finding["client"] == {
        "iopkit": 1,
        "facts": {"attendance": 80, "relapsed": True, "withdrawal_risk": "none"},
        "level": "iop",
    }
    assert right["findings"] == []
    assert all(claim["n_proved"] == claim["n_checked"] for claim in right["claims"])


def test_json_without_a_proof_has_no_proof(run: Run) -> None:
    (file,) = json.loads(run("check", FLAPPING, "--json").stdout)["files"]

    assert "proof" not in file


@pytest.mark.parametrize("file", ["standard", "clinic.yaml"])
def test_names_and_other_files_can_be_proved(run: Run, file: str) -> None:
    done = run("check", file, "--prove")

    assert "Asked for every client that the assessment allows" in done.stdout


def test_stdin_can_be_proved(run: Run) -> None:
    done = run("check", "-", "--prove", stdin=Path(FLAPPING).read_text(encoding="utf-8"))

    assert done.exit_code == 1
    assert "<stdin>:36:11: iop to residential: relapsed" in done.stdout


def test_an_ordinary_check_loads_no_solver() -> None:
    program = (
        "import sys\n"
        "from iopkit.cli import main\n"
        "try: main(['check', 'standard'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'z3', 'iopkit.prove.prove'} & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_without_the_solver_the_command_says_what_to_install(start: Start, tmp_path: Path) -> None:
    (tmp_path / "z3.py").write_text("raise ImportError('not here')\n")

    done = start("check", SOUND, "--prove", PYTHONPATH=str(tmp_path))

    assert done.returncode == 2
    assert b"pip install 'iopkit[prove]'" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_same_file_gives_the_same_bytes(start: Start, tmp_path: Path) -> None:
    shutil.copy(FLAPPING, tmp_path / "a.yaml")

    pages = [start("check", str(tmp_path / "a.yaml"), "--prove").stdout for _ in range(2)]

    assert pages[0] == pages[1] != b""


BLOCKS = """\
iopkit: 1
id: b
title: B
assessment:
  pain: {ask: "Pain", number: 0 to 10}
  x: {ask: "X?", yes_no: true}
  h: {ask: "H", choice: [own, "with family"]}
levels:
  low:
    title: Low
    rank: 1
    admit:
      - if: |
          x
          and pain < 3 and pain > 6
      - "x and not x"
      - 'h = ''own'' and h = ''with family'''
      - pain < 5 and pain > 7
"""


def test_a_part_is_pointed_at_where_it_stands_or_else_its_rule(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "blocks.yaml"
    file.write_text(BLOCKS)

    (checked,) = json.loads(run("check", str(file), "--prove", "--json").stdout)["files"]

    rules = [rule for found in checked["proof"]["findings"] for rule in found["rules"]]
    places = {rule["text"]: (rule["line"], rule["column"]) for rule in rules}
    assert places["pain > 6"] == (13, 13)
    assert places["not x"] == (16, 16)
    assert places["h = 'with family'"] == (17, 9)
    assert places["pain > 7"] == (18, 22)
