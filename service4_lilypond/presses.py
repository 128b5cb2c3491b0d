"""Keeps one press running: starts it when it is needed, replaces it when it is broken or old."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from melodie.errors import EngravingError
from service4_lilypond.lilypond import LOG, Limits, Output, Press, PressBroken

LOG_TAIL: Final = 4_000
"""Characters of LilyPond's own words that are kept for the operator."""

log = logging.getLogger(__name__)


def last_words(folder: Path) -> str:
    """Return the end of what LilyPond said in ``folder``."""
    try:
        return (folder / LOG).read_text(encoding="utf-8", errors="replace")[-LOG_TAIL:]
    except OSError:
        return ""


class PressStand:
    """A place for one press, used by one caller at a time.

    A press serves ``lifetime`` scores, then makes place for a fresh one. Every
    method but ``close`` raises ``EngravingError`` where no press starts.
    """

    def __init__(self, warm_up: str, lifetime: int) -> None:
        self._home: Path | None = None
        self._warm_up = warm_up
        self._lifetime = lifetime
        self._press: Press | None = None
        self._printed = 0
        self._closed = False
        self._changing = threading.Lock()

    @property
    def worn(self) -> bool:
        """Whether there is no press that can take another score."""
        return self._press is None or not self._press.alive or self._printed >= self._lifetime

    def make_ready(self) -> Press:
        """Return a press that can print, a fresh one if need be."""
        with self._changing:
            if self._press is not None and not self.worn:
                return self._press
            self._clear()
            if self._closed:
                raise EngravingError("The engraver has been closed.")
            self._press = self._start()
            return self._press

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Have an empty folder for one score, which is removed afterwards."""
        home = self.make_ready().home
        with tempfile.TemporaryDirectory(prefix="score-", dir=home) as name:
            yield Path(name)

    def print(self, folder: Path, outputs: Sequence[Output], limits: Limits) -> int | None:
        """Print as ``Press.print`` does, on a second press if the first one breaks."""
        try:
            return self._try(folder, outputs, limits)
        except PressBroken:
            try:
                return self._try(folder, outputs, limits)
            except PressBroken as error:
                raise EngravingError("LilyPond broke down over this melody.") from error

    def close(self) -> None:
        """End the press and remove its home, for good."""
        with self._changing:
            self._closed = True
            self._clear()
            if self._home is not None:
                shutil.rmtree(self._home, ignore_errors=True)

    def _try(self, folder: Path, outputs: Sequence[Output], limits: Limits) -> int | None:
        press = self.make_ready()
        self._printed += 1
        try:
            return press.print(folder, outputs, limits)
        except PressBroken:
            log.exception("press broken", extra={"lilypond": last_words(press.home)})
            with self._changing:
                self._clear()
            raise

    def _start(self) -> Press:
        # Not before it is needed: a service that is only looked at leaves nothing behind.
        self._home = self._home or Path(tempfile.mkdtemp(prefix="melodie-press-"))
        try:
            return Press(self._home, self._warm_up)
        except PressBroken as error:
            log.exception("lilypond does not start", extra={"lilypond": last_words(self._home)})
            raise EngravingError("LilyPond does not start.") from error

    def _clear(self) -> None:
        if self._press is not None:
            self._press.stop()
        self._press = None
        self._printed = 0
