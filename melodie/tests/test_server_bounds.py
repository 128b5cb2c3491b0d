"""The worker when there is too much of something, when it stops, and when the app fails."""

import errno
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from contextvars import ContextVar
from http.client import HTTPException
from threading import Event
from typing import Any

import pytest

from melodie.tests.served import Client, served
from melodie.tests.test_server import HEAD, LONG, App, app, ask, crowd, problem

__all__ = ["app"]

BROKEN = (OSError, HTTPException)
Start = Callable[..., Any]


def takes_all(reader: Client) -> bool:
    try:
        return reader.answer()[1] == LONG
    except BROKEN:
        return False


def test_when_there_are_too_many_connections_idle_ones_make_room(app: App) -> None:
    with ExitStack() as stays:
        server = stays.enter_context(served(app, worker_connections=10))
        idle = crowd(server, stays, 40)
        assert ask(server) == (200, b"got ")
        assert sum(client.closed() for client in idle[:30]) == 30
        assert server.worker.nr_conns <= 10


def test_when_there_are_no_more_files_idle_connections_make_room(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def accept(self) -> None:
            raise OSError(errno.EMFILE, "too many open files")

    class Nobody:
        def accept(self) -> None:
            raise BlockingIOError(errno.EAGAIN, "nobody")

    class Broken:
        def accept(self) -> None:
            raise OSError(errno.EBADF, "broken")

    with ExitStack() as stays:
        server = stays.enter_context(served(app))
        (idle,) = crowd(server, stays, 1)
        assert ask(server) == (200, b"got ")  # so the idle one has been taken in
        server.worker.method_queue.defer(server.worker.accept, Nobody())
        server.worker.method_queue.defer(server.worker.accept, Full())
        assert idle.closed()
        with pytest.raises(OSError, match="broken"):
            server.worker.accept(Broken())


def test_what_half_requests_hold_together_is_bounded(app: App) -> None:
    half = b"POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n" + b"x" * 100_000
    with ExitStack() as stays:
        server = stays.enter_context(served(app, received_bytes=500_000))
        first, *_ = crowd(server, stays, 12, half)
        assert problem(first)["status"] == 408
        assert ask(server, body=b"x" * 300) == (200, b"got " + b"x" * 300)


def test_what_waits_for_slow_readers_together_is_bounded(app: App) -> None:
    with ExitStack() as stays:
        server = stays.enter_context(served(app, threads=2, answer_bytes=2 * len(LONG)))
        readers = crowd(server, stays, 6, b"GET /long HTTP/1.1\r\n\r\n")
        assert ask(server) == (200, b"got ")
        assert 1 <= sum(map(takes_all, readers)) <= 3


def test_a_stop_answers_open_requests_and_closes_idle_connections(app: App) -> None:
    with ExitStack() as stays:
        server = stays.enter_context(served(app, threads=2, close_seconds=1, stop_seconds=1))
        asking, kept, idle, half = (stays.enter_context(server.client()) for _ in range(4))
        kept.ask()
        kept.answer()
        half.send(HEAD)
        asking.ask("/wait")
        assert app.running.wait(20)
        server.stop()
        assert idle.closed()
        assert problem(half)["status"] == 408
        app.go_on.set()
        assert asking.answer()[1] == b"waited"
        assert kept.closed()
        server.thread.join(20)
        assert not server.thread.is_alive()


def test_what_comes_on_a_kept_connection_during_a_stop_is_answered(app: App) -> None:
    with served(app, threads=2) as server, server.client() as asking, server.client() as kept:
        kept.ask()
        kept.answer()
        asking.ask("/wait")
        assert app.running.wait(20)
        server.stop()
        kept.ask("/last")
        response, body = kept.answer()
        assert (response.headers["Connection"], body) == ("close", b"got ")
        app.go_on.set()
        assert asking.answer()[1] == b"waited"


def test_a_stop_ends_when_its_time_is_over(app: App) -> None:
    with served(app, graceful_timeout=1) as server, server.client() as reader:
        reader.ask("/long")
        reader.socket.recv(1)
        server.stop()
        server.thread.join(20)
        assert not server.thread.is_alive()


def test_an_app_that_fails_is_a_problem() -> None:
    def failing(_: dict[str, Any], __: Start) -> list[bytes]:
        raise ZeroDivisionError

    with served(failing) as server, server.client() as client:
        client.ask()
        assert problem(client)["status"] == 500


def test_an_answer_that_fails_on_the_way_is_not_taken_for_whole() -> None:
    def failing(_: dict[str, Any], start_response: Start) -> Iterator[bytes]:
        start_response("200 OK", [])
        yield b"begun"
        raise OSError("the disk is gone")

    with served(failing) as server, server.client() as client:
        client.ask()
        with pytest.raises(BROKEN):
            client.answer()


def test_a_thread_that_ends_gives_its_connection_back() -> None:
    def leaving(_: dict[str, Any], __: Start) -> list[bytes]:
        raise SystemExit

    with served(leaving) as server:
        for _ in range(3):
            with server.client() as client:
                client.ask()
                assert client.closed()


def test_steps_of_an_answer_share_the_variables_of_its_context() -> None:
    mark: ContextVar[str] = ContextVar("mark", default="nobody's")
    seen: set[str] = set()
    ended = Event()

    def marking(environ: dict[str, Any], start_response: Start) -> Iterator[bytes]:
        token = mark.set(environ["PATH_INFO"])
        start_response("200 OK", [])
        for start in range(0, len(LONG), 100_000):
            yield LONG[start : start + 100_000]
            seen.add(mark.get())
        mark.reset(token)
        ended.set()

    with ExitStack() as stays:
        server = stays.enter_context(served(marking, threads=3))
        (reader,) = crowd(server, stays, 1, b"GET /mine HTTP/1.1\r\n\r\n")
        assert reader.answer()[1] == LONG
        assert ended.wait(20)
    assert seen == {"/mine"}
