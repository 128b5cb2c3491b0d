"""Every open connection, and how one ends."""

import socket
from selectors import EVENT_READ
from typing import Any

from melodie.server.connection import Connection, Gone
from melodie.server.waits import Waits


class Registry:
    """The connections of a worker that are open; its length is their number."""

    def __init__(self, waits: Waits, unread_bytes: int) -> None:
        self._waits, self._unread_bytes = waits, unread_bytes
        self._open: set[Connection] = set()

    def __len__(self) -> int:
        return len(self._open)

    def add(self, sock: socket.socket, client: Any, server: Any) -> Connection:
        """Take in a new connection."""
        connection = Connection(sock, client, server)
        self._open.add(connection)
        return connection

    def end(self, connection: Connection, seconds: float) -> None:
        """Send nothing more, and forget what still comes until the client has closed too.

        For ``seconds``, and ``unread_bytes``, at most: a connection that is closed while
        something comes loses the client its answer.
        """
        connection.received.clear()
        try:
            connection.end()
        except Gone:
            self.drop(connection)
        else:
            self._waits.start(connection, EVENT_READ, seconds, ready=self._discard, late=self.drop)

    def flush(self, connection: Connection) -> bool:
        """Send what can be sent now, and return whether the client is still there."""
        try:
            connection.moved += connection.flush()
        except Gone:
            self.drop(connection)
        return connection in self._open

    def drop(self, connection: Connection) -> None:
        """Close a connection, if that was not done, whatever is left to be sent."""
        if connection in self._open:
            self._open.remove(connection)
            self._waits.stop(connection)
            connection.close()

    def close(self) -> None:
        """Close all of them, those too that threads work for."""
        for connection in list(self._open):
            self.drop(connection)

    def _discard(self, connection: Connection) -> None:
        try:
            connection.moved += connection.discard()
        except Gone:
            self.drop(connection)
            return
        if connection.moved > self._unread_bytes:
            self.drop(connection)
