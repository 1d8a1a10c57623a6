"""A message is as long as somebody reads, whatever a file holds."""

import json
from pathlib import Path

import pytest
from commands import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import iopkit

HEAD = "iopkit: 1\nid: a\ntitle: A\n"
MANY = HEAD + "levels: {}\n" + "".join(f"key-{number}: 1\n" for number in range(1234))
COMMANDS = ["check", "show", "sources", "simulate", "week", "draw"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_hundred_complaints_are_printed_and_then_their_number(run: Run, command: str) -> None:
    Path("many.yaml").write_text(MANY, encoding="utf-8")

    done = run(command, "many.yaml")

    lines = done.stderr.splitlines()
    assert sum(": error: 'key-" in line for line in lines) == 100
    assert "... and 1,134 more; put these right first" in lines
    assert done.exit_code == 1


def test_a_program_gets_every_complaint(run: Run) -> None:
    Path("many.yaml").write_text(MANY, encoding="utf-8")

    (file,) = json.loads(run("check", "many.yaml", "--json").stdout)["files"]

    assert len(file["complaints"]) == 1234
    with pytest.raises(ValueError, match="and 1,134 more") as caught:
        iopkit.load("many.yaml")
    assert isinstance(caught.value, iopkit.IopkitError)
    assert len(caught.value.complaints) == 1234  # type: ignore[attr-defined]  # of a PathwayError


PLACES = [
    "iopkit: 1\nid: {}\ntitle: A\n",
    "iopkit: {}\nid: a\ntitle: A\n",
    HEAD + "extends: {}\n",
    HEAD + "uses: [{}]\n",
    HEAD + "{}: 1\n",
    HEAD + "levels: {}\n",
    HEAD + "levels:\n  {}: {{title: A, rank: 1}}\n",
    HEAD + "levels:\n  iop: {{title: A, rank: {}}}\n",
    HEAD + "levels:\n  iop: {{title: A, rank: 1, admit: [{}]}}\n",
    HEAD + "levels:\n  iop: {{title: A, rank: 1, program: {}}}\n",
    HEAD + "transitions: [{{from: {}, to: b}}]\n",
    HEAD + "transitions: [{{from: a, to: b, stay: {}}}]\n",
    HEAD + "assessment: {{a: {{ask: B, number: {}}}}}\n",
    HEAD + "assessment: {{a: {{ask: B, scale: [{}]}}}}\n",
    HEAD + "sources: {{a: {{title: B, year: {}}}}}\n",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.sampled_from(PLACES),
    word=st.sampled_from(["x", "long ", "a and ", "é", "it's ", "x, ", "1"]),
    quoted=st.booleans(),
)
def test_no_value_is_repeated_without_end(run: Run, place: str, word: str, *, quoted: bool) -> None:
    value = (word * 3000).strip()
    text = place.format(json.dumps(value, ensure_ascii=False) if quoted else value)
    Path("long.yaml").write_text(text, encoding="utf-8")

    told = json.loads(run("check", "long.yaml", "--json").stdout)["files"][0]["complaints"]
    printed = run("check", "long.yaml")

    run_of = (word * 3000)[:400]
    assert printed.exit_code in {0, 1, 2}
    assert all(run_of not in each["message"] + each["hint"] for each in told[:100])
    assert all(len(line) <= 1200 for line in printed.stderr.splitlines())
    assert run_of not in printed.stderr
