"""No code searches, cuts, compares or parses a sentence that iopkit has made itself."""

from pathlib import Path

import pytest
from repository.own_sentences import searches

SOURCE = Path(__file__).parents[2] / "src" / "iopkit"

ALLOWED = {
    # What somebody else wrote.
    "describe/wording.py": "long words of authors are cut; a title may hold its id already",
    "draw/png.py": "signs of authors that no font has",
    "draw/short_names.py": "the title of a level, by its author",
    "draw/legend.py": "the title of an outcome, by its author",
    "files/text_types.py": "the text of a pathway file",
    "describe/simulation_values.py": "what somebody gives on the command line",
    "pages/live_server.py": "the path of a request",
    "describe/criterion.py": "ids of facts, made words",
    # Signs that mean something in a language of output, wherever they come from.
    "export/dot.py": "quotes, for Graphviz",
    "describe/statement.py": "the words of a key, before its value stands in them",
    "export/markdown_renderer.py": "signs of Markdown",
    "export/week_table.py": "cells that a spreadsheet would take for formulas",
    "pages/document.py": "what would end a style or a script",
    "pages/form.py": "signs that would end a script",
    "pages/template.py": "comments of our templates of scripts",
    "terminal/style.py": "colours",
    # Layout: where lines break.
    "terminal/proof.py": "lines that were wrapped are painted one by one",
    "terminal/grid.py": "where a cell of the grid may be folded",
    "describe/inline.py": "the first word of a unit, in the singular or the plural",
    # Names that are built and taken apart in one module, which nothing else does.
    "criteria/question_names.py": "the names of questions, in JSON and columns",
    "week/resource_names.py": "the ids of several alike, in JSON and calendars",
}
"""Modules by room and name, and into which texts they look."""


def known(path: Path) -> str:
    """Return a module by its room and name, wherever in the room it stands."""
    return f"{path.relative_to(SOURCE).parts[0]}/{path.name}"


def found(path: Path) -> list[str]:
    return [f"{line} {name}: {code}" for name, line, code in searches(path, SOURCE)]


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_a_module_looks_into_no_sentence_of_ours(path: Path) -> None:
    if known(path) not in ALLOWED:
        assert found(path) == []


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("terminal", "def f(lines, id):\n    page = '\\n'.join(lines)\n    return id in page"),
        ("terminal", "def f(shown: str, id):\n    return id in shown"),
        ("terminal", "def f(source, page: str):\n    return f'[{source}]' in page"),
        ("terminal", "def f(a, b):\n    return a.text in {b, f'{b} is known'}"),
        ("pages", "def f(text: str):\n    return text.split('`')"),
        ("pages", "def f(text, basis):\n    return text.removesuffix(f' [{basis}]')"),
        (
            "criteria",
            "STATED = 'not stated'\ndef f(a):\n    return a.said.endswith(f'is {STATED}')",
        ),
        ("criteria", "def f(name):\n    return name.partition(' ')"),
        ("files", "def f(error):\n    message = str(error)\n    return message.partition(' ')[0]"),
        ("files", "def f(problem):\n    return problem.code.startswith('unknown-')"),
        ("cli", "def f(complaint):\n    return complaint.hint.startswith('this is a ')"),
        ("cli", "def f(complaint, name):\n    return f\"'{name}'\" in complaint.message"),
        ("cli", "def f(kind):\n    return kind.refuses('').removeprefix('must be ')"),
        ("week", "def f(each):\n    return each.text.partition(', since nobody says')[0]"),
    ],
)
def test_looking_into_a_sentence_is_seen(tmp_path: Path, room: str, code: str) -> None:
    path = tmp_path / room / "module.py"
    path.parent.mkdir()
    path.write_text(code, encoding="utf-8")

    assert len(list(searches(path, tmp_path))) == 1


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("files", "def f(text: str):\n    return text.split(',')"),
        ("files", "def f(path: str, name):\n    return path.startswith(f'{name}.')"),
        ("terminal", "def f(text: str):\n    return text.split()"),
        ("terminal", "def f(name: str):\n    return name.replace('_', ' ')"),
        ("terminal", "def f(names: list, id: str):\n    return id in names"),
        ("criteria", "def f(name: str):\n    return name.startswith('_')"),
        ("cli", "def f(complaint):\n    return complaint.hint != ''"),
    ],
)
def test_reading_what_others_wrote_is_not(tmp_path: Path, room: str, code: str) -> None:
    path = tmp_path / room / "module.py"
    path.parent.mkdir()
    path.write_text(code, encoding="utf-8")

    assert list(searches(path, tmp_path)) == []
