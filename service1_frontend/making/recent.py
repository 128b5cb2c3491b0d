"""What was used a moment ago, at hand."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

MOST: Final = 64
SECONDS: Final = 10.0
"""As long as a person takes to follow from a form to a page and to what is on it."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps values that never change, the last ``most`` of them, each for so many ``seconds``.

    Shared by all threads; ``clock`` counts seconds.
    """

    def __init__(
        self,
        most: int = MOST,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._values: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def put(self, key: K, value: V) -> None:
        """Keep a value from now on; the oldest ones make room."""
        with self._lock:
            self._values[key] = (self._clock() + self._seconds, value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def get(self, key: K) -> V | None:
        """Return a value that was put in not long ago, or None."""
        with self._lock:
            until, value = self._values.get(key, (float("-inf"), None))
            return value if self._clock() < until else None
