"""A concurrency limit: some callers run, some wait, and the rest are refused at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from melodie.errors import Busy


class ConcurrencyLimit:
    """Lets ``running`` callers run, lets ``waiting`` more wait, and refuses the others.

    A caller waits for ``patience`` seconds at most. A refusal is ``Busy``.
    """

    def __init__(self, running: int, *, waiting: int = 0, patience: float = 0) -> None:
        self._running = threading.Semaphore(running)
        self._admitted = threading.Semaphore(running + waiting)
        self._patience = patience

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Count as running for as long as the context lasts; raises ``Busy`` where refused."""
        if not self._admitted.acquire(blocking=False):
            raise Busy("Every engraver is at work and the queue is full. Please try again soon.")
        try:
            if not self._running.acquire(timeout=self._patience):
                raise Busy("Every engraver is still at work. Please try again soon.")
            try:
                yield
            finally:
                self._running.release()
        finally:
            self._admitted.release()
