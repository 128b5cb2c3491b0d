"""Tempo: beats per minute."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final

from pydantic import ConfigDict, Field

from melodie.duration import Duration

STRICT: Final = ConfigDict(extra="forbid")

MIN_BPM: Final = 20
MAX_BPM: Final = 300


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
