"""The bytes of a file, in memory or on disk; readers do not disturb each other."""

import io
import os
import tempfile
import weakref
from dataclasses import dataclass
from typing import BinaryIO, Protocol


class Content(Protocol):
    """A file's bytes; ``edition`` tells what made them, ``size`` how many they are."""

    @property
    def edition(self) -> str:
        """What made these bytes: with another edition they might be others."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    def open(self) -> BinaryIO:
        """Return a reader of its own, at the beginning; the caller closes it."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A small file."""

    edition: str
    content: bytes

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.content)

    def open(self) -> BinaryIO:
        """Return a reader of its own."""
        return io.BytesIO(self.content)


class OnDisk:
    """A large file that has no name: it is gone with its last reader, and with the process.

    ``written`` is a temporary file that may be closed afterwards.
    """

    def __init__(self, edition: str, written: BinaryIO) -> None:
        written.flush()
        self.edition = edition
        self._descriptor = os.dup(written.fileno())
        self.size = os.fstat(self._descriptor).st_size
        weakref.finalize(self, os.close, self._descriptor)

    def open(self) -> BinaryIO:
        """Return a reader of its own, which outlives this object."""
        # A duplicate of the descriptor would share its position with all others.
        return open(f"/proc/self/fd/{self._descriptor}", "rb")  # noqa: PTH123


def scratch() -> BinaryIO:
    """Return a temporary file without a name."""
    return tempfile.TemporaryFile("w+b", prefix="melodie-")
