"""Processes and clusters: the same bytes, and what is said when one is lost."""

import json
import os
import sys
import time
import warnings
from multiprocessing import active_children
from pathlib import Path

import attrs
import pytest
from runs import SCENARIO, files

from iopkit.errors import LostWorkerError, MissingExtraError
from iopkit.simulate import Run, resume, simulate
from iopkit.simulate.execution.workers import cluster, processes, threads


def as_bytes(run: Run) -> bytes:
    return json.dumps(run.to_dict()).encode()


def test_threads_and_processes_give_the_same_bytes() -> None:
    with threads(2) as two, processes(2) as others:
        assert as_bytes(simulate(SCENARIO, executor=two)) == as_bytes(simulate(SCENARIO))
        assert as_bytes(simulate(SCENARIO, executor=others)) == as_bytes(simulate(SCENARIO))


def test_a_process_that_is_killed_is_told_and_what_was_finished_is_kept(tmp_path: Path) -> None:
    scenario = attrs.evolve(SCENARIO, replications=40, days=2000.0)

    def kill(done: float) -> None:
        if done >= 3:  # as a system does that has no memory left
            for process in active_children():
                process.kill()

    with (
        processes(1) as pool,
        pytest.raises(
            LostWorkerError,
            match=r"a worker is gone .* of 40 replications are finished and kept; go on with",
        ),
    ):
        simulate(scenario, out=tmp_path / "run", executor=pool, progress=kill)
    assert 3 <= len(list((tmp_path / "run" / "figures").glob("part-*"))) < 40

    resume(tmp_path / "run")
    simulate(scenario, out=tmp_path / "whole")
    assert files(tmp_path / "run") == files(tmp_path / "whole")


def test_no_process_outlives_an_interruption() -> None:
    begun: list[int] = []

    def press(_done: float) -> None:
        begun.extend(process.pid for process in active_children() if process.pid)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), processes(2) as pool:
        simulate(SCENARIO, executor=pool, progress=press)
    assert begun
    until = time.monotonic() + 10
    while any(is_running(pid) for pid in begun):
        assert time.monotonic() < until
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Ask the system: `active_children` may list who is dead, where two threads saw the end."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_sees_another_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(_folder: object, _entry: object) -> str:
        """Write to the disk of another machine."""
        return ""

    monkeypatch.setattr("iopkit.simulate.storage.replication_files.write_entry", nowhere)
    with pytest.raises(ValueError, match="has not got what the workers wrote"):
        simulate(SCENARIO, out=tmp_path / "run")


def test_without_dask_a_cluster_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(MissingExtraError, match=r"pip install 'iopkit\[cluster\]'"),
        cluster("tcp://127.0.0.1:1"),
    ):
        pass


def test_a_cluster_gives_the_same_bytes(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as two,
        cluster(two.scheduler_address) as executor,
    ):
        warnings.simplefilter("ignore")  # those of Dask are not ours
        there = simulate(SCENARIO, executor=executor, out=tmp_path / "there")
    simulate(SCENARIO, out=tmp_path / "here")
    assert as_bytes(there) == as_bytes(simulate(SCENARIO))
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("iopkit.simulate.execution.workers.PATIENCE", 0.2)
    with (
        pytest.raises(
            LostWorkerError, match=r"no Dask scheduler answers at 'tcp://127\.0\.0\.1:1'"
        ),
        cluster("tcp://127.0.0.1:1"),
    ):
        pass
