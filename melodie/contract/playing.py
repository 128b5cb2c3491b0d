"""How service4_lilypond plays a score, and when what sounds."""

from typing import Annotated, Final, Literal

from pydantic import Field

from melodie.contract.message import Identifier, Message
from melodie.form import MAX_BARS
from melodie.score import Score
from melodie.tempo import MAX_BPM, MIN_BPM

MIN_PERCENT: Final = 25
MAX_PERCENT: Final = 400
MAX_ROUNDS: Final = 16
MAX_EXPRESSION: Final = 100
USUAL_EXPRESSION: Final = 60
"""At which every rule of performance has the amount that its authors call usual."""

Expression = Annotated[int, Field(strict=True, ge=0, le=MAX_EXPRESSION)]
"""How much a score is played as a person would: 0 is the straight machine."""

BarNumber = Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)]
"""A bar as it is printed: the first full bar is 1, and an upbeat before it 0."""

Strength = Literal["bar", "group", "unit"]
"""What a click marks: the beginning of a bar, of a beat group, or another unit."""


class Playing(Message):
    """How a score is played; what is left out is as written, all of it, once.

    ``percent`` is of the tempo, which is the score's or else ``bpm`` of its beats in a
    minute. A ``count_in`` of a full bar, and what an upbeat lacks of one, comes before
    every round; ``metronome`` clicks all through. Bars from ``first_bar`` to ``last_bar``
    are played ``rounds`` times, each in time with the one before. With ``expression`` 0
    every note is as long as written and as loud as any other. The ``tune_alone`` is heard
    without its accompaniment.
    """

    percent: Annotated[int, Field(strict=True, ge=MIN_PERCENT, le=MAX_PERCENT)] = 100
    bpm: Annotated[int, Field(strict=True, ge=MIN_BPM, le=MAX_BPM)] | None = None
    instrument: Identifier | None = None
    count_in: bool = False
    metronome: bool = False
    first_bar: BarNumber | None = None
    last_bar: BarNumber | None = None
    rounds: Annotated[int, Field(strict=True, ge=1, le=MAX_ROUNDS)] = 1
    expression: Expression = USUAL_EXPRESSION
    tune_alone: bool = False


class PlayRequest(Playing):
    """A score to play, and how."""

    score: Score


class TimelineNote(Message):
    """A note that sounds from ``onset`` to ``end``, both in seconds.

    ``number`` counts as the pictures' ids do; ``bar`` is the printed number of the bar
    that it begins in, and ``beat`` counts in that bar from 1.
    """

    number: int
    onset: float
    end: float
    bar: int
    beat: int


class TimelineBar(Message):
    """A bar, by its printed number, from ``onset`` to ``end``, both in seconds."""

    number: int
    onset: float
    end: float


class TimelineClick(Message):
    """A click at ``onset`` seconds; ``count`` counts from 1 in its bar.

    ``counted_in`` are those that come before the music.
    """

    onset: float
    count: int
    strength: Strength
    counted_in: bool


class Timeline(Message):
    """What sounds when in one round; round n begins n times ``round_seconds`` later.

    ``seconds`` is how long the sound of all ``rounds`` lasts, with what dies away after
    the last of them.
    """

    seconds: float
    round_seconds: float
    rounds: int
    notes: tuple[TimelineNote, ...]
    bars: tuple[TimelineBar, ...]
    clicks: tuple[TimelineClick, ...]
