"""What is asked of service2_notes, and what it answers."""

from typing import Annotated

from pydantic import ConfigDict, Field

from melodie.contract.harmony import ChordsByBar
from melodie.contract.message import Identifier, Message, Percentage, Seed
from melodie.contract.rhythm import RhythmBars
from melodie.form import MAX_BARS, MAX_EVENTS
from melodie.pitch import Key, Mode, SpelledPitch, Tonic
from melodie.time_signature import TimeSignature

BarPitches = Annotated[tuple[SpelledPitch | None, ...], Field(max_length=MAX_EVENTS)]
"""A pitch, or None for a rest, for every event of a bar."""


class ScaleChoice(Message):
    """A scale as offered: semitones above the tonic, and the mode of its signature.

    In JSON the semitones are called ``degrees``, as they were published.
    """

    model_config = ConfigDict(validate_by_name=True)

    id: Identifier
    name: str
    semitones: Annotated[
        tuple[int, ...], Field(validation_alias="degrees", serialization_alias="degrees")
    ]
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


class KeptPitches(Message):
    """The pitches of a bar that stay as they are; ``number`` is its index in ``bars``."""

    number: Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)]
    pitches: BarPitches


class NotesRequest(Message):
    """Asks for a pitch for every sounding duration of a rhythm.

    ``lowest`` and ``highest`` bound the ambitus, in sounding pitches. ``leaps``
    is a slider: at 50 as the style has them, at 0 hardly any, at 100 wide ones.
    Bars that are ``kept`` are answered as they are given. ``chords`` holds those of
    every bar, to compose over; where it is None the service draws them.
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
    kept: Annotated[tuple[KeptPitches, ...], Field(max_length=MAX_BARS + 1)] = ()
    chords: ChordsByBar | None = None


class NotePlace(Message):
    """One event: the index of its bar, and its index in there."""

    bar: Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)]
    event: Annotated[int, Field(strict=True, ge=0, lt=MAX_EVENTS)]


class Notes(Message):
    """The pitches of every bar.

    ``key`` names the tonic as it is spelled, which is the asked one or its
    enharmonic twin. ``chords`` holds those of every bar, and is empty where none
    were drawn. ``foreign`` are the notes that lie outside the scale on purpose.
    """

    key: Key
    bars: tuple[BarPitches, ...]
    chords: ChordsByBar = ()
    foreign: tuple[NotePlace, ...] = ()
