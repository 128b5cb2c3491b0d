"""The notes of the bass: roots in an octave of their own, fifths near them."""

from functools import lru_cache
from typing import Final

from melodie.chord_kinds import chord_tones
from melodie.harmony import Chord
from melodie.pitch import Pitch, Spelling

OCTAVE: Final = 12
BELOW: Final = 4
"""Semitones that a fifth may lie below the octave of the roots."""
FIFTHS: Final = (7, 6, 8)
"""Semitones above the root: what a chord has of them is its fifth."""


@lru_cache(maxsize=1024)
def root_note(chord: Chord, lowest: int) -> Pitch:
    """Return the bass of a chord, in the octave from the MIDI key ``lowest`` on."""
    return note_from(chord.bass or chord.root, lowest)


@lru_cache(maxsize=1024)
def fifth_note(chord: Chord, lowest: int) -> Pitch:
    """Return the fifth of a chord, below its root where there is room; else its bass."""
    root = root_note(chord, lowest)
    if chord.bass:
        return root
    for name in chord_tones(chord):
        fifth = note_from(name, lowest - BELOW)
        if (fifth.key_number - root.key_number) % OCTAVE in FIFTHS:
            return fifth
    return root


@lru_cache(maxsize=4096)
def note_from(name: str, lowest: int) -> Pitch:
    """Return the note of that name in the octave from the MIDI key ``lowest`` on."""
    near = Spelling(0, name[0], name.count("#") - name.count("b"))
    octaves = -((near.key_number - lowest) // OCTAVE)
    return Pitch(octaves, near.step, near.alter)
