"""What a line shows from note to note: its compass, its moves, its high point."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from melodie.contract.analysis import Compass, HighPoint, Moves
from melodie.metre import Level, level_at
from melodie.score import Score
from melodie.sounding import SoundingNote

STEP: Final = 1
THIRD: Final = 2
"""Steps of the staff."""


def compass(notes: Sequence[SoundingNote]) -> Compass | None:
    """Return the lowest and the highest note, None where there is none."""
    if not notes:
        return None
    by_height = sorted(notes, key=lambda note: note.pitch.key_number)
    return Compass(lowest=by_height[0].pitch, highest=by_height[-1].pitch)


def moves(notes: Sequence[SoundingNote]) -> Moves:
    """Count the moves from note to note, over rests too."""
    found = [_size(one, other) for one, other in pairwise(notes)]
    leaps = [number for number, size in enumerate(found) if size > THIRD]
    widest = max(leaps, key=lambda n: (_semitones(notes[n], notes[n + 1]), -n), default=None)
    return Moves(
        repeats=found.count(0),
        steps=found.count(STEP),
        skips=found.count(THIRD),
        leaps=len(leaps),
        widest=None if widest is None else notes[widest + 1].number,
    )


def high_point(score: Score, notes: Sequence[SoundingNote]) -> HighPoint | None:
    """Return where the highest note is struck, None where there is none."""
    if not notes:
        return None
    top = max(note.pitch.key_number for note in notes)
    tops = [note for note in notes if note.pitch.key_number == top]
    return HighPoint(
        notes=tuple(note.number for note in tops),
        bars=tuple(note.bar for note in tops),
        strong=level_at(score.time_signature, tops[0].place) <= Level.STRONG_BEAT,
    )


def _size(one: SoundingNote, other: SoundingNote) -> int:
    """Return the size of a move in steps; a chromatic semitone is a step too."""
    steps = abs(other.pitch.staff_step - one.pitch.staff_step)
    return max(steps, STEP) if _semitones(one, other) else 0


def _semitones(one: SoundingNote, other: SoundingNote) -> int:
    return abs(other.pitch.key_number - one.pitch.key_number)
