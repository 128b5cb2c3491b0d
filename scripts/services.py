"""One of the four services as a process of this machine, under gunicorn."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = {
    "notes": "service2_notes",
    "rhythm": "service3_rhythm",
    "lilypond": "service4_lilypond",
    "frontend": "service1_frontend",
}
"""Each service's package, in the order in which they start."""

USUAL_PORTS: Final = {"frontend": 5001, "notes": 5002, "rhythm": 5003, "lilypond": 5004}

SETTINGS: Final = {"lilypond": {"MELODIE_THREADS": "24"}}
"""What a service is told where nobody else says it: many may wait for an engraver."""

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0
POLL_SECONDS: Final = 0.05
LAST_LINES: Final = 15


class ServiceError(Exception):
    """A service cannot start, or has died; says which and why."""


class Service:
    """A service that can be started, stopped, and started again on its port.

    ``environ`` is all that its processes see of the environment; ``log`` is
    the file that they write to.
    """

    def __init__(
        self, name: str, host: str, port: int, environ: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self.url = f"http://{_reachable(host)}:{port}"
        self.log = log
        own = {"MELODIE_HOST": host, "MELODIE_PORT": str(port)}
        self._environ = {**SETTINGS.get(name, {}), **environ, **own}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The id of the gunicorn process that owns the workers, while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start without waiting; ``wait`` says when it is there."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "gunicorn", "-c", "python:melodie.gunicorn"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own arguments
                [*command, f"{PACKAGES[self.name]}.app:create_app()"],
                cwd=ROOT,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for us alone; we then stop the services in order.
                start_new_session=True,
            )

    def wait(self) -> None:
        """Return when ``/readyz`` says so; raise ``ServiceError`` when it never does."""
        until = time.monotonic() + START_SECONDS
        while not self.ready():
            self.check()
            if time.monotonic() > until:
                raise ServiceError(self._obituary("does not get ready"))
            time.sleep(POLL_SECONDS)

    def ready(self) -> bool:
        """Ask the service whether it can work."""
        try:
            with urllib.request.urlopen(  # noqa: S310 - our own http address
                f"{self.url}/readyz", timeout=2
            ) as answer:
                return bool(answer.status == 200)
        except (OSError, HTTPException):
            return False

    def check(self) -> None:
        """Raise ``ServiceError`` when the service was started and has died."""
        if self._process and self._process.poll() is not None:
            raise ServiceError(
                self._obituary(f"has stopped by itself (exit code {self._process.returncode})")
            )

    def end(self) -> None:
        """Ask the service to finish what it does; ``stop`` waits until it has."""
        if self._process:
            self._process.terminate()

    def stop(self) -> None:
        """Let running requests end, then end the processes."""
        self.end()
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _obituary(self, ending: str) -> str:
        heading = f"The {self.name} service {ending}. The end of {self.log}:"
        written = self.log.read_text(errors="replace").splitlines()
        return "\n".join([heading, *(_plain(line) for line in written[-LAST_LINES:])])


def _plain(line: str) -> str:
    """Return a line of a log, or the event and the traceback in it where it is JSON."""
    try:
        entry = json.loads(line)
        return "\n".join([entry["event"], *entry.get("exception", "").splitlines()])
    except (ValueError, KeyError, TypeError):
        return line


def _reachable(host: str) -> str:
    """Return an address to ask a server at that listens on ``host``."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - looked up, not bound
    return everywhere.get(host, f"[{host}]" if ":" in host else host)
