"""A chord as the line hears it: how well each degree of the scale sounds with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from service2_notes.beats import Ticks
from service2_notes.pitch_units import Degree, Semitones

SEVENTH_FIT: Final = -0.5
"""How a dominant's seventh sounds on a strong beat, where a chord tone counts 0."""
OUTSIDE: Final = -2.2
"""How any other note does."""
OUTSIDE_GIVEN: Final = -3.4
"""How it does with a chord that somebody gave: a tune follows it more closely."""
TRIAD: Final = 3
"""Notes of a chord that are heard alike; what it has beyond them is heard less gladly."""


@dataclass(frozen=True, slots=True)
class HeardChord:
    """A chord on degree ``root`` of the scale; ``fits`` has a log-weight for each degree.

    ``altered`` are the degrees that the chord raises or lowers, by so many semitones:
    over E7 in C major the fifth degree is G sharp.
    """

    root: Degree
    fits: tuple[float, ...]
    altered: tuple[tuple[Degree, Semitones], ...] = ()

    def has(self, degree: Degree) -> bool:
        """Tell whether a degree is one of the chord's notes, its seventh included."""
        return self.fits[degree % len(self.fits)] > OUTSIDE


@dataclass(frozen=True, slots=True)
class BarHarmony:
    """The chords of a bar: one, or a ``second`` one from its middle on.

    Where there are more, or they change elsewhere, ``changes`` has all of them, each with
    where it begins: 0 is the barline, 1 the middle of the bar.
    """

    first: HeardChord
    second: HeardChord
    changes: tuple[tuple[Fraction, HeardChord], ...] = ()

    def at(self, onset: Ticks, middle: Ticks) -> HeardChord:
        """Return the chord that a note begins over, in a bar with this ``middle``."""
        if self.changes:
            place = Fraction(onset) / middle
            return [chord for begin, chord in self.changes if begin <= place][-1]
        return self.first if onset < middle else self.second


def heard_chord(
    root: Degree, tones: Sequence[Degree], size: int, seventh: Degree | None = None
) -> HeardChord:
    """Make a chord of the degrees ``tones``, and a ``seventh`` that is heard less gladly."""
    members = {tone % size for tone in tones}
    fits = [0.0 if degree in members else OUTSIDE for degree in range(size)]
    if seventh is not None and seventh % size not in members:
        fits[seventh % size] = SEVENTH_FIT
    return HeardChord(root % size, tuple(fits))


def given_chord(tones: Sequence[tuple[Degree, Semitones]], size: int) -> HeardChord:
    """Make a chord of its notes from the root on: each a degree, and how that is altered.

    Of two that need one degree, the first has it.
    """
    fits = [OUTSIDE_GIVEN] * size
    altered: dict[Degree, Semitones] = {}
    for number, (degree, shift) in enumerate(tones):
        if fits[degree] == OUTSIDE_GIVEN:
            fits[degree] = 0.0 if number < TRIAD else SEVENTH_FIT
            altered[degree] = shift
    moved = tuple((degree, shift) for degree, shift in altered.items() if shift)
    return HeardChord(tones[0][0], tuple(fits), moved)
