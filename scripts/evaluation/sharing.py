"""How much melodies have in common with single real tunes.

A passage is what begins within a bar and a half, wherever that starts: onsets
in the bar, and heights from its first note, so that key and octave do not matter.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from scripts.evaluation.corpora import Piece
from scripts.evaluation.counting.bars import METRES
from scripts.evaluation.steps import step
from scripts.evaluation.tunes import Tune

LONG: Final = Fraction(3, 2)
"""Bars of a passage."""

Passage = tuple[object, ...]


def passages(tune: Tune, bars: Fraction = LONG) -> Iterator[Passage]:
    """Yield every passage of a tune that does not run over its end."""
    metre, factor = METRES[tune.form.metre]
    full, mode = round(tune.form.bar * factor), tune.form.mode
    notes = sorted(note for note in tune.notes if note.onset >= 0)
    onsets = [round(note.onset * factor) for note in notes]
    heights = [step(note.pitch, mode) for note in notes]
    length = round(bars * full)
    for place, begin in enumerate(onsets):
        if begin + length > full * tune.bars:
            return
        end = bisect_right(onsets, begin + length)
        times = (onset - begin for onset in onsets[place:end])
        moves = (height - heights[place] for height in heights[place:end])
        yield (metre, begin % full, *times, *moves)


class Known:
    """The passages of a collection; each is from a single tune."""

    def __init__(self, found: Iterable[Piece], bars: Fraction = LONG) -> None:
        self._bars = bars
        self._passages = {
            passage
            for piece in found
            for strain in piece.strains
            if strain.form.metre in METRES
            for passage in passages(strain, bars)
        }

    def share(self, tunes: Iterable[Tune]) -> float:
        """Return what part of the passages of ``tunes`` a tune of the collection has too."""
        known = [
            passage in self._passages for tune in tunes for passage in passages(tune, self._bars)
        ]
        return sum(known) / len(known)
