"""gunicorn's configuration, the same for all four services.

``gunicorn -c python:melodie.gunicorn 'service2_notes.app:create_app()'``
"""

import gc
import os
import shutil
import tempfile
from threading import Thread
from typing import Any, Final

from melodie.logs import logging_config
from melodie.settings import ServerSettings, load

if "SCRIPT_NAME" in os.environ:
    # gunicorn would refuse every other path, health checks as well; the frontend reads it itself.
    os.environ["MELODIE_SCRIPT_NAME"] = os.environ.pop("SCRIPT_NAME")

GARBAGE: Final = 10_000
"""New objects after which garbage is looked for: more than a usual request leaves behind."""

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
    """Make every worker check its own readiness once, when it starts.

    What is slow to start, such as LilyPond, is started by that. What the app is made of
    is there for good: the garbage collector leaves it out, for it would hold up a request
    by a quarter of a second to look through all of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
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
