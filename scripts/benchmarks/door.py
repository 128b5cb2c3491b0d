"""The edge in front of one frontend: HAProxy with the stack's own configuration."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.listening import LOOPBACK, free_ports
from scripts.services import ROOT

START_SECONDS: Final = 20.0
STOP_SECONDS: Final = 10.0
SETTINGS: Final = {
    "EDGE_RATE": "600",
    "EDGE_MAKE_RATE": "60",
    "EDGE_FILES": str(ROOT / "edge"),
    "EDGE_RESOLVER": f"{LOOPBACK}:1",
}
"""The rates are the image's."""


@contextmanager
def edge_before(frontend: tuple[str, int], folder: Path) -> Iterator[tuple[str, int] | None]:
    """Give the address of an edge before ``frontend``, or None without HAProxy."""
    haproxy = shutil.which("haproxy")
    if haproxy is None:
        yield None
        return
    door, inside, *_ = free_ports().values()
    config = folder / "haproxy.cfg"
    config.write_text(_configured(door, inside), encoding="utf-8")
    host, port = frontend
    environ = SETTINGS | {"EDGE_FRONTEND": f"{host}:{port}"}
    with (folder / "edge.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - a command of our own
            [haproxy, "-db", "-f", str(config)], env=os.environ | environ, stdout=log, stderr=log
        )
        try:
            _wait(f"http://{LOOPBACK}:{door}/readyz")
            yield LOOPBACK, door
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def _configured(door: int, inside: int) -> str:
    """Return the configuration with other ports, and one frontend whose address is known."""
    text = (ROOT / "edge" / "haproxy.cfg").read_text(encoding="utf-8")
    text = text.replace("bind :8080", f"bind {LOOPBACK}:{door}")
    text = text.replace("bind :8405", f"bind {LOOPBACK}:{inside}")
    text = text.replace("server-template frontend 1-24", "server-template frontend 1-1")
    return text.replace(" resolvers containers init-addr none", "")


def _wait(url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own http address
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
