"""An accompaniment: chords and a bass below the melody, bar by bar, as frozen values.

It has all that its paper and its sound depend on, so that whoever renders it asks nobody.
Pitches are spelled and sound as written. Durations are in whole notes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import not_
from typing import Annotated, Final

from pydantic import ConfigDict, Field

from melodie.duration import Duration, is_dyadic, total
from melodie.form import MAX_BARS, is_none
from melodie.pitch import SpelledPitch

STRICT: Final = ConfigDict(extra="forbid")

MAX_STRUCK: Final = 128
"""Chords, or notes of the bass, in one bar, at most."""
MAX_VOICES: Final = 8
"""Notes of one chord, at most."""

Program = Annotated[int, Field(strict=True, ge=0, le=127)]
"""A sound of General MIDI, counted from 0."""


@dataclass(frozen=True, slots=True)
class Struck:
    """Notes that are struck together and last for ``duration``, the lowest first; none is a rest.

    Raises ``ValueError`` for notes out of order, and for ones that last what no note value,
    plain or tied, can write.
    """

    __pydantic_config__ = STRICT

    pitches: Annotated[tuple[SpelledPitch, ...], Field(max_length=MAX_VOICES)]
    duration: Duration

    def __post_init__(self) -> None:
        if not 0 < self.duration <= 8:
            raise ValueError("a duration must be more than 0 and at most 8 whole notes")
        writable = is_dyadic(self.duration) and self.duration.denominator <= 256
        if self.pitches and not writable:  # an upbeat may be part of a tuplet
            raise ValueError(f"no note value, not even tied, can write {self.duration}")
        keys = [pitch.key_number for pitch in self.pitches]
        if sorted(set(keys)) != keys:
            raise ValueError("the notes of a chord stand one above another, the lowest first")


Voice = Annotated[tuple[Struck, ...], Field(min_length=1, max_length=MAX_STRUCK)]
"""What one of the two hands plays in a bar, rests included."""


@dataclass(frozen=True, slots=True)
class AccompanimentBar:
    """The chords and the bass of one bar, each as long as the bar.

    Raises ``ValueError`` where they are not equally long, or the bass has two notes at once.
    """

    __pydantic_config__ = STRICT

    chords: Voice
    bass: Voice

    def __post_init__(self) -> None:
        if any(len(struck.pitches) > 1 for struck in self.bass):
            raise ValueError("the bass has one note at a time")
        if _length(self.chords) != _length(self.bass):
            raise ValueError("the chords and the bass of a bar must be equally long")

    @property
    def length(self) -> Fraction:
        """How long it lasts, in whole notes."""
        return _length(self.chords)


@dataclass(frozen=True, slots=True)
class Accompaniment:
    """What is played below a melody, a bar for every bar of it.

    ``pattern`` names how it was made. ``program`` is the General MIDI sound of the chords,
    and ``bass_program`` that of the bass where it is another.
    """

    __pydantic_config__ = STRICT

    pattern: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    bars: Annotated[tuple[AccompanimentBar, ...], Field(min_length=1, max_length=MAX_BARS + 1)]
    program: Annotated[Program, Field(exclude_if=not_)] = 0
    bass_program: Annotated[Program | None, Field(exclude_if=is_none)] = None


def check_lengths(accompaniment: Accompaniment, lengths: Sequence[Fraction]) -> None:
    """Raise ``ValueError`` unless there is a bar for each of ``lengths``, as long as that."""
    if len(accompaniment.bars) != len(lengths):
        raise ValueError(
            f"the accompaniment has {len(accompaniment.bars)} bars instead of {len(lengths)}"
        )
    for number, (bar, length) in enumerate(zip(accompaniment.bars, lengths, strict=True), start=1):
        if bar.length != length:
            raise ValueError(
                f"bar {number} of the accompaniment lasts {bar.length} instead of {length}"
            )


def _length(voice: Sequence[Struck]) -> Fraction:
    return total(struck.duration for struck in voice)
