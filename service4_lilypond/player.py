"""Plays scores as somebody wants to hear them, and tells when what sounds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from melodie.contract import PlayRequest, Timeline
from melodie.errors import InvalidInput
from service4_lilypond.engraving.concurrency import ConcurrencyLimit
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.sound.audio import find_soundfont, played_wav
from service4_lilypond.sound.performance import Performance, perform
from service4_lilypond.sound.rounds import tail
from service4_lilypond.sound.synthesis import sample_rate
from service4_lilypond.sound.timeline import timeline

PROGRAMS: Final[Mapping[str, int]] = {
    choice.id: choice.instrument.program for choice in INSTRUMENTS
}


class Player:
    """Plays scores; ``synthesizers`` limits how many are played at a time.

    ``soundfont`` is the one to play with, None for the usual one. All raise
    ``InvalidInput`` where there is no such bar or instrument, or the sound is too long.
    """

    def __init__(self, soundfont: Path | None, synthesizers: ConcurrencyLimit) -> None:
        self._soundfont = soundfont
        self._synthesizers = synthesizers

    def sound(self, request: PlayRequest) -> bytes:
        """Return a WAV file; raises ``Busy`` as well."""
        performance = _performance(request)
        with self._synthesizers.slot():
            return played_wav(request.score, performance, find_soundfont(self._soundfont))

    def timeline(self, request: PlayRequest) -> Timeline:
        """Return when what sounds in the file that ``sound`` makes of the same request."""
        performance = _performance(request)
        return timeline(performance, tail(performance))


def _performance(request: PlayRequest) -> Performance:
    program = None
    if request.instrument is not None:
        program = PROGRAMS.get(request.instrument)
        if program is None:
            raise InvalidInput.of("instrument", "there is no such instrument", "no_such_choice")
    performance = perform(request.score, request, program)
    sample_rate(performance.as_written * performance.rounds)  # refuses what is too long
    return performance
