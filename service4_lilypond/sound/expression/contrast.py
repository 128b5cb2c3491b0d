"""Short notes shortened, so that what is short and what is long differ more.

Friberg 1991, "Generative rules for music performance": the rule Duration contrast. What is
taken from a short note is given to its neighbours, and the heads of beat groups stay where
they are, so that a melody keeps time with a metronome.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

from melodie.metre import GROUP, hierarchy
from melodie.score import Score
from melodie.sounding import SoundingNote

CONTRAST: Final = ((30.0, 0.0), (200.0, -16.5), (400.0, -10.5), (600.0, 0.0))
"""Milliseconds that a note has, and those that it gets, at k = 1; lines between them."""


def onsets(
    score: Score, notes: Sequence[SoundingNote], whole: Fraction, k: float
) -> list[Fraction | float]:
    """Return where each note begins, in whole notes, which take ``whole`` seconds each."""
    found: list[Fraction | float] = [note.onset for note in notes]
    if k:
        for first, last in _between_heads(score, notes):
            chain = notes[first : last + 1]
            found[first : last + 1] = _shared_out(chain, whole, k)
    return found


def read_off(line: Sequence[tuple[float, float]], at: float) -> float:
    """Return the height ``at`` a place of a bent line, and 0 beyond its ends."""
    for (left, low), (right, high) in pairwise(line):
        if left <= at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return 0.0


def milliseconds(duration: Fraction, whole: Fraction) -> float:
    """Return how long a duration takes where a whole note takes so many seconds."""
    return float(duration * whole) * 1000


def _between_heads(score: Score, notes: Sequence[SoundingNote]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of notes that follow each other between fixed places."""
    metre = hierarchy(score.time_signature)
    first = 0
    for index in range(1, len(notes) + 1):
        follows = index < len(notes) and notes[index].onset == notes[index - 1].end
        if not follows or metre.strength(notes[index].place) <= GROUP:
            if index - first > 1:
                yield first, index - 1
            first = index


def _shared_out(notes: Sequence[SoundingNote], whole: Fraction, k: float) -> list[Fraction | float]:
    begin = notes[0].onset
    length = float(notes[-1].end - begin)
    wanted = [
        (lasts + k * read_off(CONTRAST, lasts))
        for lasts in (milliseconds(note.duration, whole) for note in notes)
    ]
    if len(set(wanted)) == 1:
        return [note.onset for note in notes]
    share = length / sum(wanted)
    gone = accumulate(wanted[:-1])
    return [begin, *(float(begin) + share * part for part in gone)]
