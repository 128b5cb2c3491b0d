"""How high chords and bass lie below a tune, in MIDI keys."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from melodie.pitch import Pitch

LOWEST_CHORD: Final = 45
"""A2: close chords below it are mud (Piston, Harmony, 1941)."""
LEAST_CEILING: Final = 57
"""A3, up to which chords reach below a low tune too: an octave is the least they need."""
MOST_CEILING: Final = 64
"""E4, two ledger lines above a bass staff."""
DEPTH: Final = 17
"""Semitones from the highest note of a chord down to the lowest, at most."""
BASS_DEPTH: Final = 24
"""Semitones from the highest note of a chord down to the lowest root, so that it fits above."""


class Register(NamedTuple):
    """Where chords lie, ``floor`` to ``ceiling``; roots lie in the octave from ``bass`` on."""

    floor: int
    ceiling: int
    bass: int


def register_below(tune: Iterable[Pitch]) -> Register:
    """Return where to play below a tune: under its lowest note, unless that is too low."""
    lowest = min((pitch.key_number for pitch in tune), default=MOST_CEILING + 1)
    ceiling = max(LEAST_CEILING, min(MOST_CEILING, lowest - 1))
    return Register(max(LOWEST_CHORD, ceiling - DEPTH), ceiling, ceiling - BASS_DEPTH)
