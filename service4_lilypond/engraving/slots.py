"""Slots of the worker pool: each keeps one LilyPond worker, started when it is first needed."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from melodie.errors import EngravingError
from service4_lilypond.engraving.endings import Cause
from service4_lilypond.engraving.lines import WorkerBroken
from service4_lilypond.engraving.startup import SOURCE
from service4_lilypond.engraving.worker import LOG, Engraved, EngravingLimits, Output, Worker

LOG_TAIL: Final = 4_000
"""Characters of LilyPond's own output that are logged for the operator."""

log = logging.getLogger(__name__)


def last_words(folder: Path) -> str:
    """Return the end of LilyPond's log in ``folder``."""
    try:
        return (folder / LOG).read_text(encoding="utf-8", errors="replace")[-LOG_TAIL:]
    except OSError:
        return ""


class WorkerSlot:
    """Keeps one worker, used by one caller at a time, and replaces it when it is broken or old.

    A worker engraves ``lifetime`` scores, then a fresh one takes its place. Every
    method but ``close`` raises ``EngravingError`` where no worker starts.
    """

    def __init__(self, warm_up: str, lifetime: int) -> None:
        self._home: Path | None = None
        self.warm_up = warm_up
        """The score that warms the worker up, and proves that it can engrave."""
        self._lifetime = lifetime
        self._worker: Worker | None = None
        self._printed = 0
        self.proved = False
        """Whether the worker has engraved a score since it was started."""
        self._closed = False
        self._changing = threading.Lock()

    @property
    def expired(self) -> bool:
        """Whether there is no worker that can take another score."""
        worker = self._worker
        able = worker is not None and worker.alive and worker.home.is_dir()
        return not able or self._printed >= self._lifetime

    def make_ready(self) -> Worker:
        """Return a worker that can engrave, a fresh one if need be."""
        with self._changing:
            if self._worker is not None and not self.expired:
                return self._worker
            self._clear()
            if self._closed:
                raise EngravingError("The engraver has been closed.")
            self._worker = self._start()
            return self._worker

    def engrave(self, source: str, outputs: Sequence[Output], limits: EngravingLimits) -> Engraved:
        """Engrave LilyPond text as ``Worker.engrave`` does.

        A second time, on a second worker, if the first one breaks or its folder
        is removed meanwhile.
        """
        try:
            return self._try(source, outputs, limits)
        except WorkerBroken:
            try:
                return self._try(source, outputs, limits)
            except WorkerBroken as error:
                raise EngravingError("LilyPond broke down over this melody.") from error

    def close(self) -> None:
        """End the worker and remove its home, for good."""
        with self._changing:
            self._closed = True
            self._clear()
            if self._home is not None:
                shutil.rmtree(self._home, ignore_errors=True)

    def _try(self, source: str, outputs: Sequence[Output], limits: EngravingLimits) -> Engraved:
        worker = self.make_ready()
        self._printed += 1
        try:
            engraved = self._engrave_in_folder(worker, source, outputs, limits)
        except WorkerBroken:
            log.exception("worker broken", extra={"lilypond": last_words(worker.home)})
            with self._changing:
                self._clear()
            raise
        self.proved = self.proved or engraved.ending.cause is Cause.FINISHED
        return engraved

    def _engrave_in_folder(
        self, worker: Worker, source: str, outputs: Sequence[Output], limits: EngravingLimits
    ) -> Engraved:
        """Engrave in an empty folder that is removed afterwards."""
        try:
            with tempfile.TemporaryDirectory(
                prefix="score-", dir=worker.home, ignore_cleanup_errors=True
            ) as path:
                folder = Path(path)
                (folder / SOURCE).write_text(source, encoding="utf-8")
                return worker.engrave(folder, outputs, limits)
        except OSError as error:
            raise WorkerBroken("The folder of the worker cannot be used.") from error

    def _start(self) -> Worker:
        try:
            return Worker(self._make_home(), self.warm_up)
        except (OSError, WorkerBroken) as error:
            said = last_words(self._home) if self._home else ""
            log.exception("lilypond does not start", extra={"lilypond": said})
            raise EngravingError("LilyPond does not start.") from error

    def _make_home(self) -> Path:
        # Not before it is needed: an app that is made and never asked leaves no folder behind.
        if self._home is None or not self._home.is_dir():
            parent = Path(tempfile.gettempdir())
            parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._home = Path(tempfile.mkdtemp(prefix="melodie-lilypond-", dir=parent))
        return self._home

    def _clear(self) -> None:
        if self._worker is not None:
            self._worker.stop()
        self._worker = None
        self._printed = 0
        self.proved = False
