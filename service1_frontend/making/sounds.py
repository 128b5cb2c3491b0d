"""Scores as they are played for listening: made when asked for, and at hand for a while."""

import hashlib
import math
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from melodie.contract import MAX_ROUNDS, Playing, PlayRequest, Timeline
from melodie.errors import Busy, UpstreamTimeout
from melodie.formats import LONGEST_SOUND
from melodie.score import Score
from service1_frontend.library.contents import Content, OnDisk, scratch
from service1_frontend.library.file_cache import FileCache
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.making.single_flight import SingleFlight
from service1_frontend.services import Services

LOOPED: Final = 45
"""Seconds of rounds in a file that a player begins again: where it does, it may falter."""

LONG: Final = 90
"""Seconds of sound that are costly to make."""


@dataclass(frozen=True, slots=True)
class SoundRequest:
    """A score, how it is to be played, and a ``key`` that tells it from all others."""

    asked: PlayRequest
    key: str

    @classmethod
    def of(cls, score: Score, playing: Playing, *, looped: bool = False) -> "SoundRequest":
        """Ask for ``score`` as ``playing`` says; ``looped``, with rounds enough for a while."""
        asked = PlayRequest(score=score, **dict(playing))
        if looped:
            asked = asked.model_copy(update={"rounds": _rounds(asked)})
        written = asked.model_dump_json(exclude_defaults=True)
        return cls(asked, hashlib.sha256(written.encode()).hexdigest()[:32])

    @property
    def long(self) -> bool:
        """Whether it is costly to make."""
        return _seconds(self.asked) > LONG


class Sounds:
    """Makes sounds, each once however many ask for it at the same time; shared by all threads."""

    def __init__(
        self, services: Services, cache: FileCache, limits: ConcurrencyLimits, *, seconds: float
    ) -> None:
        self._services = services
        self._cache = cache
        self._limits = limits
        self._flights: SingleFlight[Content] = SingleFlight(seconds)

    def timeline(self, wanted: SoundRequest) -> Timeline:
        """Tell when what sounds; raises as ``get`` does."""
        with self._limits.overall.enter(), self._limits.other_files.take():
            return self._services.timeline(wanted.asked)

    def etag(self, wanted: SoundRequest) -> str | None:
        """Return the entity tag of a sound, without making it; None where it is not known."""
        made = self._cache.get(wanted.key)
        edition = made.edition if made else self._services.edition()
        return etag_of(wanted, edition) if edition else None

    def get(self, wanted: SoundRequest) -> Content:
        """Return a sound as WAV, made now if need be.

        Raises ``Busy``, an ``UpstreamError``, or ``InvalidInput`` where the score cannot be
        played so.
        """
        found = self._cache.get(wanted.key)
        if found:
            return found
        with ExitStack() as places:
            places.enter_context(self._limits.overall.enter())
            if wanted.long:
                places.enter_context(self._limits.large.enter())
            try:
                return self._flights.do(wanted.key, lambda: self._make_once(wanted))
            except TimeoutError as error:
                raise UpstreamTimeout("This sound takes too long to make.") from error

    def _make_once(self, wanted: SoundRequest) -> Content:
        with self._limits.for_file("wav", large=wanted.long).take():
            return self._cache.get(wanted.key) or self._make(wanted)

    def _make(self, wanted: SoundRequest) -> Content:
        try:
            with scratch() as written:
                edition = self._services.play(wanted.asked, written)
                made = OnDisk(edition, written)
        except OSError as error:
            self._cache.clear()
            raise Busy("There is no room for a sound now. Please try again.") from error
        self._cache.put(wanted.key, made)
        return made


def etag_of(wanted: SoundRequest, edition: str) -> str:
    """Return the entity tag of the sound that ``edition`` makes, without quotes."""
    return f"{wanted.key}-{edition}"


def _rounds(asked: PlayRequest) -> int:
    """Return how many rounds fill ``LOOPED`` seconds, two at least."""
    one = max(Fraction(1, 10), _seconds(asked))
    return max(2, min(MAX_ROUNDS, math.ceil(LOOPED / one), int(LONGEST_SOUND / one)))


def _seconds(asked: PlayRequest) -> Fraction:
    """Return how long it sounds, about: it takes bars to be where they are asked for."""
    score, full = asked.score, asked.score.time_signature.bar_length
    first = asked.first_bar or 0
    last = len(score.bars) if asked.last_bar is None else asked.last_bar
    bars = max(1, min(last, len(score.bars)) - max(first, 1) + 1) + asked.count_in
    beats = (asked.bpm or score.tempo.bpm) * Fraction(asked.percent, 100)
    return bars * full * asked.rounds * 60 / (beats * score.tempo.beat_unit)
