"""What is asked of service2_notes about a score that exists, and what it answers."""

from typing import Annotated

from pydantic import Field

from melodie.contract.message import Identifier, Message
from melodie.form import MAX_BARS, MAX_EVENTS
from melodie.pitch import SpelledPitch
from melodie.score import Score

OptionName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_#]{0,39}$", examples=["Eb"])]
NoteNumber = Annotated[int, Field(strict=True, ge=1, le=MAX_BARS * MAX_EVENTS)]
"""The number of a sounding note, tied ones counted once; the first is 1."""


class TwistOption(Message):
    """One way to do a twist, such as a key to transpose to."""

    id: OptionName
    name: str


class TwistChoice(Message):
    """Something that can be done to a score; the first of the options is the default."""

    id: Identifier
    name: str
    description: str
    options: tuple[TwistOption, ...]


class TwistChoices(Message):
    """Every twist."""

    twists: tuple[TwistChoice, ...]


class TwistRequest(Message):
    """Asks for a score to be twisted; without an ``option`` the first is taken.

    ``lowest`` and ``highest`` bound what its instrument plays, in sounding pitches; where
    the score already goes beyond, that much is taken for granted.
    """

    score: Score
    twist: Identifier
    option: OptionName | None = None
    lowest: SpelledPitch
    highest: SpelledPitch


class Twisted(Message):
    """The score that came of a twist.

    To lie within the range it was moved by so many ``octaves``, up where positive; the
    ``folded`` notes alone were moved by octaves besides.
    """

    score: Score
    octaves: Annotated[int, Field(strict=True, ge=-10, le=10)] = 0
    folded: tuple[NoteNumber, ...] = ()
