"""Docker's health check inside a container: ready once, and alive from then on.

``healthy.py PORT READY-PATH [ALIVE-PATH]`` ends well when the server on this
container's port answers 200. Where ALIVE-PATH is given it is asked instead once
READY-PATH has been answered: a rollout waits until a replica is ready, yet a
database that goes away for a while costs no replica its life.

It runs in every container every few seconds, so it loads next to nothing: an
HTTP client or pathlib alone would take longer than all that is done here.
"""

import os
import socket
import sys

MARK = "/tmp/was-ready"  # noqa: S108 - the container's own tmpfs, its only user's
SECONDS = 4.0


def answers(port: int, path: str) -> bool:
    """Say whether ``path`` on this container's ``port`` is answered with 200."""
    try:
        with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            with connection.makefile("rb") as answer:
                return answer.readline(100).split()[1:2] == [b"200"]
    except OSError:
        return False


def healthy(port: int, ready: str, alive: str | None, mark: str = MARK) -> bool:
    """Ask for ``alive`` where it is given and the mark of an earlier success stands."""
    if alive and os.path.exists(mark):  # noqa: PTH110 - see above
        return answers(port, alive)
    if not answers(port, ready):
        return False
    if alive:
        os.close(os.open(mark, os.O_CREAT))
    return True


if __name__ == "__main__":
    port, ready, *alive = sys.argv[1:]
    sys.exit(0 if healthy(int(port), ready, alive[0] if alive else None) else 1)
