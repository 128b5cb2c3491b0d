"""All melodies of a shelf in one file; making it may be left and come back to."""

import logging
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, NamedTuple

from melodie.contract import ListRequest
from melodie.errors import Busy, UpstreamTimeout
from melodie.formats import BY_EXTENSION, Format
from service1_frontend.library.contents import Content, OnDisk, scratch
from service1_frontend.library.file_cache import FileCache
from service1_frontend.library.shelf import Standing
from service1_frontend.library.shelf_lists import ShelfLists
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.making.recent import Recent
from service1_frontend.making.single_flight import SingleFlight
from service1_frontend.shelf.archive import write_archive
from service1_frontend.shelf.booklet import Sheet, write_booklet
from service1_frontend.shelf.parts import Part, Parts

MOST: Final = 100
"""Melodies in one file."""

BYTES: Final = 16 << 20
"""Disk space for files that were put together a moment ago."""

SECONDS: Final = 60
"""How long one who asks for a file waits while another has it put together."""

PAPER: Final = "pdf"
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {PAPER: (PAPER,), "zip": (PAPER, "mid", "musicxml")}
"""What of every melody goes into a file of all, by that file's extension."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Take:
    """All these melodies in one file, which is called ``title``."""

    extension: str
    title: str
    melodies: tuple[Standing, ...]

    @property
    def format(self) -> Format:
        """The format of the file."""
        return BY_EXTENSION[self.extension]

    @property
    def parts(self) -> list[Part]:
        """The files that go into it."""
        needed = NEEDED[self.extension]
        return [Part(one.melody_id, name) for one in self.melodies for name in needed]

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from others."""
        return self.extension, self.title, *(one.melody_id for one in self.melodies)


class Progress(NamedTuple):
    """How many steps are done: a file each, and at last all of them put together.

    ``left_out`` names what cannot be made.
    """

    done: int
    total: int
    left_out: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing more is to be made."""
        return self.done == self.total


class Taking:
    """Puts melodies together; shared by all threads."""

    def __init__(self, maker: MelodyMaker, lists: ShelfLists) -> None:
        self.parts = Parts(maker, lists)
        self._services = maker.services
        self._cache = FileCache(BYTES)
        self._begun: Recent[tuple[str, ...], Future[Content | None]] = Recent()
        self._flights: SingleFlight[Content] = SingleFlight(SECONDS)

    def progress(self, take: Take) -> Progress:
        """Tell how far the work is, which goes on in the background."""
        parts = take.parts
        missing = len(self.parts.missing(parts))
        together = not missing and self._is_together(take)
        out = {part.melody_id for part in parts if self.parts.failed(part)}
        names = tuple(one.name for one in take.melodies if one.melody_id in out)
        return Progress(len(parts) - missing + together, len(parts) + 1, names)

    def can_be_sent(self, take: Take) -> bool:
        """Say whether all that goes into the file is made."""
        return not self.parts.missing(take.parts)

    def get(self, take: Take) -> Content:
        """Return the file, without what cannot be made; raises ``MelodieError``."""
        found = self._cache.get(take.key)
        if found is not None:
            return found
        try:
            return self._flights.do(take.key, lambda: self._put_together(take))
        except TimeoutError as error:
            raise UpstreamTimeout("This file takes too long to make.") from error

    def _is_together(self, take: Take) -> bool:
        """Say whether the file is there; if not, have it put together, once in a while.

        Where that fails, whoever asks for the file is told why.
        """
        if self._cache.get(take.key):
            return True
        begun = self._begun.get(take.key)
        if begun is None:
            begun = self.parts.pool.submit(lambda: self.get(take))
            if begun is None:
                return True  # too much waits: it is put together for whoever asks for it
            self._begun.put(take.key, begun)
        return begun.done()

    def _put_together(self, take: Take) -> Content:
        try:
            made = self._written(take)
        except OSError as error:
            self._cache.clear()
            log.warning("no room for a file", exc_info=error)
            raise Busy("There is no room for so large a file now. Please try again.") from error
        self._cache.put(take.key, made)
        return made

    def _written(self, take: Take) -> OnDisk:
        with scratch() as written:
            if take.extension == PAPER:
                write_booklet(written, take.title, self._sheets(take), self._print)
            else:
                write_archive(written, take.melodies, self._contents(take))
            return OnDisk("1", written)

    def _contents(self, take: Take) -> dict[Part, bytes]:
        wanted = (part for part in take.parts if not self.parts.failed(part))
        return {part: self.parts.content(part) for part in wanted}

    def _sheets(self, take: Take) -> list[Sheet]:
        contents = self._contents(take)
        parts = [(one.name, Part(one.melody_id, PAPER)) for one in take.melodies]
        return [Sheet(name, contents[part]) for name, part in parts if part in contents]

    def _print(self, wanted: ListRequest) -> bytes:
        return self._services.print_list(wanted)
