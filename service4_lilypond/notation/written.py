"""What is written on the page: pitches, notes, rests and bars, as frozen values."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from melodie.duration import Tuplet, is_dyadic
from melodie.event import Slur
from melodie.harmony import Chord
from melodie.interval import Interval
from melodie.pitch import Mode, Spelling

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
class WrittenEvent:
    """One note head or rest; ``pitch`` is the one that the player reads.

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
    pitch: Spelling | None = None
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
class WrittenChord:
    """A chord symbol: ``label`` is what is printed, ``chord`` what the player reads in it.

    ``onset`` is counted as that of events is; ``chord`` is None where none sounds. One that
    is ``repeated`` was there before, and is printed where a line begins with its bar.
    """

    onset: Fraction
    chord: Chord | None
    label: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class WrittenBar:
    """One written bar with the ``chords`` over it; ``number`` is 0 for a pick-up.

    Of a bar that is cut in parts, all but the last are ``continued``, and all
    but the first ``continues`` what stood before.
    """

    number: int
    events: tuple[WrittenEvent, ...]
    continued: bool = False
    continues: bool = False
    chords: tuple[WrittenChord, ...] = ()

    @property
    def start(self) -> Fraction:
        """Where it begins, counted from where the full bar would."""
        return self.events[0].onset

    @property
    def end(self) -> Fraction:
        """Where it ends, counted likewise."""
        return self.events[-1].end

    def symbols(self, *, heads_line: bool) -> tuple[WrittenChord, ...]:
        """Return the chords that are printed over it, in a line that it may be the head of."""
        return tuple(chord for chord in self.chords if heads_line or not chord.repeated)


class Head(NamedTuple):
    """A note of a chord as it is written."""

    pitch: Spelling
    accidental: Accidental | None = None


@dataclass(frozen=True, slots=True)
class ChordEvent:
    """One or more heads on a stem, or a rest where there are none, with their ``rhythm``."""

    rhythm: WrittenEvent
    heads: tuple[Head, ...]


Voice = tuple[ChordEvent, ...]


@dataclass(frozen=True, slots=True)
class StaffBar:
    """A bar of the second staff: one voice, or the upper and the lower; none is an empty bar."""

    number: int
    length: Fraction
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A player's part.

    The key is the written one; ``transposition`` leads from the written to the
    sounding pitch. ``below`` is a second staff, in the bass clef, where there is one.
    """

    tonic: str
    mode: Mode
    fifths: int
    transposition: Interval
    bars: tuple[WrittenBar, ...]
    below: tuple[StaffBar, ...] = ()


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
