"""Every sort of complaint is explained in docs/reference/messages.md, and nothing else is."""

import runpy
from pathlib import Path

import pytest

from iopkit.diagnostics.catalogue import CODES
from iopkit.files.compose.load import examine_text
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "messages.md").read_text(encoding="utf-8")


def test_the_page_is_the_catalogue() -> None:
    written = runpy.run_path(str(ROOT / "docs" / "messages.py"))["page"]()

    assert written == PAGE, "run: python docs/messages.py"


def test_every_code_of_the_reader_is_explained() -> None:
    assert {str(code) for code in Code} <= set(CODES)


EXAMPLES = [(code.name, code.example) for code in CODES.values() if code.example]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[code for code, _ in EXAMPLES])
def test_each_example_makes_its_complaint(code: str, example: str) -> None:
    head = "" if "iopkit:" in example else "iopkit: 1\nid: here\ntitle: Here\n"
    try:
        found = examine_text(head + example).complaints
    except ValueError as error:
        found = error.complaints  # type: ignore[attr-defined]

    assert code in {complaint.code for complaint in found}


def test_a_long_line_is_shown_around_the_caret() -> None:
    complaint = Complaint(
        code="x",
        file="f",
        line=1,
        column=301,
        width=3,
        message="m",
        text="a" * 300 + "bad" + "c" * 300,
    )
    first, line, caret = str(complaint).splitlines()

    assert first == "f:1:301: error: m"
    assert line[caret.index("^") :].startswith("bad")
    assert len(line) < 120


def test_a_complaint_is_also_data() -> None:
    complaint = Complaint(
        code="x", file="f", line=1, column=2, message="m", hint="h", text="secret"
    )

    assert complaint.to_json() == {
        "file": "f",
        "line": 1,
        "column": 2,
        "severity": "error",
        "code": "x",
        "message": "m",
        "hint": "h",
    }
