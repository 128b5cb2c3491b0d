"""A client's connection: what came of its request, what waits to be sent of its answer.

The loop owns it while it waits for the client, a thread while an answer is
made; never both. Nothing here waits.
"""

import socket
from collections import deque
from typing import Any, Final

from melodie.server.framing import Frame

RECEIVE_BYTES: Final = 65_536
SEND_BYTES: Final = 262_144


class Gone(OSError):
    """The client has closed the connection, or it broke."""


class Connection:
    """What is between a client and the server; to gunicorn, the socket that it answers to.

    ``frame`` is that of the request in ``received``, once its head is there. ``unsent`` bytes
    wait to be sent. ``moved`` counts what the loop's present wait has brought.
    """

    def __init__(self, sock: socket.socket, client: Any, server: Any) -> None:
        sock.settimeout(0)
        self.sock = sock
        self.client, self.server = client, server
        self.received = bytearray()
        self.frame: Frame | None = None
        self.unsent = 0
        self.moved = 0
        self._pieces: deque[memoryview] = deque()

    def receive(self) -> int:
        """Take what has come into ``received`` and return its size, 0 where nothing has.

        Raises ``Gone``.
        """
        came = self._recv()
        self.received += came
        return len(came)

    def discard(self) -> int:
        """Take what has come and forget it; return its size. Raises ``Gone``."""
        return len(self._recv())

    def sendall(self, data: bytes) -> None:
        """Have ``data`` sent by the next calls of ``flush``."""
        if data:
            self._pieces.append(memoryview(data))
            self.unsent += len(data)

    def send(self, data: bytes) -> int:
        """Send nothing: gunicorn calls this for "100 Continue" alone, which the loop has sent."""
        return len(data)

    def flush(self) -> int:
        """Send as much as the client takes now and return how much that was. Raises ``Gone``."""
        sent = 0
        while self._pieces:
            piece = self._pieces.popleft()
            try:
                taken = self.sock.send(piece[:SEND_BYTES])
            except (BlockingIOError, InterruptedError):
                taken = 0
            except OSError as error:
                raise Gone from error
            sent += taken
            self.unsent -= taken
            if taken < len(piece):
                self._pieces.appendleft(piece[taken:])
            if taken < min(len(piece), SEND_BYTES):
                break
        return sent

    def end(self) -> None:
        """Close the sending side: nothing more is sent. Raises ``Gone``."""
        try:
            self.sock.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise Gone from error

    def close(self) -> None:
        """Close, whatever is left to be sent."""
        self._pieces.clear()
        self.unsent = 0
        self.received.clear()
        self.sock.close()

    def forget_request(self) -> None:
        """Remove the request from ``received``; what follows is the next one."""
        if self.frame:
            del self.received[: self.frame.size]
        self.frame = None

    def _recv(self) -> bytes:
        try:
            came = self.sock.recv(RECEIVE_BYTES)
        except (BlockingIOError, InterruptedError):
            return b""
        except OSError as error:
            raise Gone from error
        if not came:
            raise Gone
        return came
