import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests

from tests.deployment.machine import ROOT, wait_for
from tests.deployment.names import NameServer

pytestmark = pytest.mark.skipif(
    not shutil.which("haproxy"), reason="HAProxy is not installed (apt install haproxy)"
)

FRONTENDS = ("127.0.0.21", "127.0.0.22")
RATE, MAKE_RATE = 20, 5


class Frontend(ThreadingHTTPServer):
    """Tells what it was sent; breaks off, or is not ready, when told to."""

    daemon_threads = True

    def __init__(self, address: str, port: int) -> None:
        super().__init__((address, port), Answer)
        self.ready = True
        self.breaks_off = False
        self.asked = 0
        """How many requests of others than the edge itself came."""


class Answer(BaseHTTPRequestHandler):
    server: Frontend

    def do_GET(self) -> None:
        self.server.asked += "x-forwarded-for" in self.headers
        if self.path == "/readyz":
            self._say(200 if self.server.ready else 503)
        elif self.server.breaks_off:
            self.close_connection = True
        else:
            self._say(200 if self.server.ready else 503)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def _say(self, status: int) -> None:
        self.send_response(status)
        told = {"at": self.server.server_address[0], "headers": dict(self.headers)}
        body = json.dumps(told).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Edge:
    url: str
    inside: str
    log: Path
    frontends: list[Frontend]

    def lines(self) -> list[dict[str, Any]]:
        said = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in said if line.startswith("{")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def frontends() -> Iterator[list[Frontend]]:
    port = free_port()
    servers = [Frontend(address, port) for address in FRONTENDS]
    threads = [
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}) for server in servers
    ]
    for thread in threads:
        thread.start()
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()
    for thread in threads:
        thread.join()


@pytest.fixture
def edge(frontends: list[Frontend], tmp_path: Path) -> Iterator[Edge]:
    door, inside = free_port(), free_port()
    config = (ROOT / "edge" / "haproxy.cfg").read_text(encoding="utf-8")
    config = config.replace("bind :8080", f"bind 127.0.0.1:{door}")
    config = config.replace("bind :8405", f"bind 127.0.0.1:{inside}")
    (tmp_path / "haproxy.cfg").write_text(config, encoding="utf-8")
    made = Edge(
        f"http://127.0.0.1:{door}", f"http://127.0.0.1:{inside}", tmp_path / "log", frontends
    )
    with NameServer(FRONTENDS) as names, made.log.open("wb") as log:
        told = {
            "EDGE_RATE": str(RATE),
            "EDGE_MAKE_RATE": str(MAKE_RATE),
            "EDGE_FILES": str(ROOT / "edge"),
            "EDGE_RESOLVER": names.address,
            "EDGE_FRONTEND": f"frontend:{frontends[0].server_port}",
        }
        process = subprocess.Popen(  # noqa: S603 - a command of our own
            [str(shutil.which("haproxy")), "-db", "-f", str(tmp_path / "haproxy.cfg")],
            env=os.environ | told,
            stdout=log,
            stderr=log,
        )
        try:
            wait_for("both frontends are found", 30, lambda: ready(made) == 2)
            yield made
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


def ready(edge: Edge) -> int:
    """Ask the edge's metrics how many frontends it takes for ready."""
    text = requests.get(f"{edge.inside}/metrics", timeout=5).text
    name = 'haproxy_backend_active_servers{proxy="ready"} '
    return next(int(line.removeprefix(name)) for line in text.splitlines() if name in line)


def test_who_asks_is_what_the_connection_says(edge: Edge) -> None:
    claims = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Host": "evil", "Forwarded": "for=1.2.3.4"}
    told = requests.get(edge.url, headers=claims, timeout=5).json()["headers"]
    sent = {name.lower(): value for name, value in told.items()}
    assert sent["x-forwarded-for"] == "127.0.0.1"
    assert sent["x-forwarded-proto"] == "http"
    assert "x-forwarded-host" not in sent
    assert "forwarded" not in sent


def test_one_id_follows_a_request_into_the_log(edge: Edge) -> None:
    kept = requests.get(edge.url, headers={"X-Request-ID": "a-good-id"}, timeout=5).json()
    assert kept["headers"]["x-request-id"] == "a-good-id"
    odd = requests.get(edge.url, headers={"X-Request-ID": 'x"'}, timeout=5).json()
    given = odd["headers"]["x-request-id"]
    assert len(given) == 36
    seen = wait_for("both are logged", 10, lambda: {"a-good-id", given} <= logged(edge))
    assert seen


def logged(edge: Edge) -> set[str]:
    return {line["request_id"] for line in edge.lines()}


def test_a_line_of_the_log_is_json_whatever_was_asked(edge: Edge) -> None:
    agent = 'a "quoted" \\ agent'
    requests.get(edge.url + "/a%22b", headers={"User-Agent": agent}, timeout=5)
    wait_for("it is logged", 10, lambda: agent in {line["agent"] for line in edge.lines()})


@pytest.mark.parametrize("slip", ["", "x", ".", "%20", "/x"])
def test_the_secret_address_of_a_shelf_is_not_logged(edge: Edge, slip: str) -> None:
    secret = "aB3" * 10 + "x9"
    asked = {"X-Request-ID": f"of-a-shelf-{slip.encode().hex()}"}
    requests.get(f"{edge.url}/music/shelf/{secret}{slip}", headers=asked, timeout=5)
    wait_for("it is logged", 10, lambda: asked["X-Request-ID"] in logged(edge))
    assert "GET /music/shelf/-" + slip * slip.startswith("/") in {
        line["event"] for line in edge.lines()
    }
    assert secret not in edge.log.read_text(encoding="utf-8")


def test_a_request_that_breaks_off_is_answered_by_another(edge: Edge) -> None:
    edge.frontends[0].breaks_off = True
    answers = [requests.post(edge.url, data=b"x", timeout=10) for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["at"] for answer in answers} == {FRONTENDS[1]}


def test_only_those_who_are_ready_are_asked(edge: Edge) -> None:
    edge.frontends[1].ready = False
    wait_for("the edge has noticed", 10, lambda: ready(edge) == 1)
    assert {requests.get(edge.url, timeout=5).json()["at"] for _ in range(6)} == {FRONTENDS[0]}


def test_when_none_is_ready_one_says_so_itself(edge: Edge) -> None:
    for frontend in edge.frontends:
        frontend.ready = False
    wait_for("the edge has noticed", 10, lambda: ready(edge) == 0)
    answer = requests.get(edge.url, timeout=5)
    assert answer.status_code == 503
    assert answer.json()["at"] in FRONTENDS


def test_when_none_is_there_the_edge_says_so(edge: Edge) -> None:
    for frontend in edge.frontends:
        frontend.shutdown()
        frontend.server_close()
    answer = requests.get(edge.url, timeout=30)
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["type"] == "/problems/service-unavailable"


def test_metrics_are_for_the_inside(edge: Edge) -> None:
    assert requests.get(edge.url + "/metrics", timeout=5).status_code == 404
    assert "haproxy_" in requests.get(edge.inside + "/metrics", timeout=5).text


def test_a_body_that_no_recipe_needs_is_refused(edge: Edge) -> None:
    answer = requests.post(edge.url, data=b"x" * 16_385, timeout=10)
    assert answer.status_code == 413
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize(("method", "allowed"), [("GET", RATE), ("POST", MAKE_RATE)])
def test_a_greedy_client_is_asked_to_wait(edge: Edge, method: str, allowed: int) -> None:
    answers = [requests.request(method, edge.url, timeout=5) for _ in range(allowed + 1)]
    assert [answer.status_code for answer in answers] == [200] * allowed + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].json()["status"] == 429
