"""Docker's health check inside a container: ready once, and alive from then on.

``healthy.py PORT READY-PATH [ALIVE-PATH]`` ends well when the server on this
container's port answers 200. Where ALIVE-PATH is given it is asked instead once
READY-PATH has been answered: a rollout waits until a replica is ready, yet a
database that goes away for a while costs no replica its life.

Docker before version 25 looks first when a whole interval has passed, and no
oftener while a container starts. So its interval is short, and the check keeps
the time: it waits for a replica that starts, and tells as soon as it is ready.
At one that was ready it goes on looking until it misses, for to begin a check
costs Docker far more than a look.

It runs in every container all the time, so it loads next to nothing: of an
HTTP client, of pathlib or of all that ``socket`` adds to the interpreter's own
sockets, each would take longer than a look.
"""

import os
import sys
from _socket import AF_INET, SOCK_STREAM, socket
from time import monotonic, sleep

READY = "/dev/shm/was-ready"  # noqa: S108 - the container's own, which every one can write to
MISSED = "/dev/shm/was-missed"  # noqa: S108
"""Is there when the last check failed."""
SECONDS = 4.0
"""How long an answer may take."""
PATIENCE = 2.0
"""Seconds for which a check waits for a replica that starts, before Docker counts a failure."""
PAUSE = 4.0
"""Seconds before each look at a replica that was ready."""
ROUND = 30.0
"""Seconds for which a check goes on looking; within Docker's limit for one."""
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
    if there(READY):
        well = stays_well(port, alive or ready)
        put(MISSED, on=not well)
    else:
        well = gets_ready(port, ready)
        put(READY, on=well)
    return well


def gets_ready(port: int, path: str) -> bool:
    """Say whether ``path`` is answered with 200 before patience ends."""
    until = monotonic() + PATIENCE
    while not answers(port, path):
        if monotonic() >= until:
            return False
        sleep(STEP)
    return True


def stays_well(port: int, path: str) -> bool:
    """Look again and again; say whether ``path`` was answered with 200 each time.

    After a miss one look is enough: Docker adds up the misses until it hears of something better.
    """
    until = monotonic() + (0 if there(MISSED) else ROUND)
    while True:
        sleep(PAUSE)
        if not answers(port, path):
            return False
        if monotonic() >= until:
            return True


def there(mark: str) -> bool:
    """Say whether the mark was put."""
    return os.path.exists(mark)  # noqa: PTH110 - see above


def put(mark: str, *, on: bool) -> None:
    """Put the mark, or take it away."""
    if on:
        os.close(os.open(mark, os.O_CREAT))
    elif there(mark):
        os.unlink(mark)  # noqa: PTH108 - see above


if __name__ == "__main__":
    port, ready, *alive = sys.argv[1:]
    sys.exit(0 if healthy(int(port), ready, alive[0] if alive else None) else 1)
