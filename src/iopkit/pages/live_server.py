"""A page shown live, by a small server on this machine.

The server only hands out what it was given. Whoever watches the files makes the pages, in the
thread that began it all.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOST: Final = "127.0.0.1"
"""The only address that is listened to: nobody on another machine gets an answer."""

_NAMES: Final = (HOST, "localhost")


class Board:
    """Where the page of the moment hangs; hung by one thread, read by others.

    >>> board = Board()
    >>> board.hang(lambda version: f"page {version}")
    >>> page, version = board.seen()
    >>> page == f"page {version}".encode()
    True
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun, self._number = time.time_ns(), 0
        self._page, self._version = b"", ""

    def hang(self, make: Callable[[str], str]) -> None:
        """Make a page, which is told what version it is, and show it from now on."""
        self._number += 1
        # A browser may still show what another server had at the same address.
        version = f"{self._begun:x}-{self._number}"
        page = make(version).encode()
        with self._lock:
            self._page, self._version = page, version

    def seen(self) -> tuple[bytes, str]:
        """Return the page and its version."""
        with self._lock:
            return self._page, self._version


class Server(ThreadingHTTPServer):
    """Hands out the page of a board, to browsers on this machine only."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have the same port

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """What to write into a browser."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that goes away in the middle of a page is no failure."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "iopkit"
    sys_version = ""
    default_request_version = "HTTP/1.0"  # a request that is none is answered with headers too
    timeout = 10

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        """Answer to those who ask for this machine by its name.

        A page from elsewhere can make its own name point here. Then the browser asks for that
        name, and gets nothing.
        """
        port = self.server.server_port
        if self.headers.get("Host") not in {f"{name}:{port}" for name in _NAMES}:
            text = f"This address is not served here. Open {self.server.address}\n"
            self._send(HTTPStatus.MISDIRECTED_REQUEST, text.encode(), "text/plain")
            return
        page, version = self.server.board.seen()
        match self.path.partition("?")[0]:
            case "/":
                self._send(HTTPStatus.OK, page, "text/html")
            case "/version":
                self._send(HTTPStatus.OK, version.encode(), "text/plain")
            case _:
                self._send(HTTPStatus.NOT_FOUND, b"There is nothing here.\n", "text/plain")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request that cannot be answered; what it said is not repeated."""
        del message, explain  # of the standard library, which repeats the request
        status = HTTPStatus(code)
        self.close_connection = True
        self._send(status, f"{status.phrase}.\n".encode(), "text/plain")

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to what is said of the file."""


@contextmanager
def served(board: Board, port: int) -> Iterator[str]:
    """Serve a board for the time of a block.

    Parameters
    ----------
    board
        What is shown.
    port
        Where; 0 for any port that is free.

    Yields
    ------
    str
        The address, for a browser.

    Raises
    ------
    OSError
        When the port is taken or not allowed.
    """
    server = Server(board, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
