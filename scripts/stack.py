"""The four services together, joined: for ``scripts/start``, tests and benchmarks.

::

    with Stack(folder) as stack:
        urlopen(stack.base_url)
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from scripts.folder import Folder
from scripts.listening import LOOPBACK, address_of, check_free, free_ports
from scripts.services import PACKAGES, ROOT, Service, ServiceError, last_lines


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
        self.folder = Folder(folder)
        self._given = {**os.environ, **(settings or {})}
        self._ports = free_ports() if ports is None else ports
        public = address_of(host, self._ports["frontend"])
        self._addresses = {name: public if name == "frontend" else LOOPBACK for name in PACKAGES}
        self.services = {
            name: Service(
                name,
                self._addresses[name],
                self._ports[name],
                self._environ(),
                self.folder.log(name),
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
        check_free({name: (self._addresses[name], self._ports[name]) for name in PACKAGES})
        self.folder.prepare()
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
        own = {"MELODIE_DATABASE_URL": self.folder.database_url, **siblings}
        if "MELODIE_SECRET_KEY" not in self._given:
            own["MELODIE_SECRET_KEY_FILE"] = str(self.folder.secret_key)
        absent = {name: value for name, value in own.items() if f"{name}_FILE" not in self._given}
        return {**absent, "PYTHONUNBUFFERED": "1", **self._given}

    def _migrate(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "service1_frontend.app", "migrate"]
        environ = self._environ()
        if environ.get("MELODIE_DATABASE_URL", "").startswith("sqlite:"):
            command.append("--patience=0")  # a file is there, or it will not come by itself
        log = self.folder.log("migrate")
        with log.open("wb") as output:
            done = subprocess.run(  # noqa: S603 - our own arguments
                command,
                cwd=ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode:
            [why] = last_lines(log, 1)
            raise ServiceError(
                f"The database cannot be brought up to date: {why}\nMore is in {log}"
            )
