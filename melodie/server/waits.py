"""What the loop waits for: each connection, until it can be received from or sent to."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from selectors import BaseSelector
from typing import Any

from melodie.server.connection import Connection

Deed = Callable[[Connection], None]


@dataclass(slots=True)
class _Wait:
    events: int
    ready: Deed
    late: Deed
    deadline: float


class Waits:
    """Connections in a selector, each with what is done when it is ready or late."""

    def __init__(self, selector: BaseSelector) -> None:
        self._selector = selector
        self._waits: dict[Connection, _Wait] = {}

    def start(
        self, connection: Connection, events: int, seconds: float, *, ready: Deed, late: Deed
    ) -> None:
        """Call ``ready`` whenever ``events`` happen, ``late`` when ``seconds`` have passed."""
        self.stop(connection)
        connection.moved = 0
        wait = _Wait(events, ready, late, time.monotonic() + seconds)
        self._waits[connection] = wait

        def happened(_: Any) -> None:
            # An event of the same round may have ended this wait.
            if self._waits.get(connection) is wait:
                ready(connection)

        self._selector.register(connection.sock, events, happened)

    def stop(self, connection: Connection) -> None:
        """Wait no longer for ``connection``, if that was done."""
        if self._waits.pop(connection, None):
            self._selector.unregister(connection.sock)

    def extend(self, connection: Connection, seconds: float) -> None:
        """Begin anew to wait for so long."""
        connection.moved = 0
        self._waits[connection].deadline = time.monotonic() + seconds

    def shorten(self, connection: Connection, seconds: float) -> None:
        """Wait for so long at most."""
        wait = self._waits[connection]
        wait.deadline = min(wait.deadline, time.monotonic() + seconds)

    def by_deadline(self) -> list[Connection]:
        """Return the connections, the one that will be late first."""
        return sorted(self._waits, key=lambda connection: self._waits[connection].deadline)

    def end(self, connection: Connection) -> None:
        """Take ``connection`` for late now."""
        self._waits[connection].late(connection)

    def end_late(self) -> None:
        """Call ``late`` for every connection whose time has passed."""
        now = time.monotonic()
        for connection in [each for each, wait in self._waits.items() if wait.deadline <= now]:
            if connection in self._waits:
                self.end(connection)

    def __contains__(self, connection: Connection) -> bool:
        return connection in self._waits
