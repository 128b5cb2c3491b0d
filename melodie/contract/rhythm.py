"""What is asked of service3_rhythm, and what it answers."""

from typing import Annotated

from pydantic import Field, StrictBool

from melodie.contract.message import Bars, Identifier, Message, Percentage, Seed, TimeSignatureText
from melodie.duration import Duration, Tuplet
from melodie.form import MAX_BARS, MAX_EVENTS, BarForm, PhraseEnd
from melodie.time_signature import TimeSignature


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
    """A style of tune as offered to people; ``swung`` where its eighths are played so."""

    id: Identifier
    name: str
    description: str
    swung: bool = False


class StyleChoices(Message):
    """Every style; the first is the default."""

    styles: tuple[StyleChoice, ...]


class TimeSignatureChoice(Message):
    """A time signature as offered: its groupings in units, the note value its tempo counts."""

    id: TimeSignatureText
    beats: int
    unit: int
    groupings: tuple[tuple[int, ...], ...]
    beat_unit: Duration


class TimeSignatureChoices(Message):
    """Every time signature; the first is the default."""

    time_signatures: tuple[TimeSignatureChoice, ...]


class RhythmEvent(Message):
    """A duration that sounds, or is a rest; ``tie`` holds it into the next."""

    duration: Duration
    rest: StrictBool = False
    tie: StrictBool = False
    tuplet: Tuplet | None = None


class RhythmBar(Message):
    """One bar of durations, and its part in the melody's form."""

    events: Annotated[tuple[RhythmEvent, ...], Field(min_length=1, max_length=MAX_EVENTS)]
    pickup: StrictBool = False
    form: BarForm | None = None

    @property
    def phrase_end(self) -> PhraseEnd | None:
        """Where a phrase ends in it, if one does."""
        return self.form.phrase_end if self.form else None


RhythmBars = Annotated[tuple[RhythmBar, ...], Field(min_length=1, max_length=MAX_BARS + 1)]


class KeptRhythm(Message):
    """A bar that stays as it is; ``number`` is its index in the answer's bars."""

    number: Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)]
    bar: RhythmBar


Units = Annotated[int, Field(strict=True, ge=1, le=32)]
"""Units of a time signature in one group of beats."""


Count = Annotated[int, Field(strict=True, ge=0, le=MAX_EVENTS)]
"""Notes that begin in one bar."""


class RhythmRequest(Message):
    """Asks for ``bars`` whole bars, and for an upbeat before them where ``pickup`` is true.

    Every percentage is a slider: at 50, ``density`` and ``repetition`` are as
    the style has them; ``rests`` is 0 for none, and at its default the breaths
    between phrases; ``syncopation`` is how often notes last over a beat;
    ``wildness`` leads from the model (0) to the dice (100). Bars that are ``kept`` are
    answered as they are given, and the others composed around them. ``form`` is the part
    that every bar has, an upbeat included; without it the service draws one, as it draws
    a grouping of the beats without ``groups``. ``counts`` says how many notes begin in each
    bar, an upbeat included, as near as the note values allow.
    """

    time_signature: TimeSignatureText
    rhythm: Identifier
    bars: Bars
    style: Identifier = "song"
    wildness: Percentage = 0
    density: Percentage = 50
    rests: Percentage = 10
    syncopation: Percentage = 0
    repetition: Percentage = 50
    pickup: StrictBool = False
    seed: Seed
    kept: Annotated[tuple[KeptRhythm, ...], Field(max_length=MAX_BARS + 1)] = ()
    form: Annotated[tuple[BarForm, ...], Field(max_length=MAX_BARS + 1)] = ()
    groups: Annotated[tuple[Units, ...], Field(max_length=32)] = ()
    counts: Annotated[tuple[Count, ...], Field(max_length=MAX_BARS + 1)] = ()


class Rhythm(Message):
    """A whole rhythm: the time signature with the grouping chosen for it, and its bars."""

    time_signature: TimeSignature
    beat_unit: Duration
    bars: RhythmBars
