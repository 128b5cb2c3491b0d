"""Docker's health check inside a container: ready once, and alive from then on.

``healthy.py PORT READY-PATH [ALIVE-PATH]`` ends well when the server on this
container's port answers 200. Where ALIVE-PATH is given it is asked instead once
READY-PATH has been answered: a rollout waits until a replica is ready, yet a
database that goes away for a while costs no replica its life.

Docker before version 25 looks first when a whole interval has passed, and no
oftener while a container starts. So its interval is short, and the check keeps
the time: it waits for a replica that starts, and tells as soon as it is ready;
of one that was ready it looks again after a pause.

It runs in every container all the time, so it loads next to nothing: of an
HTTP client, of pathlib or of all that ``socket`` adds to the interpreter's own
sockets, each would take longer than the whole check.
"""

import os
import sys
from _socket import AF_INET, SOCK_STREAM, socket
from time import monotonic, sleep

MARK = "/dev/shm/was-ready"  # noqa: S108 - the container's own, which every one can write to
SECONDS = 4.0
"""How long an answer may take."""
PATIENCE = 2.0
"""Seconds for which a check waits for a replica that starts, before Docker counts a failure."""
PAUSE = 4.0
"""Seconds between looks at a replica that was ready, beside Docker's interval."""
STEP = 0.5
"""Seconds between looks at one that starts."""
LONG = 100
"""Bytes within which a line tells its status."""


def answers(port: int, path: str) -> bool:
    """Say whether ``path`` on this container's ``port`` is answered with 200."""
    connection = socket(AF_INET, SOCK_STREAM)
    connection.settimeout(SECONDS)
    try:
        connection.connect(("127.0.0.1", port))
        connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        return first_line(connection).split()[1:2] == [b"200"]
    except OSError:
        return False
    finally:
        connection.close()


def first_line(connection: socket) -> bytes:
    """Return the first line that comes, or what has come of it when that is all, or too much."""
    line = b""
    while b"\n" not in line and len(line) < LONG and (received := connection.recv(LONG)):
        line += received
    return line.partition(b"\n")[0]


def healthy(port: int, ready: str, alive: str | None) -> bool:
    """Wait for ``ready`` the first time, and ask for ``alive``, if given, from then on."""
    if os.path.exists(MARK):  # noqa: PTH110 - see above
        sleep(PAUSE)
        return answers(port, alive or ready)
    until = monotonic() + PATIENCE
    while not answers(port, ready):
        if monotonic() >= until:
            return False
        sleep(STEP)
    os.close(os.open(MARK, os.O_CREAT))
    return True


if __name__ == "__main__":
    port, ready, *alive = sys.argv[1:]
    sys.exit(0 if healthy(int(port), ready, alive[0] if alive else None) else 1)
