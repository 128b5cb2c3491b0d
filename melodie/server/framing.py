"""Where a request ends in the bytes that came: all that is known before it is parsed.

What is odd here is left to gunicorn's parser, which refuses it: such a
request is handed on as it is, and its connection is closed after the answer.
"""

import re
from dataclasses import dataclass
from typing import Final

from gunicorn.http.errors import InvalidHeader, LimitRequestHeaders

END: Final = b"\r\n\r\n"
_FRAMES: Final = re.compile(rb"\r\n(content-length|transfer-encoding)[ \t]*:", re.IGNORECASE)
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)
_WAITS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """The first request in some bytes: how many of them are its head and its body.

    ``unread`` means that a body may follow that will not be read, as it is too
    long or has no length. ``waits`` means that the client sends its body after
    "100 Continue".
    """

    head: int
    body: int = 0
    unread: bool = False
    waits: bool = False

    @property
    def size(self) -> int:
        """How many bytes must have come before the request can be answered."""
        return self.head + self.body


def frame_of(received: bytes | bytearray, *, head_bytes: int, body_bytes: int) -> Frame | None:
    """Return the frame of the first request, or None when more of its head must come.

    Raises gunicorn's ``ParseException`` for a head that is longer than
    ``head_bytes`` or never ends. A body of more than ``body_bytes`` is unread.
    """
    found = received.find(END, 0, head_bytes)
    if found < 0:
        if len(received) >= head_bytes:
            raise LimitRequestHeaders("the head is too long")
        if received.count(b"\n") != received.count(b"\r\n"):
            raise InvalidHeader("bare LF as line terminator")
        return None
    head = bytes(received[: found + len(END)])
    frames = _FRAMES.findall(head)
    if not frames:
        return Frame(len(head))
    length = _LENGTH.search(head)
    if len(frames) > 1 or length is None or int(length[1]) > body_bytes:
        return Frame(len(head), unread=True)
    return Frame(len(head), int(length[1]), waits=bool(_WAITS.search(head)))
