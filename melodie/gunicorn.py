"""gunicorn's configuration, the same for all four services.

``gunicorn -c python:melodie.gunicorn 'service2_notes.app:create_app()'``
"""

import os
import shutil
import tempfile
from threading import Thread
from typing import Any

from melodie.logs import logging_config
from melodie.settings import ServerSettings, load

if "SCRIPT_NAME" in os.environ:
    # gunicorn would refuse every other path, health checks as well; the frontend reads it itself.
    os.environ["MELODIE_SCRIPT_NAME"] = os.environ.pop("SCRIPT_NAME")

_server = load(ServerSettings, os.environ)

bind = _server.bind
worker_class = "melodie.server.worker.BufferingWorker"
workers = _server.workers
threads = _server.threads
timeout = _server.request_timeout
graceful_timeout = _server.graceful_timeout
worker_connections = 512  # below the usual limit of open files, with all else that is open
keepalive = 5
control_socket_disable = True  # containers have no home to keep a socket in
logconfig_dict = logging_config("gunicorn", os.environ.get("MELODIE_LOG_LEVEL", "info"))

if workers > 1:
    # Processes share their metrics through files; set before they import the client.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="melodie-metrics-")


def post_worker_init(worker: Any) -> None:
    """Let a worker ask itself whether all is ready, before anybody else asks.

    What takes its time to start, such as LilyPond, is on its way from then on.
    """
    ask = worker.wsgi.test_client().get
    Thread(target=ask, args=("/readyz",), daemon=True).start()


def child_exit(_server: Any, worker: Any) -> None:
    """Forget the live metrics of a worker that is gone."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Remove what was made above, once, when all workers are gone."""
    if workers > 1:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
