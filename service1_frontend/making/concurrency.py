"""Limits on how much is done at a time; what is beyond them is refused, at once or after a wait."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from melodie.errors import Busy
from melodie.formats import ENGRAVED

FULL: Final = "Too much is asked of Mélodie at this moment. Please try again soon."

IDEAS_SECONDS: Final = 5.0
"""How long ideas wait for their turn: who rolls wants them at once or not at all."""


class RejectingLimit:
    """A concurrency limit: so many callers at a time, the others are refused at once."""

    def __init__(self, places: int) -> None:
        self._free = threading.Semaphore(places)

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold one of the places; raises ``Busy`` where none is free."""
        if not self._free.acquire(blocking=False):
            raise Busy(FULL)
        try:
            yield
        finally:
            self._free.release()


class WaitingLimit:
    """A concurrency limit: so many callers at a time, the others wait ``seconds`` at most."""

    def __init__(self, places: int, seconds: float) -> None:
        self._free = threading.Semaphore(places)
        self._seconds = seconds

    @contextmanager
    def take(self) -> Iterator[None]:
        """Hold one of the places; raises ``Busy`` where none gets free in time."""
        if not self._free.acquire(timeout=self._seconds):
            raise Busy(FULL)
        try:
            yield
        finally:
            self._free.release()


class ConcurrencyLimits:
    """The limits of one process of the frontend, whose server has so many ``threads``.

    ``overall`` counts requests that work or wait; the threads beyond it are for what
    is quick, such as pages, kept files, and refusals. ``large`` counts those of
    them that want a large file, ``walls`` those that want eight ideas at once.
    """

    def __init__(self, threads: int, seconds: float) -> None:
        self.overall = RejectingLimit(max(1, threads * 9 // 10))
        self.large = RejectingLimit(max(1, threads // 5))
        self.walls = RejectingLimit(max(2, threads // 4))
        self.ideas = WaitingLimit(2, min(seconds, IDEAS_SECONDS))
        self.composing = WaitingLimit(4, seconds)
        self.engraved_files = WaitingLimit(4, seconds)
        self.large_files = WaitingLimit(2, seconds)
        self.other_files = WaitingLimit(4, seconds)

    def for_file(self, extension: str, *, large: bool) -> WaitingLimit:
        """Return the limit for a kind of file: what is quick to make never waits for LilyPond."""
        if large:
            return self.large_files
        return self.engraved_files if extension in ENGRAVED else self.other_files
