"""The real server, with the real configuration, on a free port."""

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any, Final

import pytest
from prometheus_client.parser import text_string_to_metric_families

from melodie.tests.conftest import a_service

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 30.0
REQUESTS: Final = 40
COMMAND: Final = (
    *(sys.executable, "-m", "gunicorn", "-c", "python:melodie.gunicorn"),
    "melodie.tests.conftest:a_service()",
)


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn: where it answers, its process, the file it logs to."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=5) as answer:  # noqa: S310 - our own address
            text: str = answer.read().decode()
            return text


@contextmanager
def serving(folder: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environ = {**os.environ, "TMPDIR": str(folder), "MELODIE_PORT": str(port), **settings}
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            COMMAND, cwd=ROOT, env=environ, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.process.poll() is None:
        try:
            server.get("/livez")
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(server.log.read_text())


def configuration() -> Any:
    """Return the configuration as it reads the environment now."""
    sys.modules.pop("melodie.gunicorn", None)
    return importlib.import_module("melodie.gunicorn")


def counted(text: str, name: str, **labels: str) -> float:
    samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
    return sum(s.value for s in samples if s.name == name and labels.items() <= s.labels.items())


@pytest.mark.parametrize("workers", [1, 2])
def test_metrics_add_up_over_all_workers(tmp_path: Path, workers: int) -> None:
    settings = {"MELODIE_WORKERS": str(workers), "MELODIE_THREADS": "1"}
    with serving(tmp_path, settings) as server:
        for _ in range(REQUESTS):
            server.get("/version")
        # Whichever worker is asked tells of all.
        for _ in range(5):
            text = server.get("/metrics")
            assert counted(text, "melodie_requests_total", route="/version") == REQUESTS
            assert counted(text, "melodie_request_seconds_count", route="/version") == REQUESTS


def test_a_worker_that_is_gone_takes_no_count_with_it(tmp_path: Path) -> None:
    with serving(tmp_path, {"MELODIE_WORKERS": "2"}) as server:
        for _ in range(REQUESTS):
            server.get("/version")
        server.process.send_signal(signal.SIGTTOU)  # one worker less
        until = time.monotonic() + PATIENCE
        while "Worker exiting" not in server.log.read_text() and time.monotonic() < until:
            time.sleep(0.02)
        text = server.get("/metrics")
        assert counted(text, "melodie_requests_total", route="/version") == REQUESTS


def test_every_line_is_json_and_the_server_stops_when_asked(tmp_path: Path) -> None:
    with serving(tmp_path, {"MELODIE_LOG_LEVEL": "info"}) as server:
        server.get("/version")
    assert server.process.returncode == 0
    lines: list[dict[str, Any]] = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert "GET /version" in [line["event"] for line in lines]
    assert {"gunicorn", "sample"} == {line["service"] for line in lines}


@pytest.fixture
def initialise(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], None]]:
    """Makes this process a worker that serves an app; afterwards it collects garbage as before."""
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    before = gc.get_threshold()
    yield lambda app: configuration().post_worker_init(SimpleNamespace(wsgi=app))
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_an_app_is_made_of_is_never_looked_through_for_garbage(
    initialise: Callable[[Any], None],
) -> None:
    app = a_service()
    assert any(each is app for each in gc.get_objects())

    initialise(app)

    assert not any(each is app for each in gc.get_objects())


def test_what_takes_its_time_to_start_is_started_before_anybody_asks(
    initialise: Callable[[Any], None],
) -> None:
    asked = Event()
    initialise(a_service(checks={"slow": asked.set}))
    assert asked.wait(PATIENCE)


def test_a_server_has_asked_itself_whether_it_is_ready(tmp_path: Path) -> None:
    def asked(server: Server) -> float:
        return counted(server.get("/metrics"), "melodie_requests_total", route="/readyz")

    with serving(tmp_path, {}) as server:
        until = time.monotonic() + PATIENCE
        while not asked(server) and time.monotonic() < until:
            time.sleep(0.02)
        assert asked(server) == 1


def test_a_setting_that_makes_no_sense_stops_the_start_by_name() -> None:
    environ = {**os.environ, "MELODIE_PORT": "http", "MELODIE_WORKERS": "0"}
    stopped = subprocess.run(  # noqa: S603 - our own arguments
        COMMAND,
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert stopped.returncode != 0
    assert "MELODIE_PORT" in stopped.stderr
    assert "MELODIE_WORKERS" in stopped.stderr


def test_a_path_given_to_the_server_is_left_to_the_app(tmp_path: Path) -> None:
    with serving(tmp_path, {"SCRIPT_NAME": "/music"}) as server:
        assert "ok" in server.get("/livez")


def test_the_frontend_gets_the_path_given_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIPT_NAME", "/music")
    monkeypatch.setenv("MELODIE_SCRIPT_NAME", "")
    configuration()
    assert os.environ["MELODIE_SCRIPT_NAME"] == "/music"
    assert "SCRIPT_NAME" not in os.environ


def test_the_configuration_reads_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MELODIE_PORT", "5999")
    monkeypatch.setenv("MELODIE_THREADS", "3")
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    gunicorn = configuration()
    assert gunicorn.bind == "127.0.0.1:5999"
    assert (gunicorn.threads, gunicorn.workers) == (3, 1)
    gunicorn.child_exit(None, None)
