"""The files of melodies that go into one file of all, made in the background.

What is made is kept with its melody, so any replica knows how far the work is
and goes on with it; nothing else is remembered anywhere.
"""

import logging
import threading
from collections.abc import Sequence
from typing import Final, NamedTuple

from melodie.errors import Busy, StoreUnavailable, UpstreamTimeout, UpstreamUnavailable
from melodie.formats import BY_EXTENSION
from service1_frontend.library.shelf_lists import ShelfLists
from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.making.recent import Recent

WAITING: Final = 400
"""Files that may wait to be made."""

REMEMBERED: Final = 2000
"""Files that this process knows to have been made or to have failed, of the last hour."""
HOUR: Final = 3600.0
"""Seconds."""

LATER: Final = (Busy, UpstreamUnavailable, UpstreamTimeout, StoreUnavailable)
"""What may go better when it is tried again."""

log = logging.getLogger(__name__)


class Part(NamedTuple):
    """A file of a melody, by the melody's id."""

    melody_id: str
    extension: str


class Parts:
    """Makes the files of many melodies; shared by all threads."""

    def __init__(self, maker: MelodyMaker, lists: ShelfLists) -> None:
        self._maker = maker
        self._lists = lists
        self.pool = BackgroundPool(2, WAITING)
        self._lock = threading.Lock()
        self._begun: set[Part] = set()
        self._made: Recent[Part, Part] = Recent(REMEMBERED, HOUR)
        self._failed: Recent[Part, Part] = Recent(REMEMBERED, HOUR)

    def failed(self, part: Part) -> bool:
        """Say whether a file was tried, and cannot be made."""
        return self._failed.get(part) is not None

    def missing(self, parts: Sequence[Part]) -> list[Part]:
        """Return what is still to be made; have it made in the background."""
        ids = list(dict.fromkeys(part.melody_id for part in parts))
        names = list(dict.fromkeys(part.extension for part in parts))
        kept = self._lists.kept_files(ids, names)
        found = [
            part
            for part in parts
            if part not in kept and not self._made.get(part) and not self.failed(part)
        ]
        for part in found:
            self._begin(part)
        return found

    def content(self, part: Part) -> bytes:
        """Return a file, made now if need be; raises ``MelodieError``."""
        melody = self._maker.find(part.melody_id)
        wanted = self._maker.file_request(melody, BY_EXTENSION[part.extension])
        with self._maker.files.get(wanted).open() as reader:
            return reader.read()

    def _begin(self, part: Part) -> None:
        with self._lock:
            if part in self._begun:
                return
            self._begun.add(part)
        if self.pool.submit(lambda: self._make(part)) is None:
            self._over(part)  # too much waits; whoever asks again begins it again

    def _make(self, part: Part) -> None:
        try:
            self.content(part)
            self._made.put(part, part)
        except LATER as error:
            log.info("a file comes later: %s", error.detail)
        except Exception:
            self._failed.put(part, part)
            raise
        finally:
            self._over(part)

    def _over(self, part: Part) -> None:
        with self._lock:
            self._begun.discard(part)
