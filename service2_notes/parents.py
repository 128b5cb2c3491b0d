"""Maps a scale to the scale used for composing (pentatonics use major or minor).

A pentatonic tune is heard against the major or minor scale that it leaves two
notes out of; a blues against the same with one note more. A scale of another
number of degrees that is not in ``LENT`` is composed in its own. Lines are composed
in the parent's degrees, counted from a tonic at 0 with an octave of ``size``,
and go over into the scale's own notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from service2_notes.pitch_units import Degree, LadderStep, Semitones
from service2_notes.scales import SCALES, Scale

LENT: Final[Mapping[str, str]] = {
    "major_pentatonic": "major",
    "minor_pentatonic": "natural_minor",
    "major_blues": "major",
    "minor_blues": "natural_minor",
    "chromatic": "major",
}
"""Scale -> the one of seven degrees that it is composed in; others are their own."""

NO_DEGREE: Final = 99
"""Stands in ``own`` for a degree that the scale lacks; nothing asks for it."""


@dataclass(frozen=True, slots=True)
class Parent:
    """``names`` are its degrees against the major scale's, ``semitones`` their heights.

    ``missing`` are the degrees that the scale itself lacks; ``own`` holds for every
    other degree its number in the scale. ``extra`` are the scale's notes that the
    parent lacks, in semitones above the tonic.
    """

    names: tuple[str, ...]
    semitones: tuple[Semitones, ...]
    missing: frozenset[Degree]
    own: tuple[LadderStep, ...]
    extra: tuple[Semitones, ...]

    @property
    def size(self) -> int:
        """Degrees in an octave."""
        return len(self.names)

    def snapped(self, degree: Degree, before: Degree | None = None) -> Degree:
        """Return the nearest degree that the scale has, rather not the one ``before``."""
        if degree % self.size not in self.missing:
            return degree
        near = [degree + move for move in (1, -1, 2, -2)]
        there = [one for one in near if one % self.size not in self.missing]
        return min(there, key=lambda one: abs(one - degree) + 1.5 * (one == before))

    def height(self, degree: Degree) -> Semitones:
        """Return how many semitones a degree lies above the tonic at 0."""
        octave, within = divmod(degree, self.size)
        return 12 * octave + self.semitones[within]


@cache
def parent_of(scale: Scale) -> Parent:
    """Return the scale that ``scale`` is composed in."""
    lent = SCALES[LENT.get(scale.id, scale.id)]
    semitones = lent.semitones
    numbers = {semitone: number for number, semitone in enumerate(scale.semitones)}
    return Parent(
        names=lent.degrees,
        semitones=semitones,
        missing=frozenset(n for n, s in enumerate(semitones) if s not in numbers),
        own=tuple(numbers.get(semitone, NO_DEGREE) for semitone in semitones),
        extra=tuple(semitone for semitone in scale.semitones if semitone not in semitones),
    )
