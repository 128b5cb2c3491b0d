"""Intervals, with a size and a quality: a minor third is three semitones over two steps."""

from dataclasses import dataclass
from typing import Final, Self

from melodie.pitch import STEPS, Pitch

MAJOR: Final = {1: 0, 2: 2, 3: 4, 4: 5, 5: 7, 6: 9, 7: 11}
"""Semitones of the perfect and the major intervals, by their size within an octave."""

PERFECT: Final = {1, 4, 5}

PERFECT_QUALITIES: Final = {
    -2: "doubly diminished",
    -1: "diminished",
    0: "perfect",
    1: "augmented",
    2: "doubly augmented",
}
MAJOR_QUALITIES: Final = {
    -3: "doubly diminished",
    -2: "diminished",
    -1: "minor",
    0: "major",
    1: "augmented",
    2: "doubly augmented",
}
"""What an interval is called by how many semitones it is wider than those in ``MAJOR``."""


@dataclass(frozen=True, slots=True)
class Interval:
    """How many staff steps, and how many semitones, lead from one pitch up to another.

    Both are negative where it leads down: a descending fifth is -4 and -7.
    """

    steps: int
    semitones: int

    @classmethod
    def between(cls, start: Pitch, end: Pitch) -> Self:
        """Return the interval that leads from ``start`` to ``end``."""
        return cls(end.staff_step - start.staff_step, end.key_number - start.key_number)

    @property
    def descends(self) -> bool:
        """Whether it leads down the staff, or lower on the same step."""
        return (self.steps, self.semitones) < (0, 0)

    @property
    def size(self) -> int:
        """Its number: 1 for a unison, 3 for a third, 8 for an octave, either way."""
        return abs(self.steps) + 1

    @property
    def quality(self) -> str:
        """``perfect``, ``major``, ``minor``, ``augmented``, ``doubly diminished`` and so on.

        Raises ``ValueError`` where three accidentals would be needed.
        """
        within = abs(self.steps) % len(STEPS) + 1
        names = PERFECT_QUALITIES if within in PERFECT else MAJOR_QUALITIES
        if self.excess not in names:
            raise ValueError(f"{self.semitones} semitones over {self.steps} steps have no name")
        return names[self.excess]

    @property
    def excess(self) -> int:
        """By how many semitones it is wider than the perfect or major interval of its size.

        Negative where it is narrower: -1 for a minor third. Above 0 it is augmented.
        """
        octaves, step = divmod(abs(self.steps), len(STEPS))
        semitones = -self.semitones if self.descends else self.semitones
        return semitones - 12 * octaves - MAJOR[step + 1]

    @property
    def fifths(self) -> int:
        """How far round the circle of fifths it leads, towards the sharps."""
        return 7 * self.semitones - 12 * self.steps

    def above(self, pitch: Pitch) -> Pitch:
        """Return the pitch that this interval leads to from ``pitch``.

        A spelling that would need three sharps or flats gives way to its
        enharmonic twin. Raises ``ValueError`` beyond the MIDI keys 0 to 127.
        """
        step, key = pitch.staff_step + self.steps, pitch.key_number + self.semitones
        return Pitch.spelled_near(step, key)

    def __neg__(self) -> Self:
        return type(self)(-self.steps, -self.semitones)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.steps + other.steps, self.semitones + other.semitones)


UNISON: Final = Interval(0, 0)
