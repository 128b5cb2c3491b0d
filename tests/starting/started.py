"""The command behind scripts/start as a process, and what can be seen of it from outside."""

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
from pathlib import Path
from typing import Any, Final

from scripts.benchmarks.measuring import family
from scripts.listening import free_ports
from tests.sources import ROOT

PATIENCE: Final = 60.0
COMMAND: Final = (sys.executable, "-m", "scripts.starting")
_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Started:
    """A running scripts/start: its process, its ports, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str], ports: Mapping[str, int]) -> None:
        self.process = process
        self.ports = ports
        self.said: list[str] = []

    def hear(self, wanted: str) -> str:
        """Return the next line with ``wanted`` in it, or "" where the process ended before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if wanted in line:
                return line
        return ""

    def end(self, number: signal.Signals) -> str:
        """Send a signal and return all that was said until the end."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        return "".join(self.said) + rest

    def owner(self, package: str) -> int:
        """Return the process that was started to serve ``package``."""
        return next(
            member
            for member in family(self.process.pid)
            if package in Path(f"/proc/{member}/cmdline").read_text(encoding="utf-8")
        )


@contextmanager
def started(
    folder: Path,
    *arguments: str,
    ports: Mapping[str, int] | None = None,
    root: Path = ROOT,
    environ: Mapping[str, str] | None = None,
) -> Iterator[Started]:
    """Run the command until it says that it is ready, or ends."""
    ports = free_ports() if ports is None else ports
    flags = [f"--{name}-port={port}" for name, port in ports.items()]
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [*COMMAND, f"--directory={folder}", *flags, *arguments],
        cwd=root,
        env={**os.environ, **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_ignore_interrupts,  # noqa: PLW1509 - no thread runs here
    )
    running = Started(process, ports)
    try:
        running.hear("Mélodie is ready")
        yield running
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _ignore_interrupts() -> None:
    # As a job begins that a shell runs in the background.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def fetch(url: str, body: Mapping[str, Any] | None = None) -> bytes:
    """Fetch a page or a file, or send JSON to an address."""
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(  # noqa: S310 - our own http address
        url, data, {"Content-Type": "application/json"}
    )
    with _DIRECT.open(asked, timeout=PATIENCE) as answer:
        content: bytes = answer.read()
        return content


def make(base_url: str, **recipe: Any) -> dict[str, Any]:
    """Make a melody of two bars and return what the API says of it."""
    sent = {"name": "rainy tuesday", "bars": 2, "seed": 7, **recipe}
    made: dict[str, Any] = json.loads(fetch(f"{base_url}/api/v1/melodies", sent))
    return made


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def runs(pid: int) -> bool:
    """Say whether a process is there and no zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def eventually(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.05)
    return found
