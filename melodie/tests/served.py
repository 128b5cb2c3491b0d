"""The worker in this process, in front of any WSGI app, with limits that a test sets."""

import io
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPResponse
from selectors import DefaultSelector
from threading import Thread
from typing import Any, Final, Self

from gunicorn.config import Config
from gunicorn.glogging import Logger

from melodie.server.limits import Limits
from melodie.server.worker import BufferingWorker

PATIENCE: Final = 20.0
App = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass(frozen=True, slots=True)
class Served:
    """A worker that serves on ``address`` in a thread of its own."""

    address: tuple[str, int]
    worker: BufferingWorker
    thread: Thread

    def client(self, *, small: bool = False) -> "Client":
        """Connect; a ``small`` client takes little before it reads."""
        return Client(self.address, small=small)

    def stop(self) -> None:
        """Stop the worker, as a signal does."""
        self.worker.handle_exit(None, None)


class _Kept(io.BufferedReader):
    """Stays open when an answer has been read: what comes after may be in it already."""

    def close(self) -> None:
        pass


class Client:
    """A client that sends and reads just what a test says."""

    def __init__(self, address: tuple[str, int], *, small: bool) -> None:
        self.socket = socket.socket()
        if small:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(address)
        self._file = _Kept(self.socket.makefile("rb", buffering=0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.detach().close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def ask(self, path: str = "/", *, body: bytes | None = None, headers: str = "") -> None:
        """Send a whole request."""
        method = "GET" if body is None else "POST"
        length = "" if body is None else f"Content-Length: {len(body)}\r\n"
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{length}{headers}\r\n"
        self.send(head.encode() + (body or b""))

    def answer(self) -> tuple[HTTPResponse, bytes]:
        """Read one answer."""
        response = HTTPResponse(self)  # type: ignore[arg-type]  # it only asks for a file
        response.begin()
        return response, response.read()

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Give the one file that all answers are read from."""
        return self._file

    def closed(self) -> bool:
        """Read on until the server has closed; say whether it sent nothing more."""
        try:
            return self._file.read(1) == b""
        except ConnectionResetError:
            return True


@contextmanager
def served(app: App, *, threads: int = 1, **varied: Any) -> Iterator[Served]:
    """Serve ``app``; ``varied`` are fields of ``Limits`` or settings of gunicorn."""
    limits = {name: varied.pop(name) for name in list(varied) if name in Limits.__slots__}
    cfg = Config()
    for name, value in {
        "threads": threads,
        "keepalive": 5,
        "graceful_timeout": 20,
        **varied,
    }.items():
        cfg.set(name, value)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        address = listener.getsockname()
        worker = BufferingWorker(0, os.getppid(), [listener], None, 30, cfg, Logger(cfg))
        worker.limits = replace(worker.limits, **limits)
        worker.wsgi = app
        worker.tpool = worker.get_thread_pool()
        worker.poller = DefaultSelector()
        worker.method_queue.init()
        thread = Thread(target=worker.run)
        thread.start()
        try:
            yield Served(address, worker, thread)
        finally:
            worker.cfg.set("graceful_timeout", 0)
            worker.handle_exit(None, None)
            thread.join(PATIENCE)
            worker.tpool.shutdown()
            worker.tmp.close()
