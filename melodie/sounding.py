"""The notes of a melody as they sound: ties joined, numbered as every picture numbers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Score


@dataclass(frozen=True, slots=True)
class SoundingNote:
    """One note as it sounds; all times are in whole notes.

    ``number`` counts from 1. ``bar`` is the index, in ``Score.bars``, of the bar
    that it begins in, and ``place`` where in that bar, counted in a pick-up from
    where its full bar would begin. ``onset`` counts from the beginning of the
    melody. ``events`` are those that ties make this one note of.
    """

    number: int
    bar: int
    place: Fraction
    onset: Fraction
    duration: Fraction
    pitch: Pitch
    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        """Its name in every file that names notes: ``n3`` is the third of the melody."""
        return f"n{self.number}"

    @property
    def end(self) -> Fraction:
        """When it stops, counted as ``onset`` is."""
        return self.onset + self.duration


def sounding_notes(score: Score) -> tuple[SoundingNote, ...]:
    """Return every note of ``score``, tied ones as one, in the order of time."""
    notes: list[SoundingNote] = []
    numbers = note_numbers((e.pitch is not None, e.tie) for bar in score.bars for e in bar.events)
    onset = Fraction(0)
    for number, bar in enumerate(score.bars):
        barline = onset + bar.length - score.time_signature.bar_length
        for event in bar.events:
            note = next(numbers)
            if note is not None and note == len(notes):
                notes.append(_prolonged(notes.pop(), event))
            elif note is not None and event.pitch is not None:
                place, length = onset - barline, event.duration
                notes.append(
                    SoundingNote(note, number, place, onset, length, event.pitch, (event,))
                )
            onset += event.duration
    return tuple(notes)


def note_numbers(events: Iterable[tuple[bool, bool]]) -> Iterator[int | None]:
    """Yield for every event the number of the note that it is part of, and None for a rest.

    An event is given as whether it sounds, and whether a tie holds it into the next.
    The first note is 1; what a tie leads to is the same note if it sounds.
    """
    number, held = 0, False
    for sounds, tied in events:
        number += sounds and not held
        yield number if sounds else None
        held = sounds and tied


def _prolonged(note: SoundingNote, tied: Event) -> SoundingNote:
    return replace(note, duration=note.duration + tied.duration, events=(*note.events, tied))
