"""Keeps one press running: starts it when it is needed, replaces it when it is broken or old."""

import logging
import tempfile
from collections.abc import Sequence
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

    A press serves ``lifetime`` scores, then makes place for a fresh one.
    """

    def __init__(self, warm_up: str, lifetime: int) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="melodie-press-")
        self._warm_up = warm_up
        self._lifetime = lifetime
        self._press: Press | None = None
        self._printed = 0

    @property
    def worn(self) -> bool:
        """Whether there is no press that can take another score."""
        return self._press is None or not self._press.alive or self._printed >= self._lifetime

    def make_ready(self) -> Press:
        """Return a press that can print; raises ``EngravingError`` where none starts."""
        if self._press is None or self.worn:
            self.clear()
            try:
                self._press = Press(Path(self._home.name), self._warm_up)
            except PressBroken as error:
                words = last_words(Path(self._home.name))
                log.exception("lilypond does not start", extra={"lilypond": words})
                raise EngravingError("LilyPond does not start.") from error
        return self._press

    def print(self, folder: Path, outputs: Sequence[Output], limits: Limits) -> int | None:
        """Print as ``Press.print`` does; a press that breaks over it is cleared away."""
        press = self.make_ready()
        self._printed += 1
        try:
            return press.print(folder, outputs, limits)
        except PressBroken as error:
            words = last_words(Path(self._home.name))
            log.exception("press broken", extra={"lilypond": words})
            self.clear()
            raise EngravingError("LilyPond broke down over this melody.") from error

    def clear(self) -> None:
        """End the press, if there is one."""
        if self._press is not None:
            self._press.stop()
        self._press = None
        self._printed = 0

    def close(self) -> None:
        """End the press and remove its home."""
        self.clear()
        self._home.cleanup()
