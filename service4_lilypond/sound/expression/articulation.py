"""Where it breathes: the silence that a note leaves before the next.

Friberg, Bresin, Frydén & Sundberg 1998, "Musical punctuation on the microlevel", and the
rule Phrase of Friberg 1991.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from melodie.sounding import SoundingNote

PHRASE_MS: Final = 80.0
"""Milliseconds of silence after a phrase, at k = 1."""
COMMA_MS: Final = 30.0
"""... after a small group within a phrase."""
MOST: Final = 0.3
"""The part of a note that may be silence."""

LEAP: Final = 5
"""Semitones that a leap has which ends a small group, if those beside it are smaller."""


def silences(
    notes: Sequence[SoundingNote], last: set[int], whole: Fraction, k: float
) -> list[Fraction]:
    """Return the silence at the end of each note, in whole notes of ``whole`` seconds.

    ``last`` are the indices of the notes that phrases end with.
    """
    found = []
    for index, note in enumerate(notes):
        wanted = PHRASE_MS if index in last else COMMA_MS if _comma(notes, index) else 0.0
        seconds = Fraction(round(wanted * k), 1000)
        found.append(min(seconds / whole, note.duration * Fraction(MOST).limit_denominator(10)))
    return found


def _comma(notes: Sequence[SoundingNote], index: int) -> bool:
    """Tell whether a small group ends: its last note is the longest, or a leap follows it."""
    if not 1 <= index < len(notes) - 2:
        return False
    before, here, after, later = notes[index - 1 : index + 3]
    longest = here.duration > max(before.duration, after.duration)
    return longest or _distance(here, after) > max(
        LEAP, _distance(before, here), _distance(after, later)
    )


def _distance(one: SoundingNote, other: SoundingNote) -> int:
    return abs(other.pitch.key_number - one.pitch.key_number)
