"""Every sort of complaint is explained in docs/reference/messages.md, and nothing else is."""

import ast
import importlib
import os
import pkgutil
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from iopkit.diagnostics import Applicability, Diagnostic, DiagnosticFix, DiagnosticNote, catalogue
from iopkit.diagnostics.catalogue import CODES
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticKind
from iopkit.diagnostics.span import SourceSpan
from iopkit.files.compose.load import examine_text

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "messages.md").read_text(encoding="utf-8")


def test_the_page_is_the_catalogue() -> None:
    written = runpy.run_path(str(ROOT / "docs" / "messages.py"))["page"]()

    assert written == PAGE, "run: python docs/messages.py"


KINDS: dict[str, DiagnosticKind] = {
    name: value
    for module in pkgutil.iter_modules(catalogue.__path__, f"{catalogue.__name__}.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, DiagnosticKind)
}
CALLS = [
    (node.func.id, frozenset(each.arg for each in node.keywords))
    for path in (ROOT / "src" / "iopkit").rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS
]


def test_every_kind_has_an_explained_code() -> None:
    assert not [name for name, kind in KINDS.items() if CODES[kind.code.name] != kind.code]


def test_every_kind_is_given_what_its_sentence_names() -> None:
    assert CALLS
    assert not [name for name, args in CALLS if args != KINDS[name].arguments]


def test_every_kind_is_said_somewhere() -> None:
    used = {
        node.id
        for path in (ROOT / "src" / "iopkit").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert not set(KINDS) - used


AFTER_READING = {"Scenarios", "Weeks"}
"""Sections of what is refused once a file is read."""


def test_every_code_of_a_file_has_what_makes_it() -> None:
    sections = [each for each in catalogue.SECTIONS if each.title not in AFTER_READING]
    codes = [code for section in sections for code in section.codes]
    assert not [code.name for code in codes if not (code.example or code.command)]


COMMANDS = [code for code in CODES.values() if code.command]


@pytest.mark.skipif(os.name == "nt", reason="commands of a shell")
@pytest.mark.parametrize("code", COMMANDS, ids=map(str, COMMANDS))
def test_each_command_makes_its_message(code: DiagnosticCode, tmp_path: Path) -> None:
    if code.name == "no-permission" and os.geteuid() == 0:
        pytest.skip("root may read every file")
    here = Path(sys.executable).parent
    done = subprocess.run(
        ["/bin/sh", "-c", f"{code.command} --json"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{here}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert f'"code": "{code.name}"' in done.stdout


EXAMPLES = [(code.name, code.example) for code in CODES.values() if code.example]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[code for code, _ in EXAMPLES])
def test_each_example_makes_its_complaint(code: str, example: str) -> None:
    head = "" if "iopkit:" in example else "iopkit: 1\nid: here\ntitle: Here\n"
    try:
        found = examine_text(head + example).complaints
    except ValueError as error:
        found = error.complaints  # type: ignore[attr-defined]

    assert code in {complaint.code for complaint in found}


TWICE = DiagnosticCode(name="x", explanation="").kind("{name} again", "keep one {name}")


def test_a_long_line_is_shown_around_the_caret() -> None:
    place = SourceSpan("f", 1, 301, 3, "a" * 300 + "bad" + "c" * 300)
    first, line, caret = str(Diagnostic.at(place, TWICE(name="m"))).splitlines()

    assert first == "f:1:301: error: m again"
    assert line[caret.index("^") :].startswith("bad")
    assert len(line) < 120


def test_a_diagnostic_is_also_data() -> None:
    place, before = SourceSpan("f", 1, 2, text="secret"), SourceSpan("g", 3, 4)
    found = Diagnostic.at(
        place,
        TWICE(name="m"),
        notes=[DiagnosticNote("first said here", before)],
        fix=DiagnosticFix(
            original="m", replacement="n", applicability=Applicability.SURE, place=place
        ),
    )

    assert found.to_dict() == {
        "file": "f",
        "line": 1,
        "column": 2,
        "severity": "error",
        "code": "x",
        "message": "m again",
        "args": {"name": "m"},
        "hint": "keep one m",
        "notes": [{"file": "g", "line": 3, "column": 4, "message": "first said here"}],
        "fix": {
            "file": "f",
            "line": 1,
            "column": 2,
            "original": "m",
            "replacement": "n",
            "applicability": "sure",
        },
    }
    assert "g:3:4: first said here" in str(found)


def test_the_first_of_two_keys_is_shown_with_its_place() -> None:
    [found] = examine_text("iopkit: 1\nid: a\ntitle: A\nid: b\n", name="f.yaml").complaints

    assert [(note.place.line, note.place.column) for note in found.notes] == [(2, 1)]
    assert str(found).endswith("\n      f.yaml:2:1: the first one is here")
