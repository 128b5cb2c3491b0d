"""Every choice and limit a recipe has, gathered from the services that own them."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from melodie.contract import (
    MAX_SEED,
    InstrumentChoice,
    Message,
    MetreChoice,
    RhythmChoice,
    ScaleChoice,
)
from melodie.errors import UpstreamError
from melodie.score import MAX_BARS, MAX_BPM, MAX_TITLE, MIN_BPM, Tonic
from service1_frontend.services import Services

RETRY_SECONDS: Final = 5.0
"""How long a service that was away is left alone before its choices are asked for again."""

log = logging.getLogger(__name__)


class Range(Message):
    """A whole number from ``least`` to ``most``, both allowed."""

    least: int
    most: int


class Limits(Message):
    """How far each number may go; ``name`` counts characters."""

    name: Range = Range(least=1, most=MAX_TITLE)
    tempo: Range = Range(least=MIN_BPM, most=MAX_BPM)
    bars: Range = Range(least=1, most=MAX_BARS)
    wildness: Range = Range(least=0, most=100)
    rests: Range = Range(least=0, most=100)
    seed: Range = Range(least=0, most=MAX_SEED)


class Defaults(Message):
    """What a recipe holds where nothing else is said; a seed is drawn each time."""

    key: str
    scale: str
    rhythm: str
    time_signature: str
    instrument: str
    tempo: int = 100
    bars: int = 8
    wildness: int = 30
    rests: int = 10


class Options(Message):
    """What a melody can be made of."""

    keys: tuple[Tonic, ...]
    scales: tuple[ScaleChoice, ...]
    rhythms: tuple[RhythmChoice, ...]
    time_signatures: tuple[MetreChoice, ...]
    instruments: tuple[InstrumentChoice, ...]
    defaults: Defaults
    limits: Limits = Limits()

    def offered(self) -> dict[str, tuple[str, ...]]:
        """Return the ids that each field of a recipe may hold."""
        return {
            "key": self.keys,
            "scale": tuple(choice.id for choice in self.scales),
            "rhythm": tuple(choice.id for choice in self.rhythms),
            "time_signature": tuple(choice.id for choice in self.time_signatures),
            "instrument": tuple(choice.id for choice in self.instruments),
        }


def gather(services: Services) -> Options:
    """Ask every service for its choices; the first of each is the default."""
    scales = services.scales()
    rhythms = services.rhythms().rhythms
    metres = services.metres().time_signatures
    instruments = services.instruments().instruments
    return Options(
        keys=scales.keys,
        scales=scales.scales,
        rhythms=rhythms,
        time_signatures=metres,
        instruments=instruments,
        defaults=Defaults(
            key=scales.keys[0],
            scale=scales.scales[0].id,
            rhythm=rhythms[0].id,
            time_signature=metres[0].id,
            instrument=instruments[0].id,
        ),
    )


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
