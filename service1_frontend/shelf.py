"""The options kept at hand, so that no page waits for them, or fails for want of them."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from melodie.errors import UpstreamError
from service1_frontend.options import Options

RETRY_SECONDS: Final = 5.0
"""How long a service that was away is left alone before its choices are asked for again."""

log = logging.getLogger(__name__)


class OptionsShelf:
    """Keeps the options at hand, and the last good ones while a service is away.

    Shared by all threads; only one of them asks, the others go on with what
    there is. ``clock`` counts seconds.
    """

    def __init__(
        self,
        ask: Callable[[], Options],
        *,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._seconds = seconds
        self._clock = clock
        self._asking = threading.Lock()
        self._good: Options | None = None
        self._error = UpstreamError("The choices have not been asked for yet.")
        self._ask_again = float("-inf")

    def get(self) -> Options:
        """Return the options; raises an ``UpstreamError`` if they were never to be had."""
        # Whoever has nothing to go on waits for the one who asks.
        if self._clock() >= self._ask_again and self._asking.acquire(blocking=self._good is None):
            try:
                self._refresh()
            finally:
                self._asking.release()
        if self._good is None:
            raise self._error
        return self._good

    def find(self) -> Options | None:
        """Return the options, or None if they were never to be had."""
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
