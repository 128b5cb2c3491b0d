"""What is asked of service4_lilypond, and what it answers."""

from typing import Annotated, Final, Literal

from pydantic import Field

from melodie.clef import Clef
from melodie.contract.message import Identifier, Message
from melodie.contract.playing import USUAL_EXPRESSION, Expression
from melodie.pitch import SpelledPitch
from melodie.score import Instrument, Score
from melodie.text import Title

Paper = Literal["a4", "letter"]
Screen = Literal["wide", "narrow"]
Layout = Literal["lead", "piano"]
"""The tune alone, or with its accompaniment written out below it."""
ChordSymbols = Literal["names", "roman", "none", "guitar", "ukulele", "guitar_tab", "ukulele_tab"]
"""How chords are shown over the staff: by name, by their figure in the key, or not.

With ``guitar`` and ``ukulele`` there are diagrams below the names, and with ``guitar_tab`` and
``ukulele_tab`` the tune as tablature below the notes, both on paper.
"""


class InstrumentChoice(Message):
    """An instrument as offered: how it is written, and its comfortable sounding range.

    ``clef`` is the usual one; its players read ``other_clefs`` where notes lie
    far from that.
    """

    id: Identifier
    instrument: Instrument
    clef: Clef
    other_clefs: tuple[Clef, ...] = ()
    lowest: SpelledPitch
    highest: SpelledPitch


class InstrumentChoices(Message):
    """Every instrument; the first is the default."""

    instruments: tuple[InstrumentChoice, ...]


EDITION_HEADER: Final = "X-Melodie-Edition"
"""The header that carries the edition that made a file."""


class Edition(Message):
    """A mark of all that decides the bytes of a file: while it is the same, so are they."""

    edition: str


class ScoreRequest(Message):
    """A score to render.

    ``footline`` is printed small at the foot of a page of ``paper``; a picture
    in SVG has four bars on a line for a wide ``screen``, and two for a narrow one. Its
    chords are shown as ``chord_symbols`` say. ``expression`` is how far sound is played as
    by a person; MIDI stays in strict time with any.
    One of a ``fragment`` has no tempo, and no final barline where it has no final close.
    Where there is no accompaniment to write out, every ``layout`` is a lead sheet, and so are
    pictures.
    """

    score: Score
    footline: Annotated[str, Field(max_length=200)] = ""
    paper: Paper = "a4"
    screen: Screen = "wide"
    chord_symbols: ChordSymbols = "names"
    expression: Expression = USUAL_EXPRESSION
    fragment: Annotated[bool, Field(strict=True)] = False
    layout: Layout = "lead"


MAX_LINES: Final = 200


class ListLine(Message):
    """A line of a list: its text, and at the end of the line, after dots, what belongs to it."""

    text: Annotated[str, Field(min_length=1, max_length=200)]
    end: Annotated[str, Field(max_length=60)] = ""


class ListRequest(Message):
    """A list to print on pages of ``paper``, such as the contents of a booklet."""

    title: Title
    lines: Annotated[tuple[ListLine, ...], Field(min_length=1, max_length=MAX_LINES)]
    paper: Paper = "a4"


class WorksheetRequest(Message):
    """Scores to print one after the other, each under its number instead of its title.

    ``footline`` is printed small at the foot of the last page.
    """

    title: Title
    scores: Annotated[tuple[Score, ...], Field(min_length=1, max_length=20)]
    footline: Annotated[str, Field(max_length=200)] = ""
    paper: Paper = "a4"
    chord_symbols: ChordSymbols = "names"
