"""A score as the model hears it: what sounds in each half of a bar, and where phrases rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import Final, NamedTuple

from melodie.form import Cadence
from melodie.metre import Level, level_at
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.beats import beats_of
from service2_notes.harmonising.counts import Place
from service2_notes.keys import semitone_of
from service2_notes.pitch_units import Semitones

OCTAVE: Final = 12
QUARTER: Final = 0.25
NOTHING: Final = 1e-6
"""Of a whole note: less is the rounding of a fraction."""


class Sung(NamedTuple):
    """A note in a bar: whole notes after the barline, below 0 where it is held from before."""

    begin: float
    end: float
    above: Semitones
    place: Place


@dataclass(frozen=True, slots=True)
class Heard:
    """Part of a note: semitones above the tonic, how it begins, and how much it counts."""

    above: Semitones
    place: Place
    weight: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A whole bar or half of one: where it begins, its notes, and what closes in it."""

    bar: int
    offset: Fraction
    notes: tuple[Heard, ...]
    cadence: Cadence | None


def half_bars(score: Score) -> list[Stretch]:
    """Return both halves of every bar but an upbeat."""
    time = score.time_signature
    middle = beats_of(time).second_chord
    whole, half = float(time.bar_length), float(middle)
    found: list[Stretch] = []
    for number, notes in enumerate(_notes_by_bar(score)):
        bar = score.bars[number]
        if not bar.pickup:
            cadence = bar.phrase_end.cadence if bar.phrase_end else None
            first, second = _heard(notes, 0.0, half), _heard(notes, half, whole)
            found.append(Stretch(number, Fraction(0), tuple(first), None))
            found.append(Stretch(number, middle, tuple(second), cadence))
    return found


def whole_bars(halves: Sequence[Stretch]) -> list[Stretch]:
    """Return the bars that half bars make."""
    return [
        replace(first, notes=first.notes + second.notes, cadence=second.cadence)
        for first, second in zip(halves[::2], halves[1::2], strict=True)
    ]


def _notes_by_bar(score: Score) -> list[list[Sung]]:
    """Return the notes that sound in each bar, also those that are held from the one before."""
    time = score.time_signature
    length = float(time.bar_length)
    tonic = semitone_of(score.key.tonic)
    bars: list[list[Sung]] = [[] for _ in score.bars]
    for note in sounding_notes(score):
        above = (note.pitch.key_number - tonic) % OCTAVE
        place = _place(level_at(time, note.place))
        begin, end, bar = float(note.place), float(note.place + note.duration), note.bar
        while bar < len(bars) and end > NOTHING:
            bars[bar].append(Sung(begin, end, above, place))
            begin, end, bar = begin - length, end - length, bar + 1
    return bars


def _heard(notes: Sequence[Sung], begin: float, end: float) -> Iterator[Heard]:
    """Yield what sounds between two places; a note that is held counts as one on a beat."""
    for note in notes:
        lasts = min(note.end, end) - max(note.begin, begin)
        if lasts > NOTHING:
            place: Place = "beat" if note.begin < begin - NOTHING else note.place
            yield Heard(note.above, place, sqrt(lasts / QUARTER))


def _place(level: Level) -> Place:
    if level is Level.BARLINE:
        return "downbeat"
    return "beat" if level <= Level.BEAT else "off"
