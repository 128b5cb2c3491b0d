"""Melodies of both composing services, and what a listener can count in them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from melodie.contract import (
    KeptPitches,
    KeptRhythm,
    Notes,
    NotesRequest,
    Rhythm,
    RhythmBar,
    RhythmRequest,
)
from melodie.form import BarForm
from melodie.pitch import Pitch
from melodie.sounding import note_numbers
from service2_notes.composing import compose
from service3_rhythm.composing import compose as compose_a_rhythm

RECIPE = {"time_signature": "4/4", "rhythm": "gentle", "bars": 8, "key": "D", "scale": "major"}
RANGE = (Pitch.parse("C4"), Pitch.parse("C6"))

compose_notes, compose_rhythm = cache(compose), cache(compose_a_rhythm)
"""Many tests ask for the same melodies; the same request gives the same answer."""


@dataclass(frozen=True)
class Note:
    """A note as it sounds, ties and all: from ``start`` to ``end``, in whole notes.

    ``closes`` says that a phrase ends with it.
    """

    pitch: Pitch
    bar: int
    start: Fraction
    end: Fraction
    closes: bool


@dataclass(frozen=True)
class Melody:
    rhythm: Rhythm
    made: Notes

    @property
    def bars(self) -> tuple[RhythmBar, ...]:
        return self.rhythm.bars

    @property
    def forms(self) -> list[BarForm]:
        return [bar.form or BarForm() for bar in self.bars]

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        return tuple(_notes(self))

    @property
    def heights(self) -> list[int]:
        """The MIDI key number of every note."""
        return [note.pitch.key_number for note in self.notes]

    @property
    def intervals(self) -> list[int]:
        """Semitones from every note to the next, up or down."""
        return [abs(after - before) for before, after in pairwise(self.heights)]

    @property
    def moves(self) -> list[int]:
        """The intervals between notes that differ, within a phrase: none leads over its end."""
        steps = zip(self.notes, self.intervals, strict=False)
        return [interval for note, interval in steps if interval and not note.closes]

    @property
    def returns(self) -> list[bool]:
        """For every full bar after the first: whether its rhythm has been heard before."""
        rhythms = [bar.events for bar in self.bars if not bar.pickup]
        return [rhythm in rhythms[:place] for place, rhythm in enumerate(rhythms) if place]


def a_melody(**wanted: Any) -> Melody:
    """Compose as the frontend does; what is not said is usual."""
    wanted = {"lowest": RANGE[0], "highest": RANGE[1], "seed": 7, **RECIPE, **wanted}
    rhythm = compose_rhythm(RhythmRequest(**_known(RhythmRequest.model_fields, wanted)))
    fitted = wanted | {"time_signature": rhythm.time_signature, "bars": rhythm.bars}
    notes = compose_notes(NotesRequest(**_known(NotesRequest.model_fields, fitted)))
    return Melody(rhythm, notes)


def again(melody: Melody, kept: Collection[int], **wanted: Any) -> Melody:
    """Compose all bars again but those that are ``kept``; ``wanted`` holds the recipe, a new seed.

    What can be heard to follow from the kept bars is asked for as it was: form, metre, chords.
    """
    rhythms = tuple(KeptRhythm(number=number, bar=melody.bars[number]) for number in sorted(kept))
    pitches = tuple(
        KeptPitches(number=number, pitches=melody.made.bars[number]) for number in sorted(kept)
    )
    fixed = {"form": melody.forms, "groups": melody.rhythm.time_signature.groups}
    wanted = {"lowest": RANGE[0], "highest": RANGE[1], **RECIPE, **wanted, **fixed}
    rhythm = compose_rhythm(
        RhythmRequest(**_known(RhythmRequest.model_fields, wanted | {"kept": rhythms}))
    )
    fitted = wanted | {"time_signature": rhythm.time_signature, "bars": rhythm.bars}
    fitted |= {"kept": pitches, "chords": melody.made.chords or None}
    return Melody(rhythm, compose_notes(NotesRequest(**_known(NotesRequest.model_fields, fitted))))


def some_melodies(seeds: Iterable[int], **wanted: Any) -> list[Melody]:
    return [a_melody(seed=seed, **wanted) for seed in seeds]


def share(said: Iterable[bool]) -> float:
    """Return how often yes was said, from 0 to 1."""
    answers = list(said)
    return sum(answers) / len(answers)


def _known(fields: Iterable[str], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: wanted[name] for name in fields if name in wanted}


def _notes(melody: Melody) -> Sequence[Note]:
    notes: list[Note] = []
    place = Fraction(0)
    events = [event for bar in melody.bars for event in bar.events]
    pitches = [pitch for bar in melody.made.bars for pitch in bar]
    together = zip(events, pitches, strict=True)
    numbers = note_numbers((pitch is not None, event.tie) for event, pitch in together)
    for bar_number, (bar, row) in enumerate(zip(melody.bars, melody.made.bars, strict=True)):
        for index, (event, pitch) in enumerate(zip(bar.events, row, strict=True)):
            end = place + event.duration
            if (number := next(numbers)) == len(notes):
                notes.append(replace(notes.pop(), end=end))
            elif number and pitch is not None:
                closes = bar.phrase_end is not None and bar.phrase_end.event == index
                notes.append(Note(pitch, bar_number, place, end, closes))
            place = end
    return notes
