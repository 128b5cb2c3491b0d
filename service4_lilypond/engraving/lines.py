"""The lines that are sent to a worker, and those that it answers in time."""

import os
import select
import time

from service4_lilypond.engraving.pipes import NamedPipes


class WorkerBroken(Exception):
    """This worker can engrave no more."""


class Lines:
    """Lines to and from a process, by the file descriptors of its input and its output.

    Every method raises ``WorkerBroken`` where the process is gone.
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
            raise WorkerBroken("The worker does not listen.") from error

    def expect(self, word: str, seconds: float, pipes: NamedPipes | None = None) -> str:
        """Return the rest of the next line, which must begin with ``word``.

        What is written into ``pipes`` meanwhile is taken from them, which may
        raise ``TooMuchWritten``. Raises ``TimeoutError`` when no line comes in time.
        """
        said, _, rest = self._hear(time.monotonic() + seconds, pipes).partition(" ")
        if said != word:
            raise WorkerBroken(f"The worker said {said!r} instead of {word!r}.")
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
            raise WorkerBroken("The worker is gone.")
        self._unread += heard
