"""`iopkit export`: whole forms, written whole or not at all."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from commands import Run, Start
from distributions import Site

from iopkit.export.formats.dot import dot
from iopkit.export.formats.mermaid import mermaid
from iopkit.files.compose.load import load

FORMS = """
from iopkit.hookspecs import Exporter

def fail(pathway):
    raise {raised}

@hookimpl
def iopkit_exporters():
    return {{
        "tabs": Exporter(title="Tabs", suffix=".tsv", write=lambda pathway: "a\\tb\\r\\né\\n"),
        "picture": Exporter(title="Picture", suffix=".png", write=lambda pathway: b"\\x89PNG\\n"),
        "number": Exporter(title="Number", suffix=".txt", write=lambda pathway: 42),
        "half": Exporter(title="Half", suffix=".txt", write=lambda pathway: "\\ud800"),
        "faulty": Exporter(title="Faulty", suffix=".txt", write=fail),
    }}
"""


@pytest.fixture
def forms(site: Site) -> Site:
    site.install("forms", FORMS.format(raised="ValueError('no levels')"))
    return site


def test_what_comes_with_iopkit(run: Run) -> None:
    standard = load("standard")

    assert run("export", "standard", "--to", "mermaid").stdout == mermaid(standard)
    assert run("export", "standard", "--to", "dot").stdout == dot(standard)


def test_the_table_of_moves_holds_each_way_once(run: Run) -> None:
    rows = list(csv.DictReader(StringIO(run("export", "standard", "--to", "edges").stdout)))
    standard = load("standard")

    assert {(row["from"], row["to"]) for row in rows} == {
        (move.start, move.to) for move in standard.transitions
    }
    shares = {(row["from"], row["to"]): row["share"] for row in rows}
    assert float(shares["residential", "iop"]) == pytest.approx(
        sum(m.share.value for m in standard.leaving("residential") if m.to == "iop" and m.share)
    )


def test_the_list_names_the_plugin_of_a_form(run: Run, forms: Site) -> None:
    forms.install("more", FORMS.format(raised="ValueError").replace('"tabs"', '"sheets"'))

    done = run("export", "--list")

    assert done.exit_code == 0
    assert "mermaid   .mmd  A Mermaid flowchart\n" in done.stdout
    assert "tabs      .tsv  Tabs (plugin forms)\n" in done.stdout
    assert "picture" not in done.stdout
    assert "the exporter 'picture' is also given by 'more'" in done.stderr


def test_the_list_for_programs(run: Run) -> None:
    values = json.loads(run("export", "--list", "--json").stdout)

    assert values["schema"] == "iopkit/exporters"
    assert values["exporters"][0] == {
        "name": "dot",
        "plugin": "iopkit",
        "suffix": ".dot",
        "title": "A graph for Graphviz",
    }


def test_another_program_gets_every_character(start: Start, forms: Site) -> None:
    done = start(
        *("export", "standard", "--to", "tabs"),
        PYTHONPATH=str(forms.folder),
        PYTHONIOENCODING="ascii",
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == "a\tb\r\né\n".encode()


def test_bytes_need_a_file(run: Run, forms: Site, tmp_path: Path) -> None:
    assert forms.folder.exists()
    picture = tmp_path / "picture.png"

    printed = run("export", "standard", "--to", "picture")
    written = run("export", "standard", "--to", "picture", "-o", str(picture))

    assert (printed.exit_code, printed.stdout) == (2, "")
    assert "give a file: -o picture.png" in printed.stderr
    assert (written.exit_code, written.stdout) == (0, f"{picture}\n")
    assert picture.read_bytes() == b"\x89PNG\n"


def test_a_file_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.mmd"
    page.write_text("mine")

    done = run("export", "standard", "--to", "mermaid", "-o", str(page))

    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert page.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [page]


def test_a_folder_that_is_not_there_is_wrong_use(run: Run, tmp_path: Path) -> None:
    done = run("export", "standard", "--to", "dot", "-o", str(tmp_path / "no" / "page.dot"))

    assert done.exit_code == 2
    assert "cannot be written: No such file or directory" in done.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("faulty", "its exporter 'faulty' fails: ValueError: no levels"),
        ("number", "its exporter 'number' must return text or bytes, not int"),
        ("half", "its exporter 'half' fails: UnicodeEncodeError"),
    ],
)
def test_an_exporter_that_fails_names_its_plugin_and_leaves_no_file(
    run: Run, forms: Site, tmp_path: Path, name: str, message: str
) -> None:
    assert forms.folder.exists()
    out = tmp_path / "out.txt"

    done = run("export", "standard", "--to", name, "-o", str(out))

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: plugin 'forms': ")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    "raised", ["SystemExit(3)", "GeneratorExit", "MissingExtraError('a', 'b')"]
)
def test_whatever_an_exporter_raises_the_plugin_is_named(run: Run, site: Site, raised: str) -> None:
    text = FORMS.format(raised=raised)
    site.install("forms", f"from iopkit.errors import MissingExtraError\n{text}")

    done = run("export", "standard", "--to", "faulty")

    assert done.exit_code == 1
    assert "plugin 'forms': its exporter 'faulty'" in done.stderr


def test_debug_says_where_an_exporter_fails(run: Run, forms: Site) -> None:
    assert forms.folder.exists()

    assert "acme_forms.py" not in run("export", "standard", "--to", "faulty").stderr
    assert "acme_forms.py" in run("--debug", "export", "standard", "--to", "faulty").stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["standard"], "FILE and --to NAME say what to write"),
        (["--to", "dot"], "FILE and --to NAME say what to write"),
        (["standard", "--to", "dots"], "no form named 'dots'; did you mean 'dot'?"),
        (["standard", "--list"], "--list stands alone"),
        (["standard", "--to", "dot", "--json"], "--json goes with --list"),
    ],
)
def test_wrong_use_says_what_is_right(run: Run, words: list[str], message: str) -> None:
    done = run("export", *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
