"""The four services as they run for real: gunicorn on loopback, SQLite in a folder.

::

    with Stack(folder) as stack:
        urlopen(stack.base_url)
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from http.client import HTTPException
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.error import URLError
from urllib.request import urlopen

ROOT: Final = Path(__file__).parent.parent
APPS: Final = {
    "notes": "service2_notes.app:create_app()",
    "rhythm": "service3_rhythm.app:create_app()",
    "lilypond": "service4_lilypond.app:create_app()",
    "frontend": "service1_frontend.app:create_app()",
}
"""Each service's name and how it is made, in the order in which they start."""

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0
POLL_SECONDS: Final = 0.05


class StackError(Exception):
    """A service did not start; says which, with the end of its log."""


class Service:
    """One service under gunicorn, which can be stopped and started again on its port."""

    def __init__(self, name: str, port: int, environ: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        self._environ = {**environ, "MELODIE_PORT": str(port)}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The id of the gunicorn process that owns the workers, while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start without waiting; ``wait`` says when it is there."""
        command = [sys.executable, "-m", "gunicorn", "-c", "python:melodie.gunicorn"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the command is our own
                [*command, APPS[self.name]],
                cwd=ROOT,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Return when ``/readyz`` says so; raises ``StackError`` when it never does."""
        deadline = time.monotonic() + START_SECONDS
        while not _answers(f"{self.url}/readyz"):
            exited = self._process is None or self._process.poll() is not None
            if exited or time.monotonic() > deadline:
                tail = self.log.read_text(errors="replace")[-4000:]
                raise StackError(f"{self.name} did not start:\n{tail}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Let running requests end, then end the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Stack:
    """All four services, joined; ``folder`` holds their database and logs.

    ``settings`` are further environment variables, such as
    ``{"MELODIE_WORKERS": "2"}``.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        ports = dict(zip(APPS, _free_ports(len(APPS)), strict=True))
        self._environ = {
            **os.environ,
            "MELODIE_DATABASE_URL": f"sqlite:///{folder / 'melodie.sqlite'}",
            "MELODIE_SECRET_KEY": "a secret of the tests alone",
            **{f"MELODIE_{name.upper()}_URL": f"http://127.0.0.1:{p}" for name, p in ports.items()},
            **(settings or {}),
        }
        self.services = {
            name: Service(name, port, self._environ, folder / f"{name}.log")
            for name, port in ports.items()
        }

    @property
    def base_url(self) -> str:
        """Where the frontend answers, without a slash at the end."""
        return self.services["frontend"].url

    def start(self) -> None:
        """Bring the database up to date and start every service."""
        self._migrate()
        with ExitStack() as undo:
            undo.callback(self.stop)
            for service in self.services.values():
                service.start()
            for service in self.services.values():
                service.wait()
            undo.pop_all()

    def stop(self) -> None:
        """Stop every service, the frontend first."""
        for service in reversed(self.services.values()):
            service.stop()

    def _migrate(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "service1_frontend.app", "db", "upgrade"]
        done = subprocess.run(  # noqa: S603 - the command is our own
            command, cwd=ROOT, env=self._environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StackError(f"the database could not be brought up to date:\n{done.stderr}")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 - our own loopback address
            return bool(response.status == 200)
    except (URLError, HTTPException, OSError):
        return False


def _free_ports(count: int) -> list[int]:
    """Find ports that are free now, all different because all are held until the last is found."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
