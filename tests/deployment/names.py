"""A name server that says where the frontends are, as Docker's does in a container."""

import socket
import struct
from collections.abc import Sequence
from threading import Thread
from typing import Final, Self

ANSWER: Final = struct.Struct("!HHHLH4s")
"""Name (a pointer to the question's), type, class, seconds to live, length, address."""

HEADER: Final = struct.Struct("!6H")


class NameServer:
    """Answers every question for an IPv4 address with ``addresses``, over UDP on loopback."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = addresses
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = Thread(target=self._serve)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            question, asker = self._socket.recvfrom(512)
            if not question:
                return
            self._socket.sendto(self._answer(question), asker)

    def _answer(self, question: bytes) -> bytes:
        number, *_ = HEADER.unpack(question[: HEADER.size])
        end = question.index(b"\0", HEADER.size) + 5
        asked = question[HEADER.size : end]
        found = self.addresses if asked[-4:-2] == b"\0\1" else []
        header = HEADER.pack(number, 0x8180, 1, len(found), 0, 0)
        records = [ANSWER.pack(0xC00C, 1, 1, 1, 4, socket.inet_aton(address)) for address in found]
        return header + asked + b"".join(records)
