"""`iopkit draw`: a picture on the screen, or a whole file of a known form."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from commands import Run

from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.files.compose.load import load
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import simulate


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a short run of the standard pathway."""
    pytest.importorskip("pyarrow", reason="the extra table is not installed")
    folder = tmp_path_factory.mktemp("runs") / "run"
    simulate(Scenario(pathway=load("standard"), days=100, replications=2, seed=3), out=folder)
    return folder


def test_without_a_file_the_picture_is_printed(run: Run) -> None:
    result = run("draw", "standard")

    assert result.exit_code == 0
    assert result.stdout.startswith("Standard levels of addiction care\n")
    assert "Residential" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_terminal_that_is_too_narrow_hears_what_else_there_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    result = run("draw", "standard")

    assert result.exit_code == 2
    assert not result.stdout
    assert "and here are 50" in result.stderr
    assert "iopkit show standard" in result.stderr


def test_an_svg_is_what_python_draws(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "pathway.svg"
    result = run("draw", "standard", "-o", str(out))

    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    assert out.read_text("utf-8") == staircase_picture(load("standard")).svg()
    ET.fromstring(out.read_text("utf-8"))  # noqa: S314  it is our own


def test_a_png_grows_with_the_scale(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    sizes = []
    for scale in ("1", "2"):
        out = tmp_path / f"at-{scale}.PNG"
        assert run("draw", "clinic.yaml", "-o", str(out), "--scale", scale).exit_code == 0
        sizes.append(int.from_bytes(out.read_bytes()[16:20]))

    assert sizes[1] == pytest.approx(2 * sizes[0], abs=2)


def test_without_resvg_a_png_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.delitem(sys.modules, "iopkit.draw.picture.png", raising=False)
    out = tmp_path / "pathway.png"
    result = run("draw", "standard", "-o", str(out))

    assert result.exit_code == 2
    assert "pip install 'iopkit[png]'" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize("name", ["pathway.pdf", "pathway", "svg", "pathway.svg.gz"])
def test_an_unknown_form_is_refused_before_anything_is_read(run: Run, name: str) -> None:
    result = run("draw", "no-such-file.yaml", "-o", name)

    assert result.exit_code == 2
    assert ".svg or .png" in result.stderr
    assert "no-such-file" not in result.stderr


def test_a_file_that_is_there_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "pathway.svg"
    out.write_text("mine", encoding="utf-8")
    result = run("draw", "standard", "-o", str(out))

    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert out.read_text("utf-8") == "mine"


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "pathway.svg"
    result = run("draw", "standard", "-o", str(out))

    assert result.exit_code == 2
    assert f"{out} cannot be written" in result.stderr.replace("\n", " ")


@pytest.mark.parametrize("words", [("--scale", "2"), ("-o", "x.svg", "--scale", "2")])
def test_a_scale_is_for_a_png_only(run: Run, words: tuple[str, ...]) -> None:
    assert "--scale is for a .png" in run("draw", "standard", *words).stderr


def test_a_run_shows_its_flows(run: Run, kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "flows.svg"

    assert run("draw", "standard", "--run", str(kept), "-o", str(out)).exit_code == 0
    assert " a year</text>" in out.read_text("utf-8")
    assert "Simulated:" in run("draw", "standard", "--run", str(kept)).stdout


def test_a_run_of_another_pathway_is_refused(run: Run, kept: Path) -> None:
    result = run("draw", "clinic.yaml", "--run", str(kept))

    assert result.exit_code == 2
    assert "one of the pathway 'standard'" in result.stderr


def test_what_is_no_run_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("draw", "standard", "--run", str(tmp_path))

    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr.replace("\n", "")
