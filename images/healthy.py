"""Docker's health check inside a container: ready once, and alive from then on.

``healthy.py PORT READY-PATH [ALIVE-PATH]`` ends well when the server on this
container's port answers 200. Where ALIVE-PATH is given it is asked instead once
READY-PATH has been answered: a rollout waits until a replica is ready, yet a
database that goes away for a while costs no replica its life.
"""

import http.client
import sys
from pathlib import Path

MARK = Path("/tmp/was-ready")  # noqa: S108 - the container's own tmpfs, its only user's


def answers(port: int, path: str) -> bool:
    """Say whether ``path`` on this container's ``port`` is answered with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def healthy(port: int, ready: str, alive: str | None, mark: Path = MARK) -> bool:
    """Ask for ``alive`` where it is given and the mark of an earlier success stands."""
    if alive and mark.exists():
        return answers(port, alive)
    if not answers(port, ready):
        return False
    if alive:
        mark.touch()
    return True


if __name__ == "__main__":
    port, ready, *alive = sys.argv[1:]
    sys.exit(0 if healthy(int(port), ready, alive[0] if alive else None) else 1)
