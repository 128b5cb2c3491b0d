"""What is asked of service2_notes about chords, and what it answers."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from melodie.contract.message import Bars, Identifier, Message, Seed
from melodie.form import MAX_BARS, BarForm
from melodie.harmony import BarChords
from melodie.pitch import Key, Tonic
from melodie.score import Score
from melodie.time_signature import TimeSignature

ChordsByBar = Annotated[tuple[BarChords, ...], Field(max_length=MAX_BARS + 1)]
Taste = Literal["plain", "richer", "surprising"]
"""How a melody is harmonised: as folk songs are, with more colours, or as nobody expects."""


AUTO_CHORDS: Final = "auto"
"""Chords are drawn for the tune."""
NO_CHORDS: Final = "none"
"""The tune has none."""
MAX_CHORDS_TEXT: Final = 1_000


def _check_printable(text: str) -> str:
    if not text.isprintable():
        raise PydanticCustomError("unprintable", "must not hold control characters or line breaks")
    return text


ChordsText = Annotated[
    str,
    Field(strict=True, min_length=1, max_length=MAX_CHORDS_TEXT, examples=["C | Am F | G7 | C"]),
    AfterValidator(_check_printable),
]
"""``auto``, ``none``, the name of a progression, or chords as people type them."""


class ProgressionChoice(Message):
    """A choice of chords; a progression is described by its figures, and returns after ``bars``."""

    id: Identifier
    name: str
    description: str
    bars: Bars | None = None


class ProgressionChoices(Message):
    """Every choice of chords beside one's own; the first is the default."""

    progressions: tuple[ProgressionChoice, ...]


BarIndex = Annotated[int, Field(strict=True, ge=0, le=MAX_BARS)]


class KeptChords(Message):
    """The chords of a bar that stay as they are; ``number`` is its index in the answer's bars."""

    number: BarIndex
    chords: BarChords


class ChordsRequest(Message):
    """Asks for the chords of ``bars`` whole bars.

    ``form`` holds the part of every bar, where that is known; bars that are ``kept``
    are answered as they are given. All others have the ``chords`` that are chosen, or
    those that are drawn.
    """

    key: Tonic
    scale: Identifier
    time_signature: TimeSignature
    bars: Bars
    style: Identifier = "song"
    form: Annotated[tuple[BarForm, ...], Field(max_length=MAX_BARS + 1)] = ()
    kept: Annotated[tuple[KeptChords, ...], Field(max_length=MAX_BARS + 1)] = ()
    chords: ChordsText = AUTO_CHORDS
    seed: Seed


class Chords(Message):
    """The chords of every bar; ``key`` names the tonic as it is spelled.

    ``unused`` is how many bars of the chosen ones found no room.
    """

    key: Key
    bars: ChordsByBar
    unused: int = 0


class HarmoniesRequest(Message):
    """Asks for chords for a melody that exists; what chords it has are not looked at."""

    score: Score


class HarmonyRollRequest(Message):
    """Asks for other chords than a score has; the bars ``kept``, by their index, keep theirs."""

    score: Score
    kept: Annotated[tuple[BarIndex, ...], Field(max_length=MAX_BARS + 1)] = ()
    seed: Seed


class Harmony(Message):
    """One harmonisation: the chords of every bar of the score; an upbeat has none."""

    taste: Taste
    bars: ChordsByBar


class Harmonies(Message):
    """Three harmonisations of a score, which differ in a third of its bars or more."""

    harmonies: tuple[Harmony, ...]
