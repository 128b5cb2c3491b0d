"""Starts a service again that has died, after pauses that grow while it keeps dying."""

import time
from collections.abc import Callable
from typing import Final

from scripts.services import Service

LEAVE_SECONDS: Final = 5.0
"""How long the workers of a dead service may take to finish what they do."""
LONGEST_PAUSE: Final = 30.0
"""Seconds before a service that dies again and again is started once more."""
STEADY_SECONDS: Final = 60.0
"""A service that ran for so long is started again at once."""


class Supervisor:
    """Watches one service that has been started.

    ``tell`` is given a line about each death and each return; ``clock`` counts
    seconds. ``look`` must be called by the thread that started the service.
    """

    def __init__(
        self,
        service: Service,
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._tell = tell
        self._clock = clock
        self._deaths = 0  # in a row
        self._died_at = float("-inf")
        self._start_at: float | None = None
        self._coming_back = False

    def look(self) -> None:
        """Do what is due; waits for nothing but the answer of a service that is coming back."""
        if self._start_at is not None:
            self._start_if_due(self._start_at)
        elif self._service.ending:
            self._note_death()
        elif self._coming_back and self._service.ready():
            self._coming_back = False
            self._tell(f"The {self._service.name} service is ready again.")

    def _note_death(self) -> None:
        now = self._clock()
        self._deaths = 0 if now - self._died_at > STEADY_SECONDS else self._deaths + 1
        pause = min(LONGEST_PAUSE, 2.0**self._deaths - 1)
        self._died_at, self._start_at = now, now + pause
        self._tell(
            f"The {self._service.name} service {self._service.ending}; it is started again"
            f"{f' in {pause:.0f} s' if pause else ''}. Its log: {self._service.log}"
        )

    def _start_if_due(self, due: float) -> None:
        now = self._clock()
        gone = self._service.leave() or now > self._died_at + LEAVE_SECONDS
        if gone and now >= due:
            self._start_at, self._coming_back = None, True
            self._service.restart()
