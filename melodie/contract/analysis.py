"""What is asked of service2_notes about how a melody is made, and what it answers."""

from typing import Annotated, Literal

from pydantic import Field

from melodie.contract.message import Message
from melodie.contract.twists import NoteNumber
from melodie.form import MAX_BARS, Cadence, Relation
from melodie.harmony import Chord
from melodie.pitch import SpelledPitch
from melodie.score import Score

BarIndex = Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)]
"""The index of a bar in the score, an upbeat counted."""

NonChordNote = Literal[
    "passing", "neighbour", "suspension", "anticipation", "appoggiatura", "escape", "free"
]
"""How a note outside its chord is reached and left, as primers of harmony name it.

By step, and on by step (passing) or back (neighbour); struck again from the chord before,
then a step down (suspension); struck again in the next chord, which has it (anticipation);
by leap and left by step (appoggiatura), by step and left by leap (escape); or none of these
(free).
"""


class AnalysisRequest(Message):
    """Asks how a melody is made."""

    score: Score


class Compass(Message):
    """The lowest and the highest note."""

    lowest: SpelledPitch
    highest: SpelledPitch


class Moves(Message):
    """How many moves from note to note are of each size.

    ``widest`` is the note that the widest leap leads to, the first of them; None where
    there is no leap. A third is a ``skip``, anything wider a ``leap``.
    """

    repeats: int
    steps: int
    skips: int
    leaps: int
    widest: NoteNumber | None = None


class HighPoint(Message):
    """The highest note: every time it is struck, and whether the first is on a strong beat."""

    notes: tuple[NoteNumber, ...]
    bars: tuple[BarIndex, ...]
    strong: bool


class Close(Message):
    """Where a phrase comes to rest: its last note, that note's degree of the scale, the chord.

    The tonic is degree 1; None stands for a note outside the scale, or no chord.
    """

    bar: BarIndex
    note: NoteNumber
    cadence: Cadence
    degree: str | None
    chord: Chord | None


class Return(Message):
    """What a bar takes from an earlier one."""

    bar: BarIndex
    relation: Relation
    answers: BarIndex


class OutsideChord(Message):
    """A note that is not in the chord that it begins over."""

    note: NoteNumber
    bar: BarIndex
    kind: NonChordNote


class Analysis(Message):
    """How a melody is made: what its notes show, and what its score says of form and chords.

    ``returns`` are as the score says, or as its notes show where it says nothing.
    ``over_chords`` counts the notes that begin over a chord; ``foreign`` are those that lie
    outside the scale. A melody without notes has no compass and no high point.
    """

    compass: Compass | None = None
    moves: Moves
    high_point: HighPoint | None = None
    closes: tuple[Close, ...] = ()
    returns: tuple[Return, ...] = ()
    over_chords: int = 0
    outside_chords: tuple[OutsideChord, ...] = ()
    foreign: tuple[NoteNumber, ...] = ()
