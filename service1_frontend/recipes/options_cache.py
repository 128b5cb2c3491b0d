"""Choices kept at hand, so that no page waits for them, or fails for want of them."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from melodie.errors import UpstreamError

RETRY_SECONDS: Final = 5.0
"""How long a service that was away is left alone before its choices are asked for again."""

log = logging.getLogger(__name__)

T = TypeVar("T")


class OptionsCache(Generic[T]):
    """Keeps choices at hand, and the last good ones while a service is away.

    Shared by all threads; only one of them asks, the others go on with what
    there is. ``clock`` counts seconds.
    """

    def __init__(
        self,
        ask: Callable[[], T],
        *,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._seconds = seconds
        self._clock = clock
        self._asking = threading.Lock()
        self._good: T | None = None
        self._error = UpstreamError("The choices have not been asked for yet.")
        self._ask_again = float("-inf")

    def get(self) -> T:
        """Return the choices; raises an ``UpstreamError`` if no request for them ever succeeded."""
        # A caller without any choices waits for the request that is under way.
        if self._clock() >= self._ask_again and self._asking.acquire(blocking=self._good is None):
            try:
                self._refresh()
            finally:
                self._asking.release()
        if self._good is None:
            raise self._error
        return self._good

    def find(self) -> T | None:
        """Return the choices, or None if no request for them ever succeeded."""
        try:
            return self.get()
        except UpstreamError:
            return None

    def _refresh(self) -> None:
        if self._clock() < self._ask_again:
            return  # another thread has just asked
        try:
            self._good = self._ask()
        except UpstreamError as error:
            log.warning("the choices could not be asked for", exc_info=error)
            self._error = error
            self._ask_again = self._clock() + RETRY_SECONDS
        else:
            self._ask_again = self._clock() + self._seconds
