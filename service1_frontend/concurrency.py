"""Limits on how much is done at a time; what is beyond them is refused at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from melodie.errors import Busy

ENGRAVED: Final = frozenset({"pdf", "png"})
"""Formats that take LilyPond."""

FULL: Final = "Too much is asked of Mélodie at this moment. Please try again soon."


class Admission:
    """Lets so many callers work or wait at a time, and refuses the others at once."""

    def __init__(self, places: int) -> None:
        self._free = threading.Semaphore(places)

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place; raises ``Busy`` where there is none."""
        if not self._free.acquire(blocking=False):
            raise Busy(FULL)
        try:
            yield
        finally:
            self._free.release()


class Turns:
    """Lets so many callers work at a time, the others wait for ``seconds`` at most."""

    def __init__(self, places: int, seconds: float) -> None:
        self._free = threading.Semaphore(places)
        self._seconds = seconds

    @contextmanager
    def take(self) -> Iterator[None]:
        """Be one of those who work; raises ``Busy`` where that takes too long."""
        if not self._free.acquire(timeout=self._seconds):
            raise Busy(FULL)
        try:
            yield
        finally:
            self._free.release()


class Limits:
    """What one process of the frontend does at a time, whose server has so many ``threads``.

    ``everybody`` holds whoever works or waits; the threads beyond are for what
    is quick, such as pages, kept files, and refusing. ``large`` holds those of
    them that want a large file.
    """

    def __init__(self, threads: int, seconds: float) -> None:
        self.everybody = Admission(max(1, threads * 9 // 10))
        self.large = Admission(max(1, threads // 5))
        self.composing = Turns(4, seconds)
        self.engraved_files = Turns(4, seconds)
        self.large_files = Turns(2, seconds)
        self.other_files = Turns(4, seconds)

    def turns(self, extension: str, *, large: bool) -> Turns:
        """Return whose turns a file takes: what is quick to make never waits for LilyPond."""
        if large:
            return self.large_files
        return self.engraved_files if extension in ENGRAVED else self.other_files
