"""The four services as processes on this machine: for scripts/start, tests and benchmarks.

Needs nothing but the standard library, and a Python that has the services'
requirements as ``sys.executable``.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 60.0
"""Seconds that the services may take to be ready, and to stop."""


@dataclass(frozen=True, slots=True)
class Service:
    """One of the four: its name, its package, its usual port."""

    name: str
    package: str
    port: int


SERVICES: Final = (
    Service("notes", "service2_notes", 5002),
    Service("rhythm", "service3_rhythm", 5003),
    Service("lilypond", "service4_lilypond", 5004),
    Service("frontend", "service1_frontend", 5001),
)
USUAL_PORTS: Final = {service.name: service.port for service in SERVICES}


class StackError(Exception):
    """The services cannot be started, or one has died; says which and why."""


class Stack:
    """Runs the four services; ``directory`` keeps database, secret key and logs.

    ``environ`` holds further settings for all of them. As a context manager
    it starts the services, waits until they are ready, and stops them.
    """

    def __init__(
        self,
        directory: Path,
        *,
        ports: Mapping[str, int] | None = None,
        host: str = "127.0.0.1",
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.directory = directory.resolve()
        self.ports = dict(free_ports() if ports is None else ports)
        self.host = host
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._environ = dict(environ)

    def __enter__(self) -> Self:
        try:
            self.start()
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def url(self, name: str) -> str:
        """Return where the service ``name`` answers, without a slash at the end."""
        host = self.host if name == "frontend" and self.host != "0.0.0.0" else "127.0.0.1"  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.ports[name]}"

    def log(self, name: str) -> Path:
        """Return the file that the service ``name`` logs to."""
        return self.directory / "log" / f"{name}.log"

    def start(self) -> None:
        """Bring the database up to date and start every service.

        Raises ``StackError`` when a port is taken or the database cannot be used.
        """
        self._check_ports()
        (self.directory / "log").mkdir(parents=True, exist_ok=True)
        self._migrate()
        for service in SERVICES:
            self._start(service)

    def wait_until_ready(self) -> None:
        """Return when every service says that it is; raise ``StackError`` where one never will."""
        until = time.monotonic() + PATIENCE
        waiting = [service.name for service in SERVICES]
        while waiting:
            self.check()
            if time.monotonic() > until:
                raise StackError(self._obituary(waiting[0], "does not get ready"))
            waiting = [name for name in waiting if not _ready(f"{self.url(name)}/readyz")]
            time.sleep(0.05)

    def check(self) -> None:
        """Raise ``StackError`` when a service has died."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                ending = f"has stopped by itself (exit code {process.returncode})"
                raise StackError(self._obituary(name, ending))

    def stop(self) -> None:
        """Let every service finish what it does, then end it; the frontend goes first."""
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def _check_ports(self) -> None:
        for name, port in self.ports.items():
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((self.host if name == "frontend" else "127.0.0.1", port))
                except OSError as error:
                    raise StackError(f"Port {port} ({name}): {error.strerror}.") from error

    def _migrate(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "service1_frontend.app:create_app()"]
        environ = self._settings("frontend") | {"MELODIE_LOG_LEVEL": "warning"}
        migrated = subprocess.run(  # noqa: S603 - our own arguments
            [*command, "db", "upgrade"],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if migrated.returncode:
            raise StackError(f"The database cannot be brought up to date:\n{migrated.stdout}")

    def _start(self, service: Service) -> None:
        with self.log(service.name).open("wb") as log:
            self.processes[service.name] = subprocess.Popen(  # noqa: S603 - our own arguments
                [
                    *(sys.executable, "-m", "gunicorn", "-c", "python:melodie.gunicorn"),
                    f"{service.package}.app:create_app()",
                ],
                cwd=ROOT,
                env=self._settings(service.name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for us alone; we then stop the services in order.
                start_new_session=True,
            )

    def _settings(self, name: str) -> dict[str, str]:
        own = {
            "MELODIE_HOST": self.host if name == "frontend" else "127.0.0.1",
            "MELODIE_PORT": str(self.ports[name]),
        }
        if name == "frontend":
            own |= {f"MELODIE_{other.upper()}_URL": self.url(other)
                    for other in self.ports if other != "frontend"}  # fmt: skip
            if not _given("MELODIE_DATABASE_URL", self._environ):
                own["MELODIE_DATABASE_URL"] = f"sqlite:///{self.directory / 'melodie.sqlite'}"
            if not _given("MELODIE_SECRET_KEY", self._environ):
                own["MELODIE_SECRET_KEY_FILE"] = str(_secret_key(self.directory))
        return {"PYTHONUNBUFFERED": "1", **self._environ, **own}

    def _obituary(self, name: str, ending: str) -> str:
        log = self.log(name)
        last = log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join([f"The {name} service {ending}. The end of {log}:", *last])


def free_ports() -> dict[str, int]:
    """Return a free port of the loopback address for every service."""
    probes = {service.name: socket.create_server(("127.0.0.1", 0)) for service in SERVICES}
    ports = {name: probe.getsockname()[1] for name, probe in probes.items()}
    for probe in probes.values():
        probe.close()
    return ports


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except OSError:
        return False


def _given(name: str, environ: Mapping[str, str]) -> bool:
    return name in environ or f"{name}_FILE" in environ


def _secret_key(directory: Path) -> Path:
    """Return the file of the key that signs the forms, made at the first start."""
    path = directory / "secret-key"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32))
        fresh.rename(path)
    return path
