"""The melody as a value: pitches, events, bars and the score they make.

Durations are exact fractions of a whole note. Pitches are spelled and sound
as written here (concert pitch); a transposing instrument's written part is a
matter of engraving. Every class checks itself when it is made and raises
``ValueError`` with a sentence a person understands.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)

STRICT: Final = ConfigDict(extra="forbid")

MAX_BARS: Final = 64
MAX_TITLE: Final = 60
MIN_BPM: Final = 20
MAX_BPM: Final = 300

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
DURATION_PATTERN: Final = r"^[0-9]{1,5}(/[1-9][0-9]{0,4})?$"

Mode = Literal["major", "minor", "dorian", "phrygian", "lydian", "mixolydian", "locrian"]
Clef = Literal["treble", "alto", "tenor", "bass", "treble_8", "bass_8"]


def check_text(text: str) -> str:
    """Return a title in Unicode's composed form, without outer space.

    Raises ``ValueError`` for what no page can show: control characters,
    line breaks, halves of characters, nothing at all.
    """
    composed = unicodedata.normalize("NFC", text).strip()
    if not composed:
        raise ValueError("must hold at least one visible character")
    if len(composed) > MAX_TITLE:
        raise ValueError(f"must be at most {MAX_TITLE} characters long")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp", "Cn", "Co"} for c in composed):
        raise ValueError("must not hold control characters or line breaks")
    return composed


Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(check_text)]


@dataclass(frozen=True, slots=True, order=True)
class Pitch:
    """A spelled, absolute pitch: step ``B``, alteration -1, octave 4 is B flat 4.

    Octaves follow scientific pitch notation: C4 is middle C, MIDI key 60.
    """

    octave: int
    step: str
    alter: int = 0

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


def _read_pitch(value: object) -> Pitch:
    return value if isinstance(value, Pitch) else Pitch.parse(value)  # type: ignore[arg-type]


def _read_duration(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not re.match(DURATION_PATTERN, value):
        raise ValueError('must be a fraction of a whole note, such as "3/8"')
    return Fraction(value)


SpelledPitch = Annotated[
    Pitch,
    PlainValidator(_read_pitch),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": PITCH_PATTERN, "examples": ["Bb4"]}),
]
Duration = Annotated[
    Fraction,
    PlainValidator(_read_duration),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": ["3/8"]}),
]
Tonic = Annotated[str, Field(pattern=TONIC_PATTERN, examples=["Bb"])]
Count = Annotated[int, Field(strict=True)]


@dataclass(frozen=True, slots=True)
class Tuplet:
    """``actual`` notes in the time of ``normal``: a triplet is 3 in the time of 2."""

    __pydantic_config__ = STRICT

    actual: Count
    normal: Count

    def __post_init__(self) -> None:
        if (self.actual, self.normal) not in {(3, 2), (5, 4)}:
            raise ValueError("only 3 in the time of 2 and 5 in the time of 4 can be written")

    @property
    def ratio(self) -> Fraction:
        """Sounding time over written time."""
        return Fraction(self.normal, self.actual)


TRIPLET: Final = Tuplet(3, 2)


@dataclass(frozen=True, slots=True)
class Event:
    """A note, or a rest where ``pitch`` is None.

    ``duration`` is the time it takes (a triplet's quaver takes 1/12); ``tie``
    says that it is held on into the next event, which has the same pitch.
    """

    __pydantic_config__ = STRICT

    pitch: SpelledPitch | None
    duration: Duration
    tie: bool = False
    tuplet: Tuplet | None = None

    def __post_init__(self) -> None:
        written = self.written
        if not 0 < written <= 8:
            raise ValueError("a duration must be more than 0 and at most 8 whole notes")
        if written.denominator & (written.denominator - 1) or written.denominator > 256:
            raise ValueError(f"no note value, not even tied, can write {self.duration}")
        if self.tie and self.pitch is None:
            raise ValueError("a rest cannot be tied")

    @property
    def written(self) -> Fraction:
        """The duration as written, before a tuplet shortens it."""
        return self.duration / self.tuplet.ratio if self.tuplet else self.duration


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``pickup`` marks an upbeat that is shorter than the metre."""

    __pydantic_config__ = STRICT

    events: Annotated[tuple[Event, ...], Field(min_length=1, max_length=1024)]
    pickup: bool = False

    @property
    def length(self) -> Fraction:
        """The sum of the durations, in whole notes."""
        return sum((event.duration for event in self.events), Fraction(0))


@dataclass(frozen=True, slots=True)
class TimeSignature:
    """A metre and how its units are grouped: 7/8 as 2+2+3 has groups (2, 2, 3)."""

    __pydantic_config__ = STRICT

    beats: Annotated[int, Field(strict=True, ge=1, le=32)]
    unit: Literal[1, 2, 4, 8, 16, 32]
    groups: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=1, le=32)], ...],
        Field(min_length=1, max_length=32),
    ]

    def __post_init__(self) -> None:
        if sum(self.groups) != self.beats:
            raise ValueError(f"the beat groups must add up to {self.beats}")

    @property
    def bar_length(self) -> Fraction:
        """Length of a full bar in whole notes."""
        return Fraction(self.beats, self.unit)

    @property
    def compound(self) -> bool:
        """Whether every beat is a dotted value that divides in three (6/8, 9/8, 12/8)."""
        return self.unit >= 8 and self.beats > 3 and set(self.groups) == {3}

    @property
    def group_starts(self) -> tuple[Fraction, ...]:
        """Where each beat group begins, in whole notes from the barline."""
        sums = [sum(self.groups[:i]) for i in range(len(self.groups))]
        return tuple(Fraction(units, self.unit) for units in sums)

    def __str__(self) -> str:
        return f"{self.beats}/{self.unit}"


@dataclass(frozen=True, slots=True)
class Tempo:
    """Beats per minute, and which note value the beat is."""

    __pydantic_config__ = STRICT

    beat_unit: Duration
    bpm: Annotated[int, Field(strict=True, ge=MIN_BPM, le=MAX_BPM)]

    def __post_init__(self) -> None:
        if self.beat_unit not in {Fraction(n, d) for n in (1, 3) for d in (2, 4, 8, 16)}:
            raise ValueError("the beat must be a plain or a dotted note value")

    @property
    def quarters_per_minute(self) -> Fraction:
        """The tempo as MIDI counts it."""
        return self.bpm * self.beat_unit * 4


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


@dataclass(frozen=True, slots=True)
class Instrument:
    """Who plays: a name for the page, a General MIDI program (0-127), a transposition.

    ``diatonic`` and ``chromatic`` lead from the written to the sounding
    pitch, in steps and in semitones: a clarinet in B flat has -1 and -2.
    """

    __pydantic_config__ = STRICT

    name: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(check_text)]
    program: Annotated[int, Field(strict=True, ge=0, le=127)]
    diatonic: Annotated[int, Field(strict=True, ge=-14, le=14)] = 0
    chromatic: Annotated[int, Field(strict=True, ge=-24, le=24)] = 0


@dataclass(frozen=True, slots=True)
class Score:
    """A whole melody, ready to be engraved, played and kept."""

    __pydantic_config__ = STRICT

    title: Title
    key: Key
    time_signature: TimeSignature
    tempo: Tempo
    clef: Clef
    instrument: Instrument
    bars: Annotated[tuple[Bar, ...], Field(min_length=1, max_length=MAX_BARS + 1)]

    def __post_init__(self) -> None:
        full = self.time_signature.bar_length
        for number, bar in enumerate(self.bars):
            if bar.pickup and number > 0:
                raise ValueError("only the first bar can be a pick-up")
            if bar.length != full and not (bar.pickup and bar.length < full):
                raise ValueError(f"bar {number + 1} lasts {bar.length} instead of {full}")
        _check_ties([event for bar in self.bars for event in bar.events])


def _check_ties(events: list[Event]) -> None:
    if events[-1].tie:
        raise ValueError("the last note is tied to nothing")
    for held, following in pairwise(events):
        if held.tie and following.pitch != held.pitch:
            raise ValueError("a tie must lead to the same pitch")
