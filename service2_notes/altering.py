"""Notes that follow chords out of the scale: over E7 in C major, G is G sharp.

Only chords that were given alter a line. Blue notes stay what they are under any chord.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from service2_notes.colours import WEAK, Shifts
from service2_notes.harmony.heard_chords import BarHarmony
from service2_notes.parents import Parent
from service2_notes.pitch_units import Semitones
from service2_notes.reading import Tune
from service2_notes.writing import Note

UNALTERED: Final = frozenset({"major_blues", "minor_blues"})
"""Scales that sound against their chords, and are meant to."""
WHOLE_STEP: Final = 2


def altered_notes(notes: Sequence[Note], scale: str, parent: Parent) -> Shifts:
    """Return what chords do to the notes over them: number -> semitones up or down.

    Augmented seconds are avoided, as in melodic minor: a weak note stays in the scale
    where it would make one with the note beside it, and one beside a strong note that
    leaves the scale goes along with it.
    """
    if scale in UNALTERED:
        return {}
    line = _Line(notes, parent)
    for number, note in enumerate(notes):
        if line.shifts[number] and note.strength < WEAK and line.jars(number):
            line.shifts[number] = 0
    for number, note in enumerate(notes):
        if line.shifts[number] and note.strength >= WEAK:
            for beside in line.jars(number):
                if notes[beside].strength < WEAK and not notes[beside].chord.has(
                    notes[beside].degree
                ):
                    line.shifts[beside] = line.shifts[number]
    return {number: shift for number, shift in enumerate(line.shifts) if shift}


def agreeing(shifts: Shifts, notes: Sequence[Note]) -> Shifts:
    """Leave out what would alter a note that is one of its chord's as it stands."""
    return {n: shift for n, shift in shifts.items() if not notes[n].chord.has(notes[n].degree)}


def followed(tune: Tune, chords: Sequence[BarHarmony]) -> Tune:
    """Return a tune in which a bar comes back note for note only over the same chords."""
    bars = (
        replace(bar, relation="moved")
        if bar.relation == "literal"
        and bar.answers is not None
        and chords[place] != chords[bar.answers]
        else bar
        for place, bar in enumerate(tune.bars)
    )
    return replace(tune, bars=tuple(bars))


class _Line:
    """Notes with the semitones that each is raised or lowered by."""

    def __init__(self, notes: Sequence[Note], parent: Parent) -> None:
        self._notes, self._parent = notes, parent
        self.shifts = [self._shift(note) for note in notes]

    def jars(self, number: int) -> list[int]:
        """Return the notes beside one that lie an augmented second from it."""
        beside = range(max(0, number - 1), min(len(self._notes), number + 2))
        return [one for one in beside if self._augmented(number, one)]

    def _shift(self, note: Note) -> Semitones:
        within = note.degree % self._parent.size
        return next((shift for degree, shift in note.chord.altered if degree == within), 0)

    def _augmented(self, one: int, other: int) -> bool:
        steps = abs(self._notes[one].degree - self._notes[other].degree)
        return steps == 1 and abs(self._height(one) - self._height(other)) > WHOLE_STEP

    def _height(self, number: int) -> Semitones:
        return self._parent.height(self._notes[number].degree) + self.shifts[number]
