"""Keeps one press running: starts it when it is needed, replaces it when it is broken or old."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from melodie.errors import EngravingError
from service4_lilypond.endings import Cause
from service4_lilypond.lilypond import LOG, SOURCE, Limits, Output, Press, Printed
from service4_lilypond.lines import PressBroken

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
        self.warm_up = warm_up
        """The score that warms the press up, and proves that it prints."""
        self._lifetime = lifetime
        self._press: Press | None = None
        self._printed = 0
        self.proved = False
        """Whether the press has printed a score since it was started."""
        self._closed = False
        self._changing = threading.Lock()

    @property
    def worn(self) -> bool:
        """Whether there is no press that can take another score."""
        press = self._press
        able = press is not None and press.alive and press.home.is_dir()
        return not able or self._printed >= self._lifetime

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

    def print(self, source: str, outputs: Sequence[Output], limits: Limits) -> Printed:
        """Print LilyPond text as ``Press.print`` does.

        A second time, on a second press, if the first one breaks or its folder
        is removed meanwhile.
        """
        try:
            return self._try(source, outputs, limits)
        except PressBroken:
            try:
                return self._try(source, outputs, limits)
            except PressBroken as error:
                raise EngravingError("LilyPond broke down over this melody.") from error

    def close(self) -> None:
        """End the press and remove its home, for good."""
        with self._changing:
            self._closed = True
            self._clear()
            if self._home is not None:
                shutil.rmtree(self._home, ignore_errors=True)

    def _try(self, source: str, outputs: Sequence[Output], limits: Limits) -> Printed:
        press = self.make_ready()
        self._printed += 1
        try:
            printed = self._print_in_folder(press, source, outputs, limits)
        except PressBroken:
            log.exception("press broken", extra={"lilypond": last_words(press.home)})
            with self._changing:
                self._clear()
            raise
        self.proved = self.proved or printed.ending.cause is Cause.FINISHED
        return printed

    def _print_in_folder(
        self, press: Press, source: str, outputs: Sequence[Output], limits: Limits
    ) -> Printed:
        """Print in an empty folder that is removed afterwards."""
        try:
            with tempfile.TemporaryDirectory(
                prefix="score-", dir=press.home, ignore_cleanup_errors=True
            ) as path:
                folder = Path(path)
                (folder / SOURCE).write_text(source, encoding="utf-8")
                return press.print(folder, outputs, limits)
        except OSError as error:
            raise PressBroken("The folder of the press cannot be used.") from error

    def _start(self) -> Press:
        try:
            return Press(self._make_home(), self.warm_up)
        except (OSError, PressBroken) as error:
            said = last_words(self._home) if self._home else ""
            log.exception("lilypond does not start", extra={"lilypond": said})
            raise EngravingError("LilyPond does not start.") from error

    def _make_home(self) -> Path:
        # Not before it is needed: a service that is only looked at leaves nothing behind.
        if self._home is None or not self._home.is_dir():
            parent = Path(tempfile.gettempdir())
            parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._home = Path(tempfile.mkdtemp(prefix="melodie-press-", dir=parent))
        return self._home

    def _clear(self) -> None:
        if self._press is not None:
            self._press.stop()
        self._press = None
        self._printed = 0
        self.proved = False
