"""What the services say to each other, as frozen values with their JSON.

Durations travel as fractions of a whole note (``"3/8"``), pitches in
scientific pitch notation (``"Bb4"``). Unknown fields are refused.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from melodie.score import (
    MAX_BARS,
    Clef,
    Duration,
    Instrument,
    Key,
    Mode,
    Score,
    SpelledPitch,
    TimeSignature,
    Tonic,
    Tuplet,
)

MAX_SEED: Final = 2**53 - 1
"""The largest whole number that every JSON reader holds exactly."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Metre = Annotated[str, Field(pattern=r"^[0-9]{1,2}/[0-9]{1,2}$", examples=["6/8"])]
Bars = Annotated[int, Field(strict=True, ge=1, le=MAX_BARS)]
Seed = Annotated[int, Field(strict=True, ge=0, le=MAX_SEED)]
Percentage = Annotated[int, Field(strict=True, ge=0, le=100)]


class Message(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- service3_rhythm ---------------------------------------------------------


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


# --- service2_notes ----------------------------------------------------------


class ScaleChoice(Message):
    """A scale as offered: semitones above the tonic, and the mode of its signature."""

    id: Identifier
    name: str
    degrees: tuple[int, ...]
    mode: Mode


class ContourChoice(Message):
    """A line that a melody can follow from its beginning to its end."""

    id: Identifier
    name: str
    description: str


class ContourChoices(Message):
    """Every contour; the first is the default."""

    contours: tuple[ContourChoice, ...]


class ScaleChoices(Message):
    """Every scale and every key; the first of each is the default."""

    scales: tuple[ScaleChoice, ...]
    keys: tuple[Tonic, ...]


class NotesRequest(Message):
    """Asks for a pitch for every sounding duration of a rhythm.

    ``lowest`` and ``highest`` bound the ambitus, in sounding pitches. ``leaps``
    is a slider: at 50 as the style has them, at 0 hardly any, at 100 wide ones.
    """

    key: Tonic
    scale: Identifier
    time_signature: TimeSignature
    bars: RhythmBars
    lowest: SpelledPitch
    highest: SpelledPitch
    style: Identifier = "song"
    wildness: Percentage = 0
    leaps: Percentage = 50
    contour: Identifier = "none"
    seed: Seed


class Notes(Message):
    """A pitch, or None for a rest, for every event of every bar.

    ``key`` names the tonic as it is spelled, which is the asked one or its
    enharmonic twin.
    """

    key: Key
    bars: tuple[tuple[SpelledPitch | None, ...], ...]


# --- service4_lilypond -------------------------------------------------------


class InstrumentChoice(Message):
    """An instrument as offered: how it is written, and its comfortable sounding range."""

    id: Identifier
    instrument: Instrument
    clef: Clef
    lowest: SpelledPitch
    highest: SpelledPitch


class InstrumentChoices(Message):
    """Every instrument; the first is the default."""

    instruments: tuple[InstrumentChoice, ...]


class ScoreRequest(Message):
    """A score to render; ``footline`` is printed small at the foot of a page."""

    score: Score
    footline: Annotated[str, Field(max_length=200)] = ""


# --- every service -----------------------------------------------------------


class Version(Message):
    """Which code answers."""

    service: str
    version: str
    engine: str
    revision: str


class Health(Message):
    """A service that lives, or is ready, with what it checked."""

    status: Literal["ok"]
    checks: dict[str, Literal["ok"]] = {}
