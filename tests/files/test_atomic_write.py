import os
import stat
from pathlib import Path

import pytest

from iopkit.files.yaml.atomic_write import write_text


def test_a_new_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    write_text(tmp_path / "a.yaml", "text\n")

    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_bytes() == b"text\n"


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")

    with pytest.raises(FileExistsError, match="is there already"):
        write_text(path, "new")

    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_it_is_replaced_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    write_text(path, "new", overwrite=True)

    assert path.read_text() == "new"


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError("full")

    path = tmp_path / "a.yaml"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        write_text(path, "new", overwrite=True)

    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "x", private=True)
    write_text(tmp_path / "b", "x")

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert (tmp_path / "b").stat().st_mode & 0o600 == 0o600
