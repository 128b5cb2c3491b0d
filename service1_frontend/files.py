"""The files of melodies: found where they are kept, else made by the LilyPond service."""

import io
import logging
import math
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from melodie.contract import ScoreRequest, Screen
from melodie.errors import Busy, NotFound, StoreUnavailable, UpstreamTimeout
from melodie.formats import FORMATS, LONGEST_SOUND, SOUNDS, Format
from service1_frontend.concurrency import Limits
from service1_frontend.contents import Content, InMemory, OnDisk, scratch
from service1_frontend.file_cache import FileCache
from service1_frontend.melodies import MAX_KEPT, Library, Melody
from service1_frontend.services import Services
from service1_frontend.single_flight import SingleFlight

LARGE: Final = frozenset({"wav", "zip"})
"""Formats that are too large for the database."""

MP3_BYTES_PER_SECOND: Final = 12_000

log = logging.getLogger(__name__)


def formats_of(melody: Melody) -> tuple[Format, ...]:
    """Return the formats that a melody can be had in: a very long one has no sound."""
    return tuple(f for f in FORMATS if f.extension not in SOUNDS or _can_sound(melody))


def check_format(melody: Melody, file_format: Format) -> None:
    """Raise ``NotFound`` where the melody cannot be had in this format."""
    if file_format.extension in SOUNDS and not _can_sound(melody):
        minutes = math.ceil(melody.score.seconds / 60)
        raise NotFound(
            f"Sound is made of at most {LONGEST_SOUND // 60} minutes, and this melody takes "
            f"{minutes}. A quicker tempo or fewer bars would do."
        )


def _can_sound(melody: Melody) -> bool:
    return melody.score.seconds <= LONGEST_SOUND


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of a melody; ``screen`` is what a picture in SVG is for."""

    melody: Melody
    format: Format
    footline: str = ""
    screen: Screen = "wide"

    @property
    def name(self) -> str:
        """What tells the files of one melody apart."""
        extension = self.format.extension
        return f"{self.screen}.{extension}" if self.screen == "narrow" else extension

    @property
    def key(self) -> tuple[str, str]:
        """What tells all files apart."""
        return self.melody.id, self.name

    @property
    def large(self) -> bool:
        """Whether it is too large for the database, and costly to make."""
        if self.format.extension == "mp3":
            return self.melody.score.seconds * MP3_BYTES_PER_SECOND > MAX_KEPT
        return self.format.extension in LARGE

    def request(self) -> ScoreRequest:
        """Return what to ask of the LilyPond service."""
        score = self.melody.score
        return ScoreRequest(score=score, footline=self.footline, screen=self.screen)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file without making it; ``size`` only where it has been made."""

    etag: str | None
    size: int | None = None


class Files:
    """Finds files and makes them, each once however many ask for it at the same time."""

    def __init__(
        self,
        services: Services,
        library: Library,
        cache: FileCache,
        limits: Limits,
        *,
        seconds: float,
    ) -> None:
        self._services = services
        self._library = library
        self._cache = cache
        self._limits = limits
        self._flights: SingleFlight[Content] = SingleFlight(seconds)

    def made(self, wanted: Wanted) -> Known | None:
        """Tell what is known of a file that has been made and kept, without reading it."""
        found = self._cache.get(wanted.key)
        kept = found or (None if wanted.large else self._library.look_up(*wanted.key))
        return Known(etag_of(wanted, kept.edition), kept.size) if kept else None

    def known(self, wanted: Wanted) -> Known:
        """Tell what is known of any file; makes nothing."""
        made = self.made(wanted)
        if made is None:
            edition = self._services.edition()
            return Known(etag_of(wanted, edition) if edition else None)
        return made

    def find(self, wanted: Wanted) -> Content | None:
        """Return a file that was made before, or None."""
        found = self._cache.get(wanted.key)
        return found or (None if wanted.large else self._library.file(*wanted.key))

    def get(self, wanted: Wanted) -> Content:
        """Return a file, made now if need be.

        Raises ``Busy``, an ``UpstreamError``, or ``InvalidInput`` for a file
        that this melody cannot have.
        """
        return self.find(wanted) or self._make(wanted)

    def _make(self, wanted: Wanted) -> Content:
        with ExitStack() as places:
            places.enter_context(self._limits.everybody.enter())
            if wanted.large:
                places.enter_context(self._limits.large.enter())
            try:
                return self._flights.do(wanted.key, lambda: self._make_once(wanted))
            except TimeoutError as error:
                raise UpstreamTimeout("This file takes too long to make.") from error

    def _make_once(self, wanted: Wanted) -> Content:
        turns = self._limits.turns(wanted.format.extension, large=wanted.large)
        with turns.take():
            # Whoever made it before us may have ended while we came here.
            return self.find(wanted) or self._render(wanted)

    def _render(self, wanted: Wanted) -> Content:
        if wanted.large:
            return self._render_to_disk(wanted)
        written = io.BytesIO()
        edition = self._services.render(wanted.request(), wanted.format, written)
        made = InMemory(edition, written.getvalue())
        try:
            return self._library.keep(*wanted.key, made)
        except StoreUnavailable as error:
            # Whoever waits for the file gets it; the next one renders it again.
            log.warning("a file was not kept", exc_info=error)
            return made

    def _render_to_disk(self, wanted: Wanted) -> Content:
        try:
            with scratch() as written:
                edition = self._services.render(wanted.request(), wanted.format, written)
                made = OnDisk(edition, written)
        except OSError as error:
            self._cache.clear()
            log.warning("no room for a file", exc_info=error)
            raise Busy("There is no room for so large a file now. Please try again.") from error
        self._cache.put(wanted.key, made)
        return made


def etag_of(wanted: Wanted, edition: str) -> str:
    """Return the entity tag of a file that ``edition`` makes, without quotes.

    What is printed at the foot is part of it: the address, which an operator may change.
    """
    printed = zlib.crc32(wanted.footline.encode())
    return f"{wanted.melody.id}-{wanted.name}-{printed:08x}-{edition}"
