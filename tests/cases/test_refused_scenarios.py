"""Why a scenario or a week is refused is told to programs as a code with its arguments."""

import json
from pathlib import Path

import pytest
from commands import Run

import iopkit
from iopkit import errors
from iopkit.simulate import simulate

HEAD = "iopkit: 1\nid: a\ntitle: A\n"
LEVEL = HEAD + "levels: {iop: {title: IOP, rank: 1}}\n"
STREAM = "arrivals: {w: {to: iop, cohort: 3}}\n"
WAY = (
    "transitions: [{from: iop, to: completed, share: 1, stay: 7 days}]\n"
    "outcomes: {completed: {title: C}}\n"
)
OFTEN = HEAD + "levels: {iop: {title: IOP, rank: 1, review: every 1 minute}}\n" + STREAM + WAY


@pytest.mark.parametrize(
    ("text", "code", "args"),
    [
        (LEVEL, "nothing-to-simulate", {"pathway": "a"}),
        (LEVEL + STREAM, "no-exit", {"level": "iop"}),
        (
            HEAD + "levels: {iop: {title: IOP, rank: 1, review: every 1 minute}}\n" + STREAM + WAY,
            "too-often",
            {"level": "iop", "least": 0.001},
        ),
    ],
)
def test_a_scenario_that_cannot_be(run: Run, text: str, code: str, args: dict[str, object]) -> None:
    Path("a.yaml").write_text(text, encoding="utf-8")

    done = run("simulate", "a.yaml", "--years", "2", "--json")
    told = run("simulate", "a.yaml", "--years", "2")

    printed = json.loads(done.stdout)
    (file,) = printed["files"]
    (complaint,) = file["complaints"]
    assert printed["schema"] == "iopkit/check"
    assert (done.exit_code, told.exit_code, file["file"]) == (1, 1, "a.yaml")
    assert (complaint["code"], complaint["args"]) == (code, args)
    assert complaint["message"] in told.stderr
    assert complaint["hint"] in told.stderr


def test_from_python_too() -> None:
    with pytest.raises(errors.ScenarioError, match="nobody arrives") as caught:
        simulate(iopkit.Scenario(pathway=iopkit.loads(LEVEL), days=7))

    assert caught.value.said.args == {"pathway": "a"}


WEEK = (
    HEAD
    + "levels: {iop: {title: IOP, rank: 1, program: day, places: 8}}\n"
    + "programs:\n"
    + "  day:\n"
    + "    title: Day\n"
    + "    services: [{therapy: group, format: group, sessions: 5, minutes: 90, size: 8}]\n"
    + "week: {open: Mon 09:00-10:00}\n"
)


def test_a_week_that_cannot_be(run: Run) -> None:
    Path("a.yaml").write_text(WEEK, encoding="utf-8")

    done = run("week", "a.yaml", "--json")

    found = json.loads(done.stdout)["infeasibility"]
    assert (done.exit_code, found["code"]) == (1, "impossible-week")
    args = {tuple(each["path"]): each["args"] for each in found["constraints"]}
    service = args["programs", "day", "services", 0]
    assert (service["sessions"], service["minutes"], service["clients"]) == (5, 90, 8)
    assert args["week", "open"] == {"hours": ["Mon 09:00-10:00"]}


def test_a_week_of_nothing(run: Run) -> None:
    Path("a.yaml").write_text(LEVEL, encoding="utf-8")

    done = run("week", "a.yaml", "--json")

    printed = json.loads(done.stdout)
    assert (done.exit_code, printed["code"], printed["args"]) == (1, "nothing-to-hold", {})
