"""Which notes lie outside the chord that they begin over, and what they do there."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Final

from mingus.core.notes import note_to_int

from melodie.chord_kinds import chord_tones
from melodie.contract.analysis import NonChordNote, OutsideChord
from melodie.harmony import Chord
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from melodie.sounding import SoundingNote
from service2_notes.pitch_units import Semitones

LEAP: Final = 2


def chords_under(score: Score, notes: Sequence[SoundingNote]) -> list[Chord | None]:
    """Return the chord that each note begins over; None where none is said."""
    begins = [score.time_signature.bar_length - bar.length for bar in score.bars]
    return [_chord_under(score.bars[note.bar], note.place - begins[note.bar]) for note in notes]


def outside_chords(
    notes: Sequence[SoundingNote], chords: Sequence[Chord | None]
) -> Iterator[OutsideChord]:
    """Yield the notes that are not in their chord."""
    runs = _runs(notes)
    for number, (note, chord) in enumerate(zip(notes, chords, strict=True)):
        if chord is not None and not _belongs(note, chord):
            kind = _kind(number, runs[number], notes, chords)
            yield OutsideChord(note=note.number, bar=note.bar, kind=kind)


@lru_cache(maxsize=512)
def notes_of(chord: Chord) -> frozenset[Semitones]:
    """Return the notes of a chord, its bass included, in semitones above C."""
    bass = [chord.bass] if chord.bass else []
    return frozenset(note_to_int(name) for name in [*chord_tones(chord), *bass])


def _chord_under(bar: Bar, place: Fraction) -> Chord | None:
    """Return the chord at ``place``, counted from where the bar's own notes begin."""
    begun = [placed.chord for placed in bar.chords if placed.offset <= place]
    return begun[-1] if begun else None


def _belongs(note: SoundingNote, chord: Chord | None) -> bool:
    return chord is not None and note.pitch.key_number % 12 in notes_of(chord)


def _runs(notes: Sequence[SoundingNote]) -> list[range]:
    """Return for each note the notes of its pitch around it without another between."""
    runs: list[range] = []
    for _, alike in groupby(notes, key=lambda note: note.pitch):
        count = sum(1 for _ in alike)
        runs += [range(len(runs), len(runs) + count)] * count
    return runs


def _kind(
    number: int,
    run: range,
    notes: Sequence[SoundingNote],
    chords: Sequence[Chord | None],
) -> NonChordNote:
    """Name a note by how it is reached and left; in a ``run``, it is one note with the others."""
    pitch, first, last = notes[number].pitch, run[0], run[-1]
    reached = _way(notes[first - 1].pitch, pitch) if first else None
    left = _way(pitch, notes[last + 1].pitch) if last + 1 < len(notes) else None
    if first < number and left == -1 and _belongs(notes[number - 1], chords[number - 1]):
        return "suspension"
    if last > number and _belongs(notes[number + 1], chords[number + 1]):
        return "anticipation"
    if reached in (-1, 1) and left in (-1, 1):
        return "passing" if reached == left else "neighbour"
    if reached == LEAP and left in (-1, 1):
        return "appoggiatura"
    return "escape" if reached in (-1, 1) and left == LEAP else "free"


def _way(one: Pitch, other: Pitch) -> int:
    """Return 1 for a step up, -1 for one down, and ``LEAP`` for anything wider."""
    if abs(other.staff_step - one.staff_step) > 1:
        return LEAP
    return 1 if other.key_number > one.key_number else -1
