"""Spelled pitches, and the keys that they are spelled in."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Annotated, Final, Literal, Self

from pydantic import ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

STRICT: Final = ConfigDict(extra="forbid")

STEPS: Final = "CDEFGAB"
SEMITONES: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
FIFTHS: Final = {"F": -1, "C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5}
"""Sharps (positive) or flats (negative) of the major key on each natural."""

MODE_FIFTHS: Final = {
    "lydian": 1,
    "major": 0,
    "mixolydian": -1,
    "dorian": -2,
    "minor": -3,
    "phrygian": -4,
    "locrian": -5,
}
"""How far round the circle of fifths a mode's signature lies from major's."""

ACCIDENTALS: Final = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}
PITCH_PATTERN: Final = r"^[A-G](##|#|bb|b)?-?[0-9]$"
TONIC_PATTERN: Final = r"^[A-G][#b]?$"

Mode = Literal["major", "minor", "dorian", "phrygian", "lydian", "mixolydian", "locrian"]
Tonic = Annotated[str, Field(pattern=TONIC_PATTERN, examples=["Bb"])]


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """A note as it is written: step ``B``, alteration -1, octave 4 is B flat 4.

    Octaves follow scientific pitch notation: C4 is middle C, MIDI key 60. A
    spelling may lie beyond what MIDI can play.
    """

    octave: int
    step: str
    alter: int = 0

    @classmethod
    def spelled(cls, staff_step: int, key_number: int) -> Self:
        """Return the note on a staff step, counted from C0, that sounds as a MIDI key."""
        octave, step = divmod(staff_step, len(STEPS))
        natural = 12 * (octave + 1) + SEMITONES[STEPS[step]]
        return cls(octave, STEPS[step], key_number - natural)

    @classmethod
    def spelled_near(cls, staff_step: int, key_number: int) -> Self:
        """Return ``spelled``, or its nearest enharmonic twin where that needs three accidentals."""
        shifts = (shift for distance in count() for shift in (distance, -distance))
        spellings = (Spelling.spelled(staff_step + shift, key_number) for shift in shifts)
        found = next(spelling for spelling in spellings if spelling.alter in ACCIDENTALS)
        return cls(found.octave, found.step, found.alter)

    @property
    def name(self) -> str:
        """The note's name without its octave, such as ``Bb``."""
        return self.step + ACCIDENTALS[self.alter]

    @property
    def key_number(self) -> int:
        """The MIDI key number; C4 is 60."""
        return 12 * (self.octave + 1) + SEMITONES[self.step] + self.alter

    @property
    def staff_step(self) -> int:
        """Diatonic steps above C0, whatever the accidental."""
        return 7 * self.octave + STEPS.index(self.step)

    def __str__(self) -> str:
        return f"{self.name}{self.octave}"


@dataclass(frozen=True, slots=True, order=True)
class Pitch(Spelling):
    """A spelled pitch that sounds: one of the MIDI keys 0 to 127, with two accidentals at most.

    Raises ``ValueError`` for any other.
    """

    def __post_init__(self) -> None:
        if self.step not in STEPS or len(self.step) != 1:
            raise ValueError(f"{self.step!r} is not a note name")
        if self.alter not in ACCIDENTALS:
            raise ValueError("at most two sharps or flats can be written")
        if not 0 <= self.key_number <= 127:
            raise ValueError("must lie between MIDI keys 0 and 127")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read scientific pitch notation such as ``Bb4`` or ``F##5``."""
        if not isinstance(text, str) or not re.match(PITCH_PATTERN, text):
            raise ValueError("must be a pitch such as C4, F#5 or Bb3")
        step, accidental, octave = re.split(r"(?<=^[A-G])(#*|b*)(?=-?\d)", text)
        return cls(int(octave), step, accidental.count("#") - accidental.count("b"))


def note_on_fifths(fifths: int) -> str:
    """Return the name of the note that lies so many fifths above C, or below it."""
    step = next(step for step, place in FIFTHS.items() if (fifths - place) % 7 == 0)
    return step + ACCIDENTALS[(fifths - FIFTHS[step]) // 7]


def _read_pitch(value: object) -> Pitch:
    if isinstance(value, str):
        return _pitch(value)
    return value if isinstance(value, Pitch) else Pitch.parse(value)  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def _pitch(text: str) -> Pitch:
    """Return the pitch that ``text`` is: a melody has few of them, each often."""
    return Pitch.parse(text)


SpelledPitch = Annotated[
    Pitch,
    PlainValidator(_read_pitch),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": PITCH_PATTERN, "examples": ["Bb4"]}),
]


@dataclass(frozen=True, slots=True)
class Key:
    """The tonic and scale a melody is in, and the mode whose signature it is written with."""

    __pydantic_config__ = STRICT

    tonic: Tonic
    scale: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    mode: Mode

    def __post_init__(self) -> None:
        if not -7 <= self.fifths <= 7:
            raise ValueError(f"{self.tonic} {self.mode} has no key signature without doubles")

    @property
    def fifths(self) -> int:
        """The signature: sharps when positive, flats when negative."""
        alter = self.tonic.count("#") - self.tonic.count("b")
        return FIFTHS[self.tonic[0]] + 7 * alter + MODE_FIFTHS[self.mode]
