"""What is asked of service3_rhythm, and what it answers."""

from typing import Annotated, Literal

from pydantic import Field

from melodie.contract.message import Bars, Identifier, Message, Metre, Percentage, Seed
from melodie.score import MAX_BARS, Duration, TimeSignature, Tuplet


class RhythmChoice(Message):
    """A rhythm vocabulary as offered to people."""

    id: Identifier
    name: str
    description: str
    durations: tuple[Duration, ...]


class RhythmChoices(Message):
    """Every rhythm vocabulary; the first is the default."""

    rhythms: tuple[RhythmChoice, ...]


class StyleChoice(Message):
    """A style of tune as offered to people."""

    id: Identifier
    name: str
    description: str


class StyleChoices(Message):
    """Every style; the first is the default."""

    styles: tuple[StyleChoice, ...]


class MetreChoice(Message):
    """A metre as offered: its groupings in units, the note value its tempo counts."""

    id: Metre
    beats: int
    unit: int
    groupings: tuple[tuple[int, ...], ...]
    beat_unit: Duration


class MetreChoices(Message):
    """Every metre; the first is the default."""

    time_signatures: tuple[MetreChoice, ...]


class RhythmRequest(Message):
    """Asks for ``bars`` whole bars, and an upbeat before them where ``pickup`` says so.

    Every percentage is a slider: at 50, ``density`` and ``repetition`` are as
    the style has them; ``rests`` is 0 for none, and at its default the breaths
    between phrases; ``syncopation`` is how often notes last over a beat;
    ``wildness`` leads from the model (0) to the dice (100).
    """

    time_signature: Metre
    rhythm: Identifier
    bars: Bars
    style: Identifier = "song"
    wildness: Percentage = 0
    density: Percentage = 50
    rests: Percentage = 10
    syncopation: Percentage = 0
    repetition: Percentage = 50
    pickup: bool = False
    seed: Seed


class RhythmEvent(Message):
    """A duration that sounds, or is a rest; ``tie`` holds it into the next."""

    duration: Duration
    rest: bool = False
    tie: bool = False
    tuplet: Tuplet | None = None


Cadence = Literal["inner", "half", "section", "final"]
"""What a phrase's last note closes: a phrase, half a period, a period, the melody."""


class PhraseEnd(Message):
    """Where a phrase ends in a bar: the index of its last note's first event."""

    event: Annotated[int, Field(strict=True, ge=0, lt=1024)]
    cadence: Cadence


class RhythmBar(Message):
    """One bar of durations, and its part in the melody's form.

    ``copies`` is the index of the earlier bar whose rhythm returns here;
    ``literal`` says that its pitches return too.
    """

    events: Annotated[tuple[RhythmEvent, ...], Field(min_length=1, max_length=1024)]
    pickup: bool = False
    copies: Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)] | None = None
    literal: bool = False
    phrase_end: PhraseEnd | None = None


RhythmBars = Annotated[tuple[RhythmBar, ...], Field(min_length=1, max_length=MAX_BARS + 1)]


class Rhythm(Message):
    """A whole rhythm: the metre with the grouping chosen for it, and its bars."""

    time_signature: TimeSignature
    beat_unit: Duration
    bars: RhythmBars
