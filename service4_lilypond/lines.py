"""Talks with a press: lines that are sent to it, and lines that it answers in time."""

import os
import select
import time

from service4_lilypond.pipes import NamedPipes


class PressBroken(Exception):
    """This press can print no more."""


class Lines:
    """Lines to and from a process, by the file descriptors of its input and its output.

    Every method raises ``PressBroken`` where the process is gone.
    """

    def __init__(self, to: int, source: int) -> None:
        self._to = to
        self._source = source
        self._unread = b""

    def say(self, line: str) -> None:
        """Send a line that ends with its newline."""
        try:
            os.write(self._to, line.encode())
        except OSError as error:
            raise PressBroken("The press does not listen.") from error

    def expect(self, word: str, seconds: float, pipes: NamedPipes | None = None) -> str:
        """Hear the line that begins with ``word`` and return the rest of it.

        What is written into ``pipes`` meanwhile is taken from them, which may
        raise ``TooMuchWritten``. Raises ``TimeoutError`` when no line comes in time.
        """
        said, _, rest = self._hear(time.monotonic() + seconds, pipes).partition(" ")
        if said != word:
            raise PressBroken(f"The press said {said!r} instead of {word!r}.")
        return rest

    def _hear(self, deadline: float, pipes: NamedPipes | None) -> str:
        waiting = select.poll()
        for end in (self._source, *(pipes.ends if pipes else ())):
            waiting.register(end, select.POLLIN)
        while b"\n" not in self._unread:
            ready = dict(waiting.poll(max(0, deadline - time.monotonic()) * 1000))
            if not ready:
                raise TimeoutError
            if pipes:
                pipes.take()
            if self._source in ready:
                self._read()
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()

    def _read(self) -> None:
        heard = os.read(self._source, 4096)
        if not heard:
            raise PressBroken("The press is gone.")
        self._unread += heard
