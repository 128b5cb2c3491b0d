"""The files of melodies: found where they are kept, else made by the LilyPond service."""

import io
import logging
import math
import zlib
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass

from melodie.errors import Busy, NotFound, StoreUnavailable, UpstreamTimeout
from melodie.formats import FORMATS, LONGEST_SOUND, SOUNDS, Format
from service1_frontend.library.contents import Content, InMemory, OnDisk, scratch
from service1_frontend.library.file_cache import FileCache
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.making.file_request import FileRequest
from service1_frontend.making.single_flight import SingleFlight
from service1_frontend.making.unkept import Unkept
from service1_frontend.services import Services

log = logging.getLogger(__name__)


def formats_of(melody: Melody) -> tuple[Format, ...]:
    """Return the formats available for a melody: a very long one has no sound."""
    return tuple(f for f in FORMATS if f.extension not in SOUNDS or _can_sound(melody))


def check_format(melody: Melody, file_format: Format) -> None:
    """Raise ``NotFound`` where this format is not available for the melody."""
    if file_format.extension in SOUNDS and not _can_sound(melody):
        minutes = math.ceil(melody.seconds / 60)
        raise NotFound(
            "Sound is made of at most %(most)s minutes, and this melody takes %(minutes)s. "
            "A quicker tempo or fewer bars would do.",
            most=LONGEST_SOUND // 60,
            minutes=minutes,
        )


def _can_sound(melody: Melody) -> bool:
    return melody.seconds <= LONGEST_SOUND


@dataclass(frozen=True, slots=True)
class FileInfo:
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
        limits: ConcurrencyLimits,
        *,
        seconds: float,
    ) -> None:
        self._services = services
        self._library = library
        self._cache = cache
        self._limits = limits
        self._flights: SingleFlight[Content] = SingleFlight(seconds)
        self._unkept = Unkept()

    def made_info(self, wanted: FileRequest) -> FileInfo | None:
        """Tell what is known of a file that has been made and kept, without reading it."""
        found = self._at_hand(wanted)
        kept = found or (None if wanted.large else self._library.look_up(*wanted.key))
        return FileInfo(etag_of(wanted, kept.edition), kept.size) if kept else None

    def info(self, wanted: FileRequest) -> FileInfo:
        """Tell what is known of any file; makes nothing."""
        made = self.made_info(wanted)
        if made is None:
            edition = self._services.edition()
            return FileInfo(etag_of(wanted, edition) if edition else None)
        return made

    def find(self, wanted: FileRequest) -> Content | None:
        """Return a file that was made before, or None."""
        found = self._at_hand(wanted)
        return found or (None if wanted.large else self._library.file(*wanted.key))

    def being_made(self, wanted: FileRequest) -> Future[Content] | None:
        """Return the future of a file that is being made now, else None."""
        return self._flights.running(wanted.key)

    def get(self, wanted: FileRequest) -> Content:
        """Return a file, made and kept now if need be.

        Raises ``Busy``, an ``UpstreamError``, or ``InvalidInput`` for a file
        that this melody cannot have.
        """
        return self.find(wanted) or self.keep(wanted, self.make(wanted))

    def keep(self, wanted: FileRequest, made: Content) -> Content:
        """Keep a file that ``make`` has just returned; return the one to send."""
        with self._unkept.claim(wanted.key) as mine:
            if mine is None:
                return made
            try:
                return self._library.keep(*wanted.key, mine)
            except StoreUnavailable as error:
                # Callers that wait get the file; the next one renders it again.
                log.warning("a file was not kept", exc_info=error)
                return mine

    def make(self, wanted: FileRequest) -> Content:
        """Return a file, made now if need be; raises as ``get`` does.

        It is handed out at once; that it is kept as well is what ``keep`` is for.
        """
        with ExitStack() as places:
            places.enter_context(self._limits.overall.enter())
            if wanted.large:
                places.enter_context(self._limits.large.enter())
            try:
                return self._flights.do(wanted.key, lambda: self._make_once(wanted))
            except TimeoutError as error:
                raise UpstreamTimeout("This file takes too long to make.") from error

    def _make_once(self, wanted: FileRequest) -> Content:
        turns = self._limits.for_file(wanted.format.extension, large=wanted.large)
        with turns.take():
            # Another call may have made it meanwhile.
            return self.find(wanted) or self._render(wanted)

    def _render(self, wanted: FileRequest) -> Content:
        # A file that lacks what a newer release would print goes with this process.
        if wanted.large or not wanted.melody.whole:
            return self._render_to_disk(wanted)
        written = io.BytesIO()
        rendered = self._services.render(wanted.request(), wanted.format, written)
        made = InMemory(rendered.edition, written.getvalue())
        if rendered.whole:
            self._unkept.put(wanted.key, made)
        return made

    def _at_hand(self, wanted: FileRequest) -> Content | None:
        return self._cache.get(wanted.key) or self._unkept.get(wanted.key)

    def _render_to_disk(self, wanted: FileRequest) -> Content:
        try:
            with scratch() as written:
                rendered = self._services.render(wanted.request(), wanted.format, written)
                made = OnDisk(rendered.edition, written)
        except OSError as error:
            self._cache.clear()
            log.warning("no room for a file", exc_info=error)
            raise Busy("There is no room for so large a file now. Please try again.") from error
        if rendered.whole:
            self._cache.put(wanted.key, made)
        return made


def etag_of(wanted: FileRequest, edition: str) -> str:
    """Return the entity tag of a file that ``edition`` makes, without quotes.

    What is printed at the foot is part of it: the address, which an operator may change.
    """
    printed = zlib.crc32(wanted.footline.encode())
    return f"{wanted.melody.id}-{wanted.name}-{printed:08x}-{edition}"
