"""Time in music: durations, tuplets, metres and tempi."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

STRICT: Final = ConfigDict(extra="forbid")

MIN_BPM: Final = 20
MAX_BPM: Final = 300
DURATION_PATTERN: Final = r"^[0-9]{1,5}(/[1-9][0-9]{0,4})?$"


def _read_duration(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not re.match(DURATION_PATTERN, value):
        raise ValueError('must be a fraction of a whole note, such as "3/8"')
    return Fraction(value)


Duration = Annotated[
    Fraction,
    PlainValidator(_read_duration),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": ["3/8"]}),
]
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
