import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from images.healthy import answers, healthy


class Server(HTTPServer):
    """Answers 200 on the paths that are well, and 503 elsewhere."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.well = {"/readyz", "/livez"}


class Answer(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.send_response(200 if self.path in self.server.well else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def mark(tmp_path: Path) -> str:
    return str(tmp_path / "was-ready")


def test_a_replica_that_was_never_ready_is_not_healthy_for_being_alive(
    server: Server, mark: str
) -> None:
    server.well = {"/livez"}
    assert not healthy(server.server_port, "/readyz", "/livez", mark)


def test_a_replica_that_was_ready_once_stays_healthy_while_alive(server: Server, mark: str) -> None:
    assert healthy(server.server_port, "/readyz", "/livez", mark)
    server.well = {"/livez"}
    assert healthy(server.server_port, "/readyz", "/livez", mark)
    server.well = set()
    assert not healthy(server.server_port, "/readyz", "/livez", mark)


def test_a_replica_with_one_path_must_stay_ready(server: Server, mark: str) -> None:
    assert healthy(server.server_port, "/readyz", None, mark)
    server.well = {"/livez"}
    assert not healthy(server.server_port, "/readyz", None, mark)


def test_a_server_that_hangs_up_without_a_word_is_not_healthy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            listening.accept()[0].close()

        thread = Thread(target=hang_up)
        thread.start()
        assert not answers(listening.getsockname()[1], "/livez")
        thread.join()


def test_a_port_that_nobody_listens_on_is_not_healthy(server: Server) -> None:
    port = server.server_port
    server.server_close()
    assert not answers(port, "/livez")
