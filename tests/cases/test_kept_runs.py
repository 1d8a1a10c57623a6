"""Runs that are kept: what is not as it was written is refused by name, or mended to the byte."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from commands import CASES, Run
from run_damages import DAMAGES, HARMLESS, Hit, Site, said, simulate_command, tried
from runs import files

from iopkit.cli import main
from iopkit.simulate import damage_in, open_run

HOUSE = CASES / "kept-runs" / "house.yaml"
OLD = CASES / "kept-runs" / "of-0.1.0"
HILL = CASES / "kept-runs" / "hill-house.yaml"
DIGESTED = CASES / "kept-runs" / "of-0.1-with-digests"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a run, and one of another seed beside it."""
    home = tmp_path_factory.mktemp("kept")
    for name, seed in (("whole", 3), ("other", 4)):
        done = CliRunner().invoke(main, simulate_command(home / name, seed), prog_name="iopkit")
        assert done.exit_code == 0, done.output
    return home


@pytest.fixture
def copy(kept: Path, tmp_path: Path) -> Path:
    """Give a copy that may be damaged."""
    shutil.copytree(kept / "whole", tmp_path / "c")
    return tmp_path / "c"


def edit(path: Path, change: Callable[[Any], object]) -> None:
    values = json.loads(path.read_text())
    change(values)
    path.write_text(json.dumps(values))


def nine_times(values: Any) -> None:  # noqa: ANN401  any JSON
    for row in values["figures"]:
        row[-1] *= 9


def garbled(values: Any) -> None:  # noqa: ANN401
    values["figures"][0][-1] = float("nan")
    values["figures"].append(["wait_mean", "iop"])


def exchanged(folder: Path, kind: str, ending: str) -> None:
    two, three = (folder / kind / f"part-0000{number}.{ending}" for number in (2, 3))
    content = two.read_bytes()
    two.write_bytes(three.read_bytes())
    three.write_bytes(content)


FIGURES = "figures/part-00003.json"
VISITS = "visits/part-00003.parquet"


def at(name: str, damage: Callable[[Path], object]) -> tuple[str, Callable[[Path, Path], object]]:
    return name, lambda folder, _other: damage(folder / name)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


DAMAGED: dict[str, tuple[str, Callable[[Path, Path], object]]] = {
    "figures cut off": at(FIGURES, lambda path: path.write_bytes(path.read_bytes()[:500])),
    "altered figures": at(FIGURES, lambda path: edit(path, nine_times)),
    "no numbers": at(FIGURES, lambda path: edit(path, garbled)),
    "an emptied list": at(FIGURES, lambda path: edit(path, lambda told: told.update(figures=[]))),
    "deep figures": at(FIGURES, lambda path: path.write_text("[" * 200_000)),
    "binary figures": at(FIGURES, lambda path: path.write_bytes(random.Random(1).randbytes(3000))),
    "no figures": at(FIGURES, lambda path: path.unlink()),
    "no visits": at(VISITS, lambda path: path.unlink()),
    "visits cut off": at(VISITS, lambda path: path.write_bytes(path.read_bytes()[:900])),
    "a flipped bit": at(VISITS, flip),
    "garbage for a summary": at("summary.json", lambda path: path.write_text("garbage\n")),
    "no summary": at("summary.json", lambda path: path.unlink()),
    "a changed summary": at("summary.json", lambda path: edit(path, lambda t: t.update(more=1))),
    "a deep manifest": at("manifest.json", lambda path: path.write_text("[" * 200_000)),
    "no manifest": at("manifest.json", lambda path: path.unlink()),
    "figures of another seed": (FIGURES, lambda c, o: shutil.copy(o / FIGURES, c / FIGURES)),
    "visits of another seed": (VISITS, lambda c, o: shutil.copy(o / VISITS, c / VISITS)),
    "figures over others": (
        FIGURES,
        lambda c, _o: shutil.copy(c / "figures/part-00002.json", c / FIGURES),
    ),
    "exchanged figures": ("part-00002.json", lambda c, _o: exchanged(c, "figures", "json")),
    "exchanged visits": ("part-00002.parquet", lambda c, _o: exchanged(c, "visits", "parquet")),
    "exchanged census": ("part-00002.parquet", lambda c, _o: exchanged(c, "census", "parquet")),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_named_and_made_again(
    name: str, kept: Path, copy: Path, run: Run
) -> None:
    file, damage = DAMAGED[name]
    damage(copy, kept / "other")
    told = run("report", "c", "-o", "c.html")
    assert told.exit_code == 2, told.output
    assert file in told.stderr
    assert "iopkit simulate --resume c" in told.stderr
    assert not Path("c.html").exists()
    assert run("draw", str(HOUSE), "--run", "c").exit_code == 2

    mended = run("simulate", "--resume", "c", "--json")

    assert mended.exit_code == 0, mended.stderr
    assert file in mended.stderr or name == "no manifest"  # as if stopped before its end
    assert mended.stdout == (kept / "whole" / "summary.json").read_text()
    assert files(copy) == files(kept / "whole")
    assert run("report", "c", "-o", "c.html").exit_code == 0


NOT_MENDED: dict[str, Callable[[Path, Path], object]] = {
    "no run.json": lambda c, _o: (c / "run.json").unlink(),
    "a changed run.json": lambda c, _o: edit(c / "run.json", lambda told: told.update(seed=8)),
    "a deep run.json": lambda c, _o: (c / "run.json").write_text("[" * 200_000),
    "a form of tomorrow": lambda c, _o: edit(c / "run.json", lambda t: t.update(version=4)),
    "a form that is none": lambda c, _o: edit(c / "run.json", lambda t: t.update(version=[])),
    "another run": lambda c, o: shutil.copy(o / "run.json", c / "run.json"),
    "a part too many": lambda c, _o: shutil.copy(c / VISITS, c / "visits/part-00006.parquet"),
}


@pytest.mark.parametrize("name", NOT_MENDED)
def test_what_cannot_be_made_again_is_refused_and_nothing_touched(
    name: str, kept: Path, copy: Path, run: Run
) -> None:
    NOT_MENDED[name](copy, kept / "other")
    before = files(copy)
    for words in (
        ("report", "c", "-o", "c.html"),
        ("draw", str(HOUSE), "--run", "c"),
        ("simulate", "--resume", "c"),
    ):
        done: Result = run(*words)
        assert done.exit_code == 2, done.output
        assert "run.json" in done.stderr or "visits/part-00006.parquet" in done.stderr
        assert "--resume" not in done.stderr  # it would be refused again
    assert files(copy) == before


@pytest.mark.parametrize("depth", [300, 900, 950, 980, 1000, 3000])
@pytest.mark.parametrize("name", [FIGURES, "summary.json", "manifest.json", "run.json"])
def test_json_of_any_depth_is_a_message(name: str, depth: int, copy: Path, run: Run) -> None:
    edit(copy / name, lambda told: told.update(more="deep"))
    text = (copy / name).read_text()
    (copy / name).write_text(text.replace('"deep"', "[" * depth + "]" * depth))

    told = run("report", "c", "-o", "c.html")

    assert told.exit_code == 2, told.output
    assert name in told.stderr


def test_damage_is_listed_and_left_alone(copy: Path) -> None:
    assert damage_in(copy) == ()
    flip(copy / VISITS)
    (copy / "summary.json").write_text("{}")
    before = files(copy)
    assert [str(each.path.relative_to(copy)) for each in damage_in(copy)] == [
        VISITS,
        "summary.json",
    ]
    assert files(copy) == before


def test_content_counts_and_not_bytes(copy: Path, run: Run) -> None:
    whole = run("report", "c", "-o", "whole.html")
    for path in sorted(copy.rglob("*.parquet")):
        table = pq.read_table(path)
        pq.write_table(table, path, compression="snappy", row_group_size=100, version="2.4")
    for path in sorted(copy.rglob("*.json")):
        path.write_text(json.dumps(json.loads(path.read_text()), indent=3))
    again = run("report", "c", "-o", "again.html")

    assert (whole.exit_code, again.exit_code) == (0, 0)
    assert Path("again.html").read_text() == Path("whole.html").read_text()
    assert "is complete" in run("simulate", "--resume", "c").stderr


def test_a_run_of_0_1_0_is_read_with_a_note(tmp_path: Path, run: Run) -> None:
    shutil.copytree(OLD, tmp_path / "old")
    note = "The run in old was kept by iopkit 0.1.0, which lists no digests"
    for words in (
        ("report", "old", "-o", "old.html"),
        ("draw", str(HOUSE), "--run", "old"),
        ("simulate", "--resume", "old"),
    ):
        done = run(*words)
        assert done.exit_code == 0, done.stderr
        assert done.stderr.count(note) == 1
    assert "2 replications" in Path("old.html").read_text()
    (tmp_path / "old" / "figures" / "part-00001.json").unlink()
    for line in ("simulate --resume old", "report old"):
        done = run(*line.split())
        assert done.exit_code == 2
        assert "begin a new run in another folder" in done.stderr


def test_a_run_of_0_1_with_digests_is_reported_and_drawn(tmp_path: Path, run: Run) -> None:
    shutil.copytree(DIGESTED, tmp_path / "old")
    before = files(tmp_path / "old")

    reported = run("report", "old", "-o", "old.html")
    drawn = run("draw", str(HILL), "--run", "old", "-o", "old.svg")

    assert (reported.exit_code, drawn.exit_code) == (0, 0), reported.stderr + drawn.stderr
    page = Path("old.html").read_text()
    for figure in ("9.9 (7.9 to 11.9)", "97 % (92 to 102)", "95 clients a year leave care"):
        assert figure in page
    assert "<svg" in Path("old.svg").read_text()
    assert files(tmp_path / "old") == before


def test_the_figures_of_a_run_of_0_1_are_those_that_it_wrote() -> None:
    wrote = json.loads((DIGESTED / "summary.json").read_text())["summary"]

    assert "\nmeant:\n" in json.loads((DIGESTED / "run.json").read_text())["pathway"]

    run = open_run(DIGESTED)

    assert [each.because for each in run.scenario.pathway.accepted]
    assert {"queue", "gave_up", "cost_low"} <= {
        name for name, *_ in json.loads((DIGESTED / FIGURES).read_text())["figures"]
    }
    summary = run.summary()
    (cost,) = summary.level("iop").costs
    (wrote_cost,) = wrote["levels"][1]["costs"]
    assert cost.at_most is not None
    assert cost.at_most.mean == wrote_cost["high"]["mean"]
    php, wrote_php = summary.level("php"), wrote["levels"][0]
    assert php.wait_mean is not None
    assert php.wait_mean.mean == wrote_php["wait_mean"]["mean"]
    assert php.abandonments is not None
    assert php.abandonments.mean == wrote_php["gave_up"]["mean"]
    assert php.census.mean == wrote_php["census"]["mean"]
    assert summary.new_arrivals.mean == wrote["arrivals"]["mean"]
    first = run.visits.columns(0)
    assert (len(first["level"]), len(run.visits.columns()["level"])) == (158, 620)


@pytest.mark.parametrize("name", ["figures/part-00003.json", "manifest.json"])
def test_a_run_of_0_1_that_is_not_complete_does_not_go_on_and_says_why(
    name: str, tmp_path: Path, run: Run
) -> None:
    shutil.copytree(DIGESTED, tmp_path / "old")
    for each in {name, "manifest.json"}:
        (tmp_path / "old" / each).unlink()
    before = files(tmp_path / "old")
    for line in ("simulate --resume old", "report old -o old.html"):
        done = run(*line.split())
        assert done.exit_code == 2
        assert "iopkit 0.1 began it and calls its figures otherwise" in done.stderr
        assert "begin a new run" in done.stderr
        assert "with `iopkit simulate --resume" not in done.stderr
    assert files(tmp_path / "old") == before


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("damage", [*DAMAGES, *HARMLESS], ids=lambda each: each.__name__)
def test_no_random_damage_makes_a_run_say_something_wrong(
    damage: Callable[[Site], Hit], seed: int, kept: Path, copy: Path
) -> None:
    hit = damage(Site(copy, kept / "other", random.Random(f"{damage.__name__} {seed}")))
    if files(copy) == files(kept / "whole"):
        pytest.skip("this one changed nothing")

    trial = tried(copy, hit, said(kept / "whole"), files(kept / "whole"))

    assert trial.is_right, trial
    assert trial.reading == "harmless" or damage not in HARMLESS
