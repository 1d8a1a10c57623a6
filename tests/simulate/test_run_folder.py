"""A run in a folder: whole files, the same bytes whoever simulates and however often it stops."""

import datetime as dt
import json
import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from runs import PATHWAY, SCENARIO, WALK_IN, files, stopped
from strategies import pathways

from iopkit.errors import RunFolderError, UnreadableError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import load, loads
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import ArrivalStream, Dates, Rate
from iopkit.model.simulation.census import Census, CurrentClient
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import open_run, resume, simulate
from iopkit.simulate.storage.figures_file import ReplicationEntry
from iopkit.simulate.storage.run_folder import RunFolder
from iopkit.simulate.storage.run_inventory import write_entry
from iopkit.simulate.storage.scenario_record import begun_of, recorded


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run that nobody stopped."""
    folder = tmp_path_factory.mktemp("runs") / "whole"
    simulate(SCENARIO, out=folder)
    return folder


def test_the_folder_holds_a_file_for_each_replication(whole: Path) -> None:
    parts = [f"part-{number:05d}" for number in range(6)]
    assert sorted(files(whole)) == sorted(
        ["manifest.json", "run.json", "summary.json"]
        + [f"visits/{part}.parquet" for part in parts]
        + [f"census/{part}.parquet" for part in parts]
        + [f"figures/{part}.json" for part in parts]
    )


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_every_file_is_the_same_wherever_it_was_made(
    kind: str, whole: Path, tmp_path: Path
) -> None:
    with (
        ThreadPoolExecutor(2)
        if kind == "threads"
        else ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    ) as pool:
        simulate(SCENARIO, out=tmp_path / "run", executor=pool)
    assert files(tmp_path / "run") == files(whole)


@pytest.mark.parametrize("after", [1, 4])
def test_a_run_that_goes_on_has_the_same_files_as_one_that_nobody_stopped(
    after: int, whole: Path, tmp_path: Path
) -> None:
    stopped(tmp_path / "run", after)
    assert 0 < len(files(tmp_path / "run")) < len(files(whole))

    run = resume(tmp_path / "run")

    assert files(tmp_path / "run") == files(whole)
    assert run.to_dict() == open_run(whole).to_dict()


def test_a_run_goes_on_with_what_is_missing_only(tmp_path: Path) -> None:
    stopped(tmp_path / "run", 4)
    seen: list[float] = []
    resume(tmp_path / "run", progress=seen.append)
    assert min(seen) > 4
    assert max(seen) == 6


@pytest.mark.parametrize("lost", ["visits", "census", "figures"])
def test_a_part_that_is_lost_is_made_again(lost: str, whole: Path, tmp_path: Path) -> None:
    simulate(SCENARIO, out=tmp_path / "run")
    next((tmp_path / "run" / lost).glob("*-00003.*")).unlink()
    with pytest.raises(RunFolderError, match=f"{lost}/part-00003.* is missing; `iopkit simulate"):
        open_run(tmp_path / "run")

    resume(tmp_path / "run")

    assert files(tmp_path / "run") == files(whole)


def test_what_somebody_left_who_was_killed_while_writing_is_swept_away(
    whole: Path, tmp_path: Path
) -> None:
    stopped(tmp_path / "run", 2)
    for name in (
        "visits/.part-00003.parquet.1a2b3c4d.unfinished",
        "census/.part-00003.parquet.1a2b3c4d.unfinished",
        "figures/.part-00003.json.x7.part",
        ".summary.json.x7.part",
    ):
        (tmp_path / "run" / name).write_bytes(b"half")

    resume(tmp_path / "run")

    assert files(tmp_path / "run") == files(whole)


def test_a_run_that_is_opened_is_the_run_that_was_simulated(whole: Path) -> None:
    opened, simulated = open_run(whole), simulate(SCENARIO)
    assert opened.scenario == SCENARIO
    assert opened.figures == simulated.figures
    assert opened.to_dict() == simulated.to_dict()


def test_tables_are_the_same_from_the_folder_and_simulated_again(whole: Path) -> None:
    opened, again = open_run(whole), simulate(SCENARIO)
    for number in (None, 0, 5):
        assert opened.visits.columns(number) == again.visits.columns(number)
        assert opened.census.columns(number) == again.census.columns(number)
    assert opened.visits.arrow(2).equals(again.visits.arrow(2))
    with pytest.raises(ValueError, match=r"^the run has the replications 0 to 5, not 6$"):
        opened.visits.columns(6)


def test_the_daily_census_is_what_the_visits_say(whole: Path) -> None:
    frame, census = open_run(whole).visits.arrow(3).to_pylist(), open_run(whole).census.columns(3)

    def there(day: int) -> tuple[int, int]:
        began = [visit for visit in frame if visit["started_at"] is not None]
        active = sum(visit["started_at"] < day <= visit["ended_at"] for visit in began)
        came = sum(visit["queued_at"] < day for visit in frame)
        left_queue = sum(visit["started_at"] < day for visit in began)
        return active, came - left_queue

    assert census["day"] == list(range(200))
    found = list(zip(census["active"], census["waiting"], strict=True))
    assert found == [there(day) for day in range(200)]
    assert max(found)[0] == 8  # it was full
    assert any(waiting != 0 for _, waiting in found)


def test_a_data_frame_is_one_step_away(whole: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = open_run(whole).visits.polars()
    counted = frame.group_by("replication").len().sort("replication")["len"].to_list()
    visits = [len(simulate(SCENARIO).visits.columns(n)["visit"]) for n in range(6)]
    assert counted == visits
    assert frame.schema["started_at"] == polars.Float64


def test_pandas_has_the_same_rows(whole: Path) -> None:
    pytest.importorskip("pandas")
    frame = open_run(whole).visits.pandas(2)
    assert frame["ended_at"].tolist() == simulate(SCENARIO).visits.columns(2)["ended_at"]
    assert frame["level"].unique().tolist() == ["iop"]


def test_the_columns_of_a_file_are_typed_and_nothing_is_null(whole: Path) -> None:
    table = pq.read_table(whole / "visits" / "part-00000.parquet")
    columns = simulate(SCENARIO).visits.columns(0)
    assert table.to_pydict() == columns
    assert [str(field.type).split("<")[0] for field in table.schema] == [
        "int32",
        "dictionary",
        "int64",
        "int32",
        "dictionary",
        *["double"] * 4,
        *["dictionary"] * 2,
    ]
    assert None in columns["why"]
    assert None in columns["started_at"]


def test_row_groups_are_cut_at_the_same_rows_whatever_the_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iopkit.simulate.storage.parquet.ROW_GROUP", 50)
    simulate(SCENARIO, out=tmp_path / "run")
    file = pq.ParquetFile(tmp_path / "run" / "visits" / "part-00000.parquet")
    groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert groups[:-1] == [50] * (len(groups) - 1)
    assert len(groups) > 2
    assert file.read().to_pydict() == simulate(SCENARIO).visits.columns(0)


def test_nobody_who_arrives_is_an_empty_table(tmp_path: Path) -> None:
    late = ArrivalStream(id="late", to="iop", when=Dates((900.0,)))
    run = simulate(attrs.evolve(SCENARIO, arrivals=(late,), replications=1), out=tmp_path / "run")
    assert run.visits.columns(0)["level"] == []
    assert list(run.visits.arrow().to_pydict()) == list(run.visits.columns(0))
    assert set(run.census.columns()["active"]) == {0}


FULL = attrs.evolve(
    SCENARIO,
    replications=2,
    seed=2**64 - 1,
    places={"iop": None},
    arrivals=(attrs.evolve(WALK_IN, id="other"),),
    census=Census(
        [
            CurrentClient(level="iop", days=3.25, days_in_care=11, facts={"steady": True}),
            CurrentClient(level="iop", is_waiting=True, days=0.1, completed=["iop"]),
        ]
    ),
    discount=0.03,
)


def test_everything_about_a_scenario_is_kept() -> None:
    told = json.loads(json.dumps(recorded(FULL)))
    assert begun_of(told).scenario == FULL


@given(pathways())
def test_every_pathway_is_kept(pathway: Pathway) -> None:
    dated = any(isinstance(s.when, Dates) and s.when.day_zero for s in pathway.arrivals)
    starts = None if dated else dt.date(2026, 2, 28)  # somebody might come before it
    scenario = Scenario(pathway=pathway, days=30, starts=starts)
    assert begun_of(json.loads(json.dumps(recorded(scenario)))).scenario == scenario


def test_a_folder_with_answers_is_for_its_owner_only(tmp_path: Path) -> None:
    RunFolder.new(tmp_path / "open", SCENARIO)
    RunFolder.new(tmp_path / "closed", FULL)
    modes = [(tmp_path / name).stat().st_mode & 0o077 for name in ("open", "closed")]
    assert modes[0] != 0
    assert modes[1] == 0
    assert (tmp_path / "closed" / "run.json").stat().st_mode & 0o077 == 0


def edited(folder: Path, **changes: Any) -> None:  # noqa: ANN401  anything that JSON holds
    path = folder / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_run_of_another_version_does_not_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("iopkit.simulate.storage.scenario_record.version", lambda _name: "0.0.7")
        stopped(tmp_path / "run", 2)
    with pytest.raises(RunFolderError, match=r"was begun with iopkit 0\.0\.7, and this is .*"):
        resume(tmp_path / "run")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": 12}, "it was changed after it was written"),
        ({"pathway": "{}"}, "it was changed after it was written"),
        ({"version": 4}, "in a form that this iopkit does not know"),
        ({"schema": "iopkit/run"}, "it was not written by `iopkit simulate --out`"),
    ],
)
def test_a_run_that_was_changed_is_refused(
    change: dict[str, object], message: str, tmp_path: Path
) -> None:
    stopped(tmp_path / "run", 2)
    edited(tmp_path / "run", **change)
    for use in (resume, open_run):
        with pytest.raises(RunFolderError, match=message):
            use(tmp_path / "run")


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff"])
def test_a_file_of_another_kind_is_no_run(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(content)
    with pytest.raises(RunFolderError, match="was not written by `iopkit simulate --out`"):
        open_run(tmp_path)


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    for use in (resume, open_run):
        with pytest.raises(RunFolderError, match=r"there is no run in .*: it has no run\.json"):
            use(tmp_path)


def test_a_new_run_overwrites_nothing(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match="holds a complete run already"):
        simulate(SCENARIO, out=whole)
    stopped(tmp_path / "run", 2)
    with pytest.raises(RunFolderError, match=r"go on with `iopkit simulate --resume"):
        simulate(SCENARIO, out=tmp_path / "run")
    with pytest.raises(RunFolderError, match="holds something else than a run"):
        simulate(SCENARIO, out=tmp_path)
    (tmp_path / "empty").mkdir()
    simulate(SCENARIO, out=tmp_path / "empty")
    assert open_run(tmp_path / "empty").figures == open_run(whole).figures


def test_who_was_killed_when_the_folder_was_made_can_go_on_or_begin_again(
    whole: Path, tmp_path: Path
) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / ".run.json.x7.part").write_bytes(b"half")
    simulate(SCENARIO, out=tmp_path / "before")
    RunFolder.new(tmp_path / "after", SCENARIO)
    for kind in ("visits", "census", "figures"):
        (tmp_path / "after" / kind).rmdir()
    resume(tmp_path / "after")
    assert files(tmp_path / "after") == files(whole)
    assert open_run(tmp_path / "before").figures == open_run(whole).figures


def test_where_nothing_can_be_written_the_system_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RunFolderError, match=r"run cannot be written: Not a directory$"):
        simulate(SCENARIO, out=tmp_path / "file" / "run")


def test_a_disk_that_fills_up_keeps_what_is_finished(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: RunFolder, entry: ReplicationEntry) -> str:
        if entry.replication == 2:
            with folder.written():
                raise OSError(28, "No space left on device")
        return write_entry(folder, entry)

    with monkeypatch.context() as small:
        small.setattr("iopkit.simulate.storage.replication_files.write_entry", full)
        with pytest.raises(
            RunFolderError,
            match=r"No space left on device\. 2 of 6 replications are finished and kept; go on",
        ):
            simulate(SCENARIO, out=tmp_path / "run")
    assert not list((tmp_path / "run").rglob(".*"))

    resume(tmp_path / "run")

    assert files(tmp_path / "run") == files(whole)


def test_two_cannot_work_on_the_same_run(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    stopped(tmp_path / "run", 2)
    with (
        RunFolder(tmp_path / "run").alone(),
        pytest.raises(RunFolderError, match=r"somebody is simulating into .* just now"),
    ):
        resume(tmp_path / "run")


def test_a_damaged_part_says_what_to_do(tmp_path: Path) -> None:
    run = simulate(SCENARIO, out=tmp_path / "run")
    (tmp_path / "run" / "visits" / "part-00001.parquet").write_bytes(b"half")
    with pytest.raises(RunFolderError, match=r"00001\.parquet is not a whole Parquet"):
        run.visits.columns(1)
    (tmp_path / "run" / "figures" / "part-00001.json").write_bytes(b"half")
    for read in (lambda: run.visits.columns(1), lambda: open_run(tmp_path / "run")):
        with pytest.raises(RunFolderError, match=r"00001\.json holds something else than was"):
            read()


def test_a_notebook_shows_names_as_text() -> None:
    level = attrs.evolve(PATHWAY.levels[0], title="<b>IOP</b>")
    pathway = attrs.evolve(PATHWAY, title="Crest & <i>View</i>", levels=[level])
    shown = simulate(attrs.evolve(SCENARIO, pathway=pathway))._repr_html_()
    assert "<h3>Crest &amp; &lt;i&gt;View&lt;/i&gt;</h3>" in shown
    assert '<th scope="row">iop</th><td>8</td>' in shown


def test_a_notebook_shows_figures_with_their_interval() -> None:
    summary = simulate(SCENARIO).summary()
    census = summary.level("iop").census
    told = f"{census.mean:.3g} ({census.ci_low:.3g} to {census.ci_high:.3g})"
    assert census._repr_html_() == f"<span>{told}</span>"
    assert f"<td>{told}</td>" in summary._repr_html_()
    assert "<caption>Levels, after the warm-up</caption>" in summary._repr_html_()


@pytest.mark.parametrize(
    ("writer", "cure"),
    [("0.0.7", r"iopkit 0\.0\.7 wrote it, and this is .*: install"), ("", "please report it")],
)
def test_a_record_that_cannot_be_read_says_what_is_wrong_in_it_and_what_to_do(
    writer: str, cure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(
            "iopkit.simulate.storage.scenario_record.dump",
            lambda pathway: dump(pathway) + "answers: hidden\n",
        )
        if writer:
            before.setattr("iopkit.simulate.storage.scenario_record.version", lambda _name: writer)
        stopped(tmp_path / "run", 2)
    for use in (resume, open_run):
        with pytest.raises(RunFolderError, match=cure) as refused:
            use(tmp_path / "run")
        said = str(refused.value)
        assert re.search(r"pathway:\d+:1: error: 'answers' is not known here", said)
        assert "simulate the pathway again" in said
        assert "hidden" not in said


def test_a_pathway_larger_than_any_file_is_kept_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = [
        ArrivalStream(id="door", to="iop", when=Dates(tuple(n / 8 for n in range(600)))),
        ArrivalStream(
            id="back",
            to="iop",
            when=Rate.constant(0.1),
            people=ClientSample(facts=["physically_stable"], rows=[(True,)] * 200),
        ),
    ]
    scenario = Scenario(pathway=attrs.evolve(load("standard"), arrivals=several), days=300)
    monkeypatch.setattr("iopkit.files.yaml.strict_yaml.VALUES", 500)
    monkeypatch.setattr("iopkit.files.tables.csv_table.MOST_ANSWERS", 100)
    monkeypatch.setattr("iopkit.files.yaml.text.LIMIT", 1000)

    folder = RunFolder.new(tmp_path / "run", scenario)

    assert folder.scenario() == scenario
    with pytest.raises(UnreadableError):
        loads(dump(scenario.pathway))
