"""The four services together, joined: for ``scripts/start``, tests and benchmarks.

::

    with Stack(folder) as stack:
        urlopen(stack.base_url)
"""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self

from scripts.services import PACKAGES, ROOT, Service, ServiceError

LOOPBACK: Final = "127.0.0.1"


class Stack:
    """All four services; ``folder`` keeps their database, secret key and logs.

    Without ``ports`` they listen on free ones. Only the frontend listens on
    ``host``, the others on the loopback address. ``settings`` are further
    environment variables, such as ``{"MELODIE_WORKERS": "2"}``.
    """

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, str] | None = None,
        *,
        ports: Mapping[str, int] | None = None,
        host: str = LOOPBACK,
    ) -> None:
        self.folder = folder.resolve()
        self._given = {**os.environ, **(settings or {})}
        self._ports = free_ports() if ports is None else ports
        self._hosts = {name: host if name == "frontend" else LOOPBACK for name in PACKAGES}
        self.services = {
            name: Service(
                name,
                self._hosts[name],
                self._ports[name],
                self._environ(),
                self.folder / "log" / f"{name}.log",
            )
            for name in PACKAGES
        }

    @property
    def base_url(self) -> str:
        """Where the frontend answers, without a slash at the end."""
        return self.services["frontend"].url

    def start(self) -> None:
        """Bring the database up to date, start every service, wait until all are ready.

        Raises ``ServiceError`` when that cannot be; then nothing is left running.
        """
        self._check_ports()
        self._keep_secret_key()
        with ExitStack() as undo:
            undo.callback(self.stop)
            for name, service in self.services.items():
                if name == "frontend":
                    self._migrate()  # while the others are getting ready
                service.log.unlink(missing_ok=True)
                service.start()
            for service in self.services.values():
                service.wait()
            undo.pop_all()

    def check(self) -> None:
        """Raise ``ServiceError`` when a service has died."""
        for service in self.services.values():
            service.check()

    def stop(self) -> None:
        """Stop every service: the frontend first, and all at the same time."""
        leaving = list(reversed(self.services.values()))
        for service in leaving:
            service.end()
        for service in leaving:
            service.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _environ(self) -> dict[str, str]:
        """Return the environment of the services; what was given goes before our own."""
        siblings = {
            f"MELODIE_{name.upper()}_URL": f"http://{LOOPBACK}:{self._ports[name]}"
            for name in PACKAGES
            if name != "frontend"
        }
        own = {"MELODIE_DATABASE_URL": f"sqlite:///{self.folder / 'melodie.sqlite'}", **siblings}
        if "MELODIE_SECRET_KEY" not in self._given:
            own["MELODIE_SECRET_KEY_FILE"] = str(self._secret_key)
        absent = {name: value for name, value in own.items() if f"{name}_FILE" not in self._given}
        return {**absent, "PYTHONUNBUFFERED": "1", **self._given}

    @property
    def _secret_key(self) -> Path:
        return self.folder / "secret-key"

    def _keep_secret_key(self) -> None:
        """Draw the key that signs the forms, once, for its owner's eyes only."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._secret_key.exists():
            fresh = self._secret_key.with_suffix(".new")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(32))
            fresh.rename(self._secret_key)

    def _check_ports(self) -> None:
        for name, host in self._hosts.items():
            try:
                socket.create_server((host, self._ports[name])).close()
            except OSError as error:
                raise ServiceError(
                    f"The {name} service cannot listen on {host}, port {self._ports[name]}: "
                    f"{error.strerror}.\nIs Mélodie running already? "
                    f"Another port: --{name}-port PORT"
                ) from error

    def _migrate(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "service1_frontend.app", "migrate"]
        done = subprocess.run(  # noqa: S603 - our own arguments
            command,
            cwd=ROOT,
            env=self._environ(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServiceError(f"The database cannot be brought up to date:\n{done.stdout}")


def free_ports() -> dict[str, int]:
    """Return a port for every service that is free on the loopback address now."""
    with ExitStack() as held:
        probes = {
            name: held.enter_context(socket.create_server((LOOPBACK, 0))) for name in PACKAGES
        }
        return {name: probe.getsockname()[1] for name, probe in probes.items()}
