"""The worker with slow clients: none of them holds a thread, and all of it is bounded."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPResponse
from itertools import chain
from threading import Event
from typing import Any, Final

import pytest

from melodie.tests.served import Client, Served, served

LONG: Final = bytes(range(256)) * 40_000
"""An answer that no socket holds by itself."""

PROBLEM: Final = "application/problem+json"
HEAD: Final = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
LATE: Final[dict[str, Any]] = {"head_seconds": 0.3, "body_seconds": 0.3, "answer_seconds": 0.3}


class App:
    """Says what it was sent; answers with ``LONG``, in one piece or many, where it is asked to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.running, self.go_on, self.closed = Event(), Event(), Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        status = "413 Too Large" if path == "/refuse" else "200 OK"
        body = b"" if path == "/refuse" else environ["wsgi.input"].read()
        answers = {
            "/long": [LONG],
            "/pieces": self._pieces(),
            "/wait": self._wait(),
            "/begin": chain([b"begun"], self._wait()),
        }
        answer = answers.get(path, [b"refused" if path == "/refuse" else b"got " + body])
        if isinstance(answer, list):
            length = str(sum(map(len, answer)))
            start_response(status, [("Content-Length", length)])
        else:
            start_response(status, [("Content-Type", "text/plain")])
        return answer

    def _pieces(self) -> Iterator[bytes]:
        try:
            for start in range(0, len(LONG), 10_000):
                yield LONG[start : start + 10_000]
        finally:
            self.closed.set()

    def _wait(self) -> Iterator[bytes]:
        self.running.set()
        assert self.go_on.wait(20)
        yield b"waited"


@pytest.fixture
def app() -> App:
    return App()


def ask(server: Served, path: str = "/", **more: Any) -> tuple[int, bytes]:
    with server.client() as client:
        client.ask(path, **more)
        response, body = client.answer()
        return response.status, body


def crowd(server: Served, stays: ExitStack, number: int, first: bytes = b"") -> list[Client]:
    clients = [stays.enter_context(server.client(small=True)) for _ in range(number)]
    for client in clients:
        client.send(first)
    return clients


def problem(client: Client) -> dict[str, Any]:
    response, body = client.answer()
    assert response.headers["Content-Type"] == PROBLEM
    problem: dict[str, Any] = json.loads(body)
    assert problem["status"] == response.status
    assert problem["request_id"] == response.headers["X-Request-ID"]
    return problem


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"GET",
        HEAD,
        b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf",
        b"POST / HTTP/1.1\r\nContent-Length: 90000\r\n\r\n" + b"half" * 10_000,
        b"GET /long HTTP/1.1\r\n\r\n",
        b"GET /pieces HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
    ],
    ids=["idle", "word", "head", "body", "large body", "reader", "reader of pieces", "lingerer"],
)
def test_no_slow_client_holds_the_only_thread(app: App, first: bytes) -> None:
    with ExitStack() as stays:
        server = stays.enter_context(served(app, threads=1))
        crowd(server, stays, 30, first)
        assert ask(server, body=b"quick") == (200, b"got quick")


@pytest.mark.parametrize("path", ["/long", "/pieces"])
def test_a_slow_reader_gets_all_of_its_answer(app: App, path: str) -> None:
    with ExitStack() as stays:
        server = stays.enter_context(served(app, threads=1))
        readers = crowd(server, stays, 3, f"GET {path} HTTP/1.1\r\n\r\n".encode())
        assert ask(server) == (200, b"got ")
        for reader in readers:
            body = reader.answer()[1]
            assert hashlib.sha256(body).digest() == hashlib.sha256(LONG).digest()


def test_the_beginning_of_an_answer_is_sent_before_its_end_is_made(app: App) -> None:
    with served(app) as server, server.client() as client:
        client.ask("/begin")
        response = HTTPResponse(client)  # type: ignore[arg-type]  # it only asks for a file
        response.begin()
        assert response.read(5) == b"begun"
        app.go_on.set()
        assert response.read() == b"waited"


def test_a_request_that_comes_byte_by_byte_is_answered(app: App) -> None:
    with served(app) as server, server.client() as client:
        for byte in b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nslow":
            client.send(bytes([byte]))
        assert client.answer()[1] == b"got slow"


@pytest.mark.parametrize("half", [HEAD, b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"])
def test_a_request_that_takes_too_long_is_a_problem(app: App, half: bytes) -> None:
    with served(app, **LATE) as server, server.client() as client:
        client.send(half)
        assert problem(client)["status"] == 408
        assert client.closed()
    assert app.asked == []


def test_a_connection_without_a_request_gets_no_answer(app: App) -> None:
    with served(app, **LATE) as server, server.client() as client:
        assert client.closed()


def test_a_client_that_takes_nothing_of_an_answer_is_dropped(app: App) -> None:
    with served(app, **LATE) as server, server.client(small=True) as client:
        client.ask("/pieces")
        assert app.closed.wait(20)


def test_a_client_that_leaves_is_dropped(app: App) -> None:
    with served(app) as server:
        with server.client(small=True) as client:
            client.ask("/pieces")
            client.socket.recv(1)
        assert app.closed.wait(20)
        assert ask(server) == (200, b"got ")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\nHost: a\n\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /%s HTTP/1.1\r\n\r\n" % (b"a" * 9_000), 414),
        (b"GET / HTTP/1.1\r\nExpect: a miracle\r\n\r\n", 417),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nA: " + b"b" * 40_000, 431),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: odd\r\n\r\n", 501),
    ],
)
def test_what_cannot_be_read_is_a_problem(app: App, request_: bytes, status: int) -> None:
    with served(app) as server, server.client() as client:
        client.send(request_)
        assert problem(client)["status"] == status
        assert client.closed()


@pytest.mark.parametrize("step", [1_000_000, 20_000])
@pytest.mark.parametrize(
    "declared", ["Content-Length: 8000000", "Transfer-Encoding: chunked"], ids=["long", "chunked"]
)
def test_an_answer_before_the_body_reaches_a_client_that_sends_all_of_it(
    app: App, declared: str, step: int
) -> None:
    with served(app, body_bytes=1_000) as server, server.client() as client:
        client.send(f"POST /refuse HTTP/1.1\r\n{declared}\r\n\r\n".encode())
        for _ in range(0, 8_000_000, step):
            client.send(b"x" * step)
        assert client.answer()[0].status == 413


def test_a_body_that_never_ends_is_cut_off(app: App) -> None:
    limits = {"body_bytes": 1_000, "unread_bytes": 100_000}
    with served(app, **limits) as server, server.client() as client:
        client.send(b"POST /refuse HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n")
        with pytest.raises(OSError, match=r"reset|pipe"):
            client.send(b"x" * 100_000_000)
        assert ask(server) == (200, b"got ")


def test_a_body_is_asked_for_only_where_it_is_wanted(app: App) -> None:
    with served(app, body_bytes=1_000) as server:
        with server.client() as client:
            client.ask(body=b"", headers="Expect: 100-continue\r\n")
            assert client.answer()[1] == b"got "
        with server.client() as client:
            client.send(b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
            assert client.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
            client.send(b"yes")
            assert client.answer()[1] == b"got yes"
        with server.client() as client:
            client.send(b"POST /refuse HTTP/1.1\r\nExpect: 100-continue\r\n")
            client.send(b"Content-Length: 3000\r\n\r\n")
            assert client.answer()[0].status == 413


def test_a_connection_is_kept_and_requests_may_come_at_once(app: App) -> None:
    with served(app) as server, server.client() as client:
        client.send(b"".join(b"GET /%d HTTP/1.1\r\n\r\n" % number for number in range(20)))
        assert [client.answer()[0].status for _ in range(20)] == [200] * 20
        client.ask("/again")
        assert client.answer()[1] == b"got "
    assert app.asked == [*(f"/{number}" for number in range(20)), "/again"]


def test_a_kept_connection_is_closed_after_a_while(app: App) -> None:
    with served(app, keepalive=1) as server, server.client() as client:
        client.ask()
        client.answer()
        assert client.closed()


@pytest.mark.parametrize("headers", ["Connection: close\r\n", ""])
def test_a_connection_that_is_not_kept_says_so(app: App, headers: str) -> None:
    with served(app, keepalive=5 if headers else 0) as server, server.client() as client:
        client.ask(headers=headers)
        assert client.answer()[0].headers["Connection"] == "close"
        assert client.closed()
