"""What is asked of service4_lilypond, and what it answers."""

from typing import Annotated, Final, Literal

from pydantic import Field

from melodie.contract.message import Identifier, Message
from melodie.score import Clef, Instrument, Score, SpelledPitch

Paper = Literal["a4", "letter"]
Screen = Literal["wide", "narrow"]


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
"""Says with a file which edition made it."""


class Edition(Message):
    """What decides how a score looks as a file: of one edition, the bytes are the same."""

    edition: str


class ScoreRequest(Message):
    """A score to render.

    ``footline`` is printed small at the foot of a page of ``paper``; a picture
    in SVG has four bars on a line for a wide ``screen``, and two for a narrow one.
    """

    score: Score
    footline: Annotated[str, Field(max_length=200)] = ""
    paper: Paper = "a4"
    screen: Screen = "wide"
