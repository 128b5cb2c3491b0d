"""Work that several callers ask for at the same time is done once."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Runs one call per key at a time; who asks meanwhile gets the same result.

    ``seconds`` is how long a caller waits for another's call.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: dict[Hashable, Future[T]] = {}

    def running(self, key: Hashable) -> Future[T] | None:
        """Return the result to come of the call that runs for ``key``, None where none does."""
        with self._lock:
            return self._running.get(key)

    def do(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, or raise what it raises, to every caller alike.

        Raises ``TimeoutError`` where another caller's work takes too long.
        """
        with self._lock:
            other = self._running.get(key)
            mine: Future[T] = Future()
            if other is None:
                self._running[key] = mine
        if other is not None:
            return other.result(self._seconds)
        try:
            mine.set_result(work())
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._running[key]
        return mine.result()
