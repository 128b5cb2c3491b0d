"""What is asked of service2_notes, and what it answers."""

from melodie.contract.message import Identifier, Message, Percentage, Seed
from melodie.contract.rhythm import RhythmBars
from melodie.score import Key, Mode, SpelledPitch, TimeSignature, Tonic


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
