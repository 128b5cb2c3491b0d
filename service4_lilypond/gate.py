"""A door that lets only so many in at a time, and sends the rest away at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from melodie.errors import Busy


class Gate:
    """Lets ``places`` callers in, lets ``waiting`` more wait, and refuses the others.

    A caller waits for ``patience`` seconds at most. Raises ``Busy``.
    """

    def __init__(self, places: int, *, waiting: int = 0, patience: float = 0) -> None:
        self._inside = threading.Semaphore(places)
        self._admitted = threading.Semaphore(places + waiting)
        self._patience = patience

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place for as long as the context lasts."""
        if not self._admitted.acquire(blocking=False):
            raise Busy("Every engraver is at work and the queue is full. Please try again soon.")
        try:
            if not self._inside.acquire(timeout=self._patience):
                raise Busy("Every engraver is still at work. Please try again soon.")
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._admitted.release()
