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

SETTINGS: Final = {
    "frontend": {"MELODIE_THREADS": "40"},
    "lilypond": {"MELODIE_THREADS": "24"},
}
"""Settings of a service where the environment has none: many requests may wait in these two."""

OWN_FILES: Final = frozenset({"MELODIE_HOST_FILE", "MELODIE_PORT_FILE"})
"""Not passed on: each service is given an address and a port of its own."""

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0
POLL_SECONDS: Final = 0.05
LAST_LINES: Final = 15

_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Asks this machine itself, whatever proxy the environment names."""


class ServiceError(Exception):
    """A service cannot start, or has died; says which and why."""


class Service:
    """A service that can be started, stopped, and started again on its port.

    ``address`` is where it listens, as a number; ``environ`` is all that its
    processes see of the environment; ``log`` is the file that they write to.
    It ends when the thread that started it does (see ``scripts.tethered``).
    """

    def __init__(
        self, name: str, address: str, port: int, environ: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self.url = f"http://{_reachable(address)}:{port}"
        self.log = log
        own = {"MELODIE_HOST": address, "MELODIE_PORT": str(port)}
        given = {name: value for name, value in environ.items() if name not in OWN_FILES}
        self._environ = {**SETTINGS.get(self.name, {}), **given, **own}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The id of the gunicorn process that owns the workers, while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start without waiting; ``wait`` says when it is there."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        tied = [sys.executable, "-m", "scripts.tethered", str(os.getpid())]
        command = [sys.executable, "-m", "gunicorn", "-c", "python:melodie.gunicorn"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own arguments
                [*tied, *command, f"{PACKAGES[self.name]}.app:create_app()"],
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
            with _DIRECT.open(f"{self.url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, HTTPException):
            return False

    def check(self) -> None:
        """Raise ``ServiceError`` when the service was started and has died."""
        if how := self.ending:
            raise ServiceError(self._obituary(how))

    @property
    def ending(self) -> str:
        """How the service ended by itself after it was started; empty if it did not."""
        code = self._process.poll() if self._process else None
        if code is None:
            return ""
        if code < 0:
            return f"has been killed ({signal.Signals(-code).name})"
        return f"has stopped by itself (exit code {code})"

    def leave(self) -> bool:
        """Have what a dead service left behind end too; return whether all of it has."""
        return not self._signal_group(signal.SIGTERM)

    def restart(self) -> None:
        """Start a service that has died, without waiting; its log goes on."""
        self._signal_group(signal.SIGKILL)  # or the port would still be taken
        self.start()

    def end(self) -> None:
        """Ask the service to finish what it does; ``stop`` waits until it has."""
        if self._process:
            self._process.terminate()

    def stop(self) -> None:
        """Let running requests end, then end the processes."""
        self.end()
        if self.ending:
            self._signal_group(signal.SIGKILL)  # a worker may have outlived it
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _signal_group(self, number: signal.Signals) -> bool:
        """Send a signal to the service's processes; return whether there were any."""
        if self._process is None:
            return False
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return False
        return True

    def _obituary(self, ending: str) -> str:
        heading = f"The {self.name} service {ending}. The end of {self.log}:"
        return "\n".join([heading, *last_lines(self.log, LAST_LINES)])


def last_lines(log: Path, number: int) -> list[str]:
    """Return the last lines of a log, with the event and the traceback of those that are JSON."""
    written = [line for line in log.read_text(errors="replace").splitlines() if line]
    return [_plain(line) for line in written[-number:]] or ["(nothing)"]


def _plain(line: str) -> str:
    try:
        entry = json.loads(line)
        return "\n".join([entry["event"], *entry.get("exception", "").splitlines()])
    except (ValueError, KeyError, TypeError):
        return line


def _reachable(address: str) -> str:
    """Return where to ask a server that listens on ``address``, as in a URL."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - looked up, not bound
    return everywhere.get(address, f"[{address}]" if ":" in address else address)
