"""A melody note by note, with its bars and the chords they fit."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from scripts.evaluation.counting.bars import METRES, Sound
from scripts.evaluation.counting.chords import CHORDS, root
from scripts.evaluation.relations import Bar, bars
from scripts.evaluation.steps import DEGREES
from scripts.evaluation.tunes import Tune

Measures = dict[str, float | None]
"""What is measured -> its value; None where a melody does not show it."""

TONIC, SECOND, FOURTH, FIFTH, SEVENTH = 0, 1, 3, 4, 6
"""Degrees, counted from 0."""


class Place(NamedTuple):
    """A note: its bar from 0, onset in the bar and length in ticks, height in steps, pitch."""

    bar: int
    onset: int
    length: int
    height: int
    pitch: int


class Move(NamedTuple):
    """From one note to the next."""

    before: Place
    after: Place

    @property
    def steps(self) -> int:
        """How far, in steps; below 0 it goes down."""
        return self.after.height - self.before.height

    @property
    def between_phrases(self) -> bool:
        """Whether it leads out of a pair of bars."""
        return self.before.bar % 2 == 1 and self.after.bar != self.before.bar


@dataclass(frozen=True)
class Heard:
    """A melody of eight bars."""

    tune: Tune

    @cached_property
    def bars(self) -> list[Bar]:
        """Its bars."""
        return bars(self.tune)

    @cached_property
    def notes(self) -> list[Place]:
        """Its notes."""
        return [
            Place(number, note.onset, note.length, height, note.pitch)
            for number, bar in enumerate(self.bars)
            for note, height in zip(bar.notes, bar.heights, strict=True)
        ]

    @cached_property
    def moves(self) -> list[Move]:
        """From every note to the next."""
        return [Move(*pair) for pair in pairwise(self.notes)]

    @cached_property
    def chords(self) -> list[tuple[int, ...]]:
        """The members of the triad that each bar fits best, as degrees."""
        metre, factor = METRES[self.tune.form.metre]
        return [CHORDS[root(metre, _sounds(bar, factor))] for bar in self.bars]

    def in_chord(self, note: Place) -> bool:
        """Say whether a note belongs to its bar's triad."""
        return note.height % DEGREES in self.chords[note.bar]


def can_be_heard(tune: Tune) -> bool:
    """Say whether a melody has eight bars with a note in each, in a metre that is known."""
    return tune.whole and tune.form.metre in METRES and all(bar.notes for bar in bars(tune))


def _sounds(bar: Bar, factor: Fraction) -> list[Sound]:
    return [
        Sound(round(note.onset * factor), round(note.length * factor), height)
        for note, height in zip(bar.notes, bar.heights, strict=True)
    ]


BEAT_STRENGTHS: Final = ("downbeats", "other beats", "off the beat")


def strength(heard: Heard, note: Place) -> str:
    """Return which of ``BEAT_STRENGTHS`` a note begins on."""
    downbeat, beat, weak = BEAT_STRENGTHS
    if note.onset == 0:
        return downbeat
    return beat if note.onset % heard.tune.form.beat == 0 else weak
