"""Named pipes for what a process writes: no more than a limit, and nothing on a disk."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

CHUNK: Final = 1 << 16


class TooMuchWritten(Exception):
    """More was written to the pipes than their limit."""


class NamedPipes:
    """A named pipe in ``folder`` for every one of ``names``, and what was written to them.

    A pipe is opened before anything is written to it, so that a process that
    later replaces it changes nothing of what is read. All pipes together take
    ``limit`` bytes. Raises ``OSError`` where none can be made.
    """

    def __init__(self, folder: Path, names: Iterable[str], limit: int) -> None:
        self._folder = folder
        self._room = limit
        self._written: dict[str, bytearray] = {}
        self._names: dict[int, str] = {}
        try:
            for name in names:
                os.mkfifo(folder / name, 0o600)
                # Our own writing end keeps the pipe open; the writer's answer says when it is done.
                end = os.open(folder / name, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
                self._names[end] = name
                self._written[name] = bytearray()
        except OSError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def ends(self) -> tuple[int, ...]:
        """The file descriptors to wait for."""
        return tuple(self._names)

    @property
    def whole(self) -> bool:
        """Whether every pipe is still in its folder, so that a process could open it."""
        return all((self._folder / name).is_fifo() for name in self._written)

    def take(self) -> None:
        """Take what is in the pipes now; raises ``TooMuchWritten`` beyond the limit."""
        for end, name in self._names.items():
            with contextlib.suppress(BlockingIOError):
                while True:
                    self._keep(name, os.read(end, CHUNK))

    def written(self, name: str) -> bytes:
        """Return what was taken from the pipe called ``name``."""
        return bytes(self._written[name])

    def close(self) -> None:
        """Close and remove every pipe."""
        while self._names:
            end, name = self._names.popitem()
            os.close(end)
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()

    def _keep(self, name: str, content: bytes) -> None:
        self._room -= len(content)
        if self._room < 0:
            raise TooMuchWritten(name)
        self._written[name] += content
