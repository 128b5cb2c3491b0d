"""The melody as a value: pitches, events, bars and the score they make.

Durations are exact fractions of a whole note. Pitches are spelled and sound
as written here (concert pitch); a transposing instrument's written part is a
matter of engraving. Every class checks itself when it is made and raises
``ValueError`` with a sentence a person understands.

What a score is made of has rooms of its own (``pitch``, ``metre``, ``event``, ``text``)
and is imported from here.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from melodie.event import STRICT, Event, Slur, check_slurs, check_ties
from melodie.metre import (
    MAX_BPM,
    MIN_BPM,
    TRIPLET,
    Duration,
    Tempo,
    TimeSignature,
    Tuplet,
)
from melodie.pitch import (
    ACCIDENTALS,
    FIFTHS,
    MODE_FIFTHS,
    SEMITONES,
    STEPS,
    Key,
    Mode,
    Pitch,
    SpelledPitch,
    Tonic,
)
from melodie.text import MAX_TITLE, Title, check_text

__all__ = [
    "ACCIDENTALS",
    "FIFTHS",
    "MAX_BARS",
    "MAX_BPM",
    "MAX_TITLE",
    "MIN_BPM",
    "MODE_FIFTHS",
    "SEMITONES",
    "STEPS",
    "TRIPLET",
    "Bar",
    "Clef",
    "Duration",
    "Event",
    "Instrument",
    "Key",
    "Mode",
    "Pitch",
    "Score",
    "Slur",
    "SpelledPitch",
    "Tempo",
    "TimeSignature",
    "Title",
    "Tonic",
    "Tuplet",
    "check_text",
]

MAX_BARS: Final = 64

Clef = Literal["treble", "alto", "tenor", "bass", "treble_8", "bass_8"]


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
        events = [event for bar in self.bars for event in bar.events]
        check_ties(events)
        check_slurs(events)

    @property
    def seconds(self) -> Fraction:
        """How long it lasts when it is played, closing rests included."""
        length = sum((bar.length for bar in self.bars), Fraction(0))
        return length * 4 * 60 / self.tempo.quarters_per_minute
