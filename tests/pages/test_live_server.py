"""The live form of a page: who is answered, and which files count."""

import os
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NothingHappens
from pathlib import Path

import pytest

from iopkit.pages.file_watcher import files_of, followed
from iopkit.pages.live_server import Board, served

LONG = 20.0
"""Before a test gives up. [s]"""
SHORT = 0.3
"""How long nothing must happen. [s]"""


@pytest.fixture
def address() -> Iterator[str]:
    board = Board()
    board.hang(lambda version: f"<p>North, version {version}</p>")
    with served(board, 0) as found:
        yield found


def ask(url: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:  # noqa: S310  our own address
        return bytes(answer.read()).decode()


def test_the_page_knows_its_version_and_the_server_the_newest(address: str) -> None:
    version = ask(f"{address}version")

    assert ask(address) == f"<p>North, version {version}</p>"


def test_every_page_that_is_hung_is_another_version() -> None:
    board, other = Board(), Board()
    for each in (board, board, other):
        each.hang(lambda version: version)

    assert board.seen()[1] != other.seen()[1]
    before = board.seen()[1]
    board.hang(lambda _: "again")
    assert board.seen()[1] != before


def test_nobody_is_answered_who_asks_for_another_name(address: str) -> None:
    port = address.rstrip("/").rpartition(":")[2]

    for name in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port}0"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(address, Host=name)
        assert refused.value.code == 421
        refused.value.close()
    assert "North" in ask(address, Host=f"localhost:{port}")


def test_only_this_machine_is_listened_to_and_only_the_page_is_there(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
    for path in ("etc/passwd", "..", "version/x"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(address + path)
        assert refused.value.code == 404
        refused.value.close()


def test_a_port_that_is_taken_is_an_error_at_once(address: str) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])

    with pytest.raises(OSError), served(Board(), port):  # noqa: PT011  the system's own words
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "north.yaml").write_text(
        "iopkit: 1\nid: north\ntitle: North\nextends: base.yaml\nuses: [therapies.yaml]\n"
        "arrivals: {in: {to: iop, people: people.csv}}\n"
    )
    (tmp_path / "base.yaml").write_text(
        "iopkit: 1\nid: base\ntitle: B\nextends: deeper/most.yaml\n"
    )
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "most.yaml").write_text("iopkit: 1\nid: most\ntitle: M\n")
    (tmp_path / "therapies.yaml").write_text("iopkit: 1\nid: t\ntitle: T\n")
    (tmp_path / "people.csv").write_text("stable\nyes\n")
    return tmp_path


NAMED = ["north.yaml", "base.yaml", "deeper/most.yaml", "therapies.yaml", "people.csv"]


def test_all_files_that_a_file_names_belong_to_it(folder: Path) -> None:
    assert files_of(folder / "north.yaml") == {folder / name for name in NAMED}


def test_files_that_name_each_other_are_found_once(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        text = f"iopkit: 1\nid: {name}\ntitle: T\nextends: {other}.yaml\n"
        (tmp_path / f"{name}.yaml").write_text(text)

    assert files_of(tmp_path / "a.yaml") == {tmp_path / "a.yaml", tmp_path / "b.yaml"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in this system's folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "a.yaml").write_text("iopkit: 1\nid: a\ntitle: T\nextends: pipe.yaml\n")

    assert tmp_path / "pipe.yaml" in files_of(tmp_path / "a.yaml")


@pytest.fixture
def following(folder: Path) -> Iterator[Callable[[], "Future[None]"]]:
    """Give what waits for the next time that a file is saved."""
    saved = followed(folder / "north.yaml", pause=0.01)
    next(saved)
    with ThreadPoolExecutor(1) as thread:
        yield lambda: thread.submit(next, saved)
        (folder / "north.yaml").write_text("the end")  # or a thread that waits would never end


@pytest.mark.parametrize("name", NAMED)
def test_a_file_that_is_saved_counts(
    folder: Path, following: Callable[[], "Future[None]"], name: str
) -> None:
    saved = following()
    with pytest.raises(NothingHappens):
        saved.result(SHORT)

    with (folder / name).open("a") as file:
        file.write("\n# more\n")

    saved.result(LONG)


def test_a_new_file_under_the_old_name_counts(
    folder: Path, following: Callable[[], "Future[None]"]
) -> None:
    path = folder / "base.yaml"
    stat = path.stat()
    new = folder / ".base.yaml.swp"
    new.write_text(path.read_text().replace("title: B", "title: C"))
    os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # the same size and the same time
    saved = following()

    new.replace(path)

    saved.result(LONG)


def test_what_a_broken_file_named_still_counts(
    folder: Path, following: Callable[[], "Future[None]"]
) -> None:
    saved = following()
    (folder / "north.yaml").write_text("iopkit: [1")
    saved.result(LONG)
    saved = following()
    with pytest.raises(NothingHappens):
        saved.result(SHORT)

    (folder / "base.yaml").write_text("iopkit: 1\nid: base\ntitle: Mended\n")

    saved.result(LONG)


def test_a_file_that_is_named_from_now_on_counts(
    folder: Path, following: Callable[[], "Future[None]"]
) -> None:
    saved = following()
    (folder / "north.yaml").write_text("iopkit: 1\nid: n\ntitle: N\nextends: new.yaml\n")
    saved.result(LONG)
    saved = following()
    with pytest.raises(NothingHappens):
        saved.result(SHORT)

    (folder / "new.yaml").write_text("iopkit: 1\nid: new\ntitle: New\n")

    saved.result(LONG)


REQUESTS = {
    b"GET / HTTP/1.1\r\nHost: %b\r\n\r\n": 200,
    b"GET /nothing HTTP/1.1\r\nHost: %b\r\n\r\n": 404,
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n": 421,
    b"POST / HTTP/1.1\r\nHost: %b\r\nContent-Length: 0\r\n\r\n": 501,
    b"<SCRIPT> / HTTP/1.1\r\nHost: %b\r\n\r\n": 501,
    b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n": 414,
    b"GET / HTTP/9.9\r\nHost: %b\r\n\r\n": 505,
    b"GET / <script>\r\n\r\n": 400,
    b"BREW\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n": 431,
}


@pytest.mark.parametrize(("request_", "status"), REQUESTS.items(), ids=range(len(REQUESTS)))
def test_every_answer_carries_the_headers_that_protect_a_reader(
    address: str, request_: bytes, status: int
) -> None:
    host = address.removeprefix("http://").rstrip("/")
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=LONG) as line:
        line.sendall(request_.replace(b"%b", host.encode()))
        answer = line.makefile("rb").read()

    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {key.lower(): value for key, _, value in (each.partition(": ") for each in lines)}
    assert first.split(" ")[1] == str(status)
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "Python" not in headers["server"]
    assert b"<script" not in body.lower()
