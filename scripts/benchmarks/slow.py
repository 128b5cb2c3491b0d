"""Clients that take their time: they send nothing, half a request, or read hardly anything."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

STEP_SECONDS: Final = 1.0
"""Between two bytes of a slow client."""

ADDRESSES: Final = 200
"""Each client comes from one of so many loopback addresses, as if they were that many people."""


@dataclass(frozen=True, slots=True)
class Kind:
    """So many clients that send ``first`` at once and ``then`` every second; one byte is read.

    A client that is cut off comes back at once.
    """

    clients: int
    first: bytes = b""
    then: bytes = b""


def half_request(clients: int) -> Kind:
    """Return clients whose headers never end."""
    return Kind(clients, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"a")


def dripping_body(clients: int, at_once: int, length: int) -> Kind:
    """Return clients that send ``at_once`` bytes of a body of ``length``, the rest slowly."""
    head = (
        "POST /api/v1/melodies HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
    return Kind(clients, head.encode() + b" " * at_once, b" ")


def slow_reader(clients: int, path: str, times: int) -> Kind:
    """Return clients that ask for ``path`` so many times and read the answers a byte a second."""
    return Kind(clients, times * f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())


@contextmanager
def beside(address: tuple[str, int], kinds: Sequence[Kind]) -> Iterator["Crowd"]:
    """Keep all these clients at ``address`` until the context ends."""
    crowd = Crowd(address, kinds)
    thread = Thread(target=crowd.run)
    thread.start()
    try:
        crowd.there.wait()
        yield crowd
    finally:
        crowd.over.set()
        thread.join()


class Crowd:
    """Slow clients in one thread; ``returns`` counts how often one was cut off and came back."""

    def __init__(self, address: tuple[str, int], kinds: Sequence[Kind]) -> None:
        self._address = address
        self._kinds = [kind for kind in kinds for _ in range(kind.clients)]
        self.there, self.over = Event(), Event()
        self.returns = 0

    def run(self) -> None:
        """Come, and dawdle until ``over`` is set."""
        sockets = [self._come(number, kind) for number, kind in enumerate(self._kinds)]
        self.there.set()
        while not self.over.wait(STEP_SECONDS):
            for number, kind in enumerate(self._kinds):
                if not _dawdles(sockets[number], kind):
                    sockets[number].close()
                    sockets[number] = self._come(number, kind)
                    self.returns += 1
        for each in sockets:
            each.close()

    def _come(self, number: int, kind: Kind) -> socket.socket:
        """Connect, and send what comes first."""
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # little is read in advance
        made.bind((f"127.0.1.{1 + number % ADDRESSES}", 0))
        made.settimeout(STEP_SECONDS)
        with suppress(OSError):  # the next step finds it gone
            made.connect(self._address)
            made.sendall(kind.first)
        made.settimeout(0)
        return made


def _dawdles(client: socket.socket, kind: Kind) -> bool:
    """Send and read a little; say whether the connection still stands."""
    try:
        with suppress(BlockingIOError):
            if client.recv(1) == b"":
                return False
        with suppress(BlockingIOError):
            client.send(kind.then)
    except OSError:
        return False
    return True
