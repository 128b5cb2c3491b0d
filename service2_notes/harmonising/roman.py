"""Chords that a taste has, as Roman figures counted from the major scale on a tonic."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from mingus.core.notes import note_to_int

from melodie.harmony import Chord, Quality
from melodie.pitch import Mode
from service2_notes.keys import root_name
from service2_notes.pitch_units import Semitones
from service2_notes.progressions.figures import chord_figured

COUNTED_FROM: Final[Mode] = "major"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chord in any key, as it is ``written``; ``root`` is the height of its root."""

    written: str
    root: Semitones
    quality: Quality

    def chord_in(self, tonic: str) -> Chord:
        """Return the chord in the key on ``tonic``, its root with one accidental at most."""
        chord = _read(self.written, tonic)
        return replace(chord, root=root_name(chord.root))


@cache
def figure(written: str) -> Figure:
    """Read a figure such as ``bVII`` or ``ii7``; ``ValueError`` for any other text."""
    chord = _read(written, "C")
    return Figure(written, note_to_int(chord.root), chord.quality)


def _read(written: str, tonic: str) -> Chord:
    chord = chord_figured(written, tonic, COUNTED_FROM)
    if chord is None:
        raise ValueError(f"{written} is no Roman figure")
    return chord
