"""What stands on the paper: pitches, notes, rests and bars as a copyist writes them."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from melodie.score import ACCIDENTALS, STEPS, Mode, Slur, Tuplet

LONGEST_DOTTED: Final = Fraction(3)
"""The dotted breve."""


class Beam(StrEnum):
    """The part that one note has in one beam of those over it."""

    BEGIN = "begin"
    CONTINUE = "continue"
    END = "end"
    FORWARD_HOOK = "forward hook"
    BACKWARD_HOOK = "backward hook"


class Accidental(StrEnum):
    """Why an accidental is printed."""

    NEEDED = "needed"
    COURTESY = "courtesy"


@dataclass(frozen=True, slots=True)
class WrittenPitch:
    """A pitch as the player reads it, moved by the instrument's transposition."""

    step: str
    alter: int
    octave: int

    @property
    def name(self) -> str:
        """The note's name without its octave, such as ``Bb``."""
        return self.step + ACCIDENTALS[self.alter]

    @property
    def staff_step(self) -> int:
        """Diatonic steps above C0, whatever the accidental."""
        return 7 * self.octave + STEPS.index(self.step)


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """One note head or rest.

    ``value`` is the note value as printed, plain or dotted, and ``duration``
    the time it takes; both in whole notes, as is ``onset``, which counts from
    where the full bar would begin. ``bracket`` is set where a tuplet begins
    that no beam holds together. ``beams`` runs from the outermost inwards. After
    it stands a ``breath`` mark; a ``slur`` over the phrase starts or stops with it.
    """

    id: str
    onset: Fraction
    value: Fraction
    duration: Fraction
    pitch: WrittenPitch | None = None
    tied_from: bool = False
    tied_to: bool = False
    tuplet: Tuplet | None = None
    tuplet_begins: bool = False
    tuplet_ends: bool = False
    bracket: bool = False
    fills_bar: bool = False
    beams: tuple[Beam, ...] = ()
    accidental: Accidental | None = None
    breath: bool = False
    slur: Slur | None = None

    @property
    def dotted(self) -> bool:
        """Whether the value has a dot."""
        return self.value.numerator == 3

    @property
    def undotted(self) -> Fraction:
        """The value without its dot: a power of two."""
        return self.value * Fraction(2, 3) if self.dotted else self.value

    @property
    def end(self) -> Fraction:
        """Where the next event begins."""
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class WrittenBar:
    """One bar on the paper; ``number`` is 0 for a pick-up.

    Of a bar that is cut in parts, all but the last are ``continued``, and all
    but the first ``continues`` what stood before.
    """

    number: int
    events: tuple[WrittenEvent, ...]
    continued: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A player's part.

    The key is the written one. ``diatonic`` and ``chromatic`` lead from the
    written to the sounding pitch, in steps and semitones.
    """

    tonic: str
    mode: Mode
    fifths: int
    diatonic: int
    chromatic: int
    bars: tuple[WrittenBar, ...]


def is_dyadic(number: Fraction) -> bool:
    """Whether halving a whole note often enough leads to ``number``."""
    return number.denominator & (number.denominator - 1) == 0


def is_value(duration: Fraction) -> bool:
    """Whether one note, plain or with a single dot, can be written for ``duration``."""
    top = duration.numerator
    one_head = top == 3 or top & (top - 1) == 0
    return one_head and is_dyadic(duration) and duration <= LONGEST_DOTTED


def values_in(duration: Fraction) -> tuple[Fraction, ...]:
    """Return the fewest values that add up to ``duration``, the longest first.

    ``duration`` must be dyadic; where it stands in the bar plays no part.
    """
    values = []
    value = LONGEST_DOTTED
    while duration:
        while value > duration:
            value = _next_shorter(value)
        values.append(value)
        duration -= value
    return tuple(values)


def _next_shorter(value: Fraction) -> Fraction:
    return value * Fraction(2, 3) if value.numerator == 3 else value * Fraction(3, 4)
